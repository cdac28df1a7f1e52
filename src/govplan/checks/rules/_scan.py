"""Finding figures in the published text, and the node that holds a place of it."""

from __future__ import annotations

import functools
import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from decimal import Decimal

import attrs

from govplan import units
from govplan.checks._context import Context, Located
from govplan.errors import GovplanError
from govplan.model import Node, Plan, Project, Source
from govplan.units import Amount

_D = "[0-9０-９]"
_PLAIN = rf"(?:{_D}{{1,3}}(?:[,，]{_D}{{3}})+(?!{_D})|{_D}+)(?:[.．]{_D}+)?"
# 3万5千 is one number.
_ARABIC = rf"{_PLAIN}(?:[十百千万亿]+(?:{_D}+[十百千万亿]+)*)?"
_HAN = r"[〇零一二两三四五六七八九十百千万亿]+(?:点[〇零一二三四五六七八九]+)?"
_NUMBER = re.compile(
    rf"(?P<parts>[百千万]分之(?:{_ARABIC}|{_HAN}))"
    # 三分之二 has no exact decimal, and its 三分 is no figure.
    rf"|(?P<fraction>{_HAN}分之{_HAN}|{_D}+分之{_D}+|{_D}+[/／]{_D}+)"
    rf"|(?P<arabic>{_ARABIC})|{_HAN}"
)
_SOME = re.compile("[余多]([百千万亿]{0,2})")
"""What stands between a number and its unit in 500余亩 and 40多万人."""
_TO = re.compile(r"[-—–~～至到](?=[0-9０-９])")
_ENGLISH = re.compile(r" ?(thousand|million|billion)(?![A-Za-z])", re.IGNORECASE)
_POWERS = {"thousand": 3, "million": 6, "billion": 9}


_LONGEST = 100
"""Characters of what can be a number; longer ones are not kept in memory by :func:`_read`."""


@attrs.frozen
class Found:
    """A figure in a text."""

    start: int
    end: int
    amount: Amount
    """Its value, without unit where none follows."""
    is_arabic: bool
    """Whether it is written in digits, and not in Chinese numerals."""


@functools.cache
def _names() -> tuple[frozenset[str], int]:
    """Return every name of a unit, and the length of the longest."""
    names = frozenset(
        name for unit in units.UNITS.values() for name in (unit.id, unit.name, *unit.aliases)
    ) | {"％"}
    return names, max(map(len, names))


def figures(text: str) -> Iterator[Found]:
    """Yield the figures in a text, with the units that follow them.

    A Chinese numeral of one character without unit is part of a word (一般, 进一步). The
    lower end of a range has the unit of the upper. Fractions (三分之二) are left out.

    >>> [str(f.amount) for f in figures("拆违30万平方米以上,占百分之七, 3.5 km of road")]
    ['30 wan_m2', '7 percent', '3.5 km']
    """
    low: Found | None = None
    done = 0
    for match in _NUMBER.finditer(text):
        if match.start() < done:  # 百 in 5个百分点
            continue
        found = _found(text, match)
        done = match.end() if found is None else found.end
        if low is not None:
            yield _with_unit_of(found, low, text)
        # Another number follows, so that this one is yielded above.
        is_low = found is not None and found.amount.unit is None and _TO.match(text, found.end)
        low = found if is_low else None
        if found is not None and low is None:
            yield found


def _found(text: str, match: re.Match[str]) -> Found | None:
    end = match.end()
    is_arabic = match["arabic"] is not None
    if match["fraction"] or end - match.start() > _LONGEST:
        return None
    if match["parts"]:
        amount = _read(match[0])
    else:
        number = match[0]
        if (some := _SOME.match(text, end)) and _unit_at(text, some.end()):
            number, end = number + some[1], some.end()
        if not is_arabic and len(number) == 1 and not _unit_at(text, end):
            return None
        amount, end = _with_unit(text, number, end)
    return None if amount is None else Found(match.start(), end, amount, is_arabic)


def _with_unit_of(high: Found | None, low: Found, text: str) -> Found:
    """Return the lower end of a range with the unit of the upper: 3万人 of 3-5万人."""
    if high is None or high.amount.unit is None or high.start != low.end + 1:
        return low
    unit = text[high.start : high.end].lstrip("0123456789０１２３４５６７８９.．,， ")
    amount = _read(text[low.start : low.end] + unit)
    return low if amount is None else attrs.evolve(low, amount=amount)


def _with_unit(text: str, number: str, end: int) -> tuple[Amount | None, int]:
    """Return the amount of a number and what follows it, and where that ends."""
    if scale := _ENGLISH.match(text, end):
        power, end = _POWERS[scale[1].lower()], scale.end()
    else:
        power = 0
    at, unit = end + text.startswith(" ", end), ""
    while name := _unit_at(text, at):
        unit, end = unit + name, at + len(name)
        joint = text[end : end + 1]
        if joint not in {"/", "·"} or unit.count("/") + unit.count("·") > 1:
            break
        unit, at = unit + joint, end + 1
    unit = unit.rstrip("/·")
    amount = _read(number + unit) or _read(number)
    if amount is None or not power:
        return amount, end
    try:
        return Amount(amount.magnitude * Decimal(10) ** power, amount.unit), end
    except ValueError:
        return None, end


def _unit_at(text: str, at: int) -> str:
    names, longest = _names()
    for length in range(longest, 0, -1):
        name = text[at : at + length]
        # "m" in "metres" is no unit.
        if name in names and not (name.isascii() and name.isalnum() and _letter(text, at + length)):
            return name
    return ""


def _letter(text: str, at: int) -> bool:
    return text[at : at + 1].isascii() and text[at : at + 1].isalpha()


@functools.lru_cache(maxsize=1024)
def _read(text: str) -> Amount | None:
    try:
        return units.amount(text)
    except GovplanError:
        return None


_PHRASE = 300
"""Characters of a place that can be a figure's phrase; a longer one is not looked through."""


def is_phrase(source: Source) -> bool:
    """Return whether a place is as short as a figure's phrase.

    Many targets may share one place, so what is read for each has to be bounded.
    """
    return source.end - source.start <= _PHRASE


def figures_of_text(context: Context) -> tuple[list[int], list[Found]]:
    """Return the figures of the whole text, and where each starts (a fact)."""
    found = list(figures(context.text))
    return [figure.start for figure in found], found


def figures_at(context: Context, source: Source) -> list[Found]:
    """Return the figures that start at a place of the text."""
    starts, found = context.fact(figures_of_text)
    return found[bisect_left(starts, source.start) : bisect_left(starts, source.end)]


def holders(context: Context) -> Callable[[int], Located[Node]]:
    """Return what finds the smallest node whose place in the text holds a position (a fact)."""
    whole = context.all_places()[0]
    spans: list[tuple[int, int, Located[Node]]] = []
    for place in context.all_places():
        source = None if isinstance(place.node, Plan | Project) else place.node.source
        if source is not None:
            spans.append((source.start, source.end, place))
    edges = sorted({edge for start, end, _ in spans for edge in (start, end)})
    spans.sort(key=lambda span: span[0])
    # Between two edges the same node is the smallest; of those of one size, the deepest.
    inside: list[tuple[int, int, int, Located[Node]]] = []
    found: list[Located[Node]] = []
    coming = 0
    for edge in edges:
        while coming < len(spans) and spans[coming][0] <= edge:
            start, end, place = spans[coming]
            heapq.heappush(inside, (end - start, -place.order, end, place))
            coming += 1
        while inside and inside[0][2] <= edge:
            heapq.heappop(inside)
        found.append(inside[0][3] if inside else whole)

    def holder(position: int) -> Located[Node]:
        at = bisect_right(edges, position) - 1
        return whole if at < 0 else found[at]

    return holder
