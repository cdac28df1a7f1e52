"""What the title of a plan says of it: its kind, its time and its place."""

from __future__ import annotations

import re

import attrs

from govplan.model import Jurisdiction, Level, Period, PlanKind
from govplan.reading._text import folded
from govplan.reading._verbs import chain_end

__all__ = ["Headline", "headline"]


@attrs.frozen
class Headline:
    """What a title says."""

    kind: PlanKind | None = None
    period: Period | None = None
    jurisdiction: Jurisdiction | None = None


_KINDS: tuple[tuple[re.Pattern[str], PlanKind], ...] = (
    (re.compile("政府工作报告"), "work_report"),
    (re.compile("专项规划"), "special_plan"),
    (
        re.compile("五年规划|国民经济.*规划|十[一二三四五六七八九]五”?(?:规划|发展规划|纲要)"),
        "five_year_plan",
    ),
    (re.compile("十[一二三四五六七八九]五”?.{1,20}规划"), "special_plan"),
    (re.compile("行动计划|(?:行动|实施|工作)方案|年行动"), "action_plan"),
    (re.compile("[0-9]{4}年.*(?:计划|要点|安排|打算|思路|任务|实事|意见)"), "annual_plan"),
)
"""Words of a title, and the kind of plan that has them; the first that fit decide."""

_NUMBERED = re.compile("十([一二三四五六七八九])(?:五(?!年)|个五年)")
_YEARS = re.compile("(20[0-9]{2})年?[-—~至到]+(20[0-9]{2})年?")
_YEAR = re.compile("(20[0-9]{2})年")
_HAN_YEAR = re.compile("二[〇○零][一二三四五六七八九〇○零]{2}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_LOOKS_BACK = re.compile("情况|总结|回顾")

_FRAME = re.compile(
    r"\A(?:关于)?(?:印发|公布|下达|转发|做好|编制|发布)?《?(?:[0-9]{4}年度?)?(?:中共)?"
)
"""What may stand before the place that a title begins with."""
_PLACE = re.compile(
    "(?![我该省县区今明去]|[全本各][省市县区镇乡州]|市[委直属]|[镇乡][党政])[一-鿿]{1,12}?"
    "(?:省|自治[区州县]|(?<![城都超夜])市|县|(?<![园景社片校小库灾街辖老城])区"
    "|(?<![城集村小])镇|(?<![城家下返水])乡|街道)(?![场域级村圈民容])"
)
"""A place. 我县 and 全市 are none, nor are 城市, 园区 and 市场."""
_LEVELS: dict[str, Level] = {
    "省": "province", "州": "prefecture", "县": "county", "镇": "town", "乡": "town", "道": "town",
}  # fmt: skip
"""The level of a place by the end of its name; 市 and 区 are of several."""


_SAID_IN = re.compile("在([一-鿿]{2,20}?)第[一-鿿0-9]{1,4}届人民代表大会")
"""Where a report was given, as the line under its title prints it."""


def headline(title: str, beneath: str = "") -> Headline:
    """Return what a title says, and nothing that it does not; a line under it may name the place.

    >>> found = headline("甲县乙镇2021年工作计划")
    >>> found.kind, found.period.start.year, found.jurisdiction.name, found.jurisdiction.level
    ('annual_plan', 2021, '甲县乙镇', 'town')
    """
    words = folded(title).replace(" ", "")
    words = _HAN_YEAR.sub(lambda year: year[0].replace("二", "2", 1).translate(_DIGITS), words)
    kind: PlanKind | None = next((kind for sign, kind in _KINDS if sign.search(words)), None)
    place = _jurisdiction(words)
    if place is None and (said := _SAID_IN.search(folded(beneath).replace(" ", ""))):
        place = _jurisdiction(said[1])
    return Headline(kind, _period(words), place)


def _period(words: str) -> Period | None:
    if years := _YEARS.search(words):
        first, last = int(years[1]), int(years[2])
        return Period.of(first, last) if first <= last else None
    if numbered := _NUMBERED.search(words):
        # The 14th five-year plan is for the years from 2021.
        first = 2001 + 5 * "一二三四五六七八九".index(numbered[1]) + 5
        return Period.of(first, first + 4)
    years_named = _YEAR.findall(words)
    if not years_named:
        return None
    # …2020年计划执行情况与2021年计划: what is planned comes last.
    return Period.of(int(years_named[-1 if _LOOKS_BACK.search(words) else 0]))


def _jurisdiction(words: str) -> Jurisdiction | None:
    """Return the place that a title begins with; 甲县乙镇 is told by its last part."""
    rest, end = _FRAME.sub("", words), 0
    while place := _PLACE.match(rest, end):
        if chain_end(rest, *place.span()) > place.start() + 1:
            break  # 融入省…: a verb begins no name
        end = place.end()
    return Jurisdiction(name=rest[:end], level=_LEVELS.get(rest[end - 1])) if end else None
