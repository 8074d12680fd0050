#!/usr/bin/python3
"""Writes the .npy files beside this script with NumPy itself."""
import pathlib

import numpy as np

folder = pathlib.Path(__file__).parent
np.save(folder / "matrix.npy", (np.arange(6, dtype=np.float32) / 4 - 0.5).reshape(2, 3))
np.save(folder / "vector.npy", np.array([1.5, -2.0, np.inf], np.float32))
np.save(folder / "scalar.npy", np.float32(7))
np.save(folder / "doubles.npy", np.arange(3, dtype=np.float64))
np.save(folder / "columns.npy", np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)))
