"""Source, mapping, plan, apply: files of others become records, as one operation."""
