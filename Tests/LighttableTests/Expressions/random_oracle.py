"""Compares what Lighttable computed with what DuckDB computes, for RandomExpressionTests.swift; prints a verdict as JSON.

    random_oracle.py FOLDER    FOLDER/cases.json lists {"text", "sql", "values"}; FOLDER/table has the rows

A case whose values are missing failed here. That is right where DuckDB fails, too, and no fault where it does not: DuckDB leaves out
what a condition makes needless, and does not find that it overflows.
"""

import json
import math
import sys

import duckdb

FOLDER = sys.argv[1]
connection = duckdb.connect()
connection.sql("SET TimeZone = 'UTC'")
connection.sql("SET ieee_floating_point_ops = true")
connection.sql(f"CREATE TABLE rows AS FROM read_parquet('{FOLDER}/table/*.parquet')")


def same(found, expected):
    kind, text = found
    if kind == "null" or expected is None:
        return kind == "null" and expected is None
    if kind == "bool":
        return (text == "true") is expected
    if kind == "text":
        return text == expected
    number = float(text)
    if isinstance(expected, int) and kind == "int":
        return int(text) == expected
    expected = float(expected)
    if math.isnan(number) or math.isnan(expected):
        return math.isnan(number) and math.isnan(expected)
    return number == expected or math.isclose(number, expected, rel_tol=1e-12)


differences, failed, agreed = [], 0, 0
for case in json.load(open(f"{FOLDER}/cases.json")):
    try:
        expected = [row[0] for row in connection.sql(f"SELECT {case['sql']} FROM rows ORDER BY id").fetchall()]
    except duckdb.OutOfRangeException:
        failed += 1
        if case.get("values") is not None:
            differences.append(f"{case['text']} overflows in DuckDB ({case['sql']})")
        continue
    if case.get("values") is None:
        continue
    for row, pair in enumerate(zip(case["values"], expected, strict=True)):
        if not same(*pair):
            differences.append(f"{case['text']}, row {row}: {pair[0]}, but DuckDB has {pair[1]!r} ({case['sql']})")
            break
    else:
        agreed += 1
print(json.dumps({"differences": differences, "failed": failed, "agreed": agreed}))
