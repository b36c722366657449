"""pandas and delta-rs: a CSV read into memory and written as a Delta table."""

import deltalake
import pandas

import peer


def load(source, target):
    deltalake.write_deltalake(target, pandas.read_csv(source, parse_dates=["created"]))


def count(target):
    return deltalake.DeltaTable(target).to_pyarrow_dataset().count_rows()


peer.run(load, count)
