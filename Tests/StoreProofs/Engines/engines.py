"""Lets other engines read and write Delta tables, for the tests beside this file.

Each line on standard input is a JSON request, each line on standard output its answer, in the same order:

    {"action": "read", "path": ..., "engines": [...]}        what each engine sees
    {"action": "write", "path": ..., "engine": ..., "operation": {...}, "columns": [...]}
    {"action": "leftovers", "path": ..., "retained": N, "tagged": [versions]}

Engines: deltalake, polars, duckdb, daft. Tables have the columns id, n (integers), name (text) and perhaps more integers.
"""

import glob
import json
import os
import re
import sys
import urllib.parse

import deltalake
import pyarrow


def observation(version: int, table: pyarrow.Table) -> dict:
    return {"version": version, "columns": table.column_names, "rows": [{"cells": row} for row in table.to_pylist()]}


def duckdb_connection():
    import duckdb
    import duckdb_extensions

    connection = duckdb.connect()
    duckdb_extensions.import_extension("delta", con=connection)
    connection.load_extension("delta")
    return connection


def read_polars(path: str) -> pyarrow.Table:
    import polars

    return polars.scan_delta(path).collect().to_arrow()


def read_daft(path: str) -> pyarrow.Table:
    import daft

    return daft.read_deltalake(path).to_arrow()


READERS = {
    "deltalake": lambda path: deltalake.DeltaTable(path).to_pyarrow_table(),
    "polars": read_polars,
    "duckdb": lambda path: duckdb_connection().sql(f"select * from delta_scan('{path}')").to_arrow_table(),
    "daft": read_daft,
}


def read(request: dict) -> dict:
    path = request["path"]
    version = deltalake.DeltaTable(path).version()
    readings = {}
    for engine in request["engines"]:
        try:
            readings[engine] = observation(version, READERS[engine](path))
        except Exception as error:
            # Daft cannot read the text that delta-rs and Polars write, whoever made the table.
            if engine != "daft" or "Utf8View" not in str(error):
                raise
    return {"readings": readings}


def arrow_rows(rows: list, columns: list) -> pyarrow.Table:
    types = {"name": pyarrow.string()}
    return pyarrow.table(
        {name: pyarrow.array([row.get(name) for row in rows], types.get(name, pyarrow.int64())) for name in columns}
    )


def append(engine: str, path: str, rows: list, columns: list) -> None:
    table = arrow_rows(rows, columns)
    if engine == "deltalake":
        deltalake.write_deltalake(path, table, mode="append")
    elif engine == "polars":
        import polars

        polars.from_arrow(table).write_delta(path, mode="append")
    elif engine == "duckdb":
        connection = duckdb_connection()
        connection.execute(f"attach '{path}' as target (type delta)")
        connection.register("source", table)
        connection.execute("insert into target select * from source")
    else:
        import daft

        daft.from_arrow(table).write_deltalake(path, mode="append")


def merge(path: str, rows: list, columns: list) -> None:
    merger = deltalake.DeltaTable(path).merge(
        arrow_rows(rows, columns), predicate="t.id = s.id", source_alias="s", target_alias="t"
    )
    merger.when_matched_update_all().when_not_matched_insert_all().execute()


def write(request: dict) -> dict:
    path, columns = request["path"], request["columns"]
    kind, arguments = next(iter(request["operation"].items()))
    table = deltalake.DeltaTable(path)
    if kind == "insert":
        append(request["engine"], path, arguments["_0"], columns)
    elif kind == "upsert":
        merge(path, arguments["_0"], columns)
    elif kind == "increment":
        table.update(updates={"n": "n + 1"}, predicate=f"id >= {arguments['from']} and id < {arguments['to']}")
    elif kind == "rename":
        predicate = f"id >= {arguments['from']} and id < {arguments['to']}"
        table.update(new_values={"name": arguments["text"]}, predicate=predicate)
    elif kind == "delete":
        table.delete(f"id >= {arguments['from']} and id < {arguments['to']}")
    elif kind == "optimize":
        table.optimize.compact()
    else:
        raise ValueError(kind)
    return {}


def is_maintenance(actions: list) -> bool:
    """Whether a commit leaves rows and columns as they are, as compaction and tags do."""
    files = [action.get("add") or action.get("remove") for action in actions if "add" in action or "remove" in action]
    return not any("metaData" in action for action in actions) and not any(file["dataChange"] for file in files)


def kept_versions(path: str, retained: int) -> list:
    """The newest versions, counting only those that changed something."""
    maintenance = {}
    for name in glob.glob(f"{path}/_delta_log/*.json"):
        if not re.fullmatch(r"\d{20}\.json", os.path.basename(name)):
            continue
        with open(name) as file:
            actions = [json.loads(line) for line in file if line.strip()]
        maintenance[int(os.path.basename(name)[:20])] = is_maintenance(actions)
    kept = []
    for version in sorted(maintenance, reverse=True):
        if retained == 0:
            break
        kept.append(version)
        retained -= not maintenance[version]
    return kept


def leftovers(request: dict) -> dict:
    path = request["path"]
    needed = set()
    for version in {*kept_versions(path, request["retained"]), *request["tagged"]}:
        for uri in deltalake.DeltaTable(path, version=version).file_uris():
            needed.add(os.path.basename(urllib.parse.unquote(uri)))
    present = {os.path.basename(name) for name in glob.glob(f"{path}/*.parquet")}
    hidden = [
        os.path.relpath(os.path.join(folder, name), path)
        for folder, _, names in os.walk(path)
        for name in names
        if name.startswith(".") or name.endswith(".tmp") or "#" in name
    ]
    indexes = [name for name in glob.glob(f"{path}/_lighttable/keys/*") if os.path.basename(name)[:-5] not in present]
    return {"leftovers": sorted(present - needed) + hidden + indexes, "missing": sorted(needed - present)}


ACTIONS = {"read": read, "write": write, "leftovers": leftovers}

for line in sys.stdin:
    try:
        request = json.loads(line)
        answer = ACTIONS[request["action"]](request)
    except BaseException as error:
        answer = {"error": f"{type(error).__name__}: {error}"[:2000]}
    print(json.dumps(answer), flush=True)
# delta-rs beside pyarrow sometimes aborts while the interpreter ends, after all is done.
os._exit(0)
