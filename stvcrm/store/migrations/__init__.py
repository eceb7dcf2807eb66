"""Alembic revisions of the workspace's tables; they never import the model."""
