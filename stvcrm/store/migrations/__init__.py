"""Alembic revisions of the workspace's tables, one file each in versions/; they never import the model.

`python -m stvcrm.store.migrations.new "person phone"` writes the next one from what changed in the model.
"""
