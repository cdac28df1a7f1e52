"""The numbers of the paragraphs of a Word document, which its text does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

import attrs
from lxml import etree

from govplan.reading._printed import counted

__all__ = ["Element", "Lists", "W", "integer", "is_on", "value"]

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001
"""An element of a part of the document; lxml has no other name for what it gives."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEPTHS = 9
"""How many levels a list has."""
_MAX_STYLES = 20
"""How many styles a style may be based on, one on the other."""


@attrs.frozen
class _Level:
    """How the paragraphs of one level of a list are numbered."""

    start: int
    style: str
    text: str
    """What is printed, with %1 for the number of the first level."""
    gap: str
    """What stands behind the number."""
    restarts: int
    """The level whose next number has this one begin anew, from 1; 0 for none."""
    is_legal: bool
    """Whether all numbers are printed in digits."""


class Lists:
    """The lists of a document, and how far each has come."""

    def __init__(self, numbering: Iterable[Element], styles: Element) -> None:
        self._nums: dict[str, Element] = {}
        abstract: dict[str, Element] = {}
        for element in numbering:
            if element.tag == f"{W}abstractNum":
                abstract[element.get(f"{W}abstractNumId", "")] = element
            elif element.tag == f"{W}num":
                self._nums[element.get(f"{W}numId", "")] = element
        linked = {value(a, "styleLink"): name for name, a in abstract.items()}
        self._links = {
            name: linked.get(link)
            for name, a in abstract.items()
            if (link := value(a, "numStyleLink")) is not None
        }
        self._lvls = {name: _by_depth(a, "lvl") for name, a in abstract.items()}
        self._overrides = {name: _by_depth(n, "lvlOverride") for name, n in self._nums.items()}
        self._styles = {s.get(f"{W}styleId", ""): s for s in styles.iterchildren(f"{W}style")}
        self._levels: dict[tuple[str, int], _Level | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, paragraph: Element) -> str:
        """Return what is printed before a paragraph, and count it."""
        num, depth = self._place(paragraph)
        level = self._level(num, depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self._list(num), {})
        override = self._overrides[num].get(depth)
        if (num, depth) not in self._begun and value(override, "startOverride") is not None:
            counts.pop(depth, None)
        self._begun.add((num, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for below in [key for key in counts if key > depth]:
            deeper = self._level(num, below)
            if deeper is None or depth < deeper.restarts:
                del counts[below]
        return self._printed(num, level, counts)

    def _printed(self, num: str, level: _Level, counts: dict[int, int]) -> str:
        if level.style == "bullet":
            return "●" + level.gap

        def one(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            its = self._level(num, depth)
            if its is None:
                return ""
            style = "decimal" if level.is_legal else its.style
            return counted(counts.get(depth, its.start), style)

        text = re.sub("%([1-9])", one, level.text)
        return text + level.gap if text else ""

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """Return the list of a paragraph and its level there, its own or those of its style."""
        properties = paragraph.find(f"{W}pPr")
        own = None if properties is None else properties.find(f"{W}numPr")
        num, depth = value(own, "numId"), value(own, "ilvl")
        style = value(properties, "pStyle")
        for _ in range(_MAX_STYLES):
            element = self._styles.get(style or "")
            if element is None or num is not None:
                break
            its = element.find(f"{W}pPr/{W}numPr")
            num = value(its, "numId")
            if num is not None:
                depth = depth or value(its, "ilvl") or self._meant_for(style, num)
            style = value(element, "basedOn")
        return num or "0", integer(depth, 0)

    def _meant_for(self, style: str | None, num: str) -> str | None:
        """Return the level of a list that is meant for a style."""
        levels = self._lvls.get(self._list(num), {})
        meant = (depth for depth, level in levels.items() if value(level, "pStyle") == style)
        return str(next(meant, 0))

    def _list(self, num: str) -> str:
        """Return the list that a number belongs to; several may count on in one."""
        name = value(self._nums.get(num), "abstractNumId") or ""
        return self._links.get(name, name) or ""

    def _level(self, num: str, depth: int) -> _Level | None:
        if (num, depth) not in self._levels:
            self._levels[num, depth] = self._read(num, depth)
        return self._levels[num, depth]

    def _read(self, num: str, depth: int) -> _Level | None:
        override = self._overrides.get(num, {}).get(depth)
        level = None if override is None else override.find(f"{W}lvl")
        if level is None:
            level = self._lvls.get(self._list(num), {}).get(depth)
        if level is None:
            return None
        return _Level(
            start=integer(value(override, "startOverride") or value(level, "start"), 1),
            style=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText") or "",
            gap="" if value(level, "suff") == "nothing" else " ",
            restarts=integer(value(level, "lvlRestart"), depth),
            is_legal=is_on(level, "isLgl"),
        )


def _by_depth(parent: Element, tag: str) -> dict[int, Element]:
    """Return the children of a list that speak of its levels, by these."""
    found = ((integer(child.get(f"{W}ilvl"), 0), child) for child in parent.iterchildren(W + tag))
    return {depth: child for depth, child in found if depth < _DEPTHS}


def value(element: Element | None, child: str) -> str | None:
    """Return the value of a child; None if it has none, or there is no such child."""
    found = None if element is None else element.find(f"{W}{child}")
    return None if found is None else found.get(f"{W}val")


def is_on(element: Element | None, child: str) -> bool:
    """Return whether a child says that something is so, as it does without a value."""
    found = None if element is None else element.find(f"{W}{child}")
    return found is not None and found.get(f"{W}val") not in {"0", "false", "off"}


def integer(text: str | None, default: int) -> int:
    """Return the number of an attribute; *default* where it is none."""
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text) else default
