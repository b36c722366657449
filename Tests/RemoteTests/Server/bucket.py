"""A server of S3 buckets (moto) that checks signatures: prints its port, and ends with its input.

    bucket.py FOLDER

The files of the folder are the objects of the bucket `photos`; the keys of its only user are put into `keys.json`.
"""

import contextlib
import io
import json
import logging
import os
import sys
import urllib.request

import boto3
from moto.server import ThreadedMotoServer

folder = sys.argv[1]
logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
with contextlib.redirect_stdout(io.StringIO()):
    server.start()
port = server.get_host_and_port()[1]
address = f"http://127.0.0.1:{port}"
first = {"endpoint_url": address, "aws_access_key_id": "k", "aws_secret_access_key": "s", "region_name": "us-east-1"}

users = boto3.client("iam", **first)
users.create_user(UserName="ann")
statement = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
users.put_user_policy(UserName="ann", PolicyName="all", PolicyDocument=policy)
key = users.create_access_key(UserName="ann")["AccessKey"]
buckets = boto3.client("s3", **first)
buckets.create_bucket(Bucket="photos")
# From here on nobody is let in without keys.
request = urllib.request.Request(f"{address}/moto-api/reset-auth", b"0", {"Content-Type": "text/plain"})
urllib.request.urlopen(request).read()

own = {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}
buckets = boto3.client("s3", **(first | own))

for name in os.listdir(folder):
    with open(os.path.join(folder, name), "rb") as file:
        buckets.put_object(Bucket="photos", Key=name, Body=file)
with open(os.path.join(folder, "keys.json"), "w") as file:
    json.dump([key["AccessKeyId"], key["SecretAccessKey"]], file)
print(port, flush=True)
sys.stdin.read()
