"""Compares rows that Lighttable found with those that DuckDB finds, for QueryOracle.swift; prints what differs.

    query_oracle.py FOLDER    FOLDER/queries.json lists {"sql", "rows"}; FOLDER/a and FOLDER/b have the tables
"""

import datetime
import decimal
import json
import math
import sys

import duckdb

FOLDER = sys.argv[1]
connection = duckdb.connect()
connection.sql("SET TimeZone = 'UTC'")
for name in ("a", "b"):
    connection.sql(f"CREATE TABLE {name} AS FROM read_parquet('{FOLDER}/{name}/*.parquet')")


def plain(value):
    if isinstance(value, datetime.date):
        return (value - datetime.date(1970, 1, 1)).days
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def same(left, right):
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    numbers = (int, float)
    if isinstance(left, float) or isinstance(right, float):
        if isinstance(left, numbers) and isinstance(right, numbers):
            return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-12)
    return type(left) is type(right) and left == right


differences = []
for query in json.load(open(f"{FOLDER}/queries.json")):
    try:
        expected = [[plain(value) for value in row] for row in connection.sql(query["sql"]).fetchall()]
    except Exception as error:
        differences.append(f"{query['sql']}: {error}")
        continue
    found = query["rows"]
    if len(found) != len(expected):
        differences.append(f"{query['sql']}: {len(found)} rows, but DuckDB has {len(expected)}")
        continue
    for number, (row, other) in enumerate(zip(found, expected)):
        if not same(row, other):
            differences.append(f"{query['sql']}, row {number}: {row}, but DuckDB has {other}")
            break
print(json.dumps(differences))
