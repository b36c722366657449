"""Opens a Delta table with other engines, for InteropTests.swift; prints one JSON document.

    readers.py read PATH      the rows as delta-rs and as Polars see them, and delta-rs' history length
    readers.py append PATH    appends two rows with delta-rs
    readers.py delete PATH    deletes the rows with id 1 with delta-rs
"""

import json
import os
import sys

import deltalake
import polars
import pyarrow


def rows_of(table: pyarrow.Table) -> list:
    rows = sorted(table.select(["id", "name", "price", "note"]).to_pylist(), key=lambda row: row["id"])
    # JSON has no NaN.
    return [{**row, "price": None if row["price"] is None else str(row["price"])} for row in rows]


def read(path: str) -> dict:
    delta = deltalake.DeltaTable(path)
    frame = polars.scan_delta(path).collect()
    types = {field.name: str(field.type.type) for field in delta.schema().fields}
    return {
        "delta": rows_of(delta.to_pyarrow_table()),
        "polars": rows_of(frame.to_arrow()),
        "types": types,
        "version": delta.version(),
    }


def append(path: str) -> dict:
    rows = pyarrow.table(
        {
            "id": pyarrow.array([10, 11], pyarrow.int64()),
            "name": ["from delta-rs", None],
            "price": [0.5, None],
            "when": pyarrow.array([None, 0], pyarrow.timestamp("us", "UTC")),
            "note": pyarrow.array([None, None], pyarrow.string()),
        }
    )
    deltalake.write_deltalake(path, rows, mode="append")
    return {}


def delete(path: str) -> dict:
    deltalake.DeltaTable(path).delete("id = 1")
    return {}


if __name__ == "__main__":
    result = {"read": read, "append": append, "delete": delete}[sys.argv[1]](sys.argv[2])
    print(json.dumps(result))
    sys.stdout.flush()
    # delta-rs beside pyarrow sometimes aborts while the interpreter ends, after all is done.
    os._exit(0)
