"""Pixeltable: `insert FOLDER TIMES` prints the seconds of each single-row insert as JSON."""

import json
import os
import sys
import time

case, folder, count = sys.argv[1:]
os.environ["PIXELTABLE_HOME"] = folder

import pixeltable

pixeltable.drop_table("single", if_not_exists="ignore")
schema = {"id": pixeltable.Required[pixeltable.Int], "name": pixeltable.String, "value": pixeltable.Float}
table = pixeltable.create_table("single", schema, primary_key="id")
seconds = []
for number in range(int(count)):
    start = time.perf_counter()
    table.insert([{"id": number, "name": f"row {number}", "value": number / 4}])
    seconds.append(time.perf_counter() - start)
print(json.dumps(seconds), flush=True)
