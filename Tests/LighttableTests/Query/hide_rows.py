"""Hides every third row of each data file of a table by a deletion vector, as other engines delete.

    hide_rows.py TABLE    the table's folder
"""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Foreign"))
from writing import features, inline, vector

log = f"{sys.argv[1]}/_delta_log"
versions = sorted(name for name in os.listdir(log) if name.endswith(".json"))
files = {}
for name in versions:
    for line in open(f"{log}/{name}"):
        action = json.loads(line)
        if "add" in action:
            files[action["add"]["path"]] = action["add"]
        if "remove" in action:
            files.pop(action["remove"]["path"], None)
actions = [features("deletionVectors")]
for path, file in files.items():
    hidden = list(range(1, json.loads(file["stats"])["numRecords"], 3))
    if not hidden:
        continue
    actions.append({"remove": {"path": path, "dataChange": True, "deletionTimestamp": 0}})
    actions.append({"add": {**file, "deletionVector": inline(vector(hidden), len(hidden))}})
with open(f"{log}/{len(versions):020}.json", "w") as commit:
    commit.write("".join(json.dumps(action) + "\n" for action in actions))
