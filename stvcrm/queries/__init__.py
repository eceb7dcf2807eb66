"""Every read: frozen rows, never model objects."""
