"""Imports JSON, Parquet, Excel, image folders and rows with Lighttable and with the tool that people use today.

Run it with `make bench`. Every run is a process of its own and times itself, start-up left out; the two of a case take
turns (A B A B …), the first of each is a warm-up. Prints the table and writes Benchmarks/IMPORTS.md.
"""

import datetime
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
WORK = bench.WORK / "imports"
ROWS = 2_000_000
JSON_ROWS = 1_400_000
EXCEL_ROWS = 100_000
IMAGES = 10_000
OUR_ROWS = 1_000_000
PEER_ROWS = 200_000
PIXELTABLE_ROWS = 20_000
LARGE_FACTOR = 10
MEMORY_GROWTH = 1.3


def main():
    arguments = bench.parse_arguments(__doc__, [case.__name__ for case in CASES] + ["pixeltable"])
    WORK.mkdir(parents=True, exist_ok=True)
    try:
        lines = [line for case in CASES if case.__name__ not in arguments.skip for line in case(arguments)]
    finally:
        bench.stop_pixeltable()
    text = "| what | Lighttable | peer | ratio | aim | | peak MiB, ours |\n|---|---:|---:|---:|---:|---|---:|\n"
    text += "\n".join(lines) + "\n"
    print("\n" + text)
    page = ROOT / "Benchmarks/IMPORTS.md"
    page.write_text(document(text, arguments.rounds), encoding="utf-8")
    print(f"written to {page.relative_to(ROOT)}")


def json_lines(arguments):
    yield from compare(arguments, "JSON lines", source("json_lines", "jsonl", JSON_ROWS), "duckdb", "DuckDB read_json", 1)


def json_array(arguments):
    yield from compare(arguments, "JSON array", source("json_array", "json", JSON_ROWS), "duckdb", "DuckDB read_json", 1)


def parquet(arguments):
    path = source("parquet", "parquet", ROWS)
    yield from compare(arguments, "Parquet", path, "deltalake", "write_deltalake(pq.read_table())", 1)


def excel(arguments):
    path = source("excel", "xlsx", EXCEL_ROWS)
    yield from compare(arguments, "Excel, 10 columns", path, "openpyxl", "openpyxl, iterated", 5)
    yield from compare(arguments, "Excel, 10 columns", path, "calamine", "python-calamine, iterated", 0.7)


def images(arguments):
    path = source("images", "folder", IMAGES)
    yield from compare(arguments, "image folder", path, "datasets", "datasets, iterated", 3, "huggingface")


def rows(arguments):
    """Encodable values of five columns, against rows a second of the others."""
    ours = per_row(repeated(arguments.rounds, lambda: run_ours_rows(OUR_ROWS)), OUR_ROWS)
    theirs = per_row(repeated(arguments.rounds, lambda: run_peer("sqlite-utils", None, PEER_ROWS)), PEER_ROWS)
    yield line("importRows of Encodable values, µs a row", ours, theirs, "sqlite-utils insert_all", 5, scale=1e6)
    if "pixeltable" not in arguments.skip:
        theirs = per_row([run_pixeltable_rows(PIXELTABLE_ROWS)], PIXELTABLE_ROWS)
        yield line("importRows of Encodable values, µs a row", ours, theirs, "Pixeltable import_rows", 50, scale=1e6)


def memory(arguments):
    """The peak of an import of ten times as much beside the plain one."""
    for name, ending, count in [("json_lines", "jsonl", JSON_ROWS), ("parquet", "parquet", ROWS)]:
        small, large = (
            run_ours(source(name, ending, rows))["peak"] for rows in (count, count * LARGE_FACTOR)
        )
        ratio = large / small
        verdict = report.verdict(ratio <= MEMORY_GROWTH)
        yield (
            f"| peak memory of {name.replace('_', ' ')}, {count * LARGE_FACTOR:,} rows beside {count:,} "
            f"| {large / 2**20:.0f} MiB | {small / 2**20:.0f} MiB | {ratio:.2f}× | ≤ {MEMORY_GROWTH}× | {verdict} | |"
        )


CASES = [json_lines, json_array, parquet, excel, images, rows, memory]


def compare(arguments, what, path, peer, title, aim, source_format=None):
    ours, theirs = [], []
    for number in range(arguments.rounds + 1):
        runs = (run_ours(path, source_format), run_peer(peer, path))
        if number:
            ours.append(runs[0])
            theirs.append(runs[1])
    peak = max(run["peak"] for run in ours) / 2**20
    rows = ours[0]["rows"]
    if any(run["rows"] != rows for run in theirs):
        sys.exit(f"bench: error: {peer} found {theirs[0]['rows']} rows in {path.name}, Lighttable {rows}")
    yield line(f"{what}, {rows:,} rows", seconds(ours), seconds(theirs), title, aim, peak=peak)


def seconds(runs):
    return statistics.median(run["seconds"] for run in runs)


def per_row(runs, count):
    return seconds(runs) / count


def repeated(rounds, body):
    return [body() for _ in range(rounds + 1)][1:]


def run_ours(path, source_format=None):
    target = WORK / "ours"
    shutil.rmtree(target, ignore_errors=True)
    os.sync()
    words = ["import", path, "bench.input", "--json", "--quiet"]
    words += ["--source-format", source_format] if source_format else []
    output, _, peak = bench.run_timed([bench.LIGHTTABLE, *words], os.environ | {"LIGHTTABLE_HOME": str(target)})
    counts = json.loads(output)
    shutil.rmtree(target, ignore_errors=True)
    return shown("lighttable", path, {"seconds": counts["seconds"], "rows": counts["rows_inserted"], "peak": peak})


def run_ours_rows(count):
    target = WORK / "ours"
    shutil.rmtree(target, ignore_errors=True)
    program = ROOT / ".build/release/StoreBenchmark"
    output, _, peak = bench.run_timed([program, "rows", target, str(count)], dict(os.environ))
    shutil.rmtree(target, ignore_errors=True)
    return shown("lighttable", "rows", {"seconds": json.loads(output)[0], "rows": count, "peak": peak})


def run_peer(peer, path, count=None, python=bench.PYTHON):
    target = WORK / "theirs"
    bench.remove(target)
    os.sync()
    command = [python, bench.PEERS / "import_with.py", peer, str(path or count), target]
    output, _, peak = bench.run_timed(command, os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "HF_HUB_OFFLINE": "1"})
    bench.remove(target)
    return shown(peer, path or "rows", json.loads(output.splitlines()[-1]) | {"peak": peak})


def run_pixeltable_rows(count):
    folder = bench.WORK / "pixeltable"
    command = [bench.PIXELTABLE_PYTHON, bench.PEERS / "import_with.py", "pixeltable", str(count), folder]
    output, _, peak = bench.run_timed(command, os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
    return shown("pixeltable", "rows", json.loads(output.splitlines()[-1]) | {"peak": peak})


def shown(engine, path, run):
    name = getattr(path, "name", path)
    print(f"{engine:<16} {name:<24} {run['seconds']:8.2f} s {run['peak'] / 2**20:7.0f} MiB", flush=True)
    return run


def source(kind, ending, count):
    path = WORK / f"{kind}-{count}.{ending}"
    if not path.exists():
        print(f"bench: writing {count:,} rows to {path.name}…", flush=True)
        script = ROOT / "Benchmarks/generate_formats.py"
        subprocess.run([bench.PYTHON, script, kind, str(count), path], check=True)
    return path


def line(what, ours, theirs, peer, aim, peak=None, scale=None):
    def shown(value):
        return f"{value * scale:.2f}" if scale else f"{value:.2f} s"

    ratio = theirs / ours
    memory = f"{peak:.0f}" if peak else ""
    verdict = report.verdict(ratio >= aim)
    return f"| {what} | {shown(ours)} | {shown(theirs)} ({peer}) | {ratio:.2f}× | ≥ {aim}× | {verdict} | {memory} |"


def document(text, rounds):
    return (
        "# Benchmark: imports\n\n"
        "Made by `make bench`; do not edit. Every run is a process of its own that times its own work, start-up left "
        "out. What Lighttable wrote is on the disk (fsynced) when its clock stops; the peers leave that to the system.\n\n"
        f"{text}\n"
        f"- {datetime.date.today().isoformat()}, {rounds} rounds after one warm-up, in turns; medians\n"
        f"- {report.machine()}\n"
        f"- {', '.join(bench.versions())}\n"
    )


if __name__ == "__main__":
    main()
