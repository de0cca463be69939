"""Runs the migrations on the connection that the store hands over, inside its transaction."""

from alembic import context

from counterclaim.store import sources, watches  # noqa: F401 (their tables belong to the schema)
from counterclaim.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
