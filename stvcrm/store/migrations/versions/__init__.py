"""One file a revision, NNNN_slug.py, in the order of their numbers; the last is what this program writes."""
