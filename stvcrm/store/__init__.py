"""How it is kept: one encrypted file, its journal, its index, its copies."""
