"""Writes a table for each odd thing that other engines may do, for ForeignTableTests.swift.

    tables.py FOLDER    makes FOLDER/<name>/ for each table and FOLDER/expected.json

What is expected of a table is its rows as text, in file order, or what an error has to name.
"""

import datetime
import decimal
import json
import os
import sys

import pyarrow
import pyarrow.compute

from writing import *

TABLES = {}
ID = field("id", "long")
NAME = field("name", "string")


def table(make):
    TABLES[make.__name__] = make
    return make


def longs(*values):
    return pyarrow.array(values, pyarrow.int64())


def two_rows(first: int = 1):
    return {"id": longs(first, first + 1), "name": ["a", None]}


TWO_ROWS = [["1", "a"], ["2", None]]


def simple(t: Table, *actions, **metadata) -> None:
    t.commit(protocol(), t.metadata(ID, NAME, **metadata), *actions)


# The log


@table
def explicit_nulls(t):
    file = t.add(two_rows(), tags=None, deletionVector=None, baseRowId=None, clusteringProvider=None)
    action = protocol()
    action["protocol"].update(readerFeatures=None, writerFeatures=None)
    t.commit(action, t.metadata(ID, NAME, name=None, description=None), file)
    return TWO_ROWS


@table
def no_commit_info(t):
    t.commit(protocol(), t.metadata(ID, NAME), t.add(two_rows()), info=False)
    t.commit(t.add(two_rows(3)), info=False)
    return TWO_ROWS + [["3", "a"], ["4", None]]


@table
def reversed_order(t):
    old = t.add(two_rows(3))
    t.commit(old, t.metadata(ID, NAME), protocol(), info=False)
    t.commit(t.add(two_rows()), t.remove(old))
    return TWO_ROWS


@table
def unknown_actions_and_fields(t):
    file = t.add(two_rows(), x={"deep": [1]})
    cdc = {"cdc": {"path": "_change_data/x.parquet", "partitionValues": {}, "size": 1, "dataChange": False}}
    simple(t, {"x.unknown": {"a": 1}}, cdc, file, {"txn": {"appId": "x", "version": 3, "y": None}}, "", x=1)
    return TWO_ROWS


@table
def domain_metadata_without_its_feature(t):
    simple(t, t.add(two_rows()), {"domainMetadata": {"domain": "x.y", "configuration": "{}", "removed": False}})
    return TWO_ROWS


@table
def removal_of_what_never_was(t):
    simple(t, t.add(two_rows()), t.remove({"add": {"path": "never.parquet"}}))
    return TWO_ROWS


@table
def file_named_again(t):
    file = t.add(two_rows())
    simple(t, file)
    again = json.loads(json.dumps(file))
    again["add"].update(dataChange=False, tags={"x": "1"})
    t.commit(again)
    return TWO_ROWS


@table
def stale_last_checkpoint(t):
    simple(t, t.add(two_rows()))
    t.put("_delta_log/_last_checkpoint", json.dumps({"version": 7, "size": 3}))
    return TWO_ROWS


@table
def broken_last_checkpoint(t):
    simple(t, t.add(two_rows()))
    t.put("_delta_log/_last_checkpoint", "{")
    return TWO_ROWS


def sidecar(t, name: str, *adds: dict) -> dict:
    rows = [{**file["add"], "partitionValues": [], "stats": file["add"]["stats"]} for file in adds]
    strings = pyarrow.map_(pyarrow.string(), pyarrow.string())
    kind = pyarrow.struct(
        [("path", pyarrow.string()), ("partitionValues", strings), ("size", pyarrow.int64()),
         ("modificationTime", pyarrow.int64()), ("dataChange", pyarrow.bool_()), ("stats", pyarrow.string())]
    )
    path = f"{t.path}/_delta_log/_sidecars/{name}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    pyarrow.parquet.write_table(pyarrow.table({"add": pyarrow.array(rows, kind)}), path, store_schema=False)
    return {"sidecar": {"path": name, "sizeInBytes": os.path.getsize(path), "modificationTime": TIME}}


@table
def checkpoint_with_sidecars(t):
    actions = [features("v2Checkpoint"), t.metadata(ID, NAME)]
    files = [t.add(two_rows()), t.add(two_rows(3))]
    t.commit(*actions, files[0])
    t.commit(files[1])
    manifest = [{"checkpointMetadata": {"version": 1}}, *actions]
    manifest += [sidecar(t, f"{uuid.uuid4()}.parquet", file) for file in files]
    t.put(f"_delta_log/{1:020}.checkpoint.{uuid.uuid4()}.json", "\n".join(json.dumps(line) for line in manifest))
    t.commit(t.add(two_rows(5)))
    os.remove(f"{t.path}/_delta_log/{0:020}.json")
    return TWO_ROWS + [["3", "a"], ["4", None], ["5", "a"], ["6", None]]


@table
def stray_files(t):
    simple(t, t.add(two_rows()))
    for name in ("_delta_log/.tmp", "_delta_log/00000000000000000000.crc", "_delta_log/x.json", "_x/y", "notes.txt"):
        t.put(name, "x")
    return TWO_ROWS


# Statistics


@table
def no_statistics(t):
    simple(t, t.add(two_rows(), stats=None), t.add(two_rows(3), stats="{broken"), t.add(two_rows(5), stats=""))
    return TWO_ROWS + [["3", "a"], ["4", None], ["5", "a"], ["6", None]]


@table
def odd_statistics(t):
    odd = {
        "numRecords": 2,
        "minValues": {"id": "1", "st.a": 4, "name": {"x": 1}, "unknown": 3},
        "maxValues": {"id": "inf", "name": None},
        "nullCount": {"id": {"key": 0}, "name": -1},
        "tightBounds": None,
        "x": [],
    }
    simple(t, t.add(two_rows(), stats=odd), t.add(two_rows(3), stats={"numRecords": -1}))
    return TWO_ROWS + [["3", "a"], ["4", None]]


# Paths


@table
def encoded_paths(t):
    simple(
        t,
        t.add(two_rows(), "a b/c%d.parquet", "a%20b/c%25d.parquet"),
        t.add(two_rows(3), "é+ü#.parquet", "%C3%A9+%C3%BC%23.parquet"),
        t.add(two_rows(5), "without-extension", "without-extension"),
    )
    return TWO_ROWS + [["3", "a"], ["4", None], ["5", "a"], ["6", None]]


@table
def absolute_paths(t):
    folder = f"{t.path}.outside"
    simple(
        t,
        t.add(two_rows(), f"{folder}/a b.parquet", f"file://{folder}/a%20b.parquet"),
        t.add(two_rows(3), f"{folder}/c%41.parquet", f"file:{folder}/c%2541.parquet"),
        t.add(two_rows(5), f"{folder}/d.parquet", f"file://localhost{folder}/d.parquet"),
    )
    return TWO_ROWS + [["3", "a"], ["4", None], ["5", "a"], ["6", None]]


@table
def file_elsewhere(t):
    simple(t, t.add(two_rows(), "here.parquet", "s3://bucket/here.parquet"))
    return "s3://bucket/here.parquet"


@table
def missing_file(t):
    simple(t, t.add(two_rows(), "here.parquet", "gone.parquet"))
    return "gone.parquet"


# Schemas and files


@table
def pages_of_every_kind(t):
    names = {
        "l": "long", "i": "integer", "d": "double", "f": "float", "b": "boolean", "day": "date", "at": "timestamp",
        "s": "string", "x": "binary",
    }
    count = 100
    moment = datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.timezone.utc)
    columns = {
        "l": pyarrow.array([7 * n for n in range(count)], pyarrow.int64()),
        "i": pyarrow.array([n % 5 for n in range(count)], pyarrow.int32()),
        "d": pyarrow.array([n / 2 for n in range(count)], pyarrow.float64()),
        "f": pyarrow.array([n / 4 for n in range(count)], pyarrow.float32()),
        "b": pyarrow.array([n % 3 == 0 for n in range(count)], pyarrow.bool_()),
        "day": pyarrow.array([n * 100 for n in range(count)], pyarrow.int32()).cast(pyarrow.date32()),
        "at": pyarrow.array([moment + datetime.timedelta(0, n) for n in range(count)], pyarrow.timestamp("us", "UTC")),
        "s": pyarrow.array([f"text {n % 9}" * (n % 4) for n in range(count)], pyarrow.string()),
        "x": pyarrow.array([bytes([n % 7]) * (n % 3) for n in range(count)], pyarrow.binary()),
    }
    # From the row of the key on, so many rows are null.
    holes = {name: [(3 + index, 1), (20, 5 * index), (count - index, index)] for index, name in enumerate(names)}
    masks = {
        name: pyarrow.array([any(a <= n < a + many for a, many in holes[name]) for n in range(count)]) for name in names
    }
    nothing = pyarrow.nulls(1)
    some = {
        name: pyarrow.compute.if_else(masks[name], nothing.cast(column.type)[0], column)
        for name, column in columns.items()
    }
    required = pyarrow.schema([pyarrow.field(name, column.type, False) for name, column in columns.items()])
    large = {"s": pyarrow.large_string(), "x": pyarrow.large_binary()}
    views = {"s": pyarrow.string_view(), "x": pyarrow.binary_view()}
    small = {"data_page_size": 64, "write_batch_size": 8, "row_group_size": 37}
    writers = [
        (some, {}),
        (some, {"parquet": small}),
        (some, {"parquet": {**small, "data_page_version": "2.0", "compression": "zstd"}}),
        (some, {"parquet": {**small, "use_dictionary": False, "compression": "none"}}),
        (some, {"parquet": {**small, "dictionary_pagesize_limit": 20, "write_page_checksum": True}}),
        (some, {"parquet": {**small, "write_statistics": False, "compression": "lz4"}}),
        ({**some, **{name: some[name].cast(kind) for name, kind in large.items()}}, {"store_schema": True}),
        ({**some, **{name: some[name].cast(kind) for name, kind in views.items()}}, {"store_schema": True}),
        (pyarrow.table(columns, required), {"parquet": small}),
    ]
    fields = [field(name, kind) for name, kind in names.items()]
    t.commit(protocol(), t.metadata(*fields), *[t.add(rows, **options) for rows, options in writers])

    def spelled(value):
        if value is None:
            return None
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, datetime.datetime):
            return str((value - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) // datetime.timedelta(0, 0, 1))
        if isinstance(value, datetime.date):
            return str((value - datetime.date(1970, 1, 1)).days)
        return value.hex() if isinstance(value, bytes) else str(value)

    cells = lambda rows: [[spelled(rows[name][n].as_py()) for name in names] for n in range(count)]
    return cells(some) * (len(writers) - 1) + cells(columns)


@table
def partitions(t):
    kinds = {
        "s": ("string", ["a/b c%d='é", "x"]),
        "i": ("integer", ["-5", "7"]),
        "b": ("boolean", ["true", "false"]),
        "d": ("date", ["1969-12-31", "2026-01-31"]),
        "t": ("timestamp", ["1970-01-01 00:00:01", "1970-01-01T00:00:00.000002Z"]),
        "n": ("decimal(5,2)", ["1.50", "-0.01"]),
        "f": ("double", ["1.5", "-2.0"]),
    }
    fields = [field(name, kind) for name, (kind, _) in kinds.items()]
    values = [{name: values[index] for name, (_, values) in kinds.items()} for index in (0, 1)]
    empty = {name: None if index % 2 else "" for index, name in enumerate(kinds)}
    t.commit(
        protocol(),
        t.metadata(fields[0], ID, *fields[1:], partitions=list(kinds)),
        t.add({"id": longs(1)}, "s=a%2Fb/x.parquet", "s=a%252Fb/x.parquet", partitionValues=values[0]),
        t.add({"id": longs(2)}, partitionValues=values[1]),
        t.add({"id": longs(3)}, partitionValues=empty),
    )
    return [
        ["a/b c%d='é", "1", "-5", "true", "-1", "1000000", "1.50", "1.5"],
        ["x", "2", "7", "false", "20484", "2", "-0.01", "-2.0"],
        [None, "3"] + [None] * 6,
    ]


@table
def missing_and_reordered_columns(t):
    inner = structure(field("a", "long"), field("b", "string"), field("c", "double"))
    rows = pyarrow.array([{"b": "x", "a": 1}, None], pyarrow.struct([("b", pyarrow.string()), ("a", pyarrow.int64())]))
    t.commit(
        protocol(),
        t.metadata(ID, NAME, field("s", inner), field("l", array(inner))),
        t.add({"hidden": [0, 0], "name": ["a", None], "id": longs(1, 2)}),
        t.add({"s": rows, "id": longs(3, 4)}),
        t.add({"l": pyarrow.array([[None, {"b": "y", "a": 2}], []], pyarrow.list_(rows.type)), "id": longs(5, 6)}),
    )
    return [
        ["1", "a", None, None],
        ["2", None, None, None],
        ["3", None, "{a: 1, b: x, c: null}", None],
        ["4", None, None, None],
        ["5", None, None, "[null, {a: 2, b: y, c: null}]"],
        ["6", None, None, "[]"],
    ]


@table
def widened_without_a_feature(t):
    simple(t, t.add({"id": pyarrow.array([1, None], pyarrow.int32()), "name": ["a", None]}))
    return [["1", "a"], [None, None]]


@table
def type_widening(t):
    t.commit(
        features("typeWidening", "timestampNtz"),
        t.metadata(
            field("id", "long", delta__typeChanges=[{"toType": "long", "fromType": "byte"}]),
            field("f", "double"),
            field("n", "decimal(12,4)"),
            field("m", "decimal(12,1)"),
            field("d", "timestamp_ntz"),
            field("l", array("long")),
        ),
        t.add(
            {
                "id": pyarrow.array([1, -1], pyarrow.int8()),
                "f": pyarrow.array([2, None], pyarrow.int32()),
                "n": pyarrow.array([decimal.Decimal("1.25"), None], pyarrow.decimal128(5, 2)),
                "m": pyarrow.array([3, None], pyarrow.int32()),
                "d": pyarrow.array([datetime.date(1970, 1, 2), None]),
                "l": pyarrow.array([[1, None], None], pyarrow.list_(pyarrow.int16())),
            }
        ),
    )
    return [["1", "2.0", "1.2500", "3.0", "86400000000", "[1, null]"], ["-1"] + [None] * 5]


@table
def value_that_does_not_fit(t):
    simple(t, t.add({"id": ["one"], "name": ["a"]}, "odd.parquet"))
    return "odd.parquet"


@table
def nulls_in_required_columns(t):
    kind = pyarrow.struct([("a", pyarrow.int64()), ("b", pyarrow.list_(pyarrow.int64()))])
    required = structure(field("a", "long", False), field("b", array("long", False), False))
    rows = pyarrow.array([{"a": None, "b": [None]}, None], kind)
    t.commit(
        protocol(),
        t.metadata(field("id", "long", False), field("s", required, False)),
        t.add({"id": longs(None, 2), "s": rows}),
        t.add({"s": rows}),
    )
    broken = "{a: null, b: [null]}"
    return [[None, broken], ["2", None], [None, broken], [None, None]]


@table
def timestamps(t):
    zoned = pyarrow.timestamp("us", "UTC")
    t.commit(
        features("timestampNtz"),
        t.metadata(field("t", "timestamp"), field("n", "timestamp_ntz")),
        t.add({"t": pyarrow.array([1, None], zoned), "n": pyarrow.array([2, None], pyarrow.timestamp("us"))}),
        t.add({"t": pyarrow.array([3], zoned)}, parquet={"use_deprecated_int96_timestamps": True}),
        t.add({"t": pyarrow.array([4], pyarrow.timestamp("ms", "UTC"))}),
        t.add({"t": pyarrow.array([5], pyarrow.timestamp("us"))}),
        t.add({"t": pyarrow.array([6789], pyarrow.timestamp("ns", "UTC"))}, parquet={"version": "2.6"}),
    )
    return [["1", "2"], [None, None], ["3", None], ["4000", None], ["5", None], ["6", None]]


@table
def arrow_layouts(t):
    vectors = pyarrow.array([[1.0, 2.0], None], pyarrow.list_(pyarrow.float32(), 2))
    t.commit(
        protocol(),
        t.metadata(ID, NAME, field("v", array("float")), field("w", array("string"))),
        t.add(
            {
                "id": longs(1, 2),
                "name": pyarrow.array(["a", None]).dictionary_encode(),
                "v": vectors,
                "w": pyarrow.array([["x", None], []], pyarrow.large_list(pyarrow.large_string())),
            },
            store_schema=True,
        ),
        t.add({"id": longs(3), "name": pyarrow.array(["c"], pyarrow.string_view())}, store_schema=True),
    )
    return [["1", "a", "[1.0, 2.0]", "[x, null]"], ["2", None, None, "[]"], ["3", "c", None, None]]


@table
def maps(t):
    kind = {"type": "map", "keyType": "string", "valueType": "long", "valueContainsNull": True}
    rows = pyarrow.array([[("a", 1), ("b", None)], None, []], pyarrow.map_(pyarrow.string(), pyarrow.int32()))
    t.commit(protocol(), t.metadata(ID, field("m", kind)), t.add({"id": longs(1, 2, 3), "m": rows}))
    return [["1", "[{key: a, value: 1}, {key: b, value: null}]"], ["2", None], ["3", "[]"]]


@table
def no_rows(t):
    simple(t, t.add({"id": longs(), "name": pyarrow.array([], pyarrow.string())}))
    return []


@table
def column_names(t):
    names = ["a.b", "c d", "é", "e,f", "A"]
    t.commit(
        protocol(),
        t.metadata(*[field(name, "long") for name in names]),
        t.add({name: longs(index) for index, name in enumerate(names)}),
    )
    return [["0", "1", "2", "3", "4"]]


# Deletion vectors


def vectors(t: Table, *files, **configuration) -> None:
    t.commit(
        features("deletionVectors"),
        t.metadata(ID, configuration={"delta.enableDeletionVectors": "true"}),
        *files,
    )


def numbers(t: Table, count: int, descriptor: dict, first: int = 0) -> dict:
    stats = {"numRecords": count, "tightBounds": False}
    return t.add({"id": longs(*range(first, first + count))}, deletionVector=descriptor, stats=stats)


def left(count: int, hidden) -> list:
    hidden = set(hidden)
    return [[str(row)] for row in range(count) if row not in hidden]


@table
def vector_inline(t):
    vectors(t, numbers(t, 10, inline(vector([0, 3, 9]), 3)))
    return left(10, [0, 3, 9])


@table
def vector_of_the_older_form(t):
    vectors(t, numbers(t, 10, inline(native_vector([1, 2]), 2)))
    return left(10, [1, 2])


@table
def vector_as_in_the_protocol(t):
    example = {
        "storageType": "i",
        "pathOrInlineDv": "wi5b=000010000siXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L",
        "sizeInBytes": 40,
        "cardinality": 6,
    }
    vectors(t, numbers(t, 40, example))
    return left(40, [3, 4, 7, 11, 18, 29])


@table
def vectors_in_a_file(t):
    first, second = stored(t, [(vector([1]), 1), (vector([0, 1, 2], runs=True), 3)])
    vectors(t, numbers(t, 3, first), numbers(t, 4, second, first=10))
    return [["0"], ["2"], ["13"]]


@table
def vector_below_a_prefix(t):
    vectors(t, numbers(t, 3, stored(t, [(vector([2]), 1)], prefix="ab")[0]))
    return [["0"], ["1"]]


@table
def vector_by_an_absolute_path(t):
    descriptor = stored(t, [(vector([2]), 1)])[0]
    name = next(name for name in os.listdir(t.path) if name.startswith("deletion_vector"))
    os.rename(f"{t.path}/{name}", f"{t.path}.vector é.bin")
    descriptor.update(storageType="p", pathOrInlineDv=f"file://{t.path}.vector%20%C3%A9.bin")
    vectors(t, numbers(t, 3, descriptor))
    return [["0"], ["1"]]


@table
def vector_of_every_container(t):
    hidden = [7, 9] + list(range(65536, 65536 + 12000, 2)) + list(range(131072, 136000))
    vectors(
        t,
        numbers(t, 140_000, stored(t, [(vector(hidden), len(hidden))])[0]),
        numbers(t, 140_000, inline(vector(list(range(0, 139_999)), runs=True), 139_999)),
    )
    return left(140_000, hidden) + [["139999"]]


@table
def vector_of_all_rows(t):
    vectors(t, numbers(t, 5, inline(vector(list(range(5)), runs=True), 5)))
    return []


@table
def vector_replaced(t):
    file = numbers(t, 5, inline(vector([0]), 1))
    vectors(t, file)
    again = json.loads(json.dumps(file))
    again["add"]["deletionVector"] = inline(vector([0, 4]), 2)
    t.commit(t.remove(file), again)
    return left(5, [0, 4])


def damaged(t: Table, data: bytes, descriptor: dict, **changes) -> None:
    name = next(name for name in os.listdir(t.path) if name.startswith("deletion_vector"))
    t.put(name, data)
    vectors(t, numbers(t, 5, {**descriptor, **changes}))


@table
def vector_with_a_wrong_checksum(t):
    descriptor = stored(t, [(vector([0]), 1)])[0]
    damaged(t, b"\x01" + section(vector([0]))[:-1] + b"\0", descriptor)
    return "checksum"


@table
def vector_cut_short(t):
    descriptor = stored(t, [(vector([0]), 1)])[0]
    damaged(t, b"\x01" + section(vector([0]))[:20], descriptor)
    return "cut short"


@table
def vector_of_another_cardinality(t):
    vectors(t, numbers(t, 5, inline(vector([0, 1]), 3)))
    return "hides 2 rows"


@table
def vector_of_an_unknown_form(t):
    vectors(t, numbers(t, 5, inline(struct.pack("<I", 7) + bytes(40), 1)))
    return "format 7"


@table
def vector_kept_in_an_unknown_way(t):
    vectors(t, numbers(t, 5, {**inline(vector([0]), 1), "storageType": "q"}))
    return "'q'"


@table
def vector_whose_file_is_gone(t):
    descriptor = stored(t, [(vector([0]), 1)])[0]
    name = next(name for name in os.listdir(t.path) if name.startswith("deletion_vector"))
    os.remove(f"{t.path}/{name}")
    vectors(t, numbers(t, 5, descriptor))
    return name


@table
def row_ids_and_vectors(t):
    file = numbers(t, 3, inline(vector([1]), 1))
    file["add"]["tags"] = {"lighttable.baseRowId": "100"}
    vectors(t, file)
    return left(3, [1])


# Column mapping


def mapped(name: str, kind, number: int, physical: str | None = None) -> dict:
    keys = {"delta__columnMapping__id": number, "delta__columnMapping__physicalName": physical or f"col-{number}"}
    return field(name, kind, **keys)


def mapping(mode: str) -> dict:
    return {"delta.columnMapping.mode": mode, "delta.columnMapping.maxColumnId": "9"}


def mapped_fields() -> list:
    first = structure(mapped("x", "long", 3), mapped("y", "string", 4))
    second = structure(mapped("x", "long", 7), mapped("y", "string", 8))
    return [mapped("id", "long", 1), mapped("s", first, 2), mapped("l", array(second), 5), mapped("p", "string", 6)]


def mapped_rows(names: dict, ids: bool):
    def one(number: int, kind):
        metadata = {"PARQUET:field_id": str(number)} if ids else None
        return pyarrow.field(names[number], kind, metadata=metadata)

    def inner(x: int, y: int):
        return pyarrow.struct([one(y, pyarrow.string()), one(x, pyarrow.int64())]), {names[y]: "b", names[x]: 7}

    (first, one_value), (second, other_value) = inner(3, 4), inner(7, 8)
    schema = pyarrow.schema([one(5, pyarrow.list_(second)), one(1, pyarrow.int64()), one(2, first)])
    return pyarrow.table([[[other_value], None], [1, 2], [one_value, None]], schema=schema)


MAPPED_ROWS = [["1", "{x: 7, y: b}", "[{x: 7, y: b}]", "q"], ["2", None, None, "q"]]
PHYSICAL = {number: f"col-{number}" for number in range(1, 9)}


@table
def mapping_by_name(t):
    # Old names in new files must not be found by mistake.
    t.commit(
        features("columnMapping"),
        t.metadata(*mapped_fields(), partitions=["p"], configuration=mapping("name")),
        t.add(mapped_rows(PHYSICAL, ids=False), partitionValues={"col-6": "q"}),
        t.add({"id": longs(9), "col-1": longs(3)}, partitionValues={"col-6": None}),
    )
    return MAPPED_ROWS + [["3", None, None, None]]


@table
def mapping_by_name_of_an_older_protocol(t):
    t.commit(
        protocol(2, 5),
        t.metadata(*mapped_fields(), partitions=["p"], configuration=mapping("name")),
        t.add(mapped_rows(PHYSICAL, ids=True), partitionValues={"col-6": "q"}),
    )
    return MAPPED_ROWS


@table
def mapping_by_id(t):
    others = {number: f"other-{number}" for number in range(1, 9)}
    swapped = {**PHYSICAL, 3: "y", 4: "x", 7: "y", 8: "x"}
    t.commit(
        features("columnMapping"),
        t.metadata(*mapped_fields(), partitions=["p"], configuration=mapping("id")),
        t.add(mapped_rows(others, ids=True), partitionValues={"col-6": "q"}),
        t.add(mapped_rows(swapped, ids=True), partitionValues={"col-6": "q"}),
    )
    return MAPPED_ROWS * 2


@table
def mapping_by_id_of_files_without_ids(t):
    t.commit(
        features("columnMapping"),
        t.metadata(*mapped_fields(), partitions=["p"], configuration=mapping("id")),
        t.add(mapped_rows(PHYSICAL, ids=False), "plain.parquet", partitionValues={"col-6": "q"}),
    )
    return "no field ids"


@table
def mapping_that_is_off(t):
    t.commit(protocol(2, 5), t.metadata(ID, NAME, configuration=mapping("none")), t.add(two_rows()))
    return TWO_ROWS


@table
def mapping_that_the_protocol_does_not_allow(t):
    simple(t, t.add(two_rows()), configuration=mapping("name"))
    return TWO_ROWS


@table
def mapping_without_names(t):
    t.commit(features("columnMapping"), t.metadata(ID, NAME, configuration=mapping("name")), t.add(two_rows()))
    return "'id'"


@table
def mapping_of_an_unknown_kind(t):
    t.commit(features("columnMapping"), t.metadata(ID, NAME, configuration=mapping("color")), t.add(two_rows()))
    return "'color'"


@table
def mapping_and_vectors(t):
    file = t.add({"col-1": longs(1, 2, 3)}, deletionVector=inline(vector([1]), 1))
    t.commit(
        features("columnMapping", "deletionVectors"),
        t.metadata(mapped("id", "long", 1), configuration=mapping("name")),
        file,
    )
    return [["1"], ["3"]]


# Features


@table
def unknown_reader_feature(t):
    t.commit(features("x.new", "timestampNtz"), t.metadata(ID, NAME), t.add(two_rows()))
    return "x.new"


@table
def newer_reader_version(t):
    t.commit(protocol(4, 7, [], []), t.metadata(ID, NAME), t.add(two_rows()))
    return "reader version 4"


@table
def variants(t):
    t.commit(features("variantType"), t.metadata(ID, field("v", "variant")), t.add({"id": longs(1)}))
    return "variantType"


@table
def other_format(t):
    t.commit(protocol(), t.metadata(ID, NAME, format={"provider": "orc", "options": {}}))
    return "'orc'"


@table
def no_features(t):
    t.commit(protocol(3, 7, [], []), t.metadata(ID, NAME), t.add(two_rows()))
    return TWO_ROWS


@table
def vacuum_protocol_check(t):
    t.commit(features("vacuumProtocolCheck"), t.metadata(ID, NAME), t.add(two_rows()))
    return TWO_ROWS


@table
def writer_features(t):
    names = ["rowTracking", "domainMetadata", "checkConstraints", "generatedColumns", "identityColumns", "x.new"]
    t.commit(
        protocol(1, 7, None, names),
        t.metadata(
            field("id", "long", delta__identity__start=1),
            field("name", "string", delta__generationExpression="id"),
            configuration={"delta.constraints.x": "id > 0"},
        ),
        t.add(two_rows(), baseRowId=0, defaultRowCommitVersion=0),
    )
    return TWO_ROWS


def main(folder: str) -> None:
    expected = {}
    for name, make in TABLES.items():
        outcome = make(Table(f"{folder}/{name}"))
        expected[name] = {"error": outcome} if isinstance(outcome, str) else {"rows": outcome}
    with open(f"{folder}/expected.json", "w") as file:
        json.dump(expected, file)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
