"""What every peer's script does: `load SOURCE TARGET` prints its own seconds, `count TARGET` prints the rows."""

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
