"""Polars with a Python function for each row."""

import polars

import peer


def function(files, _):
    frame = polars.scan_parquet(files).select("quantity").collect()
    doubled = frame["quantity"].map_elements(lambda number: number * 2 + 1, return_dtype=polars.Int64)
    return [float(doubled.sum())]


peer.query({"function": function})
