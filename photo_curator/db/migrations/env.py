"""Runs the migrations on the connection handed over by photo_curator.db.migrate."""

from __future__ import annotations

from alembic import context

from photo_curator.db.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    # The connection says BEGIN itself: on it, SQLite's DDL is transactional.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
