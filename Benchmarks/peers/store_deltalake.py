"""delta-rs: `CASE TABLE TIMES` prints the seconds of each call as JSON."""

import json
import os
import sys
import time

import deltalake
import pyarrow

SCHEMA = pyarrow.schema([("id", pyarrow.int64()), ("name", pyarrow.string()), ("value", pyarrow.float64())])
TABLE_ROWS = 1_000_000
UPSERT_ROWS = 10_000


def rows(ids):
    return pyarrow.table(
        [pyarrow.array(ids, pyarrow.int64()), [f"row {number}" for number in ids], [number / 4 for number in ids]],
        schema=SCHEMA,
    )


def create(path, count):
    deltalake.write_deltalake(path, rows(range(count)))
    return [0.0]


def append(path, times):
    for number in range(times):
        deltalake.write_deltalake(path, rows(range(number * 1000, number * 1000 + 1000)), mode="append")
    return [0.0]


def insert(path, times):
    table = deltalake.DeltaTable(path)
    return measure(times, lambda number: deltalake.write_deltalake(table, rows([number + 1]), mode="append"))


def open_table(path, times):
    return measure(times, lambda _: deltalake.DeltaTable(path).version())


def update(path, times):
    table = deltalake.DeltaTable(path)
    return measure(times, lambda number: table.update(
        updates={"value": "value + 1"}, predicate=f"id = {number * 7919 % TABLE_ROWS}"
    ))


def upsert(path, times):
    table = deltalake.DeltaTable(path)
    rounds = [rows(upserted_ids(number)) for number in range(times)]

    def merge(number):
        merger = table.merge(rounds[number], "target.id = source.id", source_alias="source", target_alias="target")
        merger.when_matched_update_all().when_not_matched_insert_all().execute()

    return measure(times, merge)


def upserted_ids(number):
    step = TABLE_ROWS * 2 // UPSERT_ROWS
    return [
        TABLE_ROWS * (number + 2) + index if index % 2 else index * step // 2 + number for index in range(UPSERT_ROWS)
    ]


def compact(path, times):
    table = deltalake.DeltaTable(path)
    return measure(times, lambda _: table.optimize.compact())


def measure(times, body):
    seconds = []
    for number in range(times):
        start = time.perf_counter()
        body(number)
        seconds.append(time.perf_counter() - start)
    return seconds


CASES = {
    "create": create, "append": append, "insert": insert, "open": open_table, "update": update, "upsert": upsert,
    "compact": compact,
}

case, path, count = sys.argv[1:]
print(json.dumps(CASES[case](path, int(count))), flush=True)
# Its threads sometimes abort an ordinary exit.
os._exit(0)
