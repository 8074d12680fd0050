#!/usr/bin/python3
"""Writes heat_field.json: an attention map between uneven centres, interpolated with numpy.interp along both axes."""
import json
import pathlib

import numpy as np

random = np.random.default_rng(7)
rows, cols, width, height = 5, 8, 37, 23
centre_x = np.array([0.124, 0.231, 0.338, 0.446, 0.553, 0.66, 0.767, 0.873], np.float32)
centre_y = np.array([-0.02, 0.11, 0.5, 0.62, 0.97], np.float32)
values = random.dirichlet(np.ones(rows * cols)).astype(np.float32).reshape(rows, cols)
x = (np.arange(width) + 0.5) / width
y = (np.arange(height) + 0.5) / height
wide = np.stack([np.interp(x, centre_x, row) for row in values])
field = np.stack([np.interp(y, centre_y, column) for column in wide.T]).T
nearest = values[np.abs(y[:, None] - centre_y).argmin(1)][:, np.abs(x[:, None] - centre_x).argmin(1)]

pathlib.Path(__file__).with_name("heat_field.json").write_text(json.dumps({
    "rows": rows, "cols": cols, "width": width, "height": height,
    "centre_x": [round(float(v), 6) for v in centre_x], "centre_y": [round(float(v), 6) for v in centre_y],
    "map": [round(float(v), 8) for v in values.ravel()],
    "smooth": [round(float(v), 7) for v in field.ravel()],
    "cells": [round(float(v), 8) for v in nearest.ravel()],
}) + "\n")
