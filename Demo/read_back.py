"""Reads what Lighttable wrote with other engines only, in its own process, and prints what it found.

  read_back.py parquet FOLDER     pyarrow on an export; prints the count and one annotation
  read_back.py delta TABLE        delta-rs and Polars on the table itself; the last line is JSON
"""

import json
import sys

import deltalake
import polars
import pyarrow.dataset

from manifest import png_size


def main():
    mode, path = sys.argv[1:]
    {"parquet": read_parquet, "delta": read_delta}[mode](path)


def read_parquet(folder):
    rows = pyarrow.dataset.dataset(folder, format="parquet").to_table().to_pylist()
    for row in rows:
        check_row(row)
    print(f"pyarrow: {len(rows)} rows; all pictures are PNG of the right size, all annotations name the row's category")
    if rows:
        first = json.loads(rows[0]["annotations"])[0]
        print(f"pyarrow: {rows[0]['id']}: {json.dumps(first['result'])}")
    print(json.dumps({"rows": len(rows)}))


def check_row(row):
    """The picture's bytes and the annotations must belong to the same row."""
    if png_size(row["photo"]["bytes"]) != (row["width"], row["height"]):
        raise SystemExit(f"{row['id']}: the picture is not the one of this row")
    results = [part for annotation in json.loads(row["annotations"]) for part in annotation["result"]]
    kinds = [part["value"]["choices"] for part in results if part["type"] == "choices"]
    boxes = [part for part in results if part["type"] == "rectanglelabels"]
    if kinds != [[row["category"]]] or len(boxes) != 1:
        raise SystemExit(f"{row['id']} ({row['category']}): unexpected annotations {results}")


def read_delta(path):
    table = deltalake.DeltaTable(path)
    annotated = polars.col("annotations").is_not_null()
    rows = {
        "delta-rs": table.to_pyarrow_dataset().to_table(columns=["annotations"]),
        "polars": polars.scan_delta(path).select("annotations").collect().to_arrow(),
    }
    counts = {}
    for engine, arrow in rows.items():
        frame = polars.from_arrow(arrow)
        counts[engine] = {"rows": frame.height, "annotated": frame.filter(annotated).height}
        print(f"{engine}: {frame.height} rows, {counts[engine]['annotated']} with annotations")
    print(json.dumps(counts | {"version": table.version()}))


if __name__ == "__main__":
    main()
