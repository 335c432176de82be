"""The settings of an installation: what they are, where their file is, and how it is read."""

from arshjul.config.find import find
from arshjul.config.password import password_problem
from arshjul.config.read import load
from arshjul.config.settings import Config, MailSettings, PlanSettings, Secret, SmtpSettings, WebSettings

__all__ = [
    "Config",
    "MailSettings",
    "PlanSettings",
    "Secret",
    "SmtpSettings",
    "WebSettings",
    "find",
    "load",
    "password_problem",
]
