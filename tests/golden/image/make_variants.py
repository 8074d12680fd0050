"""Writes the rarer kinds of files beside this script: /usr/bin/python3 make_variants.py (needs Pillow, NumPy and ImageMagick 6).

They show the scene of make_fixtures.py. The colour profiles are assembled here from the ICC specification (ICC.1:2010), so
that no colour management library stands on both sides of a test.
"""
import pathlib
import struct
import subprocess
import tempfile

import numpy as np
from PIL import Image

from make_fixtures import HEIGHT, HERE, WIDTH, scene


def s15(value):
    return struct.pack(">i", round(value * 65536))


def xyz(*values):
    return b"XYZ \0\0\0\0" + b"".join(map(s15, values))


def gamma(value):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256)) + b"\0\0"


def profile(device, kind, space, tags):
    """A version 2 profile: 128 bytes of header, the tag table, the tags."""
    text = b"desc\0\0\0\0" + struct.pack(">I", 14) + b"Saccade test\0\0" + bytes(4 + 4 + 2 + 1 + 67)
    tags = {"desc": text, "cprt": b"text\0\0\0\0CC0\0", "wtpt": xyz(0.9642, 1, 0.8249), **tags}
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        table += name.encode() + struct.pack(">II", start + len(data), len(content))
        data += content
    size = start + len(data)
    header = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, kind, device, space) + struct.pack(">6H", 2020, 1, 1, 0, 0, 0)
    header += b"acsp" + bytes(28) + s15(0.9642) + s15(1) + s15(0.8249)
    return header + bytes(128 - len(header)) + table + data


def swapped_profile():
    """sRGB's primaries (adapted to D50), red and green exchanged: what a file calls red is shown green."""
    return profile(b"RGB ", b"mntr", b"XYZ ", {
        "rXYZ": xyz(0.3851, 0.7169, 0.0971), "gXYZ": xyz(0.4361, 0.2225, 0.0139), "bXYZ": xyz(0.1431, 0.0606, 0.7141),
        "rTRC": gamma(2.2), "gTRC": gamma(2.2), "bTRC": gamma(2.2)})


def red_ink_profile():
    """Four inks, the first of which is red, not cyan: a table of 2^4 colours in Lab (type lut8)."""
    colours = bytearray()
    for corner in range(16):  # the first ink changes slowest
        first, others = corner & 8, corner & 7
        if others:
            lab = (0, 128, 128)
        else:
            lab = (round(54 * 2.55), 128 + 80, 128 + 68) if first else (255, 128, 128)
        colours += bytes(lab)
    ramp = bytes(range(256))
    lut = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + b"".join(s15(v) for v in (1, 0, 0, 0, 1, 0, 0, 0, 1))
    return profile(b"CMYK", b"prtr", b"Lab ", {"A2B0": lut + ramp * 4 + bytes(colours) + ramp * 3})


def convert(*arguments):
    *sources, target = map(str, arguments)
    subprocess.run(["convert", *sources, "-define", "png:exclude-chunks=date,time", target], check=True)  # the same every day


def main():
    image = Image.fromarray(scene())
    rgba = np.dstack([scene(), np.full((HEIGHT, WIDTH), 255, np.uint8)])
    rgba[:8, :8, 3] = 0
    rgba[8:, :8, 3] = 128

    for name in ("profile.jpg", "profile.png", "profile.webp", "profile.tif"):
        options = {"jpg": {"quality": 95, "subsampling": 0}, "webp": {"lossless": True}}.get(name.split(".")[1], {})
        image.save(HERE / name, icc_profile=swapped_profile(), **options)
    first_ink = np.zeros((8, 8, 4), np.uint8)
    first_ink[:, :4, 0] = 255
    for name in ("inks.jpg", "inks.tif"):
        Image.fromarray(first_ink, "CMYK").save(HERE / name, icc_profile=red_ink_profile(), **({"quality": 95} if "jpg" in name else {}))

    # To the nearest: 1, 0, 1, 2 and 255 (a step of 255 is 257 of 65535).
    steps = Image.fromarray(np.array([[200, 128, 383, 387, 65535]], np.uint16))
    steps.save(HERE / "rounding.tif")
    steps.save(HERE / "rounding.png")

    with tempfile.TemporaryDirectory() as folder:
        plain, clear = pathlib.Path(folder) / "plain.png", pathlib.Path(folder) / "clear.png"
        image.save(plain)
        Image.fromarray(rgba).save(clear)
        convert(plain, "-depth", "16", "-endian", "MSB", HERE / "rgb16.tif")
        convert(plain, "-define", "tiff:tile-geometry=16x16", "-compress", "zip", HERE / "tiled.tif")
        convert(plain, "-interlace", "plane", HERE / "planes.tif")
        convert(plain, "-compress", "jpeg", "-quality", "98", "-sampling-factor", "1x1", HERE / "jpeg.tif")
        convert(plain, "TIFF64:" + str(HERE / "big.tif"))
        convert(clear, "-define", "tiff:alpha=associated", HERE / "associated.tif")
        convert(plain, "-interlace", "PNG", HERE / "interlaced.png")
        convert(clear, "-depth", "16", "-define", "png:color-type=6", "-define", "png:bit-depth=16", HERE / "alpha16.png")
        convert(clear, "bmp:" + str(HERE / "alpha.bmp"))
        convert(plain, "-compress", "RLE", "-colors", "8", "bmp3:" + str(HERE / "runs.bmp"))
        convert(plain, "-colors", "8", "bmp3:" + str(HERE / "palette4.bmp"))
        convert(plain, "-define", "bmp:subtype=RGB565", "bmp:" + str(HERE / "rgb565.bmp"))
        convert(plain, "bmp2:" + str(HERE / "core.bmp"))


main()
