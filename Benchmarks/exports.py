"""Exports a table with Lighttable and with the tool that people use today.

Run it with `make bench`. Every run is a process of its own and times itself, start-up left out; the two of a case take
turns (A B A B …), the first of each is a warm-up. Prints the table and writes Benchmarks/EXPORTS.md.
"""

import datetime
import json
import os
import statistics
import subprocess
import sys

import bench
import imports
import report

ROOT = bench.ROOT
WORK = bench.WORK / "exports"
ROWS = 2_000_000
IMAGES = 10_000
PIXELTABLE_ROWS = 100_000
LARGE_FACTOR = 10
MEMORY_GROWTH = 1.3


def main():
    arguments = bench.parse_arguments(__doc__, [case.__name__ for case in CASES])
    WORK.mkdir(parents=True, exist_ok=True)
    try:
        lines = [line for case in CASES if case.__name__ not in arguments.skip for line in case(arguments)]
    finally:
        bench.stop_pixeltable()
    text = "| what | Lighttable | peer | ratio | aim | | peak MiB, ours |\n|---|---:|---:|---:|---:|---|---:|\n"
    text += "\n".join(lines) + "\n"
    print("\n" + text)
    page = ROOT / "Benchmarks/EXPORTS.md"
    page.write_text(document(text, arguments.rounds), encoding="utf-8")
    print(f"written to {page.relative_to(ROOT)}")


def parquet(arguments):
    """As it is, and with another compression, for which pages cannot be copied."""
    for codec in ("snappy", "zstd"):
        yield compare(arguments, f"Parquet, {codec}", "parquet", codec, 1)


def csv(arguments):
    yield compare(arguments, "CSV", "csv", "none", 1)


def json_lines(arguments):
    yield compare(arguments, "JSON lines", "jsonl", "none", 1)


def pixeltable(arguments):
    """Rows a second of both, by their own clocks."""
    ours = [export_ours(table(ROWS), "parquet", "snappy") for _ in range(arguments.rounds)]
    folder = bench.WORK / "pixeltable"
    command = [bench.PIXELTABLE_PYTHON, bench.PEERS / "export_with.py", "pixeltable", bench.generated(PIXELTABLE_ROWS), folder]
    output, _, peak = bench.run_timed(command, os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
    run = shown("pixeltable", "parquet", json.loads(output.splitlines()[-1]) | {"peak": peak})
    rates = ROWS / seconds(ours), PIXELTABLE_ROWS / run["seconds"]
    ratio = rates[0] / rates[1]
    yield (
        f"| Parquet, rows a second | {rates[0]:,.0f} | {rates[1]:,.0f} (Pixeltable export_parquet, {PIXELTABLE_ROWS:,} rows) "
        f"| {ratio:,.0f}× | ≥ 200× | {report.verdict(ratio >= 200)} | |"
    )


def images(arguments):
    """Pictures embedded in Parquet, beside a copy of their folder; both flushed to the disk."""
    folder = imports.source("images", "folder", IMAGES)
    store = imported(folder, "huggingface")
    ours, theirs = [], []
    for number in range(arguments.rounds + 1):
        runs = (export_ours(store, "parquet", "snappy", ["--inline-images"]), copy_folder(folder))
        if number:
            ours.append(runs[0])
            theirs.append(runs[1])
    yield line(f"{IMAGES:,} pictures embedded", ours, theirs, "cp -r; sync", 0.7)


def memory(_):
    """The peak of an export of ten times as many rows beside the plain one; with batches, not copied pages."""
    small, large = (export_ours(table(rows), "parquet", "zstd")["peak"] for rows in (ROWS, ROWS * LARGE_FACTOR))
    ratio = large / small
    verdict = report.verdict(ratio <= MEMORY_GROWTH)
    yield (
        f"| peak memory of Parquet, {ROWS * LARGE_FACTOR:,} rows beside {ROWS:,} | {large / 2**20:.0f} MiB "
        f"| {small / 2**20:.0f} MiB | {ratio:.2f}× | ≤ {MEMORY_GROWTH}× | {verdict} | |"
    )


CASES = [parquet, csv, json_lines, pixeltable, images, memory]


def compare(arguments, what, format, codec, aim):
    store, database = table(ROWS), duckdb_database()
    ours, theirs = [], []
    for number in range(arguments.rounds + 1):
        runs = (export_ours(store, format, codec), export_duckdb(database, format, codec))
        if number:
            ours.append(runs[0])
            theirs.append(runs[1])
    return line(f"{what}, {ROWS:,} rows", ours, theirs, "DuckDB COPY", aim)


def line(what, ours, theirs, peer, aim):
    ratio = seconds(theirs) / seconds(ours)
    peak = max(run["peak"] for run in ours) / 2**20
    return (
        f"| {what} | {seconds(ours):.2f} s | {seconds(theirs):.2f} s ({peer}) | {ratio:.2f}× | ≥ {aim}× "
        f"| {report.verdict(ratio >= aim)} | {peak:.0f} |"
    )


def seconds(runs):
    return statistics.median(run["seconds"] for run in runs)


def table(rows):
    """A store with the benchmark's CSV as its table."""
    return imported(bench.generated(rows), "csv")


def imported(source, source_format):
    store = WORK / f"store-{source.name}"
    if not store.exists():
        words = ["import", source, "bench", "--source-format", source_format, "--quiet"]
        subprocess.run([bench.LIGHTTABLE, *words], env=os.environ | {"LIGHTTABLE_HOME": str(store)}, check=True)
    return store


def export_ours(store, format, codec, words=()):
    target = WORK / "ours.out"
    bench.remove(target)
    os.sync()
    command = [bench.LIGHTTABLE, "export", "bench", target, "--format", format, "--compression", codec, "--json", *words]
    output, _, peak = bench.run_timed([*command, "--quiet"], os.environ | {"LIGHTTABLE_HOME": str(store)})
    counts = json.loads(output)
    bench.remove(target)
    return shown("lighttable", f"{format} {codec}", counts | {"peak": peak})


def duckdb_database():
    database = WORK / "duckdb.db"
    if not database.exists():
        subprocess.run([bench.PYTHON, bench.PEERS / "export_with.py", "prepare", bench.generated(ROWS), database], check=True)
    return database


def export_duckdb(database, format, codec):
    target = WORK / "theirs.out"
    bench.remove(target)
    os.sync()
    command = [bench.PYTHON, bench.PEERS / "export_with.py", "duckdb", database, target, format, codec]
    output, _, peak = bench.run_timed(command, os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
    bench.remove(target)
    return shown("duckdb", f"{format} {codec}", json.loads(output) | {"peak": peak})


def copy_folder(folder):
    target = WORK / "theirs.out"
    bench.remove(target)
    os.sync()
    script = 'cp -r "$1" "$2" && sync -f "$2"'
    _, wall, peak = bench.run_timed(["sh", "-c", script, "copy", folder, target], dict(os.environ))
    bench.remove(target)
    return shown("cp", "pictures", {"seconds": wall, "peak": peak})


def shown(engine, what, run):
    print(f"{engine:<16} {what:<24} {run['seconds']:8.2f} s {run['peak'] / 2**20:7.0f} MiB", flush=True)
    return run


def document(text, rounds):
    return (
        "# Benchmark: exports\n\n"
        "Made by `make bench`; do not edit. Every run is a process of its own that times its own work, start-up left "
        "out. What Lighttable wrote is on the disk (fsynced) when its clock stops; DuckDB leaves that to the system.\n\n"
        f"{text}\n"
        f"- {datetime.date.today().isoformat()}, {rounds} rounds after one warm-up, in turns; medians\n"
        f"- {report.machine()}\n"
        f"- {', '.join(bench.versions())}\n"
    )


if __name__ == "__main__":
    main()
