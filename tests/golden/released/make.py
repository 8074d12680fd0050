#!/usr/bin/env python3
"""Has a version of saccade-cli write one of each file that Saccade must open for ever, and packs them.

usage: make.py SACCADE-CLI NAME     writes NAME.tar.gz beside this script

In the archive: photos/ and captions.csv (six colours, ten photos each), mobilenet.safetensors (a backbone as `import`
writes it), gru.safetensors (fp16) and lstm.safetensors (int8), stopped-run/ (interrupted, with its cache), cache/,
album.jsonl.part (the journal of an interrupted `folder`), expected.jsonl (`caption --json` by both bundles).
The backbone's weights repeat a short pattern, so that the archive is small; it sees colours all the same.
"""

import json
import math
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tarfile
import time
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORK = Path("/tmp/saccade-released")  # named in the run's sources.json; whoever reads that puts another in its place
COLOURS = {
    "red": (220, 40, 30),
    "green": (30, 180, 60),
    "blue": (40, 60, 210),
    "yellow": (230, 220, 40),
    "white": (240, 240, 240),
    "black": (15, 15, 15),
}
NETWORK = {"encoder_units": 12, "attention_units": 10, "embedding_units": 8, "decoder_units": 14, "dropout": 0}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write_png(path, colour, index):
    rows = b""
    for y in range(64):
        rows += b"\0"
        for x in range(64):
            light = 0.75 + 0.25 * math.sin(index + x / 9 + y / 7)
            rows += bytes(int(part * light) for part in colour)
    header = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def write_data():
    (WORK / "photos").mkdir(parents=True)
    lines = ["image,caption,split"]
    for number in range(60):
        colour = list(COLOURS)[number % 6]
        name = f"{number:02}-{colour}.png"
        write_png(WORK / "photos" / name, COLOURS[colour], number)
        split = "dev" if number >= 48 else "train"
        for caption in (f"a {colour} wall", f"this wall is painted {colour}"):
            lines.append(f"photos/{name},{caption},{split}")
    (WORK / "captions.csv").write_text("\n".join(lines) + "\n")


def write_safetensors(path, metadata, tensors):
    header, offset = {"__metadata__": metadata}, 0
    for name, (shape, data) in tensors.items():
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, offset + len(data)]}
        offset += len(data)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, data in tensors.values():
            file.write(data)


def read_shapes(bundle):
    """Names and shapes of a bundle's backbone."""
    with open(bundle, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    prefix = "backbone."
    return {
        name.removeprefix(prefix): entry["shape"]
        for name, entry in header.items()
        if name.startswith(prefix) and not name.endswith(".scale")
    }


def pattern(shape):
    """Signs drawn at random, at He's scale so that the signal neither dies nor explodes; the draws repeat."""
    count = math.prod(shape)
    if len(shape) == 1:
        return bytes(4 * count)
    draw = random.Random(1)
    scale = math.sqrt(2 / math.prod(shape[1:]))
    values = [draw.choice((-scale, scale)) for _ in range(4093)]
    return (struct.pack("<4093f", *values) * (count // 4093 + 1))[: 4 * count]


def write_backbone():
    shapes = read_shapes(HERE.parents[2] / "resources/models/saccade-mobile.safetensors")
    metadata = {
        "saccade.backbone": "mobilenet_v2",
        "saccade.flavour": "tensorflow",
        "saccade.input_width": "64",
        "saccade.input_height": "64",
        "source": "a repeating pattern, for tests",
        "licence": "none",
    }
    write_safetensors(
        WORK / "mobilenet.safetensors",
        metadata,
        {name: (shape, pattern(shape)) for name, shape in shapes.items()},
    )


def interrupted(command, file, lines):
    """Runs the command until the file has so many lines."""
    process = subprocess.Popen(command, cwd=WORK, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        if file.exists() and len(file.read_bytes().splitlines()) >= lines:
            process.send_signal(signal.SIGINT)
            break
        time.sleep(0.001)
    if process.wait() != 130:
        raise SystemExit(f"{' '.join(command)} was not interrupted: exit {process.returncode}.")


def main():
    cli, name = str(Path(sys.argv[1]).resolve()), sys.argv[2]
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir()
    write_data()
    write_backbone()

    def run(*arguments, **options):
        return subprocess.run([cli, *map(str, arguments)], cwd=WORK, check=True, **options)

    def training(cell, epochs, run_folder, features):
        settings = [f"network.{key}={value}" for key, value in {**NETWORK, "cell": cell}.items()]
        settings += [f"epochs={epochs}", "learning_rate=0.01", "label_smoothing=0", "photos_per_batch=8", "max_words=6"]
        command = ["train", "--data", WORK / "captions.csv", "--backbone", "mobilenet.safetensors"]
        command += ["--features", WORK / features, "--run", run_folder, "--threads", 1]
        for setting in settings:
            command += ["--set", setting]
        return command

    for cell, storage in (("gru", "fp16"), ("lstm", "int8")):
        run(*training(cell, 25, cell, "cache"), stdout=subprocess.DEVNULL)
        run("export", f"{cell}/best.safetensors", "--storage", storage, "--name", f"toy-{cell}", "--licence", "none",
            "--description", "Names the colour of a wall.", "--out", f"{cell}.safetensors")  # fmt: skip
        shutil.rmtree(WORK / cell)
    stopped = [cli, *map(str, training("gru", 30, "stopped-run", "cache"))]
    interrupted(stopped, WORK / "stopped-run/metrics.jsonl", 60)
    folder = [cli, "folder", "photos", "--out", "album.jsonl", "--model", "lstm.safetensors"]
    interrupted(folder, WORK / "album.jsonl.part", 5)
    photos = sorted(str(path.relative_to(WORK)) for path in (WORK / "photos").glob("5*.png"))
    with open(WORK / "expected.jsonl", "w") as expected:
        for cell in ("gru", "lstm"):
            run("caption", *photos, "--model", f"{cell}.safetensors", "--json", "-", stdout=expected)
    with tarfile.open(HERE / f"{name}.tar.gz", "w:gz", compresslevel=9) as archive:
        for path in sorted(os.listdir(WORK)):
            archive.add(WORK / path, path)
    shutil.rmtree(WORK)


if __name__ == "__main__":
    main()
