"""Årshjul: the year wheel as code. One TOML file becomes calendars and reminder mails."""

__version__ = "0.1.0"
