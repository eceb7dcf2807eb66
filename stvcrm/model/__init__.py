"""The nouns and their own rules: mapped classes, no session, no SQL."""
