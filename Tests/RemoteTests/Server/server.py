"""A web server whose answers are what the tests need, good and bad.

usage: server.py FOLDER

Prints its port. Serves the files of FOLDER; what it does with one is said by the first part of the path:

  /plain/F       the file                       /gzip/F       compressed for the way
  /ranges/F      with Range, ETag, If-Range     /broken/F     as /ranges, but every first answer for a place ends early
  /short/F       promises more than it sends    /stall/F      begins and then sends nothing
  /status/N      answers with that status       /redirect/P   redirects to /P
  /elsewhere/P   redirects to /P at `localhost` /typed/T/F    the file with the media type T (with `+` for `/`)
  /private/F     wants the name `ann` and the password `s3cret`
  /log           what was asked, one JSON object a line
  /api, /datasets, /org   a Hugging Face Hub of the folder's `hub` folder (see hub.py's text below)
"""

import base64
import gzip
import hashlib
import json
import os
import re
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROOT = sys.argv[1]
LOG = []
BROKEN = set()
COMMITS = {}


def tag(data):
    return '"' + hashlib.sha256(data).hexdigest() + '"'


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        LOG.append({"path": self.path, "headers": dict(self.headers)})
        parts = path.lstrip("/").split("/", 1)
        rest = urllib.parse.unquote(parts[1]) if len(parts) > 1 else ""
        try:
            getattr(self, "answer_" + parts[0].replace("-", "_"), self.missing)(rest)
        except BrokenPipeError:
            pass

    def send(self, data, status=200, headers={}, length=None):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = True

    def missing(self, rest=""):
        self.send(b"nothing here", 404)

    def file(self, name):
        path = os.path.join(ROOT, name)
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            return file.read()

    def answer_plain(self, name):
        data = self.file(name)
        self.missing() if data is None else self.send(data)

    def answer_gzip(self, name):
        self.send(gzip.compress(self.file(name)), headers={"Content-Encoding": "gzip", "ETag": '"x"'})

    def answer_ranges(self, name, data=None, limit=None):
        data = self.file(name) if data is None else data
        headers = {"ETag": tag(data), "Accept-Ranges": "bytes"}
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        start, end, status = 0, len(data), 200
        if self.headers.get("If-None-Match") == tag(data):
            return self.send(b"", 304, headers)
        if wanted and self.headers.get("If-Range", tag(data)) == tag(data):
            start, status = int(wanted[1]), 206
            end = int(wanted[2]) + 1 if wanted[2] else len(data)
            if start >= len(data):
                return self.send(b"", 416, headers)
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
        body = data[start:end]
        self.send(body[:limit] if limit is not None else body, status, headers, length=len(body))

    def answer_broken(self, name):
        first = self.path not in BROKEN
        BROKEN.add(self.path)
        self.answer_ranges(name, limit=1000 if first else None)

    def answer_short(self, name):
        data = self.file(name)
        self.send(data, length=len(data) + 1000)

    def answer_stall(self, name):
        self.send(self.file(name)[:10], length=1000)
        self.wfile.flush()
        time.sleep(60)

    def answer_status(self, number):
        self.send(b"no", int(number), {"Retry-After": "0"})

    def answer_redirect(self, rest):
        self.send(b"", 302, {"Location": "/" + urllib.parse.quote(rest)})

    def answer_loop(self, rest):
        self.send(b"", 302, {"Location": "/loop"})

    def answer_away(self, rest):
        self.send(b"", 302, {"Location": "file:///etc/passwd"})

    def answer_elsewhere(self, rest):
        port = self.server.server_address[1]
        self.send(b"", 302, {"Location": f"http://localhost:{port}/{urllib.parse.quote(rest)}"})

    def answer_typed(self, rest):
        kind, name = rest.split("/", 1)
        self.send(self.file(name), headers={"Content-Type": kind.replace("+", "/", 1) + "; charset=utf-8"})

    def answer_private(self, name):
        expected = "Basic " + base64.b64encode(b"ann:s3cret").decode()
        if self.headers.get("Authorization") != expected:
            return self.send(b"who are you?", 401)
        self.answer_plain(name)

    def answer_log(self, rest):
        self.send(json.dumps(LOG).encode())

    # The Hub: files below FOLDER/hub/OWNER/NAME/REVISION/, converted ones below the revision refs-convert-parquet.
    # Names that begin with `private` want the token `hf_test`. A revision has a commit id, by which it can be asked, too.

    def hub_folder(self, id, revision):
        name = urllib.parse.unquote(revision).replace("/", "-")
        folder = COMMITS.get((id, name), os.path.join(ROOT, "hub", id, name))
        if id.split("/")[-1].startswith("private") and self.headers.get("Authorization") != "Bearer hf_test":
            self.send(b'{"error":"Invalid username or password."}', 401, {"X-Error-Code": "RepoNotFound"})
            return None
        if not os.path.isdir(folder):
            known = os.path.isdir(os.path.dirname(folder))
            code = "RevisionNotFound" if known else "RepoNotFound"
            self.send(b'{"error":"not found"}', 404, {"X-Error-Code": code})
            return None
        return folder

    def answer_api(self, rest):
        path = urllib.parse.urlsplit(self.path).path.removeprefix("/api/datasets/")
        match = re.fullmatch(r"([^/]+/[^/]+)/(revision|tree)/([^/]+)/?(.*)", path)
        folder = match and self.hub_folder(match[1], match[3])
        if folder and match[2] == "revision":
            sha = hashlib.sha1(folder.encode()).hexdigest()
            COMMITS[match[1], sha] = folder
            self.send(json.dumps({"id": match[1], "sha": sha, "gated": False}).encode())
        elif folder:
            self.answer_tree(folder)
        elif match is None:
            self.missing()

    def answer_tree(self, folder):
        entries = []
        for base, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(base, name)
                data = open(path, "rb").read()
                entries.append(
                    {
                        "type": "file",
                        "path": os.path.relpath(path, folder),
                        "size": len(data),
                        "oid": hashlib.sha1(data).hexdigest(),
                    }
                )
        entries.sort(key=lambda entry: entry["path"])
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        start = int(query.get("cursor", ["0"])[0])
        page = entries[start : start + 2]
        headers = {}
        if start + 2 < len(entries):
            host = self.headers["Host"]
            path = urllib.parse.urlsplit(self.path).path
            headers["Link"] = f'<http://{host}{path}?recursive=true&cursor={start + 2}>; rel="next"'
        self.send(json.dumps(page).encode(), headers=headers)

    def answer_datasets(self, rest):
        path = urllib.parse.urlsplit(self.path).path.removeprefix("/datasets/")
        match = re.fullmatch(r"([^/]+/[^/]+)/resolve/([^/]+)/(.*)", path)
        folder = match and self.hub_folder(match[1], match[2])
        if not folder:
            return None if match else self.missing()
        data = self.file(os.path.join(folder, urllib.parse.unquote(match[3])))
        if data is None:
            return self.send(b"", 404, {"X-Error-Code": "EntryNotFound"})
        name = os.path.relpath(os.path.join(folder, urllib.parse.unquote(match[3])), ROOT)
        port = self.server.server_address[1]
        self.send(
            b"",
            302,
            {"Location": f"http://localhost:{port}/ranges/{urllib.parse.quote(name)}", "X-Linked-Etag": tag(data)},
        )


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
# It ends with who started it.
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
server.serve_forever()
