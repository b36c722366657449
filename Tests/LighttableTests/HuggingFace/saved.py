"""Makes Hugging Face datasets for the tests.

usage: saved.py FOLDER

Writes, into FOLDER:
  plain      Dataset.save_to_disk with every feature that holds no media, in two shards
  dict       DatasetDict.save_to_disk with the splits train and test
  media      Dataset.save_to_disk with images, sounds, videos and documents
  languages  Dataset.save_to_disk with translations
  hub        Parquet files as on the Hub
  paths      a Parquet file that names a video; save_to_disk would copy it
and prints, as JSON, the bytes of the pictures as hashes.
"""

import datetime
import decimal
import hashlib
import io
import json
import os
import sys

import datasets
import numpy as np
import soundfile
from datasets import (
    Array2D,
    Array3D,
    Audio,
    ClassLabel,
    Dataset,
    DatasetDict,
    Features,
    Image,
    LargeList,
    List,
    Pdf,
    Translation,
    TranslationVariableLanguages,
    Value,
    Video,
)

datasets.disable_progress_bars()
os.chdir(sys.argv[1])

VALUES = {
    "bool": True,
    "int8": -8,
    "int16": -16,
    "int32": -32,
    "int64": -(2**40),
    "uint8": 200,
    "uint16": 60000,
    "uint32": 4000000000,
    "uint64": 2**62,
    "float16": 1.5,
    "float32": 0.25,
    "float64": 0.1,
    "string": "a",
    "large_string": "b",
    "binary": b"ab",
    "large_binary": b"cd",
    "date32": datetime.date(2020, 1, 2),
    "date64": datetime.date(2020, 1, 3),
    "time32[s]": datetime.time(1, 2, 3),
    "time64[us]": datetime.time(1, 2, 3, 4),
    "timestamp[s]": datetime.datetime(2020, 1, 2, 3, 4, 5),
    "timestamp[us, tz=UTC]": datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc),
    "duration[ms]": datetime.timedelta(seconds=90),
    "decimal128(10, 2)": decimal.Decimal("1.25"),
}


def values(dtypes):
    name = lambda dtype: "v_" + dtype.split("(")[0].split("[")[0] + ("_utc" if "UTC" in dtype else "")
    return {name(dtype): Value(dtype) for dtype in dtypes}, {name(dtype): VALUES[dtype] for dtype in dtypes}


features, row = values(VALUES)
features |= {
    "label": ClassLabel(names=["cat", "dog"]),
    "labels": List(ClassLabel(names=["cat", "dog"])),
    "numbers": List(Value("int32")),
    "pair": List(Value("float32"), length=2),
    "words": List(Value("string")),
    "large": LargeList(Value("int64")),
    "grid": Array2D((2, 3), "float32"),
    "cube": Array3D((None, 2, 2), "int32"),
    "boxes": List({"x": Value("int32"), "name": Value("string")}),
    "nested": {"a": Value("int32"), "b": {"c": Value("string")}},
    "rows": List(List(Value("int64"))),
}
row |= {
    "label": "dog",
    "labels": [1, 0],
    "numbers": [1, 2],
    "pair": [1.0, 2.0],
    "words": ["a", None],
    "large": [5],
    "grid": np.arange(6, dtype="float32").reshape(2, 3),
    "cube": np.arange(4, dtype="int32").reshape(1, 2, 2),
    "boxes": [{"x": 1, "name": "q"}],
    "nested": {"a": 1, "b": {"c": "k"}},
    "rows": [[1], [2, 3]],
}
nulls = {name: None for name in row} | {"label": -1}
plain = Dataset.from_list([row, nulls, row], features=Features(features))
plain.save_to_disk("plain", num_shards=2)
DatasetDict({"train": plain, "test": plain.select([0])}).save_to_disk("dict")
plain.select_columns(["v_int64", "label"]).to_parquet("hub-train.parquet")
os.makedirs("hub/data")
os.rename("hub-train.parquet", "hub/data/train-00000-of-00001.parquet")
plain.select([0]).select_columns(["v_int64", "label"]).to_parquet("hub/data/test-00000-of-00001.parquet")


def png(number):
    from PIL import Image as Pillow

    buffer = io.BytesIO()
    Pillow.fromarray(np.full((8, 8, 3), number, dtype="uint8")).save(buffer, "PNG")
    return buffer.getvalue()


def wav():
    buffer = io.BytesIO()
    soundfile.write(buffer, np.zeros(800, dtype="float32"), 8000, format="WAV")
    return buffer.getvalue()


pictures = [png(10), png(20)]
with open("clip.mp4", "wb") as file:
    file.write(b"\0\0\0\x18ftypisom\0\0\0\0isomiso2" + bytes(40))
media = Dataset.from_list(
    [
        {"id": 0, "image": {"bytes": pictures[0], "path": None}, "images": [{"bytes": pictures[1], "path": "x/a.png"}]},
        {"id": 1, "image": None, "images": None},
        {"id": 2, "image": {"bytes": pictures[0], "path": "again.png"}, "images": [None, {"bytes": pictures[0], "path": None}]},
    ],
    features=Features({"id": Value("int64"), "image": Image(), "images": List(Image())}),
)
files = {
    "sound": (Audio(decode=False), {"bytes": wav(), "path": "s.wav"}),
    "clip": (Video(decode=False), {"bytes": None, "path": os.path.abspath("clip.mp4")}),
    "paper": (Pdf(decode=False), {"bytes": b"%PDF-1.4\n", "path": None}),
}
for name, (feature, cell) in files.items():
    media = media.add_column(name, [cell, None, cell]).cast_column(name, feature)
media.save_to_disk("media")
os.mkdir("paths")
media.select_columns(["clip"]).to_parquet("paths/train.parquet")

Dataset.from_list(
    [{"text": {"en": "a", "fr": "b"}, "more": {"en": ["a", "c"], "fr": "b"}}, {"text": None, "more": None}],
    features=Features(
        {"text": Translation(languages=["en", "fr"]), "more": TranslationVariableLanguages(languages=["de", "en", "fr"])}
    ),
).save_to_disk("languages")

print(json.dumps([hashlib.sha256(picture).hexdigest() for picture in pictures]))
