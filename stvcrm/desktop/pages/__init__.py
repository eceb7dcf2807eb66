"""One module a page; none knows another."""
