"""Writes the manifest: one CSV row for each picture of the stamps package."""

import csv
import pathlib
import struct

COLUMNS = [
    "id", "photo", "category", "subcategory", "name_en", "name_de", "name_fr", "sound", "width", "height", "bytes",
]
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
VARIANTS = ("_mirror_flip", "_mirror", "_flip")


def write_manifest(stamps, target):
    """Returns the number of pictures."""
    pictures = sorted(stamps.rglob("*.png"))
    with open(target, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(describe(picture, stamps) for picture in pictures)
    return len(pictures)


def describe(picture, stamps):
    relative = picture.relative_to(stamps)
    folders = relative.parts[:-1]
    names = read_names(original(picture).with_suffix(".txt"))
    width, height = png_size(picture.read_bytes())
    return {
        "id": relative.with_suffix("").as_posix(),
        "photo": picture,
        "category": folders[0],
        "subcategory": "/".join(folders[1:]),
        "name_en": names.get("en") or picture.stem.replace("_", " "),
        "name_de": names.get("de"),
        "name_fr": names.get("fr"),
        "sound": find_sound(original(picture)),
        "width": width,
        "height": height,
        "bytes": picture.stat().st_size,
    }


def original(picture):
    """A mirrored or flipped picture shares the description and sounds of the one it was made from."""
    for variant in VARIANTS:
        if picture.stem.endswith(variant):
            return picture.with_stem(picture.stem.removesuffix(variant))
    return picture


def read_names(path):
    """The first line is English; the others read `de.utf8=Ein Frosch.`"""
    if not path.exists():
        return {}
    first, *others = path.read_text(encoding="utf-8").splitlines() or [""]
    names = {"en": first.strip()}
    for line in others:
        language, separator, text = line.partition(".utf8=")
        if separator and text.strip():
            names[language] = text.strip()
    return names


def find_sound(picture):
    """The spoken English description, else the sound of the thing itself, else any spoken description."""
    candidates = [picture.with_name(picture.stem + "_desc.ogg"), picture.with_suffix(".ogg")]
    candidates += sorted(picture.parent.glob(picture.stem + "_desc_*.ogg"))
    return next((path for path in candidates if path.exists()), None)


def png_size(data):
    if data[:8] != PNG_SIGNATURE or data[12:16] != b"IHDR":
        raise ValueError("not a PNG picture")
    return struct.unpack(">II", data[16:24])
