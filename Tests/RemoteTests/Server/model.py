"""A server that computes functions, as tests need it, well and badly.

Prints its port. What a POST gives is said by its path:

  /double             results: the first argument twice
  /pick               the first argument, but "two is too much" is the error of rows that have 2
  /fail/N/S/R/double  as the rest says, but the first N requests have the status S and the field Retry-After: R (`-`: none)
  /reset/N/double     as the rest says, but the first N connections are closed without an answer
  /status/S           that status, with an object whose `detail` repeats the head and the address
  /html, /text        a page, text; with status 200
  /short              one result too few
  /names              texts for results
  /late/N/double      as the rest says, but the first N requests are never answered
  /crowd/N            waits a while until N requests are here at once, and gives how many were
  /moved/double       redirects (307) to /double; /away to the host `localhost`
  /backend/predict, /backend/setup    a model server: an old one that gives lists of predictions, and wants /setup first

GET /log gives the requests with times; GET /until/N answers when N requests have come.
"""

import json
import os
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOG = []
COUNTS = {}
READY = set()
INSIDE = 0
MOST = 0
LOCK = threading.Condition()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def send(self, data, status=200, headers={}):
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def do_GET(self):
        parts = self.path.strip("/").split("/")
        if parts[0] == "until":
            with LOCK:
                LOCK.wait_for(lambda: len(LOG) >= int(parts[1]), timeout=30)
        self.send(LOG)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with LOCK:
            LOG.append({"path": self.path, "time": time.time(), "headers": dict(self.headers), "body": json.dumps(body)})
            LOCK.notify_all()
        try:
            self.answer(self.path.split("?")[0].strip("/").split("/"), body)
        except BrokenPipeError:
            pass

    def is_early(self, count):
        with LOCK:
            COUNTS[self.path] = COUNTS.get(self.path, 0) + 1
            return COUNTS[self.path] <= int(count)

    def answer(self, parts, body):
        kind, rest = parts[0], parts[1:]
        getattr(self, "answer_" + kind)(rest, body)

    def results(self, body, make):
        self.send({"results": [make(row["arguments"]) for row in body["rows"]]})

    def answer_double(self, rest, body):
        self.results(body, lambda arguments: {"result": arguments[0] * 2})

    def answer_pick(self, rest, body):
        def make(arguments):
            return {"error": "two is too much"} if arguments[0] == 2 else {"result": arguments[0]}

        self.results(body, make)

    def answer_fail(self, rest, body):
        if not self.is_early(rest[0]):
            return self.answer(rest[3:], body)
        headers = {} if rest[2] == "-" else {"Retry-After": urllib.parse.unquote(rest[2])}
        self.send({"detail": "not now"}, int(rest[1]), headers)

    def answer_reset(self, rest, body):
        if not self.is_early(rest[0]):
            return self.answer(rest[1:], body)
        self.close_connection = True

    def answer_late(self, rest, body):
        if not self.is_early(rest[0]):
            return self.answer(rest[1:], body)
        time.sleep(60)

    def answer_status(self, rest, body):
        self.send({"detail": f"bad label; {self.path} {dict(self.headers)}"}, int(rest[0]))

    def answer_html(self, rest, body):
        self.send(b"<!doctype html><title>Sign in</title>")

    def answer_text(self, rest, body):
        self.send(b"Hello there")

    def answer_short(self, rest, body):
        self.send({"results": [{"result": 1}] * (len(body["rows"]) - 1)})

    def answer_names(self, rest, body):
        self.results(body, lambda arguments: {"result": "many"})

    def answer_crowd(self, rest, body):
        global INSIDE, MOST
        with LOCK:
            INSIDE += 1
            MOST = max(MOST, INSIDE)
            LOCK.notify_all()
            LOCK.wait_for(lambda: MOST >= int(rest[0]), timeout=5)
        with LOCK:
            LOCK.wait(0.05)
            INSIDE -= 1
            most = MOST
        self.results(body, lambda arguments: {"result": most})

    def answer_moved(self, rest, body):
        self.send(b"", 307, {"Location": "/" + "/".join(rest)})

    def answer_away(self, rest, body):
        port = self.server.server_address[1]
        self.send(b"", 307, {"Location": f"http://localhost:{port}/double"})

    def answer_backend(self, rest, body):
        if rest[0] == "setup":
            READY.add((body["project"], body["schema"]))
            return self.send({"model_version": "v7"})
        if (body["project"], body["label_config"]) not in READY:
            return self.send({"detail": "run setup() before"}, 500)
        texts = [task["data"]["text"] for task in body["tasks"]]

        def prediction(text):
            region = {"from_name": "kind", "to_name": "text", "type": "choices", "value": {"choices": [text]}}
            return [{"result": [region], "score": 0.5}]

        if texts[0] == "forget":
            READY.clear()
        self.send({"results": [[] if text == "nothing" else prediction(text) for text in texts], "model_version": "v7"})


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
# It ends with who started it.
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
server.serve_forever()
