"""Synchronises a table with a real Label Studio, beside the bare requests and beside a script on the official SDK.

Run it with `make bench`. The server is started here, on 127.0.0.1, with its data in memory. Prints the table and writes
Benchmarks/LABEL.md.
"""

import argparse
import contextlib
import datetime
import http.server
import json
import os
import shutil
import statistics
import subprocess
import threading
import time
import urllib.parse
import urllib.request

import bench
import report

ROOT = bench.ROOT
WORK = bench.WORK / "label"
ROWS = 10_000
CHANGED = 200
CHUNK = 1000
CONFIG = (
    '<View><Text name="text" value="$title"/><Choices name="kind" toName="text">'
    '<Choice value="cat"/><Choice value="dog"/></Choices></View>'
)
INCLUDE = "id,meta,updated_at,annotations,result,completed_by,created_at,was_cancelled,ground_truth,lead_time"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="measured rounds (3)")
    rounds = parser.parse_args().rounds
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    server = json.loads(script("start", str(WORK / "server")))
    try:
        runs = [measured(server, number) for number in range(rounds)]
    finally:
        script("stop", str(WORK / "server"))
    text = table({name: statistics.median(run[name] for run in runs) for name in runs[0]})
    print("\n" + text)
    page = ROOT / "Benchmarks/LABEL.md"
    page.write_text(document(text, rounds), encoding="utf-8")
    print(f"written to {page.relative_to(ROOT)}")


def measured(server, number):
    """One round on a table and projects of its own."""
    bench_server = Server(server)
    ours = Lighttable(server, WORK / f"store{number}")
    rows = [{"data": {"title": f"picture {row}"}, "meta": {"row": row}} for row in range(ROWS)]
    (WORK / "rows.json").write_text(json.dumps(rows))
    run = {}

    linked = ours.create()
    bare, other = bench_server.project(), bench_server.project()
    run["bare import"] = bench_server.imported(bare, rows)
    run["first sync"] = ours.sync()
    run["SDK create"] = bench_server.sdk("create", other)

    # Tasks with annotations cannot be made faster than by importing them again.
    annotate(bench_server, linked)
    annotate(bench_server, other)
    ours.sync("--export-only", "--full")
    run["list all"] = bench_server.listed(linked)
    run["bare read"] = bench_server.listed(linked, include=INCLUDE, annotated=True)
    run["read back"] = ours.sync("--import-only")
    run["SDK read"] = bench_server.sdk("read", other)

    ours.sync()
    run["nothing"] = ours.sync()
    run["requests"] = ours.requests()
    bench_server.change(linked, CHANGED)
    run["some changed"] = ours.sync()
    for project in (linked, bare, other):
        bench_server.call("DELETE", f"api/projects/{project}/")
    shown(run)
    return run


class Server:
    """The server, asked directly."""

    def __init__(self, server):
        self.server = server

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            f"{self.server['url']}/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Token {self.server['token']}",
                "Content-Type": "application/json",
                "Connection": "close",
            },
        )
        with urllib.request.urlopen(request, timeout=600) as response:
            text = response.read()
        return json.loads(text) if text else None

    def project(self):
        return self.call("POST", "api/projects/", {"title": "bench", "label_config": CONFIG})["id"]

    def imported(self, project, tasks):
        """The seconds of the bare requests that make tasks."""
        start = time.perf_counter()
        for first in range(0, len(tasks), CHUNK):
            self.call("POST", f"api/projects/{project}/import?return_task_ids=true", tasks[first : first + CHUNK])
        return time.perf_counter() - start

    def tasks(self, project, include="id,data,meta", annotated=False):
        """All tasks, page by page, by the bare requests."""
        last, items = 0, []
        if annotated:
            items = [{"filter": "filter:tasks:total_annotations", "operator": "greater", "type": "Number", "value": 0}]
        while True:
            above = {"filter": "filter:tasks:id", "operator": "greater", "type": "Number", "value": last}
            query = {"filters": {"conjunction": "and", "items": items + [above]}, "ordering": ["tasks:id"]}
            words = {
                "project": project, "page_size": 500, "fields": "all", "resolve_uri": "false", "query": json.dumps(query),
            }
            if include:
                words["include"] = include
            page = self.call("GET", "api/tasks/?" + urllib.parse.urlencode(words))
            yield from page["tasks"]
            if page["total"] <= len(page["tasks"]):
                return
            last = page["tasks"][-1]["id"]

    def listed(self, project, include=None, annotated=False):
        start = time.perf_counter()
        count = sum(1 for _ in self.tasks(project, include, annotated))
        assert count == ROWS, count
        return time.perf_counter() - start

    def change(self, project, count):
        for task in [task for _, task in zip(range(count), self.tasks(project, "id,annotations"))]:
            result = [choice("dog")]
            self.call("PATCH", f"api/annotations/{task['annotations'][0]['id']}/", {"result": result})

    def sdk(self, verb, project):
        python = ROOT / ".deps/label-studio/bin/python"
        command = [python, "-B", bench.PEERS / "label_sdk.py", verb, str(project), WORK / "rows.json"]
        environment = os.environ | {
            "LABEL_STUDIO_URL": self.server["url"],
            "LABEL_STUDIO_API_KEY": self.server["token"],
        }
        return float(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


class Lighttable:
    """The command, with a store of its own."""

    def __init__(self, server, store):
        self.server, self.store = server, store
        (WORK / "rows.csv").write_text("title\n" + "".join(f"picture {row}\n" for row in range(ROWS)))
        self.run("import", str(WORK / "rows.csv"), "rows")

    def run(self, *words, url=None):
        environment = os.environ | {
            "LABEL_STUDIO_URL": url or self.server["url"],
            "LABEL_STUDIO_API_KEY": self.server["token"],
            "LIGHTTABLE_HOME": str(self.store),
            "LD_LIBRARY_PATH": str(ROOT / ".deps/arrow/lib"),
        }
        command = [bench.LIGHTTABLE, *words, "--json"]
        return json.loads(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)

    def create(self):
        (WORK / "config.xml").write_text(CONFIG)
        self.run("label", "create", "rows", "--config", str(WORK / "config.xml"), "--no-sync")
        return self.run("label", "ls", "rows")[0]["project_id"]

    def sync(self, *words):
        return self.run("label", "sync", "rows", *words)["seconds"]

    def requests(self):
        """How many requests a sync makes that has nothing to do."""
        with counting(self.server["url"]) as (url, counts):
            self.run("label", "sync", "rows", url=url)
            return len(counts)


@contextlib.contextmanager
def counting(upstream):
    """A proxy that notes requests."""
    counts = []

    class Proxy(http.server.BaseHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

        def do_GET(self):
            counts.append(self.path)
            request = urllib.request.Request(upstream + self.path, headers={"Authorization": self.headers["Authorization"]})
            with urllib.request.urlopen(request) as response:
                body = response.read()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", counts
    finally:
        server.shutdown()


def choice(word):
    return {"from_name": "kind", "to_name": "text", "type": "choices", "value": {"choices": [word]}}


def annotate(server, project):
    """Makes all tasks of a project again, each with an annotation."""
    tasks = [
        {"data": task["data"], "meta": task["meta"], "annotations": [{"result": [choice("cat")], "ground_truth": False}]}
        for task in server.tasks(project)
    ]
    server.call("DELETE", f"api/projects/{project}/tasks/")
    server.imported(project, tasks)


def script(*words):
    command = [ROOT / "scripts/label-studio", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def table(run):
    rows = [
        (f"first sync, {ROWS:,} rows", "first sync", "bare import", "bare import requests", 1.3),
        (f"first sync, {ROWS:,} rows", "first sync", "SDK create", "script on the SDK", None),
        (f"{ROWS:,} annotations read back", "read back", "bare read", "bare requests", 1.2),
        (f"{ROWS:,} annotations read back", "read back", "SDK read", "script on the SDK", None),
        ("sync with nothing changed", "nothing", "list all", "listing all tasks", 0.03),
        ("sync with nothing changed", "nothing", "SDK read", "script on the SDK", None),
        (f"sync with {CHANGED} annotations changed", "some changed", "list all", "listing all tasks", 0.1),
        (f"sync with {CHANGED} annotations changed", "some changed", "SDK read", "script on the SDK", None),
    ]
    lines = ["| what | Lighttable | peer | of the peer's time | aim | |", "|---|---:|---:|---:|---:|---|"]
    for what, ours, theirs, peer, aim in rows:
        part = run[ours] / run[theirs]
        aimed = "– | " if aim is None else f"≤ {aim:.0%} | {report.verdict(part <= aim)}"
        lines.append(f"| {what} | {run[ours]:.2f} s | {run[theirs]:.2f} s ({peer}) | {part:.1%} | {aimed} |")
    verdict = report.verdict(run["requests"] <= 10)
    lines.append(f"| requests of a sync with nothing changed | {run['requests']:.0f} | | | ≤ 10 | {verdict} |")
    return "\n".join(lines) + "\n"


def shown(run):
    print("  ".join(f"{name} {value:.2f}" for name, value in run.items()))


def document(text, rounds):
    return (
        "# Benchmark: Label Studio\n\n"
        "Made by `make bench`; do not edit. A real Label Studio on this machine, its data in memory. The bare requests are "
        "the fewest that move the same data; the script on the SDK lists all tasks and compares them, as the model did.\n\n"
        f"{text}\n"
        f"- {datetime.date.today().isoformat()}, {rounds} rounds; medians\n"
        f"- {report.machine()}\n"
    )


if __name__ == "__main__":
    main()
