"""The page with organisations: members of the association and everyone else it deals with."""

from stvcrm.desktop.pages.organisations.page import PAGE

__all__ = ["PAGE"]
