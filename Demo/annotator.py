"""Plays a person who annotates, through Label Studio's REST API."""

import json
import pathlib
import urllib.parse
import urllib.request


class LabelStudio:
    def __init__(self, url, token):
        self.url = url
        self.token = token
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def open(self, path, body=None):
        headers = {"Authorization": f"Token {self.token}", "Connection": "close"}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        return self.opener.open(urllib.request.Request(self.url + path, data, headers), timeout=60)

    def tasks(self, project):
        query = urllib.parse.urlencode({"project": project, "page_size": 10_000, "fields": "all"})
        with self.open(f"/api/tasks/?{query}") as response:
            return json.load(response)["tasks"]

    def picture(self, address):
        """The picture as a browser would get it: content type and bytes."""
        with self.open(address) as response:
            return response.headers.get_content_type(), response.read()

    def annotate(self, task, category):
        with self.open(f"/api/tasks/{task['id']}/annotations/", annotation(category)) as response:
            return json.load(response)


def category_of(address, stamps, document_root):
    """The folder below the stamps folder, from a picture's address: what a person sees in the picture."""
    relative = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["d"][0]
    return (pathlib.Path(document_root) / relative).relative_to(stamps).parts[0]


def annotation(category):
    """One choice and one rectangle, for the controls of label-config.xml."""
    choice = {
        "id": "kind1", "from_name": "kind", "to_name": "picture", "type": "choices",
        "value": {"choices": [category]},
    }
    rectangle = {
        "id": "box1", "from_name": "box", "to_name": "picture", "type": "rectanglelabels",
        "value": {"x": 10.0, "y": 10.0, "width": 80.0, "height": 80.0, "rotation": 0, "rectanglelabels": ["subject"]},
    }
    return {"result": [choice, rectangle], "lead_time": 4.2}
