"""Calculations on plain values: no database, no widgets."""
