"""Writes the benchmark's rows in other formats than CSV; the same rows as `generate.py` where they fit.

  generate_formats.py json_lines|json_array|parquet|excel|images ROWS PATH
"""

import datetime
import json
import os
import pathlib
import shutil
import sys

import generate

CHUNK = 100_000


def main():
    kind, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    part = path + ".part"
    WRITERS[kind](count, part)
    os.replace(part, path)


def records(first, last):
    for number in range(first, last):
        bits = generate.scramble(number)
        yield {
            "id": number,
            "category": generate.CATEGORIES[bits >> 15 & 7],
            "quantity": bits >> 18 & 1023,
            "price": (bits >> 28 & 0xFFFFF) / 100,
            "note": f"{generate.WORDS[bits >> 48 & 7]} {generate.WORDS[bits >> 51 & 7]}",
            "active": bool(bits >> 54 & 1),
            "created": (generate.START + datetime.timedelta(days=bits >> 20 & 2047)).isoformat(),
        }


def chunks(count):
    for first in range(0, count, CHUNK):
        yield records(first, min(first + CHUNK, count))


def json_lines(count, path):
    with open(path, "w", encoding="ascii") as file:
        for chunk in chunks(count):
            file.writelines(json.dumps(record) + "\n" for record in chunk)


def json_array(count, path):
    with open(path, "w", encoding="ascii") as file:
        for number, chunk in enumerate(chunks(count)):
            file.write("[" if number == 0 else ",\n")
            file.write(",\n".join(json.dumps(record) for record in chunk))
        file.write("]\n")


def parquet(count, path):
    import pyarrow
    import pyarrow.parquet

    writer = None
    for chunk in chunks(count):
        table = pyarrow.Table.from_pylist(
            [record | {"created": datetime.datetime.fromisoformat(record["created"])} for record in chunk]
        )
        writer = writer or pyarrow.parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
    writer.close()


def excel(count, path):
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("rows")
    for number, chunk in enumerate(chunks(count)):
        for index, record in enumerate(chunk):
            created = datetime.datetime.fromisoformat(record.pop("created"))
            values = record | {"created": created, "day": created.date(), "half": record["quantity"] / 2, "code": f"c{record['id']:07}"}
            if number == 0 and index == 0:
                sheet.append(list(values))
            sheet.append(list(values.values()))
    book.save(path)


def images(count, path):
    """An image folder of small PNGs under two labels, without a library for pictures."""
    root = pathlib.Path(path)
    shutil.rmtree(root, ignore_errors=True)
    for label in ("cat", "dog"):
        (root / label).mkdir(parents=True)
    for number in range(count):
        (root / ("cat", "dog")[number % 2] / f"{number:06}.png").write_bytes(png(number))


def png(number, size=32):
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    bits = generate.scramble(number).to_bytes(8, "big")
    rows = b"".join(b"\0" + bytes(bits[(x + y) % 8] ^ x & 0xFF for x in range(size * 3)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


WRITERS = {
    "json_lines": json_lines, "json_array": json_array, "parquet": parquet, "excel": excel, "images": images,
}

if __name__ == "__main__":
    main()
