#!/usr/bin/python3
"""Writes colour_maps.csv: the 256 colours of each map as matplotlib publishes them (Debian: python3-matplotlib)."""
import pathlib

import numpy as np
from matplotlib import colormaps

with open(pathlib.Path(__file__).with_name("colour_maps.csv"), "w") as out:
    out.write("map,index,red,green,blue\n")
    for name in ("viridis", "inferno", "turbo"):
        colours = np.asarray(colormaps[name].colors if hasattr(colormaps[name], "colors")
                             else colormaps[name](np.arange(256)))[:, :3]
        for index, colour in enumerate(np.rint(colours * 255).astype(int)):
            out.write(f"{name},{index},{colour[0]},{colour[1]},{colour[2]}\n")
