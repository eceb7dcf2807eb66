"""Lists, calendars and person files that leave the workspace."""
