"""Writes the same rows as JSON with several programs: write.py SEED FOLDER prints the rows' values."""

import json
import random
import sys

import duckdb
import pandas
import polars

seed, folder = int(sys.argv[1]), sys.argv[2]
chance = random.Random(seed)


def text():
    letters = ["a", "é", "一", "😀", '"', "\\", "\n", "\t", "\x01", "{", "]", ",", ":", " ", "/"]
    return "".join(chance.choice(letters) for _ in range(chance.randrange(12)))


def maybe(value):
    return None if chance.random() < 0.2 else value


rows = [
    {
        "id": index,
        "whole": maybe(chance.choice([0, -1, 2**63 - 1, -(2**63), chance.randrange(10**6)])),
        "number": maybe(chance.choice([0.1, -2.5, 1e300, 5e-324, chance.random()])),
        "text": maybe(text()),
        "truth": maybe(chance.random() < 0.5),
        "list": maybe([{"a": chance.randrange(10), "b": text()} for _ in range(chance.randrange(3))]),
    }
    for index in range(300)
]
rows[0] = {"id": 0, "whole": 1, "number": 0.5, "text": "x", "truth": True, "list": [{"a": 1, "b": "y"}]}

with open(f"{folder}/python.json", "w") as file:
    json.dump(rows, file)
with open(f"{folder}/python-indent.json", "w") as file:
    json.dump(rows, file, indent=2, ensure_ascii=False)
with open(f"{folder}/python.jsonl", "w") as file:
    file.writelines(json.dumps(row) + "\n" for row in rows)

frame = polars.DataFrame(rows, infer_schema_length=None)
frame.write_json(f"{folder}/polars.json")
frame.write_ndjson(f"{folder}/polars.ndjson")
duckdb.sql(f"copy (select * from frame) to '{folder}/duckdb.json' (array true)")
duckdb.sql(f"copy (select * from frame) to '{folder}/duckdb.jsonl'")

columns = pandas.DataFrame(
    {
        "id": pandas.Series([row["id"] for row in rows], dtype="int64"),
        "whole": pandas.Series([row["whole"] for row in rows], dtype="Int64"),
        "number": pandas.Series([row["number"] for row in rows], dtype="float64"),
        "text": pandas.Series([row["text"] for row in rows], dtype="object"),
        "truth": pandas.Series([row["truth"] for row in rows], dtype="boolean"),
        "list": pandas.Series([row["list"] for row in rows], dtype="object"),
    }
)
columns.to_json(f"{folder}/pandas.json", orient="records", double_precision=15)
columns.to_json(f"{folder}/pandas.jsonl", orient="records", lines=True, double_precision=15)

json.dump(rows, sys.stdout)
