"""Makes media to be shown, and reads what was drawn of them as a terminal would.

    pictures.py make FOLDER
    pictures.py read < OUTPUT
    pictures.py serve FOLDER    (until its input ends; prints its port)
"""

import base64
import functools
import http.server
import io
import json
import re
import subprocess
import sys
import threading

from PIL import Image

CELL = (10, 20)
ESCAPE = "\x1b"


def make(folder: str) -> None:
    halves = Image.new("RGB", (640, 480), (255, 0, 0))
    halves.paste((0, 0, 255), (320, 0, 640, 480))
    halves.save(f"{folder}/halves.png")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    halves.save(f"{folder}/turned.jpg", quality=95, exif=exif)
    halves.convert("CMYK").save(f"{folder}/print.tif")
    Image.new("L", (1000, 60), 128).save(f"{folder}/wide.png")
    Image.new("RGB", (12, 12), (0, 255, 0)).save(f"{folder}/icon.png")
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    clear.paste((255, 255, 0, 255), (50, 0, 100, 100))
    clear.save(f"{folder}/clear.png")
    rainbow = Image.new("RGB", (200, 200))
    rainbow.putdata([(x * 255 // 199, y * 255 // 199, (x * y) % 256) for y in range(200) for x in range(200)])
    rainbow.save(f"{folder}/rainbow.png")
    whole = open(f"{folder}/rainbow.png", "rb").read()
    open(f"{folder}/damaged.png", "wb").write(whole[: len(whole) // 3])
    open(f"{folder}/text.png", "w").write("no picture")
    halves.save(f"{folder}/odd\x1b[31m name.png")
    command = ["ffmpeg", "-loglevel", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "color=red:size=320x180:rate=5:duration=1"]
    subprocess.run([*command, "-c:v", "mjpeg", "-q:v", "2", f"{folder}/red.avi"], check=True)


def sixel(text: str) -> Image.Image:
    """Decodes Sixel data (https://vt100.net/docs/vt3xx-gp/chapter14.html)."""
    raster = re.match(r'"1;1;(\d+);(\d+)', text)
    assert raster, text[:40]
    image = Image.new("RGBA", (int(raster[1]), int(raster[2])), (0, 0, 0, 0))
    palette: dict[int, tuple[int, int, int]] = {}
    colour = x = y = 0
    for token in re.findall(r"#\d+(?:;\d+)*|!\d+[?-~]|[?-~]|\$|-|.", text[raster.end() :]):
        if token[0] == "#":
            numbers = [int(number) for number in token[1:].split(";")]
            colour = numbers[0]
            assert colour < 256
            if len(numbers) > 1:
                assert numbers[1] == 2 and all(part <= 100 for part in numbers[2:])
                palette[colour] = tuple(round(part * 255 / 100) for part in numbers[2:])
        elif token == "$":
            x = 0
        elif token == "-":
            x, y = 0, y + 6
        else:
            assert "?" <= token[-1] <= "~", token
            count = int(token[1:-1]) if token[0] == "!" else 1
            bits = ord(token[-1]) - 0x3F
            for _ in range(count):
                for line in range(6):
                    if bits >> line & 1:
                        image.putpixel((x, y + line), (*palette[colour], 255))
                x += 1
    return image


class Screen:
    """A terminal as wide and tall as it takes."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = [[]]
        self.row = self.column = 0
        self.saved = (0, 0)
        self.pictures: list[dict] = []
        self.chunks = ""
        self.placing: dict[str, str] = {}

    def put(self, character: str) -> None:
        if character == "\n":
            self.row, self.column = self.row + 1, 0
            while len(self.rows) <= self.row:
                self.rows.append([])
            return
        assert character >= " " and character != "\x7f", repr(character)
        line = self.rows[self.row]
        line.extend(" " * (self.column + 1 - len(line)))
        line[self.column] = character
        self.column += 1

    def control(self, count: str, kind: str) -> None:
        if kind == "A":
            assert self.row >= int(count)
            self.row -= int(count)
        elif kind == "G":
            self.column = int(count) - 1
        else:
            assert kind == "m", kind

    def draw(self, way: str, image: Image.Image, columns: int, lines: int) -> None:
        image = image.convert("RGBA")
        width, height = image.size
        points = {"left": (width // 4, height // 2), "right": (width * 3 // 4, height // 2), "corner": (width - 1, height - 1)}
        points |= {"top": (0, 0)}
        place = {"way": way, "row": self.row, "column": self.column, "columns": columns, "lines": lines}
        colours = {name: image.getpixel(point) for name, point in points.items()}
        different = len(image.getcolors(width * height))
        self.pictures.append(place | {"size": image.size, "different": different} | colours)
        # Wherever a terminal leaves the cursor, the text must not depend on it.
        self.row, self.column = self.row + lines, 77

    def kitty(self, text: str) -> None:
        keys, _, data = text.partition(";")
        settings = dict(pair.split("=") for pair in keys.split(","))
        assert len(data) <= 4096 and settings["q"] == "2"
        if not self.chunks:
            self.placing = settings
            assert settings["a"] == "T" and settings["f"] == "100"
        else:
            assert set(settings) == {"m", "q"} and len(self.chunks) % 4096 == 0
        self.chunks += data
        if settings["m"] == "0":
            image = Image.open(io.BytesIO(base64.b64decode(self.chunks, validate=True)))
            assert image.format == "PNG"
            self.chunks = ""
            self.draw("kitty", image, int(self.placing["c"]), int(self.placing["r"]))

    def iterm(self, text: str) -> None:
        keys, _, data = text.removeprefix("1337;File=").partition(":")
        settings = dict(pair.split("=") for pair in keys.split(";"))
        content = base64.b64decode(data, validate=True)
        assert settings["inline"] == "1" and int(settings["size"]) == len(content)
        assert settings["preserveAspectRatio"] == "1"
        self.draw("iterm", Image.open(io.BytesIO(content)), int(settings["width"]), int(settings["height"]))

    def sixel(self, text: str) -> None:
        assert text.startswith("0;1;0q")
        image = sixel(text.removeprefix("0;1;0q"))
        assert image.width % CELL[0] == 0 and image.height % CELL[1] == 0, image.size
        self.draw("sixel", image, image.width // CELL[0], image.height // CELL[1])

    def feed(self, text: str) -> None:
        pattern = re.compile(
            r"\x1b(?:(?P<save>[78])|\[(?P<count>[0-9;]*)(?P<kind>[A-Za-z])|_G(?P<kitty>[^\x1b]*)\x1b\\"
            r"|\](?P<iterm>[^\x07]*)\x07|P(?P<sixel>[^\x1b]*)\x1b\\)|(?P<plain>[^\x1b])",
            re.DOTALL,
        )
        place = 0
        while place < len(text):
            found = pattern.match(text, place)
            assert found, repr(text[place : place + 40])
            place = found.end()
            if found["plain"]:
                self.put(found["plain"])
            elif found["save"] == "7":
                self.saved = (self.row, self.column)
            elif found["save"] == "8":
                self.row, self.column = self.saved
            elif found["kind"]:
                self.control(found["count"], found["kind"])
            else:
                name = next(name for name in ("kitty", "iterm", "sixel") if found[name] is not None)
                getattr(self, name)(found[name])


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def serve(folder: str) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if sys.argv[1] == "make":
    make(sys.argv[2])
elif sys.argv[1] == "serve":
    serve(sys.argv[2])
else:
    screen = Screen()
    screen.feed(sys.stdin.buffer.read().decode())
    assert not screen.chunks
    lines = ["".join(row).rstrip() for row in screen.rows]
    json.dump({"lines": lines, "pictures": screen.pictures}, sys.stdout)
