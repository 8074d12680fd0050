"""Writes bundled_grid.json: the grid that the bundled model's backbone gives, evaluated without any of Saccade's code.

/usr/bin/python3 bundled_grid.py (needs NumPy and PyTorch). It reads the bundle by its format (8 bytes header length,
JSON, tensors), multiplies the 8-bit weights with their scales and runs MobileNetV2 (arXiv 1801.04381, table 2) with
TensorFlow's SAME padding on a formula's picture.
"""
import json
import math
import pathlib
import struct

import numpy as np
import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
BUNDLE = HERE.parents[2] / "resources" / "models" / "saccade-mobile.safetensors"


def read_bundle():
    data = BUNDLE.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__")
    kinds = {"F32": np.float32, "F16": np.float16, "I8": np.int8}
    raw = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        raw[name] = np.frombuffer(data[8 + length + begin:8 + length + end], kinds[entry["dtype"]]).reshape(entry["shape"])
    weights = {}
    for name, value in raw.items():
        if value.dtype == np.int8:
            scale = raw[name + ".scale"].reshape([-1] + [1] * (value.ndim - 1))
            weights[name] = torch.tensor(value.astype(np.float32) * scale)
        elif not name.endswith(".scale"):
            weights[name] = torch.tensor(value.astype(np.float32))
    return weights


def same(x, weight, bias, stride, groups):
    pads = []
    for size in (x.shape[3], x.shape[2]):
        total = max((math.ceil(size / stride) - 1) * stride + 3 - size, 0)
        pads += [total // 2, total - total // 2]
    return F.conv2d(F.pad(x, pads), weight, bias, stride, groups=groups)


def main():
    w = read_bundle()
    y, x, c = np.mgrid[0:256, 0:256, 0:3].astype(float)
    picture = np.sin(0.05 * (c + 1) * x + 0.031 * y + 0.7 * c).astype(np.float32)
    grid = torch.tensor(picture).permute(2, 0, 1)[None]
    grid = F.relu6(same(grid, w["backbone.stem.weight"], w["backbone.stem.bias"], 2, 1))
    block = 0
    for expansion, channels, repeats, stride in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1),
                                                 (6, 160, 3, 2), (6, 320, 1, 1)]:
        for repeat in range(repeats):
            name, before = f"backbone.blocks.{block}.", grid
            step = stride if repeat == 0 else 1
            if expansion != 1:
                grid = F.relu6(F.conv2d(grid, w[name + "expand.weight"], w[name + "expand.bias"]))
            grid = F.relu6(same(grid, w[name + "depthwise.weight"], w[name + "depthwise.bias"], step, grid.shape[1]))
            grid = F.conv2d(grid, w[name + "project.weight"], w[name + "project.bias"])
            if step == 1 and before.shape == grid.shape:
                grid = grid + before
            block += 1
    grid = F.relu6(F.conv2d(grid, w["backbone.head.weight"], w["backbone.head.bias"]))[0].permute(1, 2, 0).numpy()
    random = np.random.default_rng(1)
    samples = [[int(r), int(q), int(k), round(float(grid[r, q, k]), 6)]
               for r, q, k in zip(random.integers(0, 8, 300), random.integers(0, 8, 300), random.integers(0, 1280, 300))]
    json.dump({"mean": float(grid.mean()), "samples": samples}, (HERE / "bundled_grid.json").open("w"))


main()
