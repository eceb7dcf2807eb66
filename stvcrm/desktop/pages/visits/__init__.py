"""The page with introduction visits: from request to a summary that was sent."""

from stvcrm.desktop.pages.visits.page import PAGE

__all__ = ["PAGE"]
