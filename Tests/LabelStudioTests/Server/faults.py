"""Runs a command whose requests to a server go through a proxy that fails one of them.

    faults.py UPSTREAM FAULT AT COMMAND...

FAULT happens at request number AT, from 0 on: kill-before and kill-after end the command (SIGKILL) before or after the server has
done what the request asks; reset-before and reset-after cut the connection; down cuts all connections from there on; failure,
page and unauthorized answer with 500, an HTML page of a gateway, and 401, and the server hears nothing; slow makes it wait.
Prints {"requests", "status", "output", "errors"}.
"""

import http.client
import http.server
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.parse

upstream = urllib.parse.urlsplit(sys.argv[1])
fault, at, command = sys.argv[2], int(sys.argv[3]), sys.argv[4:]
lock = threading.Lock()
requests = 0
client = None


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def handle_one(self):
        global requests
        with lock:
            number = requests
            requests += 1
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if number == at or (fault == "down" and number > at):
            if not self.before():
                return
        status, headers, answer = self.forwarded(body)
        if number == at and fault in ("kill-after", "reset-after"):
            self.cut()
            return
        self.answer(status, headers, answer)

    do_GET = do_POST = do_PATCH = do_DELETE = handle_one

    def before(self) -> bool:
        """Whether the request is to go on."""
        if fault in ("kill-before", "reset-before", "down"):
            self.cut()
            return False
        if fault == "slow":
            time.sleep(0.5)
        answers = {
            "failure": (500, "application/json", b'{"detail": "database is locked"}'),
            "page": (502, "text/html", b"<html><body><h1>502 Bad Gateway</h1></body></html>"),
            "unauthorized": (401, "application/json", b'{"detail": "Authentication credentials were not provided."}'),
        }
        if fault in answers:
            status, kind, text = answers[fault]
            self.answer(status, [("Content-Type", kind)], text)
            return False
        return True

    def cut(self):
        if fault.startswith("kill"):
            client.send_signal(signal.SIGKILL)
        # A reset rather than an orderly end.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def forwarded(self, body):
        connection = http.client.HTTPConnection(upstream.hostname, upstream.port, timeout=120)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        headers["Connection"] = "close"
        connection.request(self.command, self.path, body, headers)
        response = connection.getresponse()
        answer = response.read()
        dropped = ("connection", "transfer-encoding", "content-length")
        kept = [(name, value) for name, value in response.getheaders() if name.lower() not in dropped]
        connection.close()
        return response.status, kept, answer

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass


server = Server(("127.0.0.1", 0), Proxy)
threading.Thread(target=server.serve_forever, daemon=True).start()
environment = os.environ | {"LABEL_STUDIO_URL": f"http://127.0.0.1:{server.server_port}"}
client = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
output, errors = client.communicate()
# What the server was asked before the command ended is to be done before anybody looks.
time.sleep(0.05)
print(
    json.dumps(
        {"requests": requests, "status": client.returncode, "output": output.decode(), "errors": errors.decode()}
    )
)
