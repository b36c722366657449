"""What every peer's script does.

For imports, `load SOURCE TARGET` prints its own seconds and `count TARGET` the rows; for queries, `CASE FILES TIMES` prints seconds
and answer of each call as JSON, where FILES lists the paths of Parquet files.
"""

import json
import sys
import time


def run(load, count, prepare=lambda: None):
    prepare()
    verb, *paths = sys.argv[1:]
    if verb == "count":
        print(count(*paths))
        return
    start = time.perf_counter()
    load(*paths)
    print(time.perf_counter() - start)


def query(cases, prepare=lambda files: files):
    """Calls a case with what was prepared and the number of the call."""
    case, listing, times = sys.argv[1:]
    with open(listing) as file:
        source = prepare(file.read().split("\n"))
    calls = []
    for number in range(int(times)):
        start = time.perf_counter()
        answer = cases[case](source, number)
        calls.append({"seconds": time.perf_counter() - start, "answer": answer})
    print(json.dumps(calls))
