"""One file a revision, NNNN_slug.py."""
