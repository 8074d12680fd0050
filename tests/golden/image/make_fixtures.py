"""Writes the image fixtures beside this file: /usr/bin/python3 make_fixtures.py (needs Pillow and NumPy).

Every picture shows the same scene, `scene()`, so that a test knows each pixel: a 24 x 16 gradient with a red corner at the
top left, a green one at the top right, a blue one at the bottom left and a white one at the bottom right.
"""
import io
import pathlib

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 24, 16


def scene():
    pixels = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
    pixels[:8, :8] = (220, 20, 30)
    pixels[:8, 16:] = (20, 200, 40)
    pixels[8:, :8] = (30, 40, 210)
    pixels[8:, 16:] = (250, 250, 250)
    return pixels


def stored_for(orientation, pixels):
    """What a camera stores so that the given EXIF orientation shows `pixels` upright."""
    undo = {1: lambda a: a, 2: lambda a: a[:, ::-1], 3: lambda a: a[::-1, ::-1], 4: lambda a: a[::-1],
            5: lambda a: a.transpose(1, 0, 2), 6: lambda a: np.rot90(a, 1), 7: lambda a: a[::-1, ::-1].transpose(1, 0, 2),
            8: lambda a: np.rot90(a, -1)}
    return np.ascontiguousarray(undo[orientation](pixels))


def main():
    image = Image.fromarray(scene())
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        Image.fromarray(stored_for(orientation, scene())).save(HERE / f"orientation{orientation}.jpg", quality=95, subsampling=0,
                                                               exif=exif)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = Image.fromarray(stored_for(6, scene()))
    turned.save(HERE / "orientation6.png", exif=exif)
    turned.save(HERE / "orientation6.webp", lossless=True, exif=exif)
    turned.save(HERE / "orientation6.tif", tiffinfo={0x0112: 6})

    image.save(HERE / "progressive.jpg", quality=95, subsampling=0, progressive=True)
    image.convert("L").save(HERE / "grey.jpg", quality=95)
    image.convert("CMYK").save(HERE / "cmyk.jpg", quality=95)  # Pillow writes Adobe's inverted inks
    image.save(HERE / "rgb.png")
    image.convert("L").save(HERE / "grey.png")
    image.quantize(8).save(HERE / "palette.png")
    Image.fromarray((scene()[:, :, 0].astype(np.uint16) * 257)).save(HERE / "grey16.png")
    rgba = np.dstack([scene(), np.full((HEIGHT, WIDTH), 255, np.uint8)])
    rgba[:8, :8, 3] = 0
    rgba[8:, :8, 3] = 128
    Image.fromarray(rgba).save(HERE / "alpha.png")
    Image.fromarray(rgba).save(HERE / "alpha.webp", lossless=True, exact=True)
    Image.fromarray(rgba).save(HERE / "alpha.tif")
    image.save(HERE / "lossless.webp", lossless=True)
    image.save(HERE / "lossy.webp", quality=95)
    image.save(HERE / "rgb.tif")
    image.convert("CMYK").save(HERE / "cmyk.tif")
    image.quantize(8).save(HERE / "palette.tif", compression="tiff_lzw")
    image.save(HERE / "rgb.bmp")
    image.quantize(8).save(HERE / "palette.bmp")
    image.quantize(8).save(HERE / "plain.gif", interlace=0)
    image.quantize(8).save(HERE / "interlaced.gif", interlace=1)
    palette = image.quantize(8)
    palette.save(HERE / "transparent.gif", transparency=palette.getpixel((0, 0)), interlace=0)
    for name, kind in {"one.jpg": "JPEG", "one.png": "PNG", "one.webp": "WEBP", "one.tif": "TIFF", "one.bmp": "BMP",
                       "one.gif": "GIF"}.items():
        Image.new("RGB", (1, 1), (200, 200, 200)).save(HERE / name, kind)
    # Large enough that a cut falls into the pixels.
    y, x = np.mgrid[0:96, 0:128]
    waves = np.stack([128 + 100 * np.sin(x / 7 + c) * np.cos(y / 9) for c in range(3)], 2).astype(np.uint8)
    noisy = waves + np.random.default_rng(1).integers(0, 24, waves.shape, np.uint8)
    for name, options in {"baseline": {}, "progressive": {"progressive": True}}.items():
        data = io.BytesIO()
        Image.fromarray(noisy).save(data, "JPEG", quality=60, **options)
        (HERE / f"waves_{name}.jpg").write_bytes(data.getvalue())
    Image.fromarray(waves).save(HERE / "waves.png")
    Image.fromarray(waves).save(HERE / "waves.webp", quality=60)


if __name__ == "__main__":
    main()
