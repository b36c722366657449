"""Writes workbooks with openpyxl, pandas and XlsxWriter into a folder, and expected.json beside them.

expected.json has, for each workbook, the rows as lists of texts (null for None): days and moments as
ISO 8601, times and durations as microseconds. libreoffice.xlsx was written by openpyxl and converted by LibreOffice 7.4
(soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML").
"""

import datetime
import json
import random
import string
import sys

import openpyxl
import pandas
import xlsxwriter

FOLDER = sys.argv[1]
EXPECTED = {}


def text(value):
    if value is None or value is pandas.NaT:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        value = datetime.datetime.combine(datetime.date.min, value) - datetime.datetime.min
    if isinstance(value, datetime.timedelta):
        return str(value // datetime.timedelta(microseconds=1))
    if isinstance(value, float):
        return repr(value)
    return str(value)


def expect(name, types, rows):
    EXPECTED[name] = {"types": types, "rows": [[text(value) for value in row] for row in rows]}


def with_openpyxl(name, epoch, iso_dates=False):
    book = openpyxl.Workbook()
    book.epoch = epoch
    book.iso_dates = iso_dates
    sheet = book.active
    rows = [
        (1, 1.5, "Ä ß 漢 😀", datetime.date(1999, 12, 31), datetime.datetime(2024, 2, 29, 13, 5, 7, 123000), datetime.time(8, 30), True),
        (None, -0.1, " padded ", None, datetime.datetime(1970, 1, 1), datetime.time(23, 59, 59), None),
        (2**53, 1e300, "line\nbreak & <tag>", datetime.date(2199, 1, 1), None, None, False),
    ]
    sheet.append(["whole", "number", "text", "day", "moment", "time", "truth"])
    for row in rows:
        sheet.append(row)
    book.create_chartsheet("Chart", 0)
    book.create_sheet("Other").append(["x"])
    book.save(f"{FOLDER}/{name}.xlsx")
    expect(name, "Int Float String Date Timestamp Time Bool", rows)


def durations():
    book = openpyxl.Workbook()
    rows = [(datetime.timedelta(hours=26, minutes=30),), (datetime.timedelta(seconds=1),)]
    book.active.append(["spent"])
    for row in rows:
        book.active.append(row)
    book.save(f"{FOLDER}/durations.xlsx")
    expect("durations", "Duration", rows)


def frame(name, engine):
    data = pandas.DataFrame(
        {
            "whole": pandas.array([1, None, 3], dtype="Int64"),
            "number": [1.5, None, 2.0],
            "text": ["a", None, "NA"],
            "moment": pandas.to_datetime(["2024-01-01", "2024-02-29T13:05:07.123", None], format="ISO8601"),
            "truth": [True, False, True],
        }
    )
    data.to_excel(f"{FOLDER}/{name}.xlsx", index=False, engine=engine)
    moments = [datetime.datetime(2024, 1, 1), datetime.datetime(2024, 2, 29, 13, 5, 7, 123000), None]
    rows = zip([1, None, 3], [1.5, None, 2.0], ["a", None, "NA"], moments, [True, False, True])
    expect(name, "Int Float String Timestamp Bool", rows)


def with_xlsxwriter(name, options):
    book = xlsxwriter.Workbook(f"{FOLDER}/{name}.xlsx", options)
    sheet = book.add_worksheet("Data")
    day = book.add_format({"num_format": "dd/mm/yy"})
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["rich", "day", "sum"])
    sheet.write_rich_string(1, 0, "plain ", bold, "bold", " plain")
    sheet.write_string(2, 0, "control \x01 _x0041_")
    sheet.write_datetime(1, 1, datetime.date(2024, 2, 29), day)
    sheet.write_datetime(2, 1, datetime.date(1980, 1, 1), day)
    sheet.write_formula(1, 2, "=1+1", None, 2)
    sheet.write_formula(2, 2, "=1/4", None, 0.25)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})
    book.close()
    rows = [
        ("plain bold plain", datetime.date(2024, 2, 29), 2.0),
        ("control \x01 _x0041_", datetime.date(1980, 1, 1), 0.25),
    ]
    expect(name, "String Date Float", rows)


def wide():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([f"n{column}" for column in range(16384)])
    sheet.append(list(range(16384)))
    book.save(f"{FOLDER}/wide.xlsx")


def tall():
    book = xlsxwriter.Workbook(f"{FOLDER}/tall.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "n")
    for row in range(1, 1048576):
        sheet.write_number(row, 0, row)
    book.close()


def random_value(kind, source):
    if source.random() < 0.2:
        return None
    if kind == "Int":
        return source.randint(-(2**53), 2**53)
    if kind == "Float":
        # openpyxl writes 16 digits.
        number = source.choice([source.gauss(0, 1), source.random() * 10 ** source.randint(-300, 300)])
        return float(f"{number:.16g}")
    if kind == "Bool":
        return source.random() < 0.5
    if kind == "Date":
        return datetime.date(1900, 3, 1) + datetime.timedelta(days=source.randrange(100_000))
    if kind == "Timestamp":
        return datetime.datetime(1900, 3, 1) + datetime.timedelta(milliseconds=source.randrange(100_000 * 86_400_000))
    letters = string.printable[:95] + "äß漢😀\n"
    return "t" + "".join(source.choice(letters) for _ in range(source.randrange(20)))


def properties(name, seed):
    source = random.Random(seed)
    kinds = [source.choice(["Int", "Float", "Bool", "Date", "Timestamp", "String"]) for _ in range(8)]
    rows = [[random_value(kind, source) for kind in kinds] for _ in range(200)]
    certain = {
        "Int": 1,
        "Float": 0.5,
        "Bool": True,
        "Date": datetime.date(2000, 1, 1),
        "Timestamp": datetime.datetime(2000, 1, 1, 1),
        "String": "t",
    }
    rows.append([certain[kind] for kind in kinds])
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([f"column {index}" for index in range(len(kinds))])
    for row in rows:
        sheet.append(row)
    book.save(f"{FOLDER}/{name}.xlsx")
    expect(name, " ".join(kinds), rows)


with_openpyxl("openpyxl", openpyxl.utils.datetime.WINDOWS_EPOCH)
with_openpyxl("openpyxl-1904", openpyxl.utils.datetime.CALENDAR_MAC_1904)
with_openpyxl("openpyxl-iso", openpyxl.utils.datetime.WINDOWS_EPOCH, iso_dates=True)
durations()
frame("pandas-openpyxl", "openpyxl")
frame("pandas-xlsxwriter", "xlsxwriter")
with_xlsxwriter("xlsxwriter", {})
with_xlsxwriter("xlsxwriter-1904", {"date_1904": True})
with_xlsxwriter("xlsxwriter-zip64", {"use_zip64": True})
wide()
tall()
for seed in range(6):
    properties(f"property-{seed}", seed)

with open(f"{FOLDER}/expected.json", "w", encoding="utf-8") as file:
    json.dump(EXPECTED, file)
