"""Writes Delta tables by hand, as the protocol allows them: Parquet files by pyarrow, the log as text."""

import json
import os
import struct
import uuid
import zlib

import pyarrow
import pyarrow.parquet

TIME = 1760000000000
Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"


def z85(data: bytes) -> str:
    text = ""
    for number in struct.unpack(f">{len(data) // 4}I", data):
        text += "".join(Z85[number // 85**power % 85] for power in (4, 3, 2, 1, 0))
    return text


def field(name: str, kind, nullable: bool = True, **metadata) -> dict:
    metadata = {key.replace("__", "."): value for key, value in metadata.items()}
    return {"name": name, "type": kind, "nullable": nullable, "metadata": metadata}


def structure(*fields: dict) -> dict:
    return {"type": "struct", "fields": list(fields)}


def array(element, contains_null: bool = True) -> dict:
    return {"type": "array", "elementType": element, "containsNull": contains_null}


def protocol(reader: int = 1, writer: int = 2, readers=None, writers=None) -> dict:
    action = {"minReaderVersion": reader, "minWriterVersion": writer}
    if readers is not None:
        action["readerFeatures"] = readers
    if writers is not None:
        action["writerFeatures"] = writers
    return {"protocol": action}


def features(*names: str) -> dict:
    return protocol(3, 7, list(names), list(names))


class Table:
    """A table in a folder; its log grows by one version with each commit."""

    def __init__(self, path: str):
        self.path = path
        self.version = 0
        os.makedirs(f"{path}/_delta_log")

    def metadata(self, *fields: dict, partitions=(), configuration=None, **rest) -> dict:
        return {
            "metaData": {
                "id": str(uuid.uuid4()),
                "format": {"provider": "parquet", "options": {}},
                "schemaString": json.dumps(structure(*fields)),
                "partitionColumns": list(partitions),
                "configuration": configuration or {},
                "createdTime": TIME,
                **rest,
            }
        }

    def add(self, rows, name: str | None = None, logged: str | None = None, stats=True, **rest) -> dict:
        """Writes a data file; the action that adds it, with statistics of the number of rows only."""
        name = name or f"part-{uuid.uuid4()}.parquet"
        path = name if name.startswith("/") else f"{self.path}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        rows = rows if isinstance(rows, pyarrow.Table) else pyarrow.table(rows)
        pyarrow.parquet.write_table(rows, path, store_schema=rest.pop("store_schema", False), **rest.pop("parquet", {}))
        action = {
            "path": logged or name,
            "partitionValues": {},
            "size": os.path.getsize(path),
            "modificationTime": TIME,
            "dataChange": True,
        }
        if stats is True:
            action["stats"] = json.dumps({"numRecords": rows.num_rows})
        elif stats is not None:
            action["stats"] = stats if isinstance(stats, str) else json.dumps(stats)
        return {"add": {**action, **rest}}

    def remove(self, add: dict, **rest) -> dict:
        file = add["add"]
        action = {"path": file["path"], "deletionTimestamp": TIME, "dataChange": True}
        if "deletionVector" in file:
            action["deletionVector"] = file["deletionVector"]
        return {"remove": {**action, **rest}}

    def commit(self, *actions, info=True) -> None:
        lines = [action if isinstance(action, str) else json.dumps(action) for action in actions]
        if info:
            lines.insert(0, json.dumps({"commitInfo": {"timestamp": TIME + self.version, "operation": "WRITE"}}))
        self.put(f"_delta_log/{self.version:020}.json", "\n".join(lines))
        self.version += 1

    def put(self, name: str, contents: str | bytes) -> None:
        os.makedirs(os.path.dirname(f"{self.path}/{name}"), exist_ok=True)
        with open(f"{self.path}/{name}", "wb") as file:
            file.write(contents.encode() if isinstance(contents, str) else contents)


def container(values: list[int], runs: bool) -> bytes:
    if runs:
        spans = []
        for value in values:
            if spans and spans[-1][0] + spans[-1][1] + 1 == value:
                spans[-1][1] += 1
            else:
                spans.append([value, 0])
        return struct.pack("<H", len(spans)) + b"".join(struct.pack("<HH", *span) for span in spans)
    if len(values) <= 4096:
        return struct.pack(f"<{len(values)}H", *values)
    return sum(1 << value for value in values).to_bytes(8192, "little")


def bitmap(positions: list[int], runs: bool = False) -> bytes:
    """A 32-bit Roaring bitmap in the portable form."""
    groups: dict[int, list[int]] = {}
    for position in sorted(positions):
        groups.setdefault(position >> 16, []).append(position & 0xFFFF)
    bodies = [container(values, runs) for values in groups.values()]
    count = len(groups)
    if runs:
        header = struct.pack("<I", 12347 | (count - 1) << 16) + b"\xff" * ((count + 7) // 8)
    else:
        header = struct.pack("<II", 12346, count)
    header += b"".join(struct.pack("<HH", key, len(values) - 1) for key, values in groups.items())
    if not runs or count >= 4:
        offset = len(header) + 4 * count
        for body in bodies:
            header += struct.pack("<I", offset)
            offset += len(body)
    return header + b"".join(bodies)


def vector(positions: list[int], runs: bool = False) -> bytes:
    """The documented form: bitmaps by the upper halves of 64-bit positions."""
    return struct.pack("<IQI", 1681511377, 1, 0) + bitmap(positions, runs)


def native_vector(positions: list[int], order: str = "<") -> bytes:
    """The older form of Spark."""
    body = bitmap(positions)
    return struct.pack(f"{order}III", 1681511376, 1, len(body)) + body


def inline(data: bytes, cardinality: int) -> dict:
    text = z85(data + b"\0" * (-len(data) % 4))
    return {"storageType": "i", "pathOrInlineDv": text, "sizeInBytes": len(data), "cardinality": cardinality}


def section(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data + struct.pack(">I", zlib.crc32(data))


def stored(table: Table, vectors: list[tuple[bytes, int]], prefix: str = "") -> list[dict]:
    """Writes one file with several vectors; their descriptors."""
    name = uuid.uuid4()
    contents, descriptors = b"\x01", []
    for data, cardinality in vectors:
        descriptors.append(
            {
                "storageType": "u",
                "pathOrInlineDv": prefix + z85(name.bytes),
                "offset": len(contents),
                "sizeInBytes": len(data),
                "cardinality": cardinality,
            }
        )
        contents += section(data)
    table.put(f"{prefix + '/' if prefix else ''}deletion_vector_{name}.bin", contents)
    return descriptors
