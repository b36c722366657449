"""Polars: a CSV streamed into one Parquet file."""

import polars

import peer


def load(source, target):
    polars.scan_csv(source, try_parse_dates=True).sink_parquet(target)


def count(target):
    return polars.scan_parquet(target).select(polars.len()).collect().item()


peer.run(load, count)
