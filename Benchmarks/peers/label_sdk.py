"""What people write with Label Studio's SDK today, after the model of Pixeltable's link: list all tasks, compare all, then act.

    label_sdk.py create|read PROJECT ROWS.json

Run by Benchmarks/label.py with the server's own Python, which has the SDK. Prints the seconds.
"""

import json
import os
import sys
import time

from label_studio_sdk import LabelStudio

CHUNK = 1000


def main():
    verb, project, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    client = LabelStudio(base_url=os.environ["LABEL_STUDIO_URL"], api_key=os.environ["LABEL_STUDIO_API_KEY"])
    rows = json.load(open(path))
    start = time.perf_counter()
    known = {task.meta["row"]: task for task in client.tasks.list(project=project, fields="all", page_size=CHUNK)}
    if verb == "create":
        new = [row for row in rows if row["meta"]["row"] not in known]
        for first in range(0, len(new), CHUNK):
            client.projects.import_tasks(project, request=new[first : first + CHUNK], return_task_ids=True)
    else:
        annotations = {row: [annotation["result"] for annotation in task.annotations] for row, task in known.items()}
        assert len(annotations) == len(rows)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
