"""Times queries, functions and thumbnails beside DuckDB, Polars, `vipsthumbnail` and Pillow, on the same files.

Run it with `make bench`. Each engine runs in a process of its own by its own clock, start-up left out, and their answers have
to be the same. Prints the table and writes Benchmarks/QUERY.md.
"""

import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import bench
import generate_query
import report

ROOT = bench.ROOT
WORK = bench.WORK / "query"
OURS = ROOT / ".build/release/QueryBenchmark"
STORE = WORK / "store"
ROWS = 10_000_000
PHOTOS = 10_000


def main():
    arguments = bench.parse_arguments(__doc__, [case.__name__ for case in CASES], "how often each query runs (5)")
    WORK.mkdir(parents=True, exist_ok=True)
    prepare_tables()
    lines = [line for case in CASES if case.__name__ not in arguments.skip for line in case(arguments)]
    text = "| what | Lighttable | peer | ratio | aim | |\n|---|---:|---:|---:|---:|---|\n" + "\n".join(lines) + "\n"
    print("\n" + text)
    page = ROOT / "Benchmarks/QUERY.md"
    page.write_text(document(text, arguments.rounds), encoding="utf-8")
    print(f"written to {page.relative_to(ROOT)}")


def prepare_tables():
    """The tables `bench.sales` and `bench.codes` of ten million rows; those of an earlier run are good."""
    stamp = WORK / "tables.ready"
    if stamp.exists() and stamp.read_text() == generate_query.stamp(ROWS):
        return
    stamp.unlink(missing_ok=True)
    shutil.rmtree(STORE, ignore_errors=True)
    generate_query.tables(WORK, ROWS)
    for name, key in [("sales", "id"), ("codes", "code")]:
        source = WORK / f"{name}.parquet"
        lighttable("import", source, f"bench.{name}", "--primary-key", key)
        source.unlink()
        listing(name).write_text("\n".join(map(str, sorted((STORE / "tables/bench" / name).glob("*.parquet")))))
    stamp.write_text(generate_query.stamp(ROWS))


def listing(name):
    return WORK / f"{name}.files"


def queries(arguments):
    """Filter, project and aggregate."""
    titles = {
        "groups": "10 M rows filtered, projected, aggregated by a text",
        "total": "the same without groups",
        "projection": "a tenth of 10 M rows, three columns as Arrow batches",
    }
    for case, title in titles.items():
        ours, theirs = beside(case, "duckdb", "sales", arguments.rounds + 1)
        yield line(title, ours, theirs, "DuckDB", 0.8)


def lookups(arguments):
    """Single rows by primary key, warm, another key each time."""
    titles = {
        "lookup": "a row of 10 M by key, keys in the order of rows",
        "lookup-random": "a row of 10 M by key, keys in no order",
    }
    for (case, title), name in zip(titles.items(), ["sales", "codes"]):
        ours, theirs = beside(case, "duckdb", name, 20 * arguments.rounds + 1)
        yield line(title, ours, theirs, "DuckDB", 1)


def functions(arguments):
    """A trivial function of one's own for each of ten million rows."""
    ours, theirs = beside("function", "polars", "sales", arguments.rounds + 1)
    yield line("`2x + 1` in Swift over 10 M rows, summed", ours, theirs, "Polars, `map_elements`", 20)


def thumbnails(arguments):
    """Thumbnails of photographs of 1600 × 1200 pixels, as files."""
    photos = WORK / "photos"
    generate_query.photographs(photos, PHOTOS)
    table = WORK / "photos.csv"
    table.write_text("photo\n" + "\n".join(map(str, sorted(photos.glob("*.jpg")))) + "\n")
    lighttable("import", table, "bench.photos", "--type", "photo=Image", "--if-exists", "replace", "--force")
    ours = run_ours("thumbnails", 1)[0]["seconds"]
    paths = sorted(photos.glob("*.jpg"))
    yield line(f"{PHOTOS:,} thumbnails", ours, vipsthumbnail(paths), "`vipsthumbnail`, a process on each core", 0.9)
    yield line(f"{PHOTOS:,} thumbnails", ours, pillow(paths), "Pillow, one thread", 5)


def vipsthumbnail(paths):
    """The command once on each core, with a share of the pictures."""
    target = fresh(WORK / "vipsthumbnail")
    cores = os.cpu_count()
    start = time.perf_counter()
    shares = [
        ["vipsthumbnail", "--size", "256x256>", "--output", f"{target}/%s.jpg", *map(str, paths[core::cores])]
        for core in range(cores)
    ]
    processes = [subprocess.Popen(share, env=os.environ | {"VIPS_CONCURRENCY": "1"}) for share in shares]
    if any([process.wait() for process in processes]):
        sys.exit("bench: error: vipsthumbnail failed")
    return time.perf_counter() - start


def pillow(paths):
    target = fresh(WORK / "pillow")
    script = (
        "import sys, pathlib, time, PIL.Image as images\n"
        "start = time.perf_counter()\n"
        "for path in map(pathlib.Path, sys.stdin.read().splitlines()):\n"
        "    image = images.open(path)\n"
        "    image.thumbnail((256, 256))\n"
        "    image.save(pathlib.Path(sys.argv[1]) / path.name)\n"
        "print(time.perf_counter() - start)\n"
    )
    result = subprocess.run(
        [bench.PYTHON, "-c", script, target], input="\n".join(map(str, paths)), capture_output=True, text=True, check=True
    )
    return float(result.stdout)


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


CASES = [queries, lookups, functions, thumbnails]


def beside(case, peer, name, times):
    """Median seconds of ours and of a peer, after a first call each; the answers have to be the same."""
    ours = run_ours(case, times)
    theirs = timed([bench.PYTHON, bench.PEERS / f"query_{peer}.py", case, listing(name), str(times)])
    for number, (mine, other) in enumerate(zip(ours, theirs)):
        if len(mine["answer"]) != len(other["answer"]) or not all(map(is_close, mine["answer"], other["answer"])):
            sys.exit(f"bench: error: answer {number} of {case} is {mine['answer']}, but {peer} says {other['answer']}")
    return median(ours), median(theirs)


def is_close(left, right):
    return math.isclose(left, right, rel_tol=1e-9)


def median(calls):
    return statistics.median(call["seconds"] for call in calls[1:])


def run_ours(case, times):
    return timed([OURS, case, STORE, str(times)])


def timed(command):
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True, env=environment)
    if result.returncode:
        sys.exit(f"bench: error: {' '.join(map(str, command))} ended with {result.returncode}:\n{result.stderr}")
    calls = json.loads(result.stdout.splitlines()[-1])
    seconds = [call["seconds"] for call in calls]
    print(f"{pathlib.Path(command[-4]).name:<16} {command[-3]!s:<14} {statistics.median(seconds) * 1000:10.2f} ms", flush=True)
    return calls


def lighttable(*words):
    subprocess.run([bench.LIGHTTABLE, *words, "--store", STORE, "--quiet"], check=True, stdout=subprocess.DEVNULL)


def line(what, ours, theirs, peer, aim):
    ratio = theirs / ours
    return f"| {what} | {shown(ours)} | {shown(theirs)} ({peer}) | {ratio:.2f}× | ≥ {aim}× | {report.verdict(ratio >= aim)} |"


def shown(seconds):
    return f"{seconds:.1f} s" if seconds >= 10 else f"{seconds * 1000:.1f} ms"


def document(text, rounds):
    return (
        "# Benchmark: queries, functions and thumbnails\n\n"
        "Made by `make bench`; do not edit. Every engine runs in a process of its own and times its calls itself, start-up and a "
        "first call left out; all read the same Parquet files, and have to give the same answers.\n\n"
        f"{text}\n"
        f"- medians of {rounds} calls, of {20 * rounds} for single rows; thumbnails once\n"
        f"- {report.machine()}\n"
        f"- {', '.join(bench.versions())}\n"
    )


if __name__ == "__main__":
    main()
