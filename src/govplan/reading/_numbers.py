"""Finding every numeral of a text, with the unit that follows it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal, TypeAlias, cast

import attrs

from govplan import units
from govplan.errors import GovplanError
from govplan.reading import _words as words
from govplan.units import Amount

Form: TypeAlias = Literal[
    "arabic", "han", "share", "word", "date", "period", "plan", "sign", "fraction", "head"
]
"""How a numeral is written, or what it is part of where its own writing tells.

``share`` is 百分之七, ``word`` 零增长 or 翻一番, ``plan`` 十四五, ``sign`` ①, ``head`` the 1 of
``1.2025年``, which numbers a paragraph.
"""


@attrs.define
class Numeral:
    """A numeral of the text and its unit.

    >>> [str(n.amount) for n in numerals("拆违30万平方米、占百分之七,10余家,3-5个")]
    ['30 wan_m2', '7 percent', '10 家', '3 个']
    """

    start: int
    """Where its first digit or sign stands."""
    number_end: int
    """Where its unit begins."""
    end: int
    """Where its unit ends."""
    form: Form
    amount: Amount | None = None
    """Its value; the lower one of a range; None where it is no exact number."""
    upper: Amount | None = None
    """The upper value of a range."""
    is_more: bool = False
    """Whether 余, 多 or 几 stands in it."""
    is_bare: bool = False
    """Whether it is a multiplier without digits: 万亩, 千人."""

    @property
    def has_unit(self) -> bool:
        """Whether a unit follows."""
        return self.end > self.number_end


_ARABIC = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]++)(?:\.[0-9]++)*+"
    r"(?:[百千万亿]++(?:[0-9]++[百千万亿]++)*+(?:[0-9](?![0-9.]))?+)?+"
)
_HAN = r"[一二三四五六七八九十百千万亿零〇○两]++(?:点[一二三四五六七八九零〇]++)?+"
_YEAR = r"(?:(?:19|20)[0-9]{2}|二[零〇○][零〇○一二三四五六七八九]{2})"
_DAY = r"(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!均)"
_TO = r"[-~—–至到]++"
_TOKEN = re.compile(
    r"(?=[0-9一二三四五六七八九十百千万亿零〇○两翻负¥￥$€£①-⒛⓪㈠-㈩])(?:"
    r"(?P<plan>十[一二三四五六]五(?=[”’\"」]?(?:期间|时期|规划|以来|末|初|计划|开局|发展|时|后|[、和,])))"
    rf"|(?P<head>(?<![^\n\r。;:|])[0-9]{{1,2}}(?=\.{_YEAR}年))"
    rf"|(?P<period>{_YEAR}年?{_TO}{_YEAR}(?![0-9])年?度?)"
    rf"|(?P<date>{_YEAR}(?:年(?:度(?!假)|{_MONTH}份?(?:{_DAY})?)?"
    r"|[-./][01]?[0-9][-./][0-3]?[0-9](?![0-9]))"
    rf"|[0-9]{{1,2}}{_TO}{_MONTH}份?|{_MONTH}份?(?:{_DAY}|{_TO}(?:次年|翌年)?{_MONTH})?|[一二三四1-4](?=季度))"
    rf"|(?P<share>[百千万]分之(?:{_ARABIC}|{_HAN}))"
    rf"|(?P<fraction>{_HAN}分之{_HAN}|[0-9]++分之[0-9]++)"
    r"|(?P<word>[零负](?=增长|上升)|翻[一二两三四]?番|一半)"
    rf"|(?P<arabic>[¥￥$€£]?{_ARABIC})"
    rf"|(?P<han>{_HAN})"
    r"|(?P<sign>[①-⒛⓪㈠-㈩]))"
)
_MORE_SIGNS = frozenset("余多几来")
_MORE = re.compile(r"[余多几来]([百千万亿]*+)")
_RANGE = re.compile(rf"{_TO}(?=[0-9])")
_PER = re.compile(r"[/·]([百千万亿]*+)")
_RATE = re.compile(r"/(?:[0-9]{1,3}万|十万|[百千万]|10{2,6}(?![0-9]))人?口?")
_RATIO = re.compile("[:∶]1(?![0-9.:∶])")
_SHARED = re.compile("[、和及与][\u4e00-\u9fff]{0,10}")
_NO_UNIT = re.compile(words.alternatives(words.NO_UNIT))
_MOST_DENOMINATORS = 3
_LONGEST = 80
"""Characters of what can be a number and its unit; of longer rows of digits there is no value."""


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of a clean text from left to right; no two overlap."""
    done = 0
    low: Numeral | None = None
    # Not by finditer, which would go on behind 百七 where 百 is the unit's, as in 0余百七.
    while match := _TOKEN.search(text, done):
        found = _numeral(text, match)
        done = found.end
        if low is not None:
            joined = _range(text, low, found)
            if joined is None:
                yield low
            else:
                found = joined
        may_open = found.form == "arabic" and found.upper is None and _RANGE.match(text, found.end)
        low = found if may_open else None
        if low is None:  # else another numeral follows, with which it is yielded
            yield found


def _numeral(text: str, match: re.Match[str]) -> Numeral:
    start, end = match.span()
    form = cast("Form", match.lastgroup)
    if form == "share":
        return Numeral(start, end, end, form, read(match[0]))
    if form == "word":
        amount = _IN_WORDS[match[0]]
        return Numeral(start, end, end + 2 * (match[0] in {"零", "负"}), form, amount)
    if form not in {"arabic", "han"}:
        return Numeral(start, end, end, form)
    number, number_end, is_more = match[0], end, False
    more = _MORE.match(text, end) if text[end : end + 1] in _MORE_SIGNS else None
    if more is not None and (more[1] or unit_at(text, more.end())):
        number, number_end, is_more = number + more[1], more.end(), True
    end = compound_at(text, number_end)
    if number[-1] == "千":
        end = max(end, compound_at(text, number_end - 1))  # 2.5千伏安
    amount = read(number + text[number_end:end])
    if amount is None and end > number_end:
        amount, end = read(number), number_end
    if end == number_end and text[end : end + 1] == "/" and (rate := _RATE.match(text, end)):
        number_end = end = rate.end()  # 12/10万
    elif end == number_end and amount and (ratio := _RATIO.match(text, end)):
        number_end = end = ratio.end()
        amount = Amount(amount.magnitude, "ratio")
    is_bare = form == "han" and all(c in "百千万亿" for c in number)
    return Numeral(start, number_end, end, form, amount, None, is_more, is_bare)


_IN_WORDS: dict[str, Amount | None] = {
    "零": Amount(0, "percent"),
    "负": None,
    "一半": Amount(50, "percent"),
    **{
        f"翻{n}番": Amount(100 * (2**i - 1), "percent")
        for n, i in zip("一二两三四", (1, 2, 2, 3, 4), strict=True)
    },
    "翻番": Amount(100, "percent"),
}
"""Figures in words: 零增长 is growth by 0 %, 翻一番 by 100 %."""


def with_shared_units(text: str, found: list[Numeral]) -> list[Numeral]:
    """Give the bare numbers of a list the unit that its last one prints for all.

    >>> text = "甲乡6000、乙乡5000、其余4000亩"
    >>> [str(n.amount) for n in with_shared_units(text, list(numerals(text)))]
    ['6000 mu', '5000 mu', '4000 mu']
    """
    shared = list(found)
    for i in range(len(found) - 2, -1, -1):
        n, follower = found[i], shared[i + 1]
        if n.form != "arabic" or n.has_unit or n.amount is None or text[n.end : n.end + 1] != "、":
            continue
        unit = None if follower.amount is None else follower.amount.unit
        link = _SHARED.match(text, n.end)
        is_linked = link is not None and link.end() == follower.start and _is_led(text, n.start)
        if unit is not None and is_linked:
            shared[i] = attrs.evolve(n, amount=Amount(n.amount.magnitude, unit))
    return shared


def _is_led(text: str, start: int) -> bool:
    """Return whether a word leads a number; a bare one at the head of its line is a mark."""
    before = text[start - 1 : start]
    return before == "、" or "\u4e00" <= before <= "\u9fff"


def _range(text: str, low: Numeral, high: Numeral) -> Numeral | None:
    """Join the two ends of a range: 3-5万人, 3万-5万人, 3%~5%."""
    between = _RANGE.match(text, low.end)
    if between is None or between.end() != high.start or low.amount is None or high.amount is None:
        return None
    amount: Amount | None = low.amount
    unit = high.amount.unit
    if low.amount.unit != unit:
        if low.has_unit:
            return None
        number = text[low.start : low.number_end]
        if number[-1] in "万亿":
            amount = read(number + text[high.number_end : high.end])
        else:
            # 3-5万人 gives its unit, and the multiplier, once.
            amount = Amount(low.amount.magnitude, unit)
    if amount is None or amount.unit != unit or amount.magnitude > high.amount.magnitude:
        return None
    return attrs.evolve(high, start=low.start, amount=amount, upper=high.amount)


@functools.cache
def _unit_names() -> dict[str, tuple[str, ...]]:
    """Return the names of units by their first character, the longest first."""
    names = {name for u in units.UNITS.values() for name in (u.id, u.name, *u.aliases)}
    by_first: dict[str, list[str]] = {}
    for name in sorted(names - {"_"}, key=lambda name: (-len(name), name)):
        by_first.setdefault(name[0], []).append(name)
    return {first: tuple(group) for first, group in by_first.items()}


def unit_at(text: str, at: int) -> str:
    """Return the name of the unit that starts here, or an empty text.

    >>> unit_at("30万平方米", 3), unit_at("3部门", 1)
    ('平方米', '')
    """
    for name in _unit_names().get(text[at : at + 1], ()):
        if text.startswith(name, at):
            follow = text[at + len(name) : at + len(name) + 1]
            if name.isascii() and name.isalpha() and follow.isascii() and follow.isalpha():
                continue  # the m of metres
            return "" if _NO_UNIT.match(text, at) else name
    return ""


def compound_at(text: str, at: int) -> int:
    """Return where the unit that starts here ends, its denominators included.

    >>> compound_at("8.5吨/月·平方公里以下", 3)
    11
    """
    end = at + len(unit_at(text, at))
    for _ in range(_MOST_DENOMINATORS):
        per = _PER.match(text, end) if end > at else None
        if per is None:
            break
        # 元/千瓦时 has the unit 千瓦时, 台/万人 the multiplier 万.
        name, scaled = unit_at(text, end + 1), unit_at(text, per.end())
        if not name and not scaled:
            break
        end = max(end + 1 + len(name), per.end() + len(scaled) if scaled else 0)
    return end


def read(text: str) -> Amount | None:
    """Return the amount that a text stands for, or None where it is no exact one."""
    return _read(text) if len(text) <= _LONGEST else None


@functools.lru_cache(maxsize=4096)
def _read(text: str) -> Amount | None:
    try:
        return units.amount(text)
    except (GovplanError, ValueError):
        return None
