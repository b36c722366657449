"""Generates what the queries' benchmark asks: tables of sales and of codes as Parquet, and photographs as JPEG."""

import hashlib
import multiprocessing
import pathlib

import duckdb
import numpy
from PIL import Image

SALES = """
SELECT
    i AS id,
    'kind ' || lpad(CAST(hash(i) % 23 AS VARCHAR), 2, '0') AS kind,
    CAST(hash(i, 1) % 100 + 1 AS BIGINT) AS quantity,
    round((hash(i, 2) % 1000000) / 10000, 2) AS price,
    CASE WHEN hash(i, 3) % 20 = 0 THEN NULL ELSE (hash(i, 4) % 100000) / 100000 END AS score,
    TIMESTAMP '2024-01-01 00:00:00' + to_seconds(CAST(i * 7 AS BIGINT)) AS sold,
    'note ' || CAST(hash(i, 5) % 1000000 AS VARCHAR) || ' of a customer' AS note,
    hash(i, 6) % 3 = 0 AS paid,
    i / 4 AS value
FROM range({rows}) AS numbers(i)
"""

# Keys whose order has nothing to do with that of the rows: multiples of an odd number modulo 2^64 are all different.
CODES = """
SELECT
    printf('%016x', CAST(i::HUGEINT * 11400714819323198485 % 18446744073709551616 AS UBIGINT)) AS code,
    'note ' || CAST(hash(i, 5) % 1000000 AS VARCHAR) || ' of a customer' AS note,
    i / 4 AS value
FROM range({rows}) AS numbers(i)
"""


def tables(folder, rows):
    """Writes sales.parquet and codes.parquet, a row for each of the numbers below `rows`."""
    for name, query in [("sales", SALES), ("codes", CODES)]:
        target = pathlib.Path(folder) / f"{name}.parquet"
        duckdb.sql(f"COPY ({query.format(rows=rows)}) TO '{target}' (FORMAT parquet)")


def photographs(folder, count):
    """Writes JPEGs of 1600 × 1200 pixels with noise as of a camera, all different; those that are there stay."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    missing = [number for number in range(count) if not (folder / f"{number:05}.jpg").exists()]
    with multiprocessing.Pool(initializer=prepare, initargs=(folder,)) as pool:
        pool.map(photograph, missing, chunksize=50)


def prepare(folder):
    """Makes the few scenes of which all photographs are made."""
    global FOLDER, SCENES
    FOLDER, SCENES = folder, []
    random = numpy.random.default_rng(7)
    for _ in range(8):
        small = Image.fromarray(random.integers(0, 256, (12, 16, 3), dtype=numpy.uint8))
        smooth = numpy.asarray(small.resize((1600, 1200), Image.Resampling.BICUBIC), dtype=numpy.int16)
        noise = random.integers(-6, 7, smooth.shape, dtype=numpy.int16)
        SCENES.append(Image.fromarray(numpy.clip(smooth + noise, 0, 255).astype(numpy.uint8)))


def photograph(number):
    """One of the scenes with squares in the colours of the number's digits."""
    image = SCENES[number % len(SCENES)].copy()
    for place, digit in enumerate(f"{number:05}"):
        color = tuple(25 * ((int(digit) + shift) % 10) for shift in (0, 3, 7))
        image.paste(color, (100 + place * 200, 100, 228 + place * 200, 228))
    partial = FOLDER / f"{number:05}.part"
    image.save(partial, format="JPEG", quality=88)
    partial.rename(FOLDER / f"{number:05}.jpg")


def stamp(rows):
    """Tells tables of one form from those of another."""
    return f"{rows} {hashlib.sha256((SALES + CODES).encode()).hexdigest()}"
