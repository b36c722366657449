"""Reads exports with other programs, for ForeignReadersTests.swift; prints one JSON document.

    exports.py FOLDER            compares all exports in the folder with its expected.json and lists what differs
    exports.py FOLDER labels     the feature and the values of the column `label` of the Parquet files in the folder
    exports.py FOLDER folders    the rows of a partitioned export, ordered by `id`, as each reader has them
    exports.py FOLDER schema     how the export's description differs from docs/export-metadata.schema.json
    exports.py FOLDER dataset    what `datasets` makes of the folder: its splits, features and media
"""

import csv
import decimal
import glob
import gzip
import io
import json
import os
import struct
import sys

import datasets
import duckdb
import jsonschema
import pandas
import polars
import pyarrow as pa
import pyarrow.dataset
import pyarrow.feather
import pyarrow.ipc
import pyarrow.parquet

FOLDER = sys.argv[1]
VERB = sys.argv[2] if len(sys.argv) > 2 else "compare"
EXPECTED = {} if VERB != "compare" else json.load(open(f"{FOLDER}/expected.json"))
differences = []


def plain(value):
    """A cell as expected.json has it."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return "nan" if value != value else struct.pack(">d", value).hex()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, decimal.Decimal):
        return f"{value:.9f}"
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value)


def columns_of(table):
    """The columns of an Arrow table as expected.json has them."""
    columns = {}
    for name in table.column_names:
        column = table[name].combine_chunks()
        kind = column.type
        if isinstance(kind, pa.BaseExtensionType):
            column = column.storage
        elif pa.types.is_timestamp(kind) or pa.types.is_duration(kind) or pa.types.is_time64(kind):
            if getattr(kind, "unit", "us") != "us":
                column = column.cast(pa.time64("us") if pa.types.is_time64(kind) else kind)
            column = column.cast(pa.int64())
        elif pa.types.is_date32(kind):
            column = column.cast(pa.int32())
        columns[name] = [plain(value) for value in column.to_pylist()]
    return columns


def check(reader, columns, names=None, expected=EXPECTED):
    for name in names or expected:
        if columns.get(name) != expected[name]:
            pairs = [(row, *pair) for row, pair in enumerate(zip(columns.get(name, []), expected[name])) if pair[0] != pair[1]]
            differences.append(f"{reader}: {name}: {pairs[:2]} of {len(columns.get(name, []))}")


def text(columns, *names):
    """Text that a reader gives as bytes."""
    for name in names:
        columns[name] = [None if value is None else bytes.fromhex(value).decode() for value in columns[name]]
    return columns


PARTS = sorted(glob.glob(f"{FOLDER}/parts/*.parquet"))
TYPES = {
    "id": "BIGINT", "flag": "BOOLEAN", "whole": "BIGINT", "real": "DOUBLE", "text": "VARCHAR", "moment": "TIMESTAMPTZ",
    "local": "TIMESTAMP", "day": "DATE", "time": "TIME", "span": "VARCHAR", "key": "VARCHAR", "document": "VARCHAR",
    "bytes": "BLOB", "price": "DECIMAL(38,9)", "vector": "VARCHAR", "grid": "VARCHAR", "words": "VARCHAR",
    "photo": "VARCHAR", "sound": "VARCHAR",
}
# What CSV and JSON spell in ways that only Lighttable reads back by itself.
SPELLED = {"span", "vector", "grid", "words", "document"}
SIMPLE = [name for name in TYPES if name not in SPELLED]


def parquet():
    check("pyarrow", columns_of(pa.concat_tables(pyarrow.parquet.read_table(part) for part in PARTS)))
    check("polars", text(columns_of(polars.read_parquet(f"{FOLDER}/parts/*.parquet").to_arrow()), "document"))
    check("duckdb", columns_of(duckdb.sql(f"FROM '{FOLDER}/parts/*.parquet'").to_arrow_table()))
    loaded = datasets.load_dataset("parquet", data_files=PARTS, cache_dir=f"{FOLDER}/cache")["train"]
    check("datasets", columns_of(loaded.with_format("arrow")[:]))
    frame = pandas.concat([pandas.read_parquet(part) for part in PARTS])
    names = ["id", "flag", "whole", "real", "text", "key"]
    found = {name: [plain(cell) for cell in pa.array(frame[name]).to_pylist()] for name in names}
    # To pandas, NaN is no value.
    without_nan = {name: [None if cell == "nan" else cell for cell in EXPECTED[name]] for name in names}
    check("pandas", found, names, without_nan)
    return {
        "dtypes": {name: str(dtype) for name, dtype in frame.dtypes.items()},
        "features": {name: str(feature) for name, feature in loaded.features.items()},
    }


def arrow():
    for name in ("rows.arrow", "rows.feather"):
        check(f"pyarrow {name}", columns_of(pyarrow.feather.read_table(f"{FOLDER}/{name}")))
        check(f"polars {name}", columns_of(polars.read_ipc(f"{FOLDER}/{name}").to_arrow()))
    check("pyarrow stream", columns_of(pa.ipc.open_stream(f"{FOLDER}/rows.arrows").read_all()))
    check("polars stream", columns_of(polars.read_ipc_stream(f"{FOLDER}/rows.arrows").to_arrow()))


def comma_separated():
    lines = gzip.open(f"{FOLDER}/rows.csv.gz", "rt", newline="").read()
    rows = list(csv.DictReader(io.StringIO(lines, newline="")))
    # Python's reader does not tell an empty field from quoted empty text.
    texts = {name: [row[name] for row in rows] for name in ("text", "document", "photo")}
    expected = {name: [cell or "" for cell in EXPECTED[name]] for name in texts}
    differences.extend(f"csv module: {name}" for name in texts if texts[name] != expected[name])
    frame = pandas.read_csv(f"{FOLDER}/rows.csv", dtype={"whole": "Int64", "flag": "boolean", "text": str}, keep_default_na=False, na_values=[""])
    check("pandas csv", {name: [None if cell is pandas.NA else plain(cell) for cell in frame[name].tolist()] for name in ("id", "whole", "flag")}, ["id", "whole", "flag"])
    table = duckdb.sql(f"FROM read_csv('{FOLDER}/rows.csv', columns={TYPES}, header=true, quote='\"', escape='\"', nullstr='', allow_quoted_nulls=false)").to_arrow_table()
    check("duckdb csv", columns_of(table), SIMPLE)
    schema = {"id": polars.Int64, "whole": polars.Int64, "real": polars.Float64, "flag": polars.Boolean}
    found = polars.read_csv(f"{FOLDER}/rows.csv", schema_overrides=schema)
    check("polars csv", columns_of(found.select("id", "whole", "real", "flag").to_arrow()), list(schema))


def json_lines():
    rows = [json.loads(line) for line in open(f"{FOLDER}/rows.jsonl")]
    assert rows == json.load(open(f"{FOLDER}/rows.json"))
    names = ["id", "flag", "whole", "text", "key", "words", "grid", "photo"]
    check("json module", {name: [plain(row[name]) for row in rows] for name in names}, names)
    # DuckDB reads all numbers of JSON as doubles, and bytes are base64.
    types = {name: kind for name, kind in TYPES.items() if name in SIMPLE and name not in ("price", "bytes")}
    check("duckdb json", columns_of(duckdb.sql(f"FROM read_json('{FOLDER}/rows.jsonl', columns={types})").to_arrow_table()), list(types))
    schema = {"id": polars.Int64, "whole": polars.Int64, "flag": polars.Boolean, "text": polars.String}
    # Polars refuses numbers beyond a double, which some documents have.
    check("polars json", columns_of(polars.read_ndjson(f"{FOLDER}/some.jsonl", schema=schema).to_arrow()), list(schema))


def dataset():
    loaded = datasets.load_dataset(FOLDER, cache_dir=f"{FOLDER}/../cache")
    rows = next(iter(loaded.values()))
    files = rows.cast_column("photo", datasets.Image(decode=False))["photo"]
    return {
        "splits": list(loaded),
        "features": {name: str(feature).split("(")[0] for name, feature in rows.features.items()},
        "sizes": [None if row["photo"] is None else list(row["photo"].size) for row in rows.select_columns(["photo"]).select(range(2))],
        "files": [None if file is None else [file["path"], (file["bytes"] or b"").hex()] for file in files],
    }


def labels():
    files = glob.glob(f"{FOLDER}/**/*.parquet", recursive=True)
    rows = datasets.load_dataset("parquet", data_files=files, cache_dir=f"{FOLDER}-cache")["train"]
    return {"feature": str(rows.features["label"]), "values": [plain(value) for value in rows["label"]]}


def folders():
    names = ["id", "year", "place", "day"]
    tables = {
        "pyarrow": pyarrow.dataset.dataset(FOLDER, partitioning="hive").to_table(),
        # pandas itself fails where one of the names is null.
        "pandas": pa.Table.from_pandas(pandas.read_parquet(f"{FOLDER}/year=2025"), preserve_index=False).append_column("year", [[2025] * 3]),
        "polars": polars.read_parquet(f"{FOLDER}/**/*.parquet", hive_partitioning=True).to_arrow(),
        "duckdb": duckdb.sql(f"FROM read_parquet('{FOLDER}/**/*.parquet', hive_partitioning=true)").to_arrow_table(),
    }
    return {reader: [[None if cell is None else str(cell) for cell in row.values()] for row in table.select(names).sort_by("id").to_pylist()] for reader, table in tables.items()}


def schema():
    documents = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../docs/export-metadata.schema.json")
    schema = json.load(open(documents))
    jsonschema.Draft202012Validator.check_schema(schema)
    found = [json.load(open(f"{FOLDER}/.lighttable.json"))]
    for part in glob.glob(f"{FOLDER}/**/*.parquet", recursive=True):
        found.append(json.loads(pyarrow.parquet.read_metadata(part).metadata[b"lighttable"]))
    return [error.message for document in found for error in jsonschema.Draft202012Validator(schema).iter_errors(document)]


if __name__ == "__main__":
    if VERB == "dataset":
        print(json.dumps(dataset()))
    elif VERB == "schema":
        print(json.dumps(schema()))
    elif VERB == "folders":
        print(json.dumps(folders()))
    elif VERB == "labels":
        print(json.dumps(labels()))
    else:
        result = parquet()
        arrow()
        comma_separated()
        json_lines()
        print(json.dumps(result | {"differences": differences}))
    sys.stdout.flush()
    os._exit(0)
