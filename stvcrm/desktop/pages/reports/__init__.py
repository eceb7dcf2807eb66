"""The page for reports: what is chosen at the left, the real pages at the right."""

from stvcrm.desktop.pages.reports.page import PAGE

__all__ = ["PAGE"]
