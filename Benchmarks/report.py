"""The benchmark's table and its page."""

import datetime
import os
import platform

MEBIBYTE = 2**20


def table(contenders, large):
    ours = contenders[0]
    lines = [
        "| engine | rows | median s | min–max s | own clock s | rows/s | peak MiB | Lighttable is |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [row(contender, ours) for contender in contenders]
    if large:
        lines.append(row(large, ours))
    return "\n".join([*lines, "", *verdicts(contenders, large)]) + "\n"


def row(contender, ours):
    walls = [run.wall for run in contender.runs]
    ratio = "" if contender.name.startswith("lighttable") else f"{speed(ours) / speed(contender):.2f}× as fast"
    return (
        f"| {contender.title} | {contender.rows:,} | {contender.median('wall'):.2f} | {min(walls):.2f}–{max(walls):.2f} "
        f"| {contender.median('inside'):.2f} | {speed(contender):,.0f} | {peak(contender):.0f} | {ratio} |"
    )


def speed(contender):
    """Rows per second: of the whole process, but of the import alone for Pixeltable, whose server starts first."""
    return contender.rows / contender.median("inside" if contender.name == "pixeltable" else "wall")


def peak(contender):
    return max(run.peak_bytes for run in contender.runs) / MEBIBYTE


def verdicts(contenders, large):
    ours, *peers = contenders
    aims = {"duckdb": 1, "pixeltable": 100}
    for peer in peers:
        if peer.name in aims:
            ratio, aim = speed(ours) / speed(peer), aims[peer.name]
            yield f"- {peer.name}: {ratio:.2f}× as fast, aim {aim}×: {verdict(ratio >= aim)}"
            if peer.name == "duckdb":
                inside = peer.median("inside") / ours.median("inside")
                yield f"- {peer.name}, each by its own clock (no start-up): {inside:.2f}× as fast"
    yield f"- peak memory: {peak(ours):.0f} MiB, aim below 400: {verdict(peak(ours) < 400)}"
    if large:
        yield f"- peak memory, {large.rows:,} rows: {peak(large):.0f} MiB, aim below 400: {verdict(peak(large) < 400)}"


def verdict(is_met):
    return "met" if is_met else "**missed**"


def document(text, rounds, versions):
    return (
        "# Benchmark: import of a CSV\n\n"
        "Made by `make bench`; do not edit. Each run is a process of its own, timed from outside with its start-up "
        "(Python and imports for the peers); \"own clock\" is the import alone, as the engine's process timed it. "
        "Pixeltable's rows per second are by its own clock: starting its database server is left out.\n\n"
        f"{text}\n"
        f"- {datetime.date.today().isoformat()}, {rounds} rounds after one warm-up, interleaved; medians\n"
        f"- {machine()}\n"
        f"- {', '.join(versions)}\n"
        "- input: ids, integers, floats, two short texts, booleans and timestamps, by `Benchmarks/generate.py`\n"
    )


def machine():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({processor()}), {memory:.0f} GiB memory, {platform.system()} {platform.release()}"


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.machine()
