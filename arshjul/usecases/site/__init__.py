"""The public site: a function from wheels, and from how those invited know the meetings, to pages and files."""

from arshjul.usecases.site.opening import open_site
from arshjul.usecases.site.page import Page
from arshjul.usecases.site.site import Site

__all__ = ["Page", "Site", "open_site"]
