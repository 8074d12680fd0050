#!/usr/bin/python3
"""The grid that torchvision's InceptionV3 gives for a photo, decoded by Pillow and resized by PyTorch, not by us.

usage: torchvision_photo_grid.py WEIGHTS.pth PHOTO GRID.f32     (row, column, channel; float32, little endian)
Needs Debian's python3-torch, python3-torchvision and python3-pil.
"""
import sys
import warnings

warnings.filterwarnings("ignore")
import numpy
import torch
import torchvision
from PIL import Image

weights, photo, out = sys.argv[1:]
torch.set_grad_enabled(False)
network = torchvision.models.inception_v3(weights=None, aux_logits=True, init_weights=False, transform_input=False)
network.load_state_dict(torch.load(weights))
network.eval()

pixels = torch.from_numpy(numpy.asarray(Image.open(photo).convert("RGB")).astype(numpy.float32))
x = pixels.permute(2, 0, 1)[None]
x = torch.nn.functional.interpolate(x, size=(299, 299), mode="bilinear", align_corners=False)
x = x / 127.5 - 1
for name, module in network.named_children():
    if name not in ("avgpool", "dropout", "fc", "AuxLogits"):
        x = module(x)
x[0].permute(1, 2, 0).contiguous().numpy().astype("<f4").tofile(out)
