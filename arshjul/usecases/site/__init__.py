"""The public site: a function from wheels, and from how those invited know the meetings, to pages and files."""

from arshjul.usecases.site.page import Page
from arshjul.usecases.site.site import Site, open_site

__all__ = ["Page", "Site", "open_site"]
