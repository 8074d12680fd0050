"""Writes preprocess.json: both preprocessing recipes, computed from their definitions in double precision.

/usr/bin/python3 preprocess_golden.py (needs NumPy and Pillow; Pillow only checks the antialiased values, which it rounds
to 8 bits after each pass). The photo is value(y, x, c) = (37 x + 61 y + 89 c + x y) mod 256.
"""
import json
import math
import pathlib

import numpy as np
from PIL import Image


def photo(width, height):
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    return ((37 * x + 61 * y + 89 * c + x * y) % 256).astype(np.uint8)


def weights_tensorflow(source, target):
    """tf.image.resize(method=bilinear, antialias=False): half-pixel centres, neighbours clamped to the edge."""
    matrix = np.zeros((target, source))
    for i in range(target):
        position = (i + 0.5) * source / target - 0.5
        low = math.floor(position)
        share = position - low
        matrix[i, min(max(low, 0), source - 1)] += 1 - share
        matrix[i, min(max(low + 1, 0), source - 1)] += share
    return matrix


def weights_antialias(source, target):
    """tf.image.resize(antialias=True), Pillow's BILINEAR: a triangle of the scale's radius, normalised at the edges."""
    scale = source / target
    radius = max(scale, 1.0)
    matrix = np.zeros((target, source))
    for i in range(target):
        centre = (i + 0.5) * scale
        for j in range(source):
            matrix[i, j] = max(0.0, 1 - abs(j + 0.5 - centre) / radius)
        matrix[i] /= matrix[i].sum()
    return matrix


def main():
    cases = []
    for (width, height), (to_width, to_height) in [((37, 23), (16, 16)), ((12, 9), (32, 20)), ((100, 7), (9, 14)),
                                                   ((16, 16), (16, 16)), ((1, 1), (4, 3)), ((64, 48), (8, 8))]:
        image = photo(width, height)
        for name, weights in {"tensorflow": weights_tensorflow, "antialias": weights_antialias}.items():
            rows, columns = weights(height, to_height), weights(width, to_width)
            resized = np.einsum("ij,jkc,lk->ilc", rows, image.astype(float), columns)
            if name == "antialias":
                pillow = np.asarray(Image.fromarray(image).resize((to_width, to_height), Image.Resampling.BILINEAR), float)
                assert np.abs(pillow - resized).max() <= 1.01, np.abs(pillow - resized).max()
            values = resized / 127.5 - 1
            cases.append({"recipe": name, "photo": [width, height], "size": [to_width, to_height],
                          "values": [round(v, 6) for v in values.ravel()]})
    target = pathlib.Path(__file__).with_name("preprocess.json")
    target.write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")


main()
