"""Data, document value, paper: reports only read."""
