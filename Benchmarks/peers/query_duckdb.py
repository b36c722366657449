"""DuckDB on Parquet files."""

import duckdb

import peer

CODE = 0x9E3779B97F4A7C15


def groups(connection, _):
    rows = connection.sql(
        "SELECT kind, count(*), sum(price * quantity), avg(score) FROM files "
        "WHERE score > 0.2 AND price < 90 GROUP BY kind ORDER BY kind"
    ).fetchall()
    return [float(value) for row in rows for value in row[1:]]


def total(connection, _):
    row = connection.sql(
        "SELECT count(*), sum(price * quantity) FROM files WHERE score > 0.2 AND price < 90"
    ).fetchone()
    return [float(value) for value in row]


def projection(connection, _):
    reader = connection.sql("SELECT id, note, price * quantity AS revenue FROM files WHERE price < 10").arrow()
    return [float(sum(batch.num_rows for batch in reader))]


def lookup(connection, number):
    return looked_up(connection, "id", (number + 1) * 7_919_333 % connection.rows)


def lookup_random(connection, number):
    return looked_up(connection, "code", f"{(number + 1) * 7_919_333 % connection.rows * CODE % 2**64:016x}")


def looked_up(connection, key, value):
    rows = connection.execute(f"SELECT * FROM files WHERE {key} = ?", [value]).arrow().read_all()
    return [float(rows.num_rows), rows["value"][0].as_py()]


class Connection:
    """A connection with the view `files`."""

    def __init__(self, files):
        self.duckdb = duckdb.connect()
        paths = ", ".join(f"'{path}'" for path in files)
        self.duckdb.execute("SET parquet_metadata_cache = true")
        self.duckdb.execute(f"CREATE VIEW files AS SELECT * FROM read_parquet([{paths}])")
        self.rows = self.duckdb.sql("SELECT count(*) FROM files").fetchone()[0]
        self.sql, self.execute = self.duckdb.sql, self.duckdb.execute


CASES = {
    "groups": groups, "total": total, "projection": projection, "lookup": lookup, "lookup-random": lookup_random,
}

peer.query(CASES, prepare=Connection)
