"""The only room that writes: engine, tables, queries, migrations (and the only importer of SQLAlchemy)."""
