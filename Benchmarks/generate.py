"""Writes the benchmark's CSV: the same bytes for the same number of rows, on every machine.

  generate.py ROWS FILE
"""

import datetime
import os
import sys

HEADER = "id,category,quantity,price,note,active,created\n"
CATEGORIES = ["animals", "food", "plants", "symbols", "town", "vehicles", "space", "sports"]
WORDS = ["amber", "birch", "cobalt", "delta", "ember", "fjord", "granite", "harbor"]
START = datetime.datetime(2020, 1, 1)
CHUNK = 100_000
MASK = (1 << 64) - 1


def main():
    rows, path = int(sys.argv[1]), sys.argv[2]
    days = [(START + datetime.timedelta(days=day)).strftime("%Y-%m-%dT") for day in range(2048)]
    with open(path + ".part", "w", encoding="ascii", newline="") as file:
        file.write(HEADER)
        for first in range(0, rows, CHUNK):
            file.write("".join(line(number, days) for number in range(first, min(first + CHUNK, rows))))
    os.replace(path + ".part", path)


def line(number, days):
    bits = scramble(number)
    clock = f"{bits % 24:02}:{bits >> 5 & 31:02}:{bits >> 10 & 31:02}"
    return (
        f"{number},{CATEGORIES[bits >> 15 & 7]},{bits >> 18 & 1023},{(bits >> 28 & 0xFFFFF) / 100},"
        f"{WORDS[bits >> 48 & 7]} {WORDS[bits >> 51 & 7]},{'true' if bits >> 54 & 1 else 'false'},"
        f"{days[bits >> 20 & 2047]}{clock}\n"
    )


def scramble(number):
    """SplitMix64 (Steele, Lea, Flood 2014): a number's position to 64 well-mixed bits."""
    value = (number + 1) * 0x9E3779B97F4A7C15 & MASK
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & MASK
    value = (value ^ value >> 27) * 0x94D049BB133111EB & MASK
    return value ^ value >> 31


if __name__ == "__main__":
    main()
