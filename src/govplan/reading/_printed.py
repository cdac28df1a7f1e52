"""What a page prints and its file does not hold as text: numbers of items, bars of tables."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["bars", "counted"]

_DIGITS = "〇一二三四五六七八九"
_ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x",
    9: "ix", 5: "v", 4: "iv", 1: "i",
}  # fmt: skip
_FULL_WIDTH = {0x30 + i: 0xFF10 + i for i in range(10)}
_MOST = 999
"""The highest number that is printed otherwise than in digits."""


def _chinese(number: int) -> str:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _spelled(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN.items():
        text += letters * (number // value)
        number %= value
    return text


def _signs(first: str, last: str) -> Callable[[int], str]:
    """Return the way to print with signs that stand for a number each."""
    most = ord(last) - ord(first) + 1
    return lambda number: chr(ord(first) + number - 1) if number <= most else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _spelled,
    "japaneseDigitalTenThousand": _spelled,
    "taiwaneseDigital": _spelled,
    "decimalEnclosedCircle": _signs("①", "⑳"),
    "decimalEnclosedCircleChinese": _signs("①", "⑳"),
    "decimalEnclosedParen": _signs("⑴", "⒇"),
    "decimalEnclosedFullstop": _signs("⒈", "⒛"),
    "ideographEnclosedCircle": _signs("㊀", "㊉"),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _: "",
}
"""Ways to print a number, by their names in Office Open XML (ST_NumberFormat)."""


def counted(number: int, style: str) -> str:
    """Return *number* as a list prints it, in a format of Office Open XML.

    A format that is not known, or that ends before the number, prints digits.

    >>> counted(12, "chineseCountingThousand"), counted(3, "decimalEnclosedCircle")
    ('十二', '③')
    """
    made = _FORMATS.get(style, str)
    return made(number) if 0 < number <= _MOST or style == "none" else str(number)


def bars(cells: list[str]) -> str:
    """Return the line of a row of a table, empty cells at its end left out; "" for an empty row.

    >>> bars(["指标", "", "5 万亩", ""])
    '| 指标 | | 5 万亩 |'
    """
    while cells and not cells[-1]:
        cells = cells[:-1]
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|" if cells else ""
