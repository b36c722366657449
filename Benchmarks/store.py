"""Times operations of the table store beside delta-rs and Pixeltable, each in a process of its own by its own clock.

Run it with `make bench`. Every engine works on tables of the same rows; ours waits until each commit is on the disk,
delta-rs does not. Prints the table and writes Benchmarks/STORE.md.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

import bench
import report

ROOT = bench.ROOT
WORK = bench.WORK / "store"
OURS = ROOT / ".build/release/StoreBenchmark"
ROWS = 1_000_000
LARGE_ROWS = 10_000_000
SMALL_ROWS = 100_000


def main():
    arguments = bench.parse_arguments(__doc__, [case.__name__ for case in CASES] + ["pixeltable"], "how often updates and the like run (5)")
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    try:
        lines = [line for case in CASES if case.__name__ not in arguments.skip for line in case(arguments)]
    finally:
        bench.stop_pixeltable()
    text = "| what | Lighttable | peer | ratio | aim | |\n|---|---:|---:|---:|---:|---|\n" + "\n".join(lines) + "\n"
    print("\n" + text)
    page = ROOT / "Benchmarks/STORE.md"
    page.write_text(document(text), encoding="utf-8")
    print(f"written to {page.relative_to(ROOT)}")


def single_inserts(arguments):
    """Durable single-row inserts on an open table: delta-rs, Pixeltable, and our own first ones beside the last."""
    ours = run_ours("insert", WORK / "insert", 1000)
    theirs = run_peer("deltalake", "insert", new_delta("insert-delta", rows=1), 1000)
    yield line("single-row insert, median of 1,000", median(ours), median(theirs), "deltalake, no fsync", 3)
    if "pixeltable" not in arguments.skip:
        pixeltable = run_pixeltable("insert", 200)
        yield line("single-row insert", median(ours), median(pixeltable), "Pixeltable", 3)
    first, last = median(ours[:100]), median(ours[-100:])
    yield growth("single-row insert: calls 901–1,000 beside 1–100", last, first, 1.3)
    tasks = run_ours("insert-tasks", WORK / "tasks", 32 * 100)[0] / 3200
    yield line("single-row inserts from 32 tasks, per row", tasks, median(ours), "one task", 8)


def opening(arguments):
    """Opening a table of 1,000 commits, both engines the same one."""
    store = WORK / "insert"
    if not store.exists():
        run_ours("insert", WORK / "insert", 1000)
    ours = run_ours("open", store, 50)
    theirs = run_peer("deltalake", "open", store / "tables/bench", 50)
    yield line("opening a table of 1,000 commits", median(ours), median(theirs), "deltalake, same table", 2)


def updates(arguments):
    ours = run_ours("update", new_store("update", ROWS), arguments.rounds + 1)[1:]
    theirs = run_peer("deltalake", "update", new_delta("update-delta", ROWS), arguments.rounds + 1)[1:]
    yield line("one row of 1 M updated by key", median(ours), median(theirs), "deltalake", 2)


def upserts(arguments):
    ours = run_ours("upsert", new_store("upsert", ROWS), arguments.rounds + 1)[1:]
    theirs = run_peer("deltalake", "upsert", new_delta("upsert-delta", ROWS), arguments.rounds + 1)[1:]
    yield line("10,000 rows upserted by key into 1 M", median(ours), median(theirs), "deltalake merge", 2)


def compaction(arguments):
    source = new_delta("compact", rows=0)
    run_peer("deltalake", "append", source, 100)
    ours, theirs = [], []
    for number in range(arguments.rounds):
        store, delta = WORK / f"compact-{number}", WORK / f"compact-delta-{number}"
        shutil.copytree(source, store / "tables/bench")
        shutil.copytree(source, delta)
        ours += run_ours("compact", store, 1)
        theirs += run_peer("deltalake", "compact", delta, 1)
    yield line("100 files of 1,000 rows compacted", median(ours), median(theirs), "deltalake", 1)


def diffs(arguments):
    small, large = (run_ours("diff", edited_store(rows), arguments.rounds) for rows in (SMALL_ROWS, LARGE_ROWS))
    yield growth("diff of 100 rows: 10 M rows beside 100,000", median(large), median(small), 1.5)


CASES = [single_inserts, opening, updates, upserts, compaction, diffs]


def new_store(name, rows):
    """A store with the table `bench` of that many rows, keyed by id."""
    store = WORK / name
    source = WORK / f"rows-{rows}.csv"
    if not source.exists():
        write_csv(source, rows)
    lighttable(store, "import", source, "bench", "--primary-key", "id", "--type", "name=String", "--type", "value=Float",
               "--type", "id=Int")
    return store


def edited_store(rows):
    """A store whose newest version differs in 100 neighbouring rows from the one before."""
    store = new_store(f"diff-{rows}", rows)
    first = rows // 2
    lighttable(store, "update", "bench", "value = value + 1", "--where", f"id >= {first} AND id < {first + 100}")
    return store


def lighttable(store, *words):
    subprocess.run([bench.LIGHTTABLE, *words, "--store", store, "--quiet"], check=True, stdout=subprocess.DEVNULL)


def write_csv(path, rows):
    with open(path, "w") as file:
        file.write("id,name,value\n")
        for number in range(rows):
            file.write(f"{number},row {number},{number / 4}\n")


def new_delta(name, rows):
    path = WORK / name
    run_peer("deltalake", "create", path, rows)
    return path


def run_ours(case, store, times):
    return timed([OURS, case, store, str(times)])


def run_peer(peer, case, path, times):
    return timed([bench.PYTHON, bench.PEERS / f"store_{peer}.py", case, path, str(times)])


def run_pixeltable(case, times):
    folder = bench.WORK / "pixeltable"
    script = bench.PEERS / "store_pixeltable.py"
    return timed([bench.PIXELTABLE_PYTHON, script, case, folder, str(times)], last_line=True)


def timed(command, last_line=False):
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    if result.returncode:
        sys.exit(f"bench: error: {' '.join(map(str, command))} ended with {result.returncode}:\n{result.stderr}")
    seconds = json.loads(result.stdout.splitlines()[-1])
    print(f"{pathlib.Path(command[0]).name:<16} {command[-3]:<14} {median(seconds) * 1000:10.2f} ms", flush=True)
    return seconds


def median(seconds):
    return statistics.median(seconds)


def line(what, ours, theirs, peer, aim):
    ratio = theirs / ours
    return f"| {what} | {milliseconds(ours)} | {milliseconds(theirs)} ({peer}) | {ratio:.2f}× | ≥ {aim}× | {report.verdict(ratio >= aim)} |"


def growth(what, last, first, aim):
    ratio = last / first
    return f"| {what} | {milliseconds(last)} | {milliseconds(first)} | {ratio:.2f}× | ≤ {aim}× | {report.verdict(ratio <= aim)} |"


def milliseconds(seconds):
    return f"{seconds * 1000:.2f} ms"


def document(text):
    return (
        "# Benchmark: the table store\n\n"
        "Made by `make bench`; do not edit. Every engine runs in a process of its own and times its calls itself, "
        "start-up left out. Lighttable's commits are on the disk when a call returns; delta-rs leaves that to the "
        "system.\n\n"
        f"{text}\n"
        f"- {report.machine()}\n"
        f"- {', '.join(bench.versions())}\n"
    )


if __name__ == "__main__":
    main()
