"""The example workspace: an invented association with its members, people and visits."""
