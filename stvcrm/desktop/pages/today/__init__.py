"""The start page: what is planned, what is due, what changed."""

from stvcrm.desktop.pages.today.page import PAGE

__all__ = ["PAGE"]
