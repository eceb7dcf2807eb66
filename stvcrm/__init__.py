"""stvcrm: from survey to step plan, in one encrypted file."""

__version__ = "0.1.0"
