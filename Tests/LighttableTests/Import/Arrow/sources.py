"""Files that pyarrow, pandas, Polars and DuckDB write, with what must become of them, for the tests beside this file.

sources.py VERB FOLDER [SEED]: writes the files of a verb, and expected.json: by file the columns' types and cells.
"""

import datetime as dt
import decimal
import json
import random
import sys
import uuid

import numpy as np
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

D = decimal.Decimal
UTC = dt.timezone.utc
DAY = 86_400_000_000
UUID = uuid.UUID("01234567-89AB-CDEF-0123-456789abcdef")


def micros(when):
    return str((when - dt.datetime(1970, 1, 1, tzinfo=when.tzinfo)) // dt.timedelta(microseconds=1))


def plain_columns():
    """Columns that Parquet has too: name -> (type, array, cells)."""
    noon = dt.datetime(2026, 1, 31, 12, 30, 15, 500_000)
    early = dt.datetime(1900, 1, 1, 0, 0, 0, 1)
    moments = [noon, early, dt.datetime(1970, 1, 1), None]
    counts = [micros(noon), micros(early), "0", None]
    texts, text_cells = ["a", "ü\n", "", None], ["a", "ü\n", "", None]
    columns = {"bool": ("Bool", pa.array([True, False, True, None]), ["true", "false", "true", None])}
    for bits in (8, 16, 32, 64):
        most = 2 ** (bits - 1) - 1
        columns[f"int{bits}"] = ("Int", pa.array([most, -most - 1, 0, None], f"int{bits}"), [str(most), str(-most - 1), "0", None])
        most = min(2**bits - 1, 2**63 - 1)
        columns[f"uint{bits}"] = ("Int", pa.array([most, 1, 0, None], f"uint{bits}"), [str(most), "1", "0", None])
    columns |= {
        "float16": ("Float", pa.array(np.array([1.5, -2.0, float("nan"), 0], np.float16), mask=np.array([False] * 3 + [True])), ["1.5", "-2.0", "nan", None]),
        "float32": ("Float", pa.array([1.1, float("inf"), float("nan"), None], "float32"), ["1.100000023841858", "inf", "nan", None]),
        "float64": ("Float", pa.array([1.1, -0.0, float("nan"), None]), ["1.1", "-0.0", "nan", None]),
        "decimal": ("Decimal(5,2)", pa.array([D("1.50"), D("-999.99"), D("0"), None], pa.decimal128(5, 2)), ["1.50", "-999.99", "0.00", None]),
        "decimal256": ("Decimal(38,3)", pa.array([D("1.5"), D("-9" * 1 + "9" * 34 + ".999"), D("0"), None], pa.decimal256(50, 3)), ["1.500", "-" + "9" * 35 + ".999", "0.000", None]),
        "string": ("String", pa.array(texts), text_cells),
        "large_string": ("String", pa.array(texts, pa.large_string()), text_cells),
        "string_view": ("String", pa.array(texts, pa.string_view()), text_cells),
        "dictionary": ("String", pa.array(texts).dictionary_encode(), text_cells),
        "numbers_in_dictionary": ("Int", pa.array([7, 9, 7, None]).dictionary_encode(), ["7", "9", "7", None]),
        "binary": ("Binary", pa.array([b"\x00\xff", b"", b"a", None]), ["00ff", "", "61", None]),
        "large_binary": ("Binary", pa.array([b"\x00\xff", b"", b"a", None], pa.large_binary()), ["00ff", "", "61", None]),
        "binary_view": ("Binary", pa.array([b"\x00\xff", b"", b"a", None], pa.binary_view()), ["00ff", "", "61", None]),
        "fixed_binary": ("Binary", pa.array([b"ab", b"cd", b"\x00\x00", None], pa.binary(2)), ["6162", "6364", "0000", None]),
        "date32": ("Date", pa.array([dt.date(2026, 1, 31), dt.date(1, 1, 1), dt.date(1970, 1, 1), None]), ["20484", "-719162", "0", None]),
        "date64": ("Date", pa.array([dt.date(2026, 1, 31), dt.date(1900, 1, 1), dt.date(1970, 1, 1), None], pa.date64()), ["20484", "-25567", "0", None]),
        "local": ("Timestamp", pa.array(moments, pa.timestamp("us")), counts),
        "instant": ("Timestamp", pa.array(moments, pa.timestamp("us", "UTC")), counts),
        "zoned": ("Timestamp", pa.array(moments, pa.timestamp("us", "Europe/Vienna")), counts),
        "seconds": ("Timestamp", pa.array([253402300799, -1, 0, None], pa.timestamp("s", "UTC")), ["253402300799000000", "-1000000", "0", None]),
        "milliseconds": ("Timestamp", pa.array([1, -1, 0, None], pa.timestamp("ms")), ["1000", "-1000", "0", None]),
        "nanoseconds": ("Timestamp", pa.array([1999, -1, 0, None], pa.timestamp("ns", "UTC")), ["1", "-1", "0", None]),
        "time32": ("Time", pa.array([86399, 1, 0, None], pa.time32("s")), ["86399000000", "1000000", "0", None]),
        "time_ms": ("Time", pa.array([86399999, 1, 0, None], pa.time32("ms")), ["86399999000", "1000", "0", None]),
        "time64": ("Time", pa.array([DAY - 1, 1, 0, None], pa.time64("us")), [str(DAY - 1), "1", "0", None]),
        "time_ns": ("Time", pa.array([1999, 1000, 0, None], pa.time64("ns")), ["1", "1", "0", None]),
        "duration": ("Duration", pa.array([DAY * 400, -1, 0, None], pa.duration("us")), [str(DAY * 400), "-1", "0", None]),
        "duration_s": ("Duration", pa.array([90061, -1, 0, None], pa.duration("s")), ["90061000000", "-1000000", "0", None]),
        "duration_ns": ("Duration", pa.array([1999, -1, 0, None], pa.duration("ns")), ["1", "-1", "0", None]),
        "uuid": ("Uuid", pa.ExtensionArray.from_storage(pa.uuid(), pa.array([UUID.bytes, bytes(16), b"\xff" * 16, None], pa.binary(16))), [str(UUID), str(uuid.UUID(int=0)), str(uuid.UUID(int=2**128 - 1)), None]),
        "json": ("Json", pa.ExtensionArray.from_storage(pa.json_(), pa.array(['{"b": 1, "a": 1.0}', "[ ]", "null", None])), ['{"b":1,"a":1.0}', "[]", "null", None]),
        "list": ("Array(int64)", pa.array([[1, None], [], [3], None]), ["[1, null]", "[]", "[3]", None]),
        "list_of_uint8": ("Array(int16)", pa.array([[255], [], [0], None], pa.list_(pa.uint8())), ["[255]", "[]", "[0]", None]),
        "large_list": ("Array(string)", pa.array([["a", None], [], ["ü"], None], pa.large_list(pa.large_string())), ["[a, null]", "[]", "[ü]", None]),
        "fixed_list": ("Array(float32,[2])", pa.array([[1, 2], [3, None], [0.5, 0], None], pa.list_(pa.float32(), 2)), ["[1.0, 2.0]", "[3.0, null]", "[0.5, 0.0]", None]),
        "nested_list": ("Array(bool,[?,?])", pa.array([[[True], []], [], [None, [False, None]], None]), ["[[true], []]", "[]", "[null, [false, null]]", None]),
        "list_of_structs": ("Json", pa.array([[{"a": 1}], [], [None], None]), ['[{"a":1}]', "[]", "[null]", None]),
        "struct": ("Json", pa.array([{"z": 1, "a": "x\"\n"}, {"z": None, "a": None}, {"z": 2**63 - 1, "a": ""}, None]), ['{"z":1,"a":"x\\"\\n"}', '{"z":null,"a":null}', '{"z":9223372036854775807,"a":""}', None]),
        "rich_struct": (
            "Json",
            pa.array([{"t": noon, "d": dt.date(2026, 1, 31), "b": b"\x00\xff", "n": D("1.50"), "f": 2.0, "l": [1.5, float("nan")], "c": dt.time(1, 2, 3), "w": dt.timedelta(hours=26, seconds=4.5)}, None, None, None]),
            ['{"t":"2026-01-31T12:30:15.5","d":"2026-01-31","b":"AP8=","n":1.50,"f":2.0,"l":[1.5,null],"c":"01:02:03","w":"PT26H4.5S"}', None, None, None],
        ),
        "map": ("Json", pa.array([[("b", 1), ("a", None)], [], [("ü", 3)], None], pa.map_(pa.string(), pa.int32())), ['{"b":1,"a":null}', "{}", '{"ü":3}', None]),
        "map_of_ints": ("Json", pa.array([[(1, "x")], [], [(-2, None)], None], pa.map_(pa.int64(), pa.string())), ['{"1":"x"}', "{}", '{"-2":null}', None]),
        "tensor": ("Array(int32,[2,3])", pa.ExtensionArray.from_storage(pa.fixed_shape_tensor(pa.int32(), [2, 3]), pa.array([[1, 2, 3, 4, 5, 6], [0] * 6, [-1] * 6, None], pa.list_(pa.int32(), 6))), ["[[1, 2, 3], [4, 5, 6]]", "[[0, 0, 0], [0, 0, 0]]", "[[-1, -1, -1], [-1, -1, -1]]", None]),
        "all_null": ("Int", pa.array([None] * 4, "int32"), [None] * 4),
    }
    return columns


def other_columns():
    """Columns that only Arrow has."""
    union_types = pa.array([0, 1, 0, 1], pa.int8())
    union = pa.UnionArray.from_sparse(union_types, [pa.array([1, 0, 3, 0]), pa.array(["", "b", "", None])], ["n", "s"])
    return {
        "list_view": ("Array(int32)", pa.array([[1, 2], [], [None], None], pa.list_view(pa.int32())), ["[1, 2]", "[]", "[null]", None]),
        "large_list_view": ("Array(int32)", pa.array([[1, 2], [], [None], None], pa.large_list_view(pa.int32())), ["[1, 2]", "[]", "[null]", None]),
        "run_ends": ("Int", pa.RunEndEncodedArray.from_arrays([2, 3, 4], [7, 8, None]), ["7", "7", "8", None]),
        "interval": ("Json", pa.array([pa.MonthDayNano([1, -2, 3]), pa.MonthDayNano([0, 0, 0]), None, None]), ['{"months":1,"days":-2,"nanoseconds":3}', '{"months":0,"days":0,"nanoseconds":0}', None, None]),
        "union": ("Json", union, ["1", '"b"', "3", None]),
        "bool8": ("Bool", pa.ExtensionArray.from_storage(pa.bool8(), pa.array([1, 0, -1, None], pa.int8())), ["true", "false", "true", None]),
        "opaque": ("String", pa.ExtensionArray.from_storage(pa.opaque(pa.string(), "t", "v"), pa.array(["a", "b", "c", None])), ["a", "b", "c", None]),
    }


def table(columns):
    return pa.table({name: array for name, (_, array, _) in columns.items()})


def expectation(columns):
    return {name: {"type": kind, "cells": cells} for name, (kind, _, cells) in columns.items()}


def write_arrow(path, rows):
    with ipc.new_file(path, rows.schema) as writer:
        writer.write_table(rows)


def write_stream(path, rows):
    with ipc.new_stream(path, rows.schema) as writer:
        writer.write_table(rows)


def types(folder):
    plain, other = plain_columns(), other_columns()
    expected = {}
    in_parquet = {name: column for name, column in plain.items() if name not in ("large_list_view",)}
    pq.write_table(table(in_parquet), f"{folder}/types.parquet")
    expected["types.parquet"] = expectation(in_parquet)
    everything = plain | other
    write_arrow(f"{folder}/types.arrow", table(everything))
    write_stream(f"{folder}/types.arrows", table(everything))
    expected["types.arrow"] = expected["types.arrows"] = expectation(everything)
    for compression in ("lz4", "zstd", "uncompressed"):
        simple = {name: column for name, column in plain.items() if name not in ("string_view", "binary_view")}
        feather.write_feather(table(simple), f"{folder}/{compression}.feather", compression)
        expected[f"{compression}.feather"] = expectation(simple)
    return expected


def pandas(folder):
    import pandas as pd

    frame = pd.DataFrame(
        {
            "2 name": ["a", None, "c"],
            "whole": pd.array([1, None, 3], "Int64"),
            "truth": pd.array([True, None, False], "boolean"),
            "real": [1.5, float("nan"), 2.0],
            "kind": pd.Categorical(["x", "y", None]),
            "when": pd.to_datetime(["2026-01-31T12:00:00.0", None, "1969-12-31T23:59:59.5"]),
            "zoned": pd.to_datetime(["2026-01-31T12:00:00", None, "1970-01-01T00:00:00"]).tz_localize("America/New_York"),
            "span": pd.to_timedelta(["1 days 02:00:00", None, "-1 s"]),
            "text": pd.array(["x", None, ""], "string"),
            "month": pd.PeriodIndex(["2026-01", "1970-01", "1970-02"], freq="M"),
            "list": [[1, 2], None, []],
            "dict": [{"b": 1}, None, {"b": None}],
        }
    )
    expected = {
        "c2_name": {"type": "String", "cells": ["a", None, "c"]},
        "whole": {"type": "Int", "cells": ["1", None, "3"]},
        "truth": {"type": "Bool", "cells": ["true", None, "false"]},
        "real": {"type": "Float", "cells": ["1.5", None, "2.0"]},
        "kind": {"type": "String", "cells": ["x", "y", None]},
        "when": {"type": "Timestamp", "cells": ["1769860800000000", None, "-500000"]},
        "zoned": {"type": "Timestamp", "cells": ["1769878800000000", None, "18000000000"]},
        "span": {"type": "Duration", "cells": [str(26 * 3600 * 10**6), None, "-1000000"]},
        "text": {"type": "String", "cells": ["x", None, ""]},
        "month": {"type": "Int", "cells": ["672", "0", "1"]},
        "list": {"type": "Array(int64)", "cells": ["[1, 2]", None, "[]"]},
        "dict": {"type": "Json", "cells": ['{"b":1}', None, '{"b":null}']},
    }
    frame.to_feather(f"{folder}/pandas.feather")
    frame.to_parquet(f"{folder}/pandas.parquet")
    frame.set_axis([10, 20, 30]).to_parquet(f"{folder}/indexed.parquet")
    named = pd.DataFrame({"a": [1, 2]}, index=pd.Index(["x", "y"], name="key"))
    named.to_parquet(f"{folder}/named.parquet")
    return {
        "pandas.feather": expected,
        "pandas.parquet": expected,
        "indexed.parquet": expected,
        "named.parquet": {"a": {"type": "Int", "cells": ["1", "2"]}, "key": {"type": "String", "cells": ["x", "y"]}},
    }


def engines(folder):
    import duckdb
    import polars as pl

    frame = pl.DataFrame(
        {
            "small": pl.Series([1, None, 255], dtype=pl.UInt8),
            "kind": pl.Series(["x", "y", None], dtype=pl.Categorical),
            "level": pl.Series(["lo", None, "hi"], dtype=pl.Enum(["lo", "hi"])),
            "time": [dt.time(12, 30), None, dt.time(0, 0, 0, 1)],
            "span": [dt.timedelta(hours=26), None, dt.timedelta(microseconds=-1)],
            "price": pl.Series([D("1.50"), None, D("-2.25")], dtype=pl.Decimal(10, 2)),
            "list": [[1.5], None, []],
            "array": pl.Series([[1, 2], None, [3, 4]], dtype=pl.Array(pl.Int16, 2)),
            "struct": [{"a": 1, "b": "x"}, None, {"a": None, "b": None}],
            "bytes": [b"\x00", None, b""],
        }
    )
    expected = {
        "small": {"type": "Int", "cells": ["1", None, "255"]},
        "kind": {"type": "String", "cells": ["x", "y", None]},
        "level": {"type": "String", "cells": ["lo", None, "hi"]},
        "time": {"type": "Time", "cells": ["45000000000", None, "1"]},
        "span": {"type": "Duration", "cells": [str(26 * 3600 * 10**6), None, "-1"]},
        "price": {"type": "Decimal(10,2)", "cells": ["1.50", None, "-2.25"]},
        "list": {"type": "Array(float64)", "cells": ["[1.5]", None, "[]"]},
        "array": {"type": "Array(int16,[2])", "cells": ["[1, 2]", None, "[3, 4]"]},
        "struct": {"type": "Json", "cells": ['{"a":1,"b":"x"}', None, '{"a":null,"b":null}']},
        "bytes": {"type": "Binary", "cells": ["00", None, ""]},
    }
    frame.write_parquet(f"{folder}/polars.parquet")
    frame.write_ipc(f"{folder}/polars.arrow", compression="zstd")
    frame.write_ipc_stream(f"{folder}/polars.arrows")
    duckdb.sql(
        f"""
        COPY (SELECT * FROM (VALUES
            (1::TINYINT, 18446744073709551615::HUGEINT::DECIMAL(20,0), TIME '12:30:00', TIMESTAMP '2026-01-31 12:00:00',
             TIMESTAMPTZ '2026-01-31 12:00:00+00', '{UUID}'::UUID, {{'a': 1}}, MAP {{'k': 2}}, [1, NULL], 'lo'::ENUM ('lo', 'hi')),
            (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
        ) t(tiny, huge, clock, local, instant, id, struct, map, list, level)) TO '{folder}/duckdb.parquet' (FORMAT parquet)
        """
    )
    return {
        "polars.parquet": expected,
        "polars.arrow": expected,
        "polars.arrows": expected,
        "duckdb.parquet": {
            "tiny": {"type": "Int", "cells": ["1", None]},
            "huge": {"type": "Decimal(20,0)", "cells": ["18446744073709551615", None]},
            "clock": {"type": "Time", "cells": ["45000000000", None]},
            "local": {"type": "Timestamp", "cells": ["1769860800000000", None]},
            "instant": {"type": "Timestamp", "cells": ["1769860800000000", None]},
            "id": {"type": "Uuid", "cells": [str(UUID), None]},
            "struct": {"type": "Json", "cells": ['{"a":1}', None]},
            "map": {"type": "Json", "cells": ['{"k":2}', None]},
            "list": {"type": "Array(int32)", "cells": ["[1, null]", None]},
            "level": {"type": "String", "cells": ["lo", None]},
        },
    }


def folders(folder):
    import os

    def write(path, rows):
        os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
        pq.write_table(rows, f"{folder}/{path}")

    write("many/a.parquet", pa.table({"id": pa.array([1], "int32"), "name": ["x"]}))
    write("many/sub/c.parquet", pa.table({"name": pa.array(["z"], pa.large_string()), "id": pa.array([3.5])}))
    write("many/b.parquet", pa.table({"extra": [True], "id": pa.array([2], "int64")}))
    for hidden in (".hidden.parquet", "_temporary/x.parquet", ".git/x.parquet"):
        write(f"many/{hidden}", pa.table({"other": [1]}))
    open(f"{folder}/many/readme.txt", "w").write("not Parquet")
    write("clash/a.parquet", pa.table({"id": [1], "v": [1]}))
    write("clash/b.parquet", pa.table({"id": [2], "v": ["x"]}))
    for year, place, value in ((2024, "a%20b", 1), (2025, "__HIVE_DEFAULT_PARTITION__", 2)):
        write(f"hive/year={year}/month=0{value}/day=2026-01-0{value}/place={place}/p.parquet", pa.table({"v": [value]}))
    write("twice.parquet", pa.table({"id": [1, 2, 1]}))
    write("uneven/a=1/p.parquet", pa.table({"v": [1]}))
    write("uneven/p.parquet", pa.table({"v": [2]}))
    return {}


def broken(folder):
    rows = pa.table({"a": list(range(100_000)), "s": ["x" * 20] * 100_000})
    pq.write_table(rows, f"{folder}/good.parquet", compression="none")
    data = open(f"{folder}/good.parquet", "rb").read()
    open(f"{folder}/truncated.parquet", "wb").write(data[: len(data) // 2])
    open(f"{folder}/nothing.parquet", "wb").write(b"")
    open(f"{folder}/text.parquet", "wb").write(b"id,name\n1,x\n")
    write_arrow(f"{folder}/good.arrow", rows)
    data = open(f"{folder}/good.arrow", "rb").read()
    open(f"{folder}/truncated.arrow", "wb").write(data[: len(data) // 2])
    write_stream(f"{folder}/good.arrows", rows)
    data = open(f"{folder}/good.arrows", "rb").read()
    open(f"{folder}/truncated.arrows", "wb").write(data[: len(data) // 2])
    feather.write_feather(rows, f"{folder}/old.feather", version=1)
    open(f"{folder}/text.arrow", "wb").write(b"id,name\n1,x\n")
    pq.write_table(pa.table({"a": pa.array([], "int32"), "s": pa.array([], "string")}), f"{folder}/empty.parquet")
    pq.write_table(pa.table({"a": [1, 2], "n": pa.nulls(2)}), f"{folder}/untyped.parquet")
    values = pa.table(
        {
            "id": [1, 2, 3],
            "big": pa.array([1, 2**64 - 1, 3], "uint64"),
            "wide": pa.array([D(1), D("9" * 60), None], pa.decimal256(60, 0)),
            "latin": pa.array([b"a", b"\xff", b"c"]).view(pa.binary()).cast(pa.string(), safe=False),
            "far": pa.array([0, 10**15, None], pa.timestamp("s")),
        }
    )
    for name in values.column_names[1:]:
        pq.write_table(values.select(["id", name]), f"{folder}/{name}.parquet")
    return {}


def rounds(folder, seed):
    """Random columns, with what Python itself has them for."""
    source = random.Random(seed)
    count = source.choice([0, 1, 7, 300])

    def values(make, chance):
        return [None if source.random() < chance else make() for _ in range(count)]

    def text():
        return "".join(chr(source.choice([*range(32, 127), 0xFC, 0x20AC, 0x1F600, 10, 0])) for _ in range(source.randrange(9)))

    def moment():
        return dt.datetime(1970, 1, 1) + dt.timedelta(microseconds=source.randrange(-(10**15), 10**15))

    kinds = [
        ("Int", pa.int8(), lambda: source.randrange(-128, 128), str),
        ("Int", pa.uint32(), lambda: source.randrange(2**32), str),
        ("Int", pa.int64(), lambda: source.randrange(-(2**63), 2**63), str),
        ("Float", pa.float64(), lambda: source.choice([source.gauss(0, 1e9), 0.0, 1e300]), None),
        ("String", pa.string(), text, str),
        ("String", pa.dictionary(pa.int8(), pa.string()), lambda: source.choice("abc"), str),
        ("Timestamp", pa.timestamp("us", "UTC"), moment, micros),
        ("Decimal(30,4)", pa.decimal128(30, 4), lambda: D(source.randrange(-(10**29), 10**29)).scaleb(-4), lambda d: f"{d:.4f}"),
        ("Array(int64)", pa.list_(pa.int64()), lambda: [source.randrange(9) for _ in range(source.randrange(4))], str),
        ("Json", pa.struct({"a": pa.int64(), "b": pa.string()}), lambda: {"a": source.randrange(9), "b": text()}, lambda d: json.dumps(d, ensure_ascii=False, separators=(",", ":")).replace("\\u0000", "\\u0000")),
        ("Binary", pa.binary(), lambda: source.randbytes(source.randrange(5)), bytes.hex),
        ("Bool", pa.bool_(), lambda: source.random() < 0.5, lambda b: str(b).lower()),
    ]
    arrays, expected = {}, {}
    for index in range(source.randrange(1, 9)):
        kind, type, make, cell = source.choice(kinds)
        cells = values(make, source.choice([0, 0.3, 1]))
        arrays[f"c{index}"] = pa.array(cells, type)
        expected[f"c{index}"] = {"type": kind, "cells": [c if c is None else (repr(c) if cell is None else cell(c)) for c in cells]}
        if kind == "Float":
            expected[f"c{index}"]["numbers"] = [c if c is None else c.hex() for c in cells]
    rows = pa.table(arrays)
    pq.write_table(rows, f"{folder}/rounds.parquet", row_group_size=source.choice([1, 50, 10**6]), compression=source.choice(["none", "snappy", "gzip", "zstd", "brotli", "lz4"]), use_dictionary=source.random() < 0.5, version=source.choice(["1.0", "2.4", "2.6"]), data_page_version=source.choice(["1.0", "2.0"]), store_schema=True)
    with ipc.new_stream(f"{folder}/rounds.arrows", rows.schema, options=ipc.IpcWriteOptions(compression=source.choice([None, "lz4", "zstd"]))) as writer:
        writer.write_table(rows, max_chunksize=source.choice([1, 50, 10**6]))
    return {"rounds.parquet": expected, "rounds.arrows": expected}


verbs = {"types": types, "pandas": pandas, "engines": engines, "folders": folders, "broken": broken, "rounds": rounds}
verb, target, *rest = sys.argv[1:]
result = verbs[verb](target, *map(int, rest))
json.dump(result, open(f"{target}/expected.json", "w"))
