"""Numbers read from bytes without making a text of them; what is written otherwise is left to Python."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled

Bytes = NDArray[np.uint8]
Places = NDArray[np.int32]

READ, SLOW, TEXT = 0, 1, 2
"""Verdicts: read; to be read by Python; a whole number that a float64 would change, so a text."""

EXACT: Final = 1 << 53  # whole numbers up to here are float64 exactly
POWERS: Final = np.array([10.0**e for e in range(23)], dtype=np.float64)  # each exactly a float64


@compiled
def _digits(text: Bytes, a: int, count: int) -> int:
    """This function will give the number that `count` digits at `a` make, or -1."""
    number = 0
    for i in range(a, a + count):
        digit = int(text[i]) - 48
        if digit < 0 or digit > 9:
            return -1
        number = number * 10 + digit
    return number


@compiled
def number(text: Bytes, a: int, b: int, whole: bool) -> tuple[int, float]:
    """This function will read a decimal number exactly, where that takes one multiplication (Clinger's fast path).

    `whole`: the file calls it an integer; one past 2**53 is a `TEXT`, since codes and numbers of cases would change.
    """
    i = a
    negative = False
    if i < b and (text[i] == 45 or text[i] == 43):
        negative = text[i] == 45
        i += 1
    mantissa = 0
    digits = 0  # that count towards precision
    met = False
    scale = 0
    point = False
    while i < b:
        byte = text[i]
        if 48 <= byte <= 57:
            met = True
            if digits > 0 or byte != 48:
                digits += 1
            if digits > 18:
                break
            mantissa = mantissa * 10 + (int(byte) - 48)
            if point:
                scale -= 1
        elif byte == 46 and not point:
            point = True
        else:
            break
        i += 1
    if digits > 18:
        if whole and not point:
            for j in range(i, b):
                if text[j] < 48 or text[j] > 57:
                    return SLOW, 0.0
            return TEXT, 0.0
        return SLOW, 0.0
    if met and i + 1 < b and (text[i] == 69 or text[i] == 101):
        i += 1
        below = False
        if text[i] == 45 or text[i] == 43:
            below = text[i] == 45
            i += 1
        if i == b or b - i > 4:
            return SLOW, 0.0
        exponent = _digits(text, i, b - i)
        if exponent < 0:
            return SLOW, 0.0
        scale += -exponent if below else exponent
        i = b
    if i != b or not met:
        return SLOW, 0.0
    if mantissa > EXACT:
        return (TEXT, 0.0) if whole and scale == 0 else (SLOW, 0.0)
    value = float(mantissa)
    if scale < -22 or scale > 22:
        return SLOW, 0.0
    value = value / POWERS[-scale] if scale < 0 else value * POWERS[scale]
    return READ, -value if negative else value


@compiled
def numbers(
    text: Bytes, start: Places, end: Places, whole: NDArray[np.bool_], values: NDArray[np.float64],
    verdicts: NDArray[np.int8],
) -> None:  # fmt: skip
    """This function will read the numbers text[start[i]:end[i]] into `values` and `verdicts`."""
    for i in range(len(start)):
        a, b = _stripped(text, start[i], end[i])
        verdicts[i], values[i] = number(text, a, b, whole[i])


@compiled
def _stripped(text: Bytes, a: int, b: int) -> tuple[int, int]:
    while a < b and text[a] == 32:
        a += 1
    while b > a and text[b - 1] == 32:
        b -= 1
    return a, b
