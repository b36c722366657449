"""Pixeltable: import_csv into its own store in the target folder, which stays for the next round."""

import os
import sys

os.environ["PIXELTABLE_HOME"] = sys.argv[-1]

import pixeltable

import peer


def prepare():
    """Starting Pixeltable's database server is no part of an import."""
    if sys.argv[1] == "load":
        pixeltable.drop_table("input", if_not_exists="ignore")


def load(source, target):
    pixeltable.io.import_csv("input", source, parse_dates=["created"])


def count(target):
    return pixeltable.get_table("input").count()


peer.run(load, count, prepare)
