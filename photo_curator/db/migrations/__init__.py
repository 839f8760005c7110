"""Alembic's scripts; run by photo_curator.db.migrate."""
