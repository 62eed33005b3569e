"""Draws aurora.jpg: northern lights over a lake, from nothing but the seed.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 pillow==13.0.0
    venv/bin/python samples/aurora.py            # writes samples/aurora.jpg

PROMPT, PARAMETERS and SEED are what the picture is made from, and this file is
the logic that turns them into pixels: the four things that a generation record
commits to.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

PROMPT = "Curtains of northern light over a still lake at night, mountains on the far shore."
SEED = 5
PARAMETERS = {
    "width": 1600,
    "height": 1066,
    "horizon": 0.735,  # of the height, from the top
    # Nearest and farthest point, sway, turn, power.
    "curtains": [(0.64, 3.2, 0.48, 0.10, 5.5), (1.0, 4.2, 0.60, 0.55, 2.6)],
    "rays": 600_000,  # of each curtain
    "stars": 1900,
    "exposure": 1.0,
    "saturation": 1.35,
    "quality": 90,  # of the JPEG
}
ARTIST = "The Provenue developers"
RIGHTS = "CC0 1.0 Universal, https://creativecommons.org/publicdomain/zero/1.0/"

WIDTH, HEIGHT = PARAMETERS["width"], PARAMETERS["height"]
WIDE = WIDTH * 3 // 2  # of the sky before its rays are made to converge
HORIZON = round(HEIGHT * PARAMETERS["horizon"])
GREEN, FRINGE, VIOLET = (0.09, 1.0, 0.34), (1.0, 0.30, 0.62), (0.48, 0.10, 0.95)


def smooth(t):
    """From 0 to 1 with level ends; outside it stays at the nearer end."""
    t = np.clip(t, 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def noise(rng, x, octaves, gain=0.5):
    """Fractal value noise of one variable, about -1 to 1, a feature a unit of x."""
    total, weight = np.zeros_like(x), 1.0
    for octave in range(octaves):
        lattice = rng.uniform(-1.0, 1.0, 1024)
        at = x * 2.0**octave + rng.uniform(0.0, 1024.0)
        cell = np.floor(at).astype(int)
        left, right = lattice[cell % 1024], lattice[(cell + 1) % 1024]
        total += weight * (left + (right - left) * smooth(at - cell))
        weight *= gain
    return total


def blur(image, radius):
    """Gaussian blur of an image of three channels, its edges mirrored."""
    pad = int(3 * radius)
    wide = np.pad(image, ((pad, pad), (pad, pad), (0, 0)), mode="reflect")
    fy = np.fft.fftfreq(wide.shape[0])[:, None, None]
    fx = np.fft.rfftfreq(wide.shape[1])[None, :, None]
    kernel = np.exp(-2.0 * (np.pi * radius) ** 2 * (fx * fx + fy * fy))
    wide = np.fft.irfft2(np.fft.rfft2(wide, axes=(0, 1)) * kernel, wide.shape[:2], axes=(0, 1))
    return wide[pad:-pad, pad:-pad]


def curtain(rng, near, far, sway, turn, power):
    """Light of one curtain, as seen from the shore.

    The curtain hangs from a folded path over the ground, which winds from `far`
    to `near`; each point of the path sends a ray upwards. Where the path turns,
    rays lie close and the light gathers, which is what draws the folds.
    """
    t = np.linspace(0.0, 1.0, PARAMETERS["rays"])
    z = far * (near / far) ** t + 0.10 * noise(rng, t * 5.0, 2) + 0.035 * noise(rng, t * 22.0, 3)
    z = z.clip(0.3, None)
    x = sway * z * np.sin(2.0 * np.pi * (turn + 1.15 * t)) + 0.16 * noise(rng, t * 7.0, 2)
    x += 0.065 * noise(rng, t * 24.0, 3, 0.45)
    length = np.hypot(np.gradient(x), np.gradient(z))
    strength = 160.0 * power * length / z
    strength *= smooth(t / 0.08) * smooth((1.0 - t) / 0.15)
    strength *= (0.60 + 0.75 * noise(rng, t * 5.0, 2)).clip(0.04, None)
    strength *= (0.75 + 0.55 * noise(rng, t * 120.0, 4, 0.7)).clip(0.04, None)
    reach = (0.17 * HEIGHT / z) * (1.0 + 0.40 * noise(rng, t * 14.0, 4)).clip(0.25, None)

    # Rays of like reach share a layer; a layer's light decays upwards row by row.
    layers = np.geomspace(20.0, 480.0, 9)
    layer = np.searchsorted(layers, reach.clip(20.5, 479.0)) - 1
    column, row = WIDE / 2 + x / z * WIDTH, HORIZON * (1.0 - 0.36 / z)
    left, row = np.floor(column).astype(int), np.floor(row).astype(int)
    at, weight = [], []
    for step, part in ((0, 1.0 - (column - left)), (1, column - left)):
        inside = (left + step >= 0) & (left + step < WIDE) & (row >= 0)
        at.append(((layer * HORIZON + row) * WIDE + left + step)[inside])
        weight.append((strength * part)[inside])
    shape = (len(layers), HORIZON, WIDE)
    light = np.bincount(np.concatenate(at), np.concatenate(weight), np.prod(shape)).reshape(shape)

    def decay(part):
        return np.exp(-1.0 / (part * layers))[:, None]

    green, rise, violet, fringe = (np.zeros((len(layers), WIDE)) for _ in range(4))
    image = np.zeros((HORIZON, WIDE, 3))
    for y in reversed(range(HORIZON)):
        green = green * decay(0.50) + light[:, y]
        rise = rise * decay(0.06) + light[:, y]
        fringe = fringe * decay(0.13) + light[:, y]
        violet = violet * decay(0.80) + green / layers[:, None]
        glows = (green - rise, GREEN), (0.42 * (fringe - rise), FRINGE), (0.75 * violet, VIOLET)
        for glow, colour in glows:
            image[y] += glow.sum(axis=0)[:, None] * np.array(colour)
    return converge(image)


def converge(image):
    """Leans the rays towards the zenith, where all that is parallel to them meets."""
    narrow = np.linspace(0.70, 1.0, HORIZON)[:, None]
    x = WIDE / 2 + (np.arange(WIDTH) - WIDTH / 2)[None, :] / narrow
    left = np.floor(x).astype(int)
    part = (x - left)[:, :, None]
    rows = np.arange(HORIZON)[:, None]
    return image[rows, left] * (1.0 - part) + image[rows, left + 1] * part


def night(rng):
    """The sky without the lights: its gradient, brighter at the horizon, and its stars."""
    height = np.linspace(1.0, 0.0, HORIZON)[:, None, None]
    top, middle, low = (0.003, 0.006, 0.024), (0.006, 0.018, 0.052), (0.026, 0.060, 0.095)
    sky = np.array(low) + np.subtract(middle, low) * smooth(height / 0.4)
    sky = sky + np.subtract(top, middle) * smooth((height - 0.3) / 0.7)
    sky = np.repeat(sky, WIDTH, axis=1)

    count = PARAMETERS["stars"]
    x, y = rng.uniform(2, WIDTH - 3, count), rng.uniform(2, HORIZON - 3, count)
    brightness = 0.035 * rng.uniform(0.02, 1.0, count) ** -0.85
    warmth = rng.uniform(-1.0, 1.0, count)
    stars = np.zeros_like(sky)
    for dx in (-2, -1, 0, 1, 2):
        for dy in (-2, -1, 0, 1, 2):
            column, row = np.floor(x).astype(int) + dx, np.floor(y).astype(int) + dy
            distance = (column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2
            spot = brightness * np.exp(-distance / 0.7) * smooth((HORIZON - y) / 260.0)
            tint = np.stack([1.0 + 0.18 * warmth, np.ones(count), 1.0 - 0.22 * warmth], axis=1)
            np.add.at(stars, (row, column), spot[:, None] * tint)
    return sky, stars


def mountains(rng, sky, light):
    """Three ranges before the sky, the farther the paler."""
    x = np.arange(WIDTH) / WIDTH
    rows = np.arange(HORIZON)[:, None]
    ranges = (0.085, 0.090, 3.0, 0.55), (0.048, 0.060, 4.5, 0.26), (0.016, 0.026, 7.0, 0.05)
    for lift, size, detail, haze in ranges:
        ridge = 1.0 - 2.0 * np.abs(noise(rng, x * detail, 1))
        ridge += 0.35 * noise(rng, x * detail * 3.0, 7, 0.52)
        crest = HORIZON - (lift + size * (ridge * 0.5)).clip(0.004, None) * HEIGHT
        cover = np.clip(rows - crest + 0.5, 0.0, 1.0)[:, :, None]
        below = np.clip((rows - crest) / (0.16 * HEIGHT), 0.0, 1.0)[:, :, None]
        mist = np.array((0.014, 0.034, 0.062)) * (0.6 + 1.3 * below)
        colour = haze * (mist + 0.10 * light)
        sky = sky * (1.0 - cover) + colour * cover
    return sky


def lake(rng, above):
    """The scene mirrored in water that is almost still."""
    depth = HEIGHT - HORIZON
    y = np.arange(depth)[:, None] + np.zeros((1, WIDTH))
    near = y / depth
    x = np.arange(WIDTH)[None, :] + np.zeros((depth, 1))
    waves = np.zeros_like(x)
    distance = 1.0 / (near + 0.06)
    aside = (x / WIDTH - 0.5) * distance
    for _ in range(26):
        length = rng.uniform(0.004, 0.03)
        angle, phase = rng.normal(0.0, 0.22), rng.uniform(0.0, 2.0 * np.pi)
        way = 0.9 * distance * np.cos(angle) + aside * np.sin(angle)
        waves += length * np.sin(way / length + phase)
    source_y = HORIZON - 1 - (y * 2.1 + waves * 90.0 * (0.10 + near))
    source_x = x + waves * 16.0 * near
    source_y, source_x = np.abs(source_y).clip(0, HORIZON - 2), source_x.clip(0, WIDTH - 2)
    row, column = source_y.astype(int), source_x.astype(int)
    fy, fx = (source_y - row)[:, :, None], (source_x - column)[:, :, None]
    upper = above[row, column] * (1 - fx) + above[row, column + 1] * fx
    lower = above[row + 1, column] * (1 - fx) + above[row + 1, column + 1] * fx
    mirrored = upper * (1 - fy) + lower * fy
    shade = (0.80 - 0.45 * near)[:, :, None]
    return mirrored * shade + np.array((0.003, 0.008, 0.016))


def draw():
    """The picture as 8-bit sRGB."""
    rng = np.random.default_rng(SEED)
    sky, stars = night(rng)
    lights = np.zeros((HORIZON, WIDTH, 3))
    for near, far, sway, turn, power in PARAMETERS["curtains"]:
        lights += curtain(rng, near, far, sway, turn, power)
    lights = 0.80 * blur(lights, 0.9) + 0.20 * blur(lights, 9.0) + 0.10 * blur(lights, 70.0)
    dimmed = stars / (1.0 + 3.0 * lights.max(axis=2, keepdims=True))
    above = mountains(rng, sky + lights + dimmed, blur(lights, 60.0))
    scene = np.concatenate([above, lake(rng, blur(above, 1.1))])

    scene += 0.10 * blur(scene, 22.0)
    toned = 1.0 - np.exp(-PARAMETERS["exposure"] * scene)
    x = np.linspace(-1.0, 1.0, WIDTH)[None, :, None]
    y = np.linspace(-1.0, 1.0, HEIGHT)[:, None, None]
    toned *= 1.0 - 0.16 * (x * x + y * y)
    grey = toned.mean(axis=2, keepdims=True)
    toned = (grey + PARAMETERS["saturation"] * (toned - grey)).clip(0.0, 1.0)
    # sRGB's curve; then a grain of half a level, so that gradients show no bands.
    curve = 1.055 * np.maximum(toned, 1e-9) ** (1 / 2.4) - 0.055
    shown = np.where(toned <= 0.0031308, 12.92 * toned, curve)
    grain = rng.uniform(-0.5, 0.5, (HEIGHT, WIDTH, 1))
    return np.clip(np.rint(255.0 * shown + grain), 0, 255).astype(np.uint8)


def save(pixels, path):
    """Writes the JPEG, with who made it and on what terms in its EXIF."""
    exif = Image.Exif()
    exif[0x010E] = PROMPT  # ImageDescription
    exif[0x0131] = f"samples/aurora.py, seed {SEED}"  # Software
    exif[0x013B] = ARTIST  # Artist
    exif[0x8298] = RIGHTS  # Copyright
    image = Image.fromarray(pixels)
    image.save(path, quality=PARAMETERS["quality"], subsampling=0, optimize=True, exif=exif)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("aurora.jpg")
    save(draw(), target)
