"""Changes a Delta table with delta-rs, for RowRecoveryTests.swift.

    rewriters.py STEP... PATH    steps: update, merge, delete, compact, append, overwrite
"""

import os
import sys

import deltalake
import pyarrow


def rows(keys: list, value: int) -> pyarrow.Table:
    return pyarrow.table(
        {
            "k": pyarrow.array(keys, pyarrow.int64()),
            "n": pyarrow.array([value] * len(keys), pyarrow.int64()),
            "s": [f"s{key}" for key in keys],
        }
    )


def merge(table: deltalake.DeltaTable) -> None:
    merger = table.merge(rows([3, 100], 7), "t.k = s.k", source_alias="s", target_alias="t")
    merger.when_matched_update_all().when_not_matched_insert_all().execute()


STEPS = {
    "update": lambda table: table.update(updates={"n": "n + 1000"}, predicate="k < 5"),
    "merge": merge,
    "delete": lambda table: table.delete("k = 2"),
    "compact": lambda table: table.optimize.compact(),
    "append": lambda table: deltalake.write_deltalake(table, rows([200, 201], 1), mode="append"),
    "overwrite": lambda table: deltalake.write_deltalake(table, rows([9, 8, 300], 5), mode="overwrite"),
}

for step in sys.argv[1:-1]:
    STEPS[step](deltalake.DeltaTable(sys.argv[-1]))
sys.stdout.flush()
# delta-rs beside pyarrow sometimes aborts while the interpreter ends, after all is done.
os._exit(0)
