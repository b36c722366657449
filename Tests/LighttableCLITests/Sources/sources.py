"""Writes one table of two rows in every format, under names that tell nothing.

sources.py FOLDER
"""

import json
import sys

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.feather
import pyarrow.parquet

folder = sys.argv[1]
rows = [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}]
frame = pd.DataFrame(rows)
table = pa.Table.from_pylist(rows)


def path(name):
    return f"{folder}/{name}"


def text(name, content):
    with open(path(name), "wb") as plain:
        plain.write(content.encode())
    for codec, ending in (("gzip", "gz"), ("zstd", "zst"), ("bz2", "bz2")):
        with pa.CompressedOutputStream(path(f"{name}-{ending}"), codec) as packed:
            packed.write(content.encode())


pa.parquet.write_table(table, path("parquet"))
frame.to_feather(path("feather"))
with pa.OSFile(path("arrow-file"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
    writer.write_table(table)
with pa.OSFile(path("arrow-stream"), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
    writer.write_table(table)
book = openpyxl.Workbook()
for row in [["id", "name"], [1, "cat"], [2, "dog"]]:
    book.active.append(row)
book.save(path("excel"))
text("csv", frame.to_csv(index=False))
text("json-list", frame.to_json(orient="records"))
text("json-pretty", "\ufeff\n" + json.dumps(rows, indent=2))
text("json-lines", frame.to_json(orient="records", lines=True))
