"""The command line: the same operations and queries as the window, without Qt."""
