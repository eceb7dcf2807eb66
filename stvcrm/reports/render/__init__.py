"""One module a kind of paper; each is the only one that knows its library."""
