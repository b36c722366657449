"""Compares what Lighttable computed with what DuckDB computes, for ExpressionOracleTests.swift; prints what differs.

    oracle.py FOLDER    FOLDER/queries.json lists {"name", "sql"}; FOLDER/table has the rows, FOLDER/out the results
"""

import json
import math
import sys

import duckdb

FOLDER = sys.argv[1]
connection = duckdb.connect()
connection.sql("SET TimeZone = 'UTC'")
connection.sql(f"CREATE VIEW rows AS FROM read_parquet('{FOLDER}/table/*.parquet')")
results = connection.sql(f"FROM read_parquet('{FOLDER}/out/*.parquet') ORDER BY id")
columns = {name: values for name, values in zip(results.columns, zip(*results.fetchall()))}


def same(left, right):
    if isinstance(left, float) or isinstance(right, float):
        if left is None or right is None:
            return left is right
        left, right = float(left), float(right)
        return left == right or math.isnan(left) and math.isnan(right) or math.isclose(left, right, rel_tol=1e-12)
    return left == right


differences = []
for query in json.load(open(f"{FOLDER}/queries.json")):
    try:
        expected = [row[0] for row in connection.sql(f"SELECT {query['sql']} FROM rows ORDER BY id").fetchall()]
    except Exception as error:
        differences.append(f"{query['sql']}: {error}")
        continue
    found = columns[query["name"]]
    for row, pair in enumerate(zip(found, expected)):
        if not same(*pair):
            differences.append(f"{query['name']} ({query['sql']}), row {row}: {pair[0]!r}, but DuckDB has {pair[1]!r}")
            break
print(json.dumps(differences))
