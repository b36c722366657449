"""Reads tables with other engines and makes tables as others may write them, for the tests in this folder.

    foreign.py rows PATH         the rows by id as delta-rs and as Polars see them, as one JSON document
    foreign.py checkpoint PATH   writes a checkpoint with delta-rs
    foreign.py make KIND PATH    writes a table by hand; KIND is a function of tables.py
"""

import json
import sys

import tables


def rows(path: str) -> dict:
    import deltalake
    import polars

    table = deltalake.DeltaTable(path)
    return {
        "delta": sorted(table.to_pyarrow_table().to_pylist(), key=lambda row: row["id"]),
        "polars": sorted(polars.scan_delta(path).collect().to_dicts(), key=lambda row: row["id"]),
        "version": table.version(),
    }


def checkpoint(path: str) -> dict:
    import deltalake

    deltalake.DeltaTable(path).create_checkpoint()
    return {}


def make(kind: str, path: str) -> dict:
    getattr(tables, kind)(path)
    return {}


if __name__ == "__main__":
    verb, *arguments = sys.argv[1:]
    print(json.dumps({"rows": rows, "checkpoint": checkpoint, "make": make}[verb](*arguments), default=str))
