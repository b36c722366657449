"""Polars with a Python function for each row: `function FILES TIMES` prints seconds and answer of each call as JSON."""

import json
import sys
import time

import polars


def function(files, _):
    frame = polars.scan_parquet(files).select("quantity").collect()
    doubled = frame["quantity"].map_elements(lambda number: number * 2 + 1, return_dtype=polars.Int64)
    return [float(doubled.sum())]


def main():
    _, listing, times = sys.argv[1:]
    with open(listing) as file:
        files = file.read().split("\n")
    calls = []
    for number in range(int(times)):
        start = time.perf_counter()
        answer = function(files, number)
        calls.append({"seconds": time.perf_counter() - start, "answer": answer})
    print(json.dumps(calls))


main()
