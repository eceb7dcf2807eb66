"""The page with contacts: everyone the association knows by name."""

from stvcrm.desktop.pages.people.page import PAGE

__all__ = ["PAGE"]
