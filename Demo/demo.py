"""The main job, end to end, on real input: pictures, table, Label Studio, annotations, Parquet.

Run it with `make demo`; KEEP=1 leaves Label Studio up. Everything goes into .demo/, made anew each time.
Ends with an error when anything is not as it should be.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import sys
import time

from annotator import LabelStudio, category_of
from manifest import write_manifest

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / ".demo"
STAMPS_PACKAGE = ROOT / ".deps/stamps"
STAMPS = STAMPS_PACKAGE / "usr/share/tuxpaint/stamps"
COMMAND = ROOT / ".build/release/lighttable"
SERVER_SCRIPT = ROOT / "scripts/label-studio"
TABLE = "demo.stamps"
ANNOTATED = 25


class Failure(Exception):
    """Something was not as it should be."""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="leave Label Studio running")
    keep = parser.parse_args().keep
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    started = time.monotonic()
    try:
        run(keep)
    except (Failure, OSError, subprocess.CalledProcessError) as failure:
        sys.exit(f"demo: error: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)
    title(f"done in {time.monotonic() - started:.0f} s")


def run(keep):
    prepare_work_folder()
    environment = {"LIGHTTABLE_HOME": str(WORK / "home")}
    count = make_table(environment)
    with label_studio(keep) as server:
        environment |= {
            "LABEL_STUDIO_URL": server["url"],
            "LABEL_STUDIO_API_KEY": server["token"],
            "LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT": server["document_root"],
        }
        label(environment, server, count)
        export(environment)
        compare_engines(environment, count)
        if keep:
            announce(server)


def prepare_work_folder():
    subprocess.run([SERVER_SCRIPT, "stop", WORK / "label-studio"], check=True)
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir()


def make_table(environment):
    title("a manifest of the pictures")
    count = write_manifest(STAMPS, WORK / "manifest.csv")
    print(f"{count} pictures in .demo/manifest.csv", flush=True)
    title("import")
    lighttable(
        environment, "import", ".demo/manifest.csv", TABLE,
        "--type", "photo=Image", "--type", "sound=Audio", "--primary-key", "id",
    )
    for verb in (["show", TABLE, "-n", "6", "--select", "id,name_en,name_de,width,height"], ["schema", TABLE], ["ls"]):
        lighttable(environment, *verb)
    found = query(environment, "count", TABLE)["count"]
    check(found == count, f"the table has {found} rows, the manifest {count}")
    return count


@contextlib.contextmanager
def label_studio(keep):
    title("start Label Studio")
    command = [SERVER_SCRIPT, "start", WORK / "label-studio", "--document-root", STAMPS_PACKAGE]
    if not keep:
        command += ["--until-exit-of", str(os.getpid())]
    server = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    print(f"Label Studio answers at {server['url']}", flush=True)
    done = False
    try:
        yield server
        done = True
    finally:
        if not (keep and done):
            subprocess.run([SERVER_SCRIPT, "stop", WORK / "label-studio"], check=True)


def label(environment, server, count):
    title("make a project, send the rows as tasks")
    lighttable(
        environment, "label", "create", TABLE, "--config", "Demo/label-config.xml", "--media-import-method", "file",
    )
    lighttable(environment, "label", "ls", TABLE)
    project = query(environment, "label", "ls", TABLE)[0]["project_id"]

    title(f"a person annotates {ANNOTATED} pictures")
    annotate(LabelStudio(server["url"], server["token"]), project, server["document_root"], count)

    title("annotations come back as a new version")
    lighttable(environment, "label", "sync", TABLE)
    lighttable(environment, "history", TABLE)
    before = query(environment, "count", TABLE)["version"]
    again = query(environment, "label", "sync", TABLE, is_shown=True)
    changes = {name: value for name, value in again.items() if name.startswith(("rows_", "external_")) and value}
    check(not changes, f"the second sync found changes: {changes}")
    after = query(environment, "count", TABLE)["version"]
    check(before == after, f"the second sync made version {after}")
    print("the second sync changed nothing", flush=True)


def annotate(studio, project, document_root, count):
    tasks = studio.tasks(project)
    check(len(tasks) == count, f"the project has {len(tasks)} tasks, the table {count} rows")
    chosen = tasks[:: count // ANNOTATED][:ANNOTATED]
    for task in chosen:
        address = task["data"]["photo"]
        category = category_of(address, STAMPS, document_root)
        kind, picture = studio.picture(address)
        check(kind == "image/png", f"Label Studio serves {address} as {kind}")
        check(picture.startswith(b"\x89PNG"), f"Label Studio serves no PNG at {address}")
        studio.annotate(task, category)
    print(f"{len(chosen)} tasks: picture seen, one choice and one rectangle each", flush=True)


def export(environment):
    title("export the annotated rows, read them with pyarrow")
    lighttable(
        environment, "export", TABLE, ".demo/annotated", "--where", "annotations IS NOT NULL", "--inline-images",
    )
    found = read_back("parquet", WORK / "annotated")
    check(found["rows"] == ANNOTATED, f"the export has {found['rows']} rows, not {ANNOTATED}")


def compare_engines(environment, count):
    title("the same table, opened by other engines")
    counts = read_back("delta", WORK / "home/tables/demo/stamps")
    expected = {"rows": count, "annotated": ANNOTATED}
    for engine in ("delta-rs", "polars"):
        check(counts[engine] == expected, f"{engine} found {counts[engine]}, expected {expected}")
    version = query(environment, "count", TABLE)["version"]
    check(counts["version"] == version, f"delta-rs is at version {counts['version']}, Lighttable at {version}")


def announce(server):
    title("Label Studio stays up")
    print(f"open {server['url']}  login {server['username']}  password {server['password']}")
    print("stop it with: scripts/label-studio stop .demo/label-studio", flush=True)


def lighttable(environment, *arguments):
    """Runs the command as a user would, its output going where ours goes."""
    print_command(arguments)
    run_command(environment, arguments)


def query(environment, *arguments, is_shown=False):
    """Runs the command with --json and returns its document."""
    arguments = [*arguments, "--json"]
    if is_shown:
        print_command(arguments)
    text = run_command(environment, arguments, stdout=subprocess.PIPE).stdout.decode()
    if is_shown:
        print(text.rstrip(), flush=True)
    return json.loads(text)


def print_command(arguments):
    print(f"\n$ {shlex.join(['lighttable', *arguments])}", flush=True)


def run_command(environment, arguments, **options):
    result = subprocess.run([COMMAND, *arguments], cwd=ROOT, env=os.environ | environment, **options)
    if result.returncode:
        raise Failure(f"`lighttable {shlex.join(arguments)}` ended with status {result.returncode}")
    return result


def read_back(mode, path):
    """Runs read_back.py, shows what it printed, and returns the JSON of its last line."""
    command = [sys.executable, ROOT / "Demo/read_back.py", mode, path]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if result.returncode:
        raise Failure(f"reading {path} back failed")
    *lines, last = result.stdout.splitlines()
    print("\n".join(lines), flush=True)
    return json.loads(last)


def check(is_right, message):
    if not is_right:
        raise Failure(message)


def title(text):
    print(f"\n── {text} " + "─" * max(3, 76 - len(text)), flush=True)


if __name__ == "__main__":
    main()
