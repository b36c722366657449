"""Makes video and audio with the command ffmpeg, and judges what was made of them by it and by ffprobe.

    clips.py make FOLDER
    clips.py probe FOLDER NAME…
    clips.py frames < JSON of [clip, seconds, made]
    clips.py sounds < JSON of [clip, start, end, made], where an end of null is that of the clip
"""

import fractions
import functools
import io
import json
import os
import subprocess
import sys

import numpy
from PIL import Image, ImageChops, ImageStat

PICTURES = "testsrc2=size={}:rate={}:duration={}"
SOUND = "sine=frequency=440:beep_factor=3:sample_rate={}:duration={}"
H264 = ["-c:v", "libx264", "-g", "25", "-bf", "3", "-pix_fmt", "yuv420p"]


def ffmpeg(*arguments: str) -> bytes:
    command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def ffprobe(path: str, *arguments: str) -> dict:
    command = ["ffprobe", "-loglevel", "error", "-of", "json", *arguments, path]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def pictures(size: str, rate: str, duration: float) -> list[str]:
    return ["-f", "lavfi", "-i", PICTURES.format(size, rate, duration)]


def sound(rate: int, duration: float) -> list[str]:
    return ["-f", "lavfi", "-i", SOUND.format(rate, duration)]


def make(folder: str) -> None:
    os.chdir(folder)
    both = pictures("160x120", "30000/1001", 4) + sound(44100, 4)
    ffmpeg(*both, *H264, "-c:a", "aac", "straight.mp4")
    ffmpeg("-i", "straight.mp4", "-c", "copy", "-metadata:s:v:0", "rotate=90", "-metadata", "title=Über", "turned.mp4")
    ffmpeg("-i", "straight.mp4", "-c", "copy", "-metadata:s:v:0", "rotate=180", "upside.mov")
    ffmpeg("-ss", "1.2", "-i", "straight.mp4", "-c", "copy", "edited.mp4")
    ffmpeg("-i", "straight.mp4", "-c", "copy", "-f", "mpegts", "late.ts")
    ffmpeg("-i", "straight.mp4", "-c", "copy", "-movflags", "frag_keyframe+empty_moov", "parts.mp4")
    ffmpeg(*pictures("96x64", "25", 3), *sound(48000, 3), "-vf", "scale=97:65", "-c:v", "libvpx-vp9", "-g", "40", "-c:a", "libopus", "odd.webm")
    ffmpeg(*pictures("160x120", "25", 3), *sound(8000, 3), "-c:v", "mjpeg", "-c:a", "pcm_s16le", "motion.avi")
    variable = "select='lt(n,20)+not(mod(n,7))',setpts=PTS+0.3/TB"
    ffmpeg(*pictures("128x96", "25", 4), "-vf", variable, "-vsync", "vfr", *H264, "variable.mkv")
    ffmpeg(*pictures("64x48", "10", 2), *H264, "-color_range", "tv", "-colorspace", "bt709", "silent.mp4")
    ffmpeg(*pictures("64x48", "10", 2), "moving.gif")
    languages = ["-map", "0:v", "-map", "1:a", "-map", "2:a", "-metadata:s:a:0", "language=eng"]
    languages += ["-metadata:s:a:1", "language=deu", "-disposition:a:0", "0", "-disposition:a:1", "default"]
    ffmpeg(*pictures("160x120", "25", 2), *sound(44100, 2), *sound(22050, 2), *languages, *H264, "-c:a", "flac", "two.mkv")
    ffmpeg(*pictures("64x48", "25", 2), *sound(44100, 2), *H264, "-c:a", "ac3", "strange.mkv")
    ffmpeg(*sound(44100, 3), "-ac", "2", "-c:a", "libmp3lame", "tone.mp3")
    ffmpeg(*sound(44100, 1), *pictures("64x48", "1", 1), "-map", "0", "-map", "1", "-c:v", "png",
           "-disposition:v", "attached_pic", "-c:a", "libmp3lame", "cover.mp3")
    ffmpeg(*sound(48000, 3), "-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24", "tone.flac")
    ffmpeg(*sound(44100, 3), "-c:a", "libvorbis", "tone.ogg")
    ffmpeg(*sound(48000, 3), "-c:a", "libopus", "tone.opus")
    ffmpeg(*sound(22050, 3), "-c:a", "pcm_s16le", "tone.wav")
    ffmpeg(*sound(44100, 3), "-c:a", "pcm_s24be", "tone.aiff")
    ffmpeg(*sound(48000, 3), "-ac", "6", "-c:a", "aac", "tone.m4a")
    ffmpeg(*sound(32000, 3), "-c:a", "aac", "tone.aac")
    make_hostile()


def make_hostile() -> None:
    whole = open("straight.mp4", "rb").read()
    ffmpeg("-i", "straight.mp4", "-c", "copy", "-movflags", "faststart", "fast.mp4")
    fast = open("fast.mp4", "rb").read()
    os.remove("fast.mp4")
    open("truncated.mp4", "wb").write(fast[: len(fast) // 2])
    open("headless.mp4", "wb").write(whole[: len(whole) // 2])
    open("empty.mp4", "wb").close()
    open("text.mp4", "w").write("This is no film.\n" * 100)
    Image.new("RGB", (64, 48), "red").save("picture.png")
    os.rename("picture.png", "picture.mp4")
    open("list.m3u8", "w").write("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nlate.ts\n#EXT-X-ENDLIST\n")
    open("concat.mp4", "w").write("ffconcat version 1.0\nfile straight.mp4\n")
    open("pointer.sdp", "w").write("v=0\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\na=rtpmap:96 H264/90000\n")
    ffmpeg("-f", "lavfi", "-i", "color=size=9000x9000:rate=1:duration=1", "-c:v", "mjpeg", "bomb.avi")
    for name in ["two.mkv", "tone.mp3"]:
        data = open(name, "rb").read()
        open(f"cut{name[-4:]}", "wb").write(data[: len(data) * 6 // 10])


def probe(folder: str, names: list[str]) -> None:
    results = []
    for name in names:
        found = ffprobe(f"{folder}/{name}", "-show_format", "-show_streams", "-count_frames")
        streams = [
            {
                "kind": stream["codec_type"],
                "codec": stream["codec_name"],
                "width": stream.get("width", 0),
                "height": stream.get("height", 0),
                "rate": float(fractions.Fraction(stream.get("avg_frame_rate", "0/0").replace("/0", "/1"))),
                "frames": int(stream.get("nb_read_frames", 0)),
                "sampleRate": int(stream.get("sample_rate", 0)),
                "channels": stream.get("channels", 0),
                "language": stream.get("tags", {}).get("language"),
            }
            for stream in found["streams"]
        ]
        container = found["format"]
        results.append(
            {
                "container": container["format_name"],
                "duration": float(container.get("duration", "nan")) if "duration" in container else None,
                "start": float(container.get("start_time", 0)),
                "streams": streams,
            }
        )
    print(json.dumps(results))


def frame_times(path: str) -> list[float]:
    """When each frame is shown, counted from the clip's start."""
    entries = "format=start_time:frame=best_effort_timestamp_time"
    found = ffprobe(path, "-select_streams", "v:0", "-show_entries", entries)
    start = float(found["format"].get("start_time", 0))
    return [float(frame["best_effort_timestamp_time"]) - start for frame in found["frames"]]


def all_frames(path: str) -> list[Image.Image]:
    """All frames, turned as they are shown."""
    flags = "bicubic+accurate_rnd+full_chroma_int+bitexact"
    chosen = ["-map", "0:v:0", "-vsync", "passthrough", "-sws_flags", flags, "-c:v", "ppm", "-f", "image2pipe", "-"]
    data = io.BytesIO(ffmpeg("-i", path, *chosen))
    images = []
    while data.tell() < len(data.getbuffer()):
        header = [data.readline() for _ in range(3)]
        width, height = (int(word) for word in header[1].split())
        images.append(Image.frombytes("RGB", (width, height), data.read(width * height * 3)))
    return images


def frames() -> None:
    """How far the most different value of a pixel is from the frame that should be shown, and whether none is nearer."""
    known: dict[str, tuple] = {}
    results = []
    for path, seconds, made in json.load(sys.stdin):
        if path not in known:
            known[path] = (frame_times(path), all_frames(path))
        times, images = known[path]
        index = max([place for place, time in enumerate(times) if time <= seconds + 1e-6], default=0)
        wanted = images[min(index, len(images) - 1)]
        got = Image.open(made)
        same = got.size == wanted.size
        extrema = ImageChops.difference(got.convert("RGB"), wanted).getextrema() if same else [(0, 255)]
        distances = [distance(got, image) for image in images] if same else [0]
        results.append(
            {
                "format": got.format,
                "size": list(got.size),
                "distance": max(high for _, high in extrema),
                "isNearest": same and distance(got, wanted) == min(distances),
            }
        )
    print(json.dumps(results))


def distance(left: Image.Image, right: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(left.convert("RGB"), right)).sum)


@functools.cache
def samples(path: str, stream: int = 0) -> tuple[numpy.ndarray, int, int, str]:
    """The samples of a sound, its rate, channels and codec."""
    entries = "stream=sample_rate,channels,codec_name"
    found = ffprobe(path, "-select_streams", f"a:{stream}", "-show_entries", entries)["streams"][0]
    data = ffmpeg("-i", path, "-map", f"0:a:{stream}", "-f", "s16le", "-")
    return numpy.frombuffer(data, "<i2").astype(float), int(found["sample_rate"]), found["channels"], found["codec_name"]


def sounds() -> None:
    """How far the samples of a made sound are from those that ffmpeg finds in the same part of the clip."""
    results = []
    for path, start, end, made in json.load(sys.stdin):
        whole, rate, channels, _ = samples(path, 1 if path.endswith("two.mkv") else 0)
        first = int(start * rate + 0.5) * channels
        last = len(whole) if end is None else min(int(end * rate + 0.5) * channels, len(whole))
        wanted = whole[first:last]
        got, got_rate, got_channels, codec = samples(made)
        common = min(len(got), len(wanted))
        difference = numpy.abs(got[:common] - wanted[:common])
        loudness = numpy.sqrt(numpy.mean(wanted[:common] ** 2)) or 1
        results.append(
            {
                "isOfForm": (got_rate, got_channels) == (rate, channels),
                "missing": (len(wanted) - len(got)) / channels,
                "most": int(difference.max()),
                "noise": numpy.sqrt(numpy.mean(difference**2)) / loudness,
                "codec": codec,
            }
        )
    print(json.dumps(results))


def main() -> None:
    verb, *rest = sys.argv[1:]
    if verb == "make":
        make(rest[0])
    elif verb == "probe":
        probe(rest[0], rest[1:])
    elif verb == "frames":
        frames()
    else:
        sounds()


if __name__ == "__main__":
    main()
