"""What people import with today: `PEER SOURCE TARGET` prints its own seconds and the rows as JSON.

SOURCE is a file or folder, or the number of rows for the peers that are given rows.
"""

import json
import os
import sys
import time


def duckdb(source, target):
    import duckdb

    def work():
        with duckdb.connect(target) as database:
            database.execute("CREATE TABLE input AS SELECT * FROM read_json(?)", [source])
            return database.execute("SELECT count(*) FROM input").fetchone()[0]

    return work


def deltalake(source, target):
    import deltalake
    import pyarrow.parquet

    def work():
        table = pyarrow.parquet.read_table(source)
        deltalake.write_deltalake(target, table)
        return table.num_rows

    return work


def openpyxl(source, _):
    import openpyxl

    def work():
        sheet = openpyxl.load_workbook(source, read_only=True).active
        return sum(1 for _ in sheet.iter_rows(values_only=True)) - 1

    return work


def calamine(source, _):
    import python_calamine

    def work():
        sheet = python_calamine.CalamineWorkbook.from_path(source).get_sheet_by_index(0)
        return sum(1 for _ in sheet.iter_rows()) - 1

    return work


def datasets(source, target):
    os.environ["HF_HOME"] = target
    import datasets

    def work():
        rows = datasets.load_dataset("imagefolder", data_dir=source, split="train")
        return sum(1 for row in rows if row["image"].size)

    return work


def sqlite_utils(count, target):
    import sqlite_utils

    rows = list(values(int(count)))

    def work():
        table = sqlite_utils.Database(target)["input"]
        table.insert_all(rows)
        return table.count

    return work


def pixeltable(count, target):
    os.environ["PIXELTABLE_HOME"] = target
    import pixeltable

    rows = list(values(int(count)))
    pixeltable.drop_table("rows", if_not_exists="ignore")

    def work():
        pixeltable.io.import_rows("rows", rows)
        return pixeltable.get_table("rows").count()

    return work


def values(count):
    for number in range(count):
        yield {
            "id": number, "name": f"row {number}", "score": number / 4, "active": number % 2 == 0,
            "note": None if number % 3 else "every third",
        }


PEERS = {
    "duckdb": duckdb, "deltalake": deltalake, "openpyxl": openpyxl, "calamine": calamine, "datasets": datasets,
    "sqlite-utils": sqlite_utils, "pixeltable": pixeltable,
}

if __name__ == "__main__":
    work = PEERS[sys.argv[1]](*sys.argv[2:])
    start = time.perf_counter()
    rows = work()
    print(json.dumps({"seconds": time.perf_counter() - start, "rows": rows}))
