"""Makes the pictures beside it from samples/aurora.jpg, and reference.tsv: what Meta's own PDQ says of them.

    python3 -m venv /tmp/venv
    /tmp/venv/bin/pip install numpy==2.4.6 pillow==13.0.0 pdqhash==0.2.8
    /tmp/venv/bin/python crates/perceptual/tests/pictures/make.py

`pdqhash` on PyPI wraps the C++ code of https://github.com/facebook/ThreatExchange.
"""

from pathlib import Path

import numpy
import pdqhash
from PIL import Image, ImageDraw, ImageOps

HERE = Path(__file__).parent
AURORA = Image.open(HERE.parents[3] / "samples" / "aurora.jpg").convert("RGB")


def scaled(width):
    return AURORA.resize((width, round(width * AURORA.height / AURORA.width)), Image.LANCZOS)


def save(name, picture, **options):
    picture.save(HERE / name, **options)


# Copies, as pictures travel.
save("half-quality.jpg", scaled(800), quality=40)
save("thumbnail.jpg", scaled(160), quality=75)
save("chat.webp", scaled(640), quality=50)
save("lossless.webp", scaled(120), lossless=True)
save("palette.gif", scaled(240).quantize(64))
save("screen.png", scaled(192))
save("deep.tif", scaled(120), compression="tiff_adobe_deflate")
save("plain.bmp", scaled(96))
save("grey.jpg", ImageOps.grayscale(scaled(480)), quality=70)
save("brighter.jpg", scaled(480).point(lambda value: min(255, round(value * 1.15))), quality=70)
save("squeezed.jpg", AURORA.resize((400, 400), Image.LANCZOS), quality=70)
captioned = scaled(480)
ImageDraw.Draw(captioned).text((8, 300), "northern lights", fill=(255, 255, 255))
save("captioned.jpg", captioned, quality=70)

# The camera lay on its side, and says so.
turned = scaled(480).transpose(Image.ROTATE_90)
exif = Image.Exif()
exif[0x0112] = 6
save("turned.jpg", turned, quality=70, exif=exif)

# Made from it, but not copies that PDQ finds.
save("mirrored.jpg", ImageOps.mirror(scaled(480)), quality=70)
save("cropped.jpg", AURORA.crop((400, 100, 1200, 700)).resize((400, 300)), quality=70)

# Other pictures.
y, x = numpy.mgrid[0:150, 0:211].astype(float)
waves = 127 + 60 * numpy.sin(x / 9 + y / 31) + 60 * numpy.cos(y / 13 - x / 47)
save("waves.png", Image.fromarray(waves.astype(numpy.uint8)).convert("RGB"))
save("blank.png", Image.new("RGB", (70, 50), (90, 120, 200)))
for width, height in [(1, 1), (3, 90), (63, 64), (65, 64), (129, 127), (128, 256)]:
    x, y = numpy.meshgrid(numpy.arange(width), numpy.arange(height))
    channels = [(x * x * 7 + y * 13) % 256, (x * y * 5 + 31 * y) % 256, (x * 3 + y * y * 11) % 256]
    pixels = numpy.stack(channels, axis=-1).astype(numpy.uint8)
    save(f"{width}x{height}.png", Image.fromarray(pixels))

with open(HERE / "reference.tsv", "w") as table:
    names = sorted(path.name for path in HERE.iterdir() if path.suffix not in {".py", ".tsv"})
    for name in names:
        picture = ImageOps.exif_transpose(Image.open(HERE / name)).convert("RGB")
        bits, quality = pdqhash.compute(numpy.array(picture))
        digits = "".join(str(int(bit)) for bit in bits)
        table.write(f"{name}\t{int(digits, 2):064x}\t{quality}\n")
