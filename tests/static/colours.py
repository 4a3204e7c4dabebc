"""Colours as eyes see them: contrast, mixtures, colour-vision deficiencies, and distance.

Colours are arrays of linear sRGB, 0 to 1. Sources: WCAG 2.2 (contrast); CSS Color 5 with Ottosson 2020
(mixing in OKLab); Machado, Oliveira and Fernandes 2009 (deficiencies, severity 1); Sharma, Wu and Dalal
2005 (CIEDE2000).
"""

import math

import numpy as np
from numpy.typing import NDArray

Colour = NDArray[np.float64]

XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])  # D65
LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
EYES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(coded: Colour) -> Colour:
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def coded(linear_: Colour) -> Colour:
    return np.where(linear_ <= 0.0031308, linear_ * 12.92, 1.055 * linear_ ** (1 / 2.4) - 0.055)


def from_hex(value: str) -> Colour:
    return linear(np.array([int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)]))


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of one colour and the rest of the other, as color-mix(in oklab) has it."""
    labs = [OKLAB @ np.cbrt(LMS @ each) for each in (one, other)]
    lms = np.linalg.solve(OKLAB, share * labs[0] + (1 - share) * labs[1]) ** 3
    return np.clip(np.linalg.solve(LMS, lms), 0, 1)


def over(top: Colour, ground: Colour, share: float) -> Colour:
    """A colour of this opacity on a ground; browsers compose in coded values."""
    return linear(share * coded(top) + (1 - share) * coded(ground))


def contrast(one: Colour, other: Colour) -> float:
    """1 to 21."""
    light, dark = sorted((float(XYZ[1] @ one), float(XYZ[1] @ other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: Colour) -> tuple[float, float, float]:
    """CIE L*a*b*."""
    t = XYZ @ np.clip(colour, 0, 1) / WHITE
    x, y, z = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """CIEDE2000 between two L*a*b* values; about 2 is just seen, side by side."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + (1 - math.sqrt(mean**7 / (mean**7 + 25**7))) / 2
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    grey = c1 * c2 == 0
    turn = 0.0 if grey else (h2 - h1 + 180) % 360 - 180
    hue = h1 + h2 if grey else (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2

    def cos(degrees: float) -> float:
        return math.cos(math.radians(degrees))

    weight = (
        1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6) - 0.20 * cos(4 * hue - 63)
    )
    d_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    d_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    d_hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    tilt = 60 * math.exp(-(((hue - 275) / 25) ** 2))
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(math.radians(tilt))
    return math.sqrt(d_light**2 + d_chroma**2 + d_hue**2 + rotation * d_chroma * d_hue)
