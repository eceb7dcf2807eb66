"""Files in and out: one module a format, the only modules that know their library."""
