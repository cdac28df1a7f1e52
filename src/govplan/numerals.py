"""Exact numbers from the ways in which plans write them.

:func:`number` reads one number, written in Arabic digits (``1,500``, ``１．５``), in
Chinese (``一百二十``, ``二〇二一``, ``一点五亿``) or in both (``1.5亿``, ``3万5千``), and
gives an exact :class:`~decimal.Decimal`. :func:`ordinal` reads the number of a
section as printed (``（一）``, ``第三章``, ``1.2``, ``①``).

What is not one exact number is an error, never a guess: ``十余`` (more than ten),
``三五`` (three to five), ``近百`` (nearly a hundred).

>>> number("3万5千"), number("一百二十"), number("1,500")
(Decimal('35000'), Decimal('120'), Decimal('1500'))
>>> ordinal("（四）")
Ordinal(values=(4,), style='(一)')
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, Inexact, localcontext

import attrs

from govplan.errors import NumeralError

__all__ = ["Ordinal", "number", "ordinal"]

MAX_LENGTH = 64
"""Characters of a numeral; longer text is refused before it is looked at."""

ZEROS = "零〇○"
"""Ways to write a Chinese zero."""

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "兩": 2,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    "貳": 2, "叄": 3, "參": 3, "陸": 6,
}  # fmt: skip
"""Chinese digits, the ones against forgery (壹贰叁) and the traditional ones included."""

TENS = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
"""Powers of ten below 万."""

MYRIADS = {"万": 4, "萬": 4, "亿": 8, "億": 8}
"""Powers of ten that multiply all that stands before them."""

NUMERAL_CHARACTERS = frozenset("0123456789.,点") | set(DIGITS) | set(TENS) | set(MYRIADS)
"""What a number may consist of, full-width signs folded."""

_EXACT = Context(prec=2 * MAX_LENGTH, traps=[Inexact])
"""Arithmetic that cannot round, whatever the caller's own decimal context is."""

APPROXIMATE = frozenset("余多几数来近约")
"""What makes a number that it stands in or beside approximate."""

COMPARED = {
    "达到": ">=", "不少于": ">=", "不低于": ">=", "至少": ">=", "突破": ">", "超过": ">",
    "不超过": "<=", "不高于": "<=", "控制在": "<=", "最多": "<=", "低于": "<", "少于": "<",
    "大约": "~", "以上": ">=", "及以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=",
    "左右": "~", "上下": "~",
}  # fmt: skip
"""Words beside an amount that say how it is compared, and the sign of each."""

_FOLD = {0xFF10 + i: 0x30 + i for i in range(10)} | {
    ord("．"): ".", ord("，"): ",", ord("－"): "-", ord("−"): "-", ord("＋"): "+",
    ord("％"): "%", ord("（"): "(", ord("）"): ")", ord("〔"): "(", ord("〕"): ")",
    ord("／"): "/", ord("\u3000"): " ",
}  # fmt: skip

_ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


def fold(text: str) -> str:
    """Return *text* with full-width digits and signs in their ASCII form.

    One character stays one character, so that offsets keep their meaning.

    >>> fold("（１．５％）")
    '(1.5%)'
    """
    return text.translate(_FOLD)


def number(text: str) -> Decimal:
    """Return the exact value of one number.

    Args:
        text: The number alone, without unit; a sign before it is allowed.

    Returns:
        Its value. ``3万5`` and ``一百二`` are read as they are spoken: 35,000 and 120.

    Raises:
        NumeralError: For anything that is not one exact number.

    >>> number("－1.5亿")
    Decimal('-150000000')
    >>> number("三五")
    Traceback (most recent call last):
        ...
    govplan.errors.NumeralError: '三五' is not an exact number: may mean a choice, such as 3 to 5
    """
    if len(text) > MAX_LENGTH:
        raise NumeralError(text, f"longer than {MAX_LENGTH} characters")
    body = fold(text).strip()
    negative = body[:1] == "-"
    value = _unsigned(body[1:] if body[:1] in {"-", "+"} else body, text)
    return value.copy_negate() if negative and value else value


def _unsigned(body: str, text: str) -> Decimal:
    with localcontext(_EXACT):
        return _parse(body, text)


def _parse(body: str, text: str) -> Decimal:
    if not body:
        raise NumeralError(text, "empty")
    if _ARABIC.fullmatch(body):
        return Decimal(body.replace(",", ""))
    strange = next((c for c in body if c not in NUMERAL_CHARACTERS), None)
    if strange in APPROXIMATE:
        raise NumeralError(text, f"{strange} makes it approximate; read it as a comparator")
    if strange is not None:
        raise NumeralError(text, f"{strange!r} is not part of a number")
    if all(c in DIGITS for c in body):
        return _digit_string(body, text)
    value = _scaled(body, text)
    return value.to_integral_value() if value % 1 == 0 else value


def _digit_string(body: str, text: str) -> Decimal:
    """Read digits without units: one digit, or a row of them such as 二〇二一."""
    if len(body) == 1:
        return Decimal(DIGITS[body])
    if "两" in body or "兩" in body:
        raise NumeralError(text, "may mean a choice, such as 2 to 3")
    if body[0] in ZEROS:
        raise NumeralError(text, "starts with a zero")
    if len(body) == 2 and body[1] not in ZEROS:  # noqa: PLR2004
        raise NumeralError(text, "may mean a choice, such as 3 to 5")
    return Decimal("".join(str(DIGITS[c]) for c in body))


def _scaled(body: str, text: str) -> Decimal:
    """Read a number with 万 and 亿 in it.

    From the left, 亿 closes the hundred millions and 万 the ten thousands; 万 or a
    number before 亿 multiplies it (1.2万亿, 二万五千亿).
    """
    head, yi, tail = _split_last(body, "亿億")
    total = Decimal(0)
    if yi:
        total = (_below_yi(head, text) if head else Decimal(1)) * 10**8
    return total + _tail(tail, 8 if yi else None, text, total)


def _below_yi(body: str, text: str) -> Decimal:
    head, wan, tail = _split_last(body, "万萬")
    if not wan:
        return _below_wan(body, text)
    total = (_below_wan(head, text) if head else Decimal(1)) * 10**4
    return total + _tail(tail, 4, text, total)


def _tail(body: str, scale: int | None, text: str, before: Decimal) -> Decimal:
    """Read what follows a 万 or 亿 (*scale* is its power of ten; None: nothing precedes)."""
    if not body:
        return Decimal(0)
    if scale is None:
        return _below_yi(body, text)
    if before % 10**scale:
        raise NumeralError(text, "a decimal fraction before 万 or 亿 and digits after it")
    if len(body) == 1 and (body in DIGITS or body.isdecimal()):
        if before >= 10 ** (scale + 4):
            raise NumeralError(text, "a digit whose power of ten is not clear")
        # 两万五 is spoken for 25,000: the digit counts the next lower power.
        return _one(body, text) * Decimal(10) ** (scale - 1)
    if body[0] in TENS or body[0] in MYRIADS:
        raise NumeralError(text, f"expected a digit before {body[0]}")
    zero = body[0] in ZEROS
    value = _below_yi(body[1:] if zero else body, text)
    # 一万五点五 could be 10005.5 or 15000.5; 5万5.5 too.
    unclear = value % 1 and ("点" not in body or (value < 10 and not zero))  # noqa: PLR2004
    if not 0 < value < 10**scale or unclear:
        raise NumeralError(text, "its parts do not follow each other downwards")
    if zero and value >= 10 ** (scale - 1):
        raise NumeralError(text, "a zero where no place is empty")
    return value


def _below_wan(body: str, text: str) -> Decimal:
    """Read a number without 万 and 亿: 1.5, 一百二十, 3千5百, 一点五."""
    whole, point, fraction = body.partition("点")
    if point:
        digits = "".join(str(DIGITS[c]) for c in fraction if c in DIGITS)
        if not whole or not digits or len(digits) != len(fraction):
            raise NumeralError(text, "expected digits on both sides of 点")
        return _below_wan(whole, text) + Decimal(f"0.{digits}")
    if _ARABIC.fullmatch(body):
        return Decimal(body.replace(",", ""))
    if all(c in DIGITS for c in body):
        return _digit_string(body, text)
    return _tens(body, text)


_TENS_PART = re.compile(
    rf"([{ZEROS}])?((?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?|[{''.join(DIGITS)}])?"
    rf"([{''.join(TENS)}])"
)


def _tens(body: str, text: str) -> Decimal:
    """Read 千, 百 and 十 in falling order, and the ones after them."""
    total, last, at = Decimal(0), 4, 0
    while (match := _TENS_PART.match(body, at)) and not total % 10**last:
        zero, digit, power = match[1], match[2], TENS[match[3]]
        if power >= last:
            raise NumeralError(text, "its parts do not follow each other downwards")
        if digit is None and (zero or (at and power > 1)):
            break  # only 十 goes without a digit inside a number: 一百十五
        if zero and (not at or power == last - 1):
            raise NumeralError(text, "a zero where no place is empty")
        count = 1 if digit is None else DIGITS.get(digit, digit.replace(",", ""))
        total += Decimal(count) * 10**power
        last, at = power, match.end()
    rest = body[at:]
    if not rest:
        return total
    if not at or total % 10**last:
        raise NumeralError(text, "expected digits and 十, 百, 千, 万 or 亿 in falling order")
    return total + _ones(rest, last, text)


def _ones(rest: str, last: int, text: str) -> Decimal:
    """Read what follows the last of 千, 百 and 十, whose power of ten is *last*."""
    zero = rest[0] in ZEROS and len(rest) == 2  # noqa: PLR2004
    if zero and last == 1:
        raise NumeralError(text, "a zero where no place is empty")
    if len(rest) == 1 or zero:
        # 一百二 is spoken for 120, 二十五 is 25.
        return _one(rest[-1], text) * Decimal(10) ** (0 if zero else last - 1)
    if rest.isdecimal() and len(rest) <= last and int(rest):
        return Decimal(rest)
    raise NumeralError(text, "expected digits and 十, 百, 千, 万 or 亿 in falling order")


def _one(digit: str, text: str) -> int:
    value = DIGITS.get(digit, int(digit) if digit.isdecimal() else 0)
    if not value:
        raise NumeralError(text, "expected a digit other than zero at the end")
    return value


def _split_last(body: str, marks: str) -> tuple[str, str, str]:
    """Split at the last of *marks*; an empty middle if there is none."""
    at = max(body.rfind(c) for c in marks)
    return ("", "", body) if at < 0 else (body[:at], body[at], body[at + 1 :])


@attrs.frozen
class Ordinal:
    """The number of a section, read.

    >>> ordinal("1.2.3")
    Ordinal(values=(1, 2, 3), style='1.1')
    """

    values: tuple[int, ...]
    """The number; several for numbers such as 1.2.3."""

    style: str
    """How the first one of its kind is printed: ``一、`` ``(一)`` ``第一章`` ``1.`` ``①`` …"""


_HAN = "[一二三四五六七八九十百〇零两]{1,7}"
_NUMBERS = "[0-9]{1,4}"
_STYLES: tuple[tuple[str, str], ...] = (
    ("(一)", rf"\(({_HAN})\)、?"),
    ("(1)", rf"\(({_NUMBERS})\)、?"),
    ("一)", rf"({_HAN})\)、?"),
    ("1)", rf"({_NUMBERS})\)、?"),
    ("一、", rf"({_HAN})、"),
    ("1、", rf"({_NUMBERS})、"),
    ("一是", rf"({_HAN})是"),
    ("一要", rf"({_HAN})要"),
    ("1.1", rf"({_NUMBERS}(?:\.{_NUMBERS}){{1,7}})[.、]?"),
    ("1.", rf"({_NUMBERS})\."),
    ("一.", rf"({_HAN})\."),
    ("其一", rf"其({_HAN})"),
    ("一", rf"({_HAN})"),
    ("1", rf"({_NUMBERS})"),
)
"""Each style, as its first number is printed, and the pattern of its numbers."""

_NAMED = re.compile(rf"第({_HAN}|[0-9]{{1,4}})(部分|[编篇章节条款项类])[、:：]?")
_SIGNS: dict[str, Ordinal] = {
    chr(first + i): Ordinal((start + i,), style)
    for first, start, count, style in (
        (0x2460, 1, 20, "①"), (0x3251, 21, 15, "①"), (0x32B1, 36, 15, "①"),
        (0x2474, 1, 20, "⑴"), (0x2488, 1, 20, "⒈"), (0x3220, 1, 10, "㈠"),
    )
    for i in range(count)
}  # fmt: skip


def ordinal(text: str) -> Ordinal:
    """Return the number of a section from the way it is printed.

    Args:
        text: The number as printed, with its brackets or marks.

    Raises:
        NumeralError: If it is no number of a section.

    >>> ordinal("第十二章").values, ordinal("三、").values, ordinal("⑤").values
    ((12,), (3,), (5,))
    """
    if len(text) > MAX_LENGTH:
        raise NumeralError(text, f"longer than {MAX_LENGTH} characters")
    body = fold(text).strip().replace(" ", "")
    if (sign := body.removesuffix("、")) in _SIGNS:
        return _SIGNS[sign]
    if match := _NAMED.fullmatch(body):
        return Ordinal((_count(match[1], text),), f"第一{match[2]}")
    for style, pattern in _STYLES:
        if match := re.fullmatch(pattern, body):
            return Ordinal(tuple(_count(part, text) for part in match[1].split(".")), style)
    raise NumeralError(text, "not a section's number, such as 一、 （一） 1. 1.1 ① 第一章")


def _count(body: str, text: str) -> int:
    return int(_unsigned(body, text))
