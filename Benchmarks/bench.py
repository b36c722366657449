"""Imports one generated CSV with Lighttable and with other engines, and compares time and memory.

Run it with `make bench`. Every run is a process of its own, timed from outside, start-up included; rounds are
interleaved (A B C A B C …), the first is a warm-up. Prints the table and writes Benchmarks/RESULTS.md.
"""

import argparse
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field

import report

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / ".bench"
PEERS = ROOT / "Benchmarks/peers"
LIGHTTABLE = ROOT / ".build/release/lighttable"
PYTHON = ROOT / ".deps/bench/bin/python"
PIXELTABLE_PYTHON = ROOT / ".deps/bench-pixeltable/bin/python"
ROWS = 2_000_000
PIXELTABLE_ROWS = 100_000
LARGE_FACTOR = 10


@dataclass
class Run:
    wall: float
    inside: float
    peak_bytes: int


@dataclass
class Contender:
    name: str
    title: str
    source: pathlib.Path
    rows: int
    target: pathlib.Path
    python: pathlib.Path = PYTHON
    is_kept: bool = False
    runs: list = field(default_factory=list)

    def median(self, measure):
        return statistics.median(getattr(run, measure) for run in self.runs)

    def load_command(self):
        if self.name.startswith("lighttable"):
            return [LIGHTTABLE, "import", self.source, "bench.input", "--json", "--quiet"]
        return [self.python, PEERS / f"with_{self.name}.py", "load", self.source, self.target]

    def count_command(self):
        if self.name.startswith("lighttable"):
            return [LIGHTTABLE, "count", "bench.input", "--json"]
        return [self.python, PEERS / f"with_{self.name}.py", "count", self.target]


def main():
    arguments = parse_arguments(__doc__, ["duckdb", "polars", "pandas", "pixeltable", "large"])
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    WORK.mkdir(exist_ok=True)
    contenders = [contender for contender in all_contenders() if contender.name not in arguments.skip]
    try:
        measure(contenders, arguments.rounds)
        large = None if "large" in arguments.skip else measure_large()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        stop_pixeltable()
        for contender in [*contenders, large_contender()]:
            remove(contender.target)
    text = report.table(contenders, large)
    print("\n" + text)
    results = ROOT / "Benchmarks/RESULTS.md"
    results.write_text(report.document(text, arguments.rounds, versions()), encoding="utf-8")
    print(f"written to {results.relative_to(ROOT)}")


def parse_arguments(text, names, rounds="measured rounds after the warm-up (5)"):
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help=rounds)
    parser.add_argument("--skip", action="append", default=[], choices=names, help="leave one out; repeat for more")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds must be at least 1")
    return arguments


def all_contenders():
    full, part = generated(ROWS), WORK / f"input-{PIXELTABLE_ROWS}.csv"
    return [
        Contender("lighttable", "Lighttable, Delta table", full, ROWS, WORK / "lighttable"),
        Contender("duckdb", "DuckDB, CREATE TABLE AS read_csv", full, ROWS, WORK / "duckdb.db"),
        Contender("polars", "Polars, scan_csv().sink_parquet()", full, ROWS, WORK / "polars.parquet"),
        Contender("pandas", "pandas read_csv, write_deltalake", full, ROWS, WORK / "pandas"),
        Contender(
            "pixeltable", "Pixeltable, import_csv", part, PIXELTABLE_ROWS, WORK / "pixeltable", PIXELTABLE_PYTHON, True
        ),
    ]


def large_contender():
    rows = ROWS * LARGE_FACTOR
    return Contender(
        "lighttable-large", f"Lighttable, file {LARGE_FACTOR}× as long", WORK / f"input-{rows}.csv", rows,
        WORK / "lighttable-large",
    )


def measure(contenders, rounds):
    for contender in contenders:
        generated(contender.rows)
    for number in range(rounds + 1):
        label = f"round {number}/{rounds}" if number else "warm-up"
        for contender in contenders:
            run = run_once(contender, label)
            if number:
                contender.runs.append(run)


def measure_large():
    contender = large_contender()
    generated(contender.rows)
    contender.runs.append(run_once(contender, "large file"))
    return contender


def run_once(contender, label):
    if not contender.is_kept:
        remove(contender.target)
    os.sync()
    environment = os.environ | {"LIGHTTABLE_HOME": str(contender.target), "PYTHONDONTWRITEBYTECODE": "1"}
    output, wall, peak_bytes = run_timed(contender.load_command(), environment)
    inside = json.loads(output)["seconds"] if output.startswith("{") else float(output.splitlines()[-1])
    print(f"{label:<12} {contender.name:<17} {wall:7.2f} s {peak_bytes / 2**20:7.0f} MiB", flush=True)
    found = count_rows(contender, environment)
    if found != contender.rows:
        sys.exit(f"bench: error: {contender.name} has {found} rows, the file {contender.rows}")
    return Run(wall, inside, peak_bytes)


def run_timed(command, environment):
    """What it printed, seconds from start to end, and the process's own peak resident memory."""
    log = WORK / "run.log"
    with open(log, "w") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
        try:
            output = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"bench: error: {' '.join(map(str, command))} ended with {process.returncode}:\n{log.read_text()}")
    unit = 1 if sys.platform == "darwin" else 1024
    return output, wall, usage.ru_maxrss * unit


def count_rows(contender, environment):
    command = contender.count_command()
    result = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if result.returncode:
        sys.exit(f"bench: error: {' '.join(map(str, command))} ended with {result.returncode}:\n{result.stderr}")
    return json.loads(result.stdout)["count"] if result.stdout.startswith("{") else int(result.stdout.split()[-1])


def generated(rows):
    path = WORK / f"input-{rows}.csv"
    if not path.exists():
        print(f"bench: writing {rows:,} rows to {path.relative_to(ROOT)}…", flush=True)
        subprocess.run([sys.executable, ROOT / "Benchmarks/generate.py", str(rows), path], check=True)
    return path


def remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def stop_pixeltable():
    """Pixeltable leaves its PostgreSQL running; the one in our own folder is ended."""
    pid_file = WORK / "pixeltable/pgdata/postmaster.pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().splitlines()[0])
    try:
        os.kill(pid, signal.SIGINT)
    except ProcessLookupError:
        return
    deadline = time.monotonic() + 20
    while pid_file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)


def versions():
    def packages(python, names):
        code = "import importlib.metadata as m, sys; [print(n, m.version(n)) for n in sys.argv[1:]]"
        if not python.exists():
            return []
        return subprocess.run([python, "-c", code, *names], stdout=subprocess.PIPE, text=True).stdout.splitlines()

    own = subprocess.run([LIGHTTABLE, "--version"], stdout=subprocess.PIPE, text=True).stdout.strip()
    peers = packages(PYTHON, ["duckdb", "polars", "pandas", "deltalake", "pyarrow"])
    return [f"lighttable {own}".strip(), *peers, *packages(PIXELTABLE_PYTHON, ["pixeltable"])]


if __name__ == "__main__":
    main()
