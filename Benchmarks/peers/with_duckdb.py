"""DuckDB: CREATE TABLE AS SELECT from a CSV into a database file."""

import duckdb

import peer


def load(source, target):
    with duckdb.connect(target) as database:
        database.execute("CREATE TABLE input AS SELECT * FROM read_csv(?)", [source])


def count(target):
    with duckdb.connect(target, read_only=True) as database:
        return database.execute("SELECT count(*) FROM input").fetchone()[0]


peer.run(load, count)
