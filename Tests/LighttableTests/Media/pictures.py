"""Makes pictures with Pillow, and compares pictures that were made of them with what Pillow makes.

    pictures.py make FOLDER
    pictures.py compare FOLDER < JSON of [name, source, made]
"""

import json
import random
import struct
import sys
import zlib

from PIL import Image, ImageFilter, ImageOps


def painted(width: int, height: int, mode: str) -> Image.Image:
    """A picture with soft gradients and sharp rectangles."""
    generator = random.Random(width * 7919 + height)
    image = Image.new("RGB", (width, height))
    pixels = image.load()
    for x in range(width):
        for y in range(height):
            pixels[x, y] = (x * 255 // width, y * 255 // height, (x + y) * 255 // (width + height))
    for _ in range(4):
        left, top = generator.randrange(width), generator.randrange(height)
        colour = tuple(generator.randrange(256) for _ in range(3))
        image.paste(colour, (left, top, min(left + width // 3, width), min(top + height // 3, height)))
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize((width, height)))
        return image
    return image.convert(mode)


def bomb(width: int, height: int) -> bytes:
    """A PNG of black pixels of which there are far more than bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width // 8 + 1) * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def make(folder: str) -> None:
    painted(120, 90, "RGB").save(f"{folder}/rgb.png")
    painted(64, 100, "RGBA").save(f"{folder}/alpha.png")
    painted(90, 60, "L").save(f"{folder}/grey.png")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x0110] = "Model T"
    painted(200, 120, "RGB").save(f"{folder}/turned.jpg", quality=95, exif=exif)
    for turn in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = turn
        painted(430, 250, "RGB").save(f"{folder}/photo{turn}.jpg", quality=95, exif=exif)
        painted(70, 50, "CMYK" if turn % 2 else "L").save(f"{folder}/small{turn}.jpg", quality=95, exif=exif)
    painted(300, 225, "RGB").save(f"{folder}/large.jpg", quality=95)
    painted(608, 152, "RGB").save(f"{folder}/wide.jpg", quality=95)
    painted(600, 60, "RGB").save(f"{folder}/flat.jpg", quality=95)
    painted(80, 80, "RGB").save(f"{folder}/odd[1].webp", lossless=True)
    painted(50, 40, "CMYK").save(f"{folder}/print.tif")
    whole = open(f"{folder}/turned.jpg", "rb").read()
    open(f"{folder}/truncated.jpg", "wb").write(whole[: len(whole) // 2])
    open(f"{folder}/lying.jpg", "wb").write(open(f"{folder}/rgb.png", "rb").read())
    open(f"{folder}/bomb.png", "wb").write(bomb(30_000, 30_000))
    open(f"{folder}/script.svg", "w").write(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>1</script></svg>'
    )


def expected(name: str, image: Image.Image) -> Image.Image:
    if name == "resize":
        return image.resize((40, 30), Image.Resampling.LANCZOS)
    if name == "thumbnail":
        image.thumbnail((48, 48), Image.Resampling.LANCZOS)
        return image
    if name == "crop":
        return image.crop((10, 20, 10 + 30, 20 + 25))
    if name == "quarter":
        return image.rotate(90, expand=True)
    if name == "mirror":
        return ImageOps.mirror(image)
    if name == "flip":
        return ImageOps.flip(image)
    if name == "grey":
        return image.convert("LA" if image.mode == "RGBA" else "L")
    if name == "blur":
        return image.filter(ImageFilter.GaussianBlur(2))
    return image


def distance(left: Image.Image, right: Image.Image) -> float:
    """The mean difference of the levels of all pixels."""
    left, right = left.convert("RGBA"), right.convert("RGBA")
    pairs = zip(left.tobytes(), right.tobytes())
    return sum(abs(a - b) for a, b in pairs) / (left.width * left.height * 4)


def compare() -> None:
    results = []
    for name, source, made in json.load(sys.stdin):
        image = ImageOps.exif_transpose(Image.open(source))
        wanted = expected(name, image)
        got = Image.open(made)
        got.load()
        same = got.size == wanted.size
        results.append(
            {
                "size": list(got.size),
                "wanted": list(wanted.size),
                "format": got.format,
                "distance": distance(got, wanted) if same else 255,
            }
        )
    print(json.dumps(results))


if __name__ == "__main__":
    make(sys.argv[2]) if sys.argv[1] == "make" else compare()
