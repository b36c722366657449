"""What people export with today; prints its own seconds as JSON.

    export_with.py prepare CSV DATABASE                   makes DuckDB's own file
    export_with.py duckdb DATABASE TARGET FORMAT CODEC
    export_with.py pixeltable CSV FOLDER                  Parquet, from a table in the folder
"""

import json
import os
import pathlib
import shutil
import sys
import time


def prepare(source, database):
    import duckdb

    with duckdb.connect(database) as connection:
        connection.execute("CREATE TABLE input AS SELECT * FROM read_csv(?)", [source])


def duckdb(database, target, format, codec):
    import duckdb

    words = {"parquet": f"FORMAT parquet, COMPRESSION {codec}", "csv": "FORMAT csv", "jsonl": "FORMAT json"}[format]
    with duckdb.connect(database, read_only=True) as connection:
        start = time.perf_counter()
        connection.execute(f"COPY input TO '{target}' ({words})")
        print(json.dumps({"seconds": time.perf_counter() - start}))


def pixeltable(source, folder):
    os.environ["PIXELTABLE_HOME"] = folder
    import pixeltable

    pixeltable.drop_table("exported", if_not_exists="ignore")
    table = pixeltable.io.import_csv("exported", source, parse_dates=["created"])
    target = pathlib.Path(folder) / "exported"
    shutil.rmtree(target, ignore_errors=True)
    start = time.perf_counter()
    pixeltable.io.export_parquet(table, target)
    print(json.dumps({"seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    {"prepare": prepare, "duckdb": duckdb, "pixeltable": pixeltable}[sys.argv[1]](*sys.argv[2:])
