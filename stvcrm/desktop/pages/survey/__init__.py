"""The page of the survey."""

from stvcrm.desktop.pages.survey.page import PAGE

__all__ = ["PAGE"]
