"""Whether a text tells, at a place, of what was or of what is to be.

Results and goals are printed in the same words; the year, 已 and 去年, and the heading above
tell them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import attrs

from govplan.reading import _words as words

_TITLE = re.compile(
    rf"(?<![-—–~到至])(20[0-9]{{2}})年?+度?+(?!远景)[^。,;\n\r0-9]{{0,12}}(?:{words.alternatives(words.TITLES)})(?!完成)"
)
_OPENING = re.compile(
    rf"(20[0-9]{{2}})年是[^。\n\r]{{0,40}}?(?:{words.alternatives(words.OPENINGS)})"
)
_AHEAD = re.compile(
    rf"(?<![-—–~到至])(20[0-9]{{2}})年[^。\n\r0-9]{{0,15}}?(?:{words.alternatives(words.AHEAD)})"
)
_PERIOD = re.compile(
    rf"(?:{words.alternatives(words.PLAN_NAMES)})[^\n\r0-9]{{0,6}}\((20[0-9]{{2}})年?[-—–~到至]+20[0-9]{{2}}年?\)"
)
_DATED = re.compile(
    r"(?:^|[\n\r]) {0,9}(?:(?:成文|发布|印发)日期:? {0,9})?"
    r"(20[0-9]{2})年[0-9]{1,2}月[0-9]{1,2}日 {0,9}(?=[\n\r]|$)"
)
"""A line that dates the document."""
_DONE = re.compile(r"(20[0-9]{2})年(?:全[省市县区镇乡])?已")
_COMPARED = re.compile(r"[比较](20[0-9]{2})年")
_GOAL = re.compile(r"(?:[到至]|力争)(20[0-9]{2})年")
_NUMBERED_PLAN = re.compile("十([一二三四五六])五")
_COMPARED_PLAN = re.compile('[比较][“‘"「]?十([一二三四五六])五')
_PLANS = "一二三四五六"
"""The numbers of five-year plans, from 十一五 on."""


def plan_year(text: str) -> int | None:
    """Return the year that a plan is for, or the first one, where its words tell.

    >>> plan_year("县林业局2017年工作计划"), plan_year("2013年是全面小康的第一年")
    (2017, 2013)
    """
    for pattern in (_TITLE, _PERIOD, _OPENING, _AHEAD, _DATED):
        if match := pattern.search(text):
            return int(match[1])
    done = [int(match[1]) for match in _DONE.finditer(text)]
    # What goals are compared with lies before them.
    goals = {match[1] for match in _GOAL.finditer(text)}
    compared = [int(m[1]) + 1 for m in _COMPARED.finditer(text) if m[1] not in goals]
    return max([*done, *compared, *_base(text)], default=None)


def _base(text: str) -> list[int]:
    """Return the first year of a five-year plan that reports its base year before its goals."""
    goal = _GOAL.search(text)
    if goal is None:
        return []
    base = int(goal[1]) - _TERM
    reported = re.compile(rf"(?<![比较到至由从自-]){base}年[,末底全]").search(text, 0, goal.start())
    return [base + 1] if reported else []


_TERM = 5
"""Years of a plan."""


@attrs.frozen
class Tense:
    """The places of a text where the telling turns to the past, or from it."""

    _places: list[int]
    _past: list[bool]

    def is_past(self, at: int) -> bool:
        """Return whether a place tells of what was."""
        return self._past[bisect_right(self._places, at) - 1]


_TIME_WORDS = (
    words.NOT_PAST, words.NOT_DID, words.SURE_FUTURE, words.NOW, words.HOLDING, words.PAST,
    words.FUTURE,
)  # fmt: skip
_SIGNS = """
( ) 。 ! ? | ; : , 0 1 2 3 4 5 6 7 8 9 一 二 三 四 五 六 七 八 九 十 “ ‘ " 「 到 至 年 月 了
"""
_EVENT = re.compile(
    rf"(?={words.first_signs(_SIGNS, *_TIME_WORDS)}|[\n\r])(?:"
    r"(?P<comma>,)"
    r"|(?P<line>[\n\r])"
    r"|(?P<opening>\()"
    r"|(?P<closing>\))"
    r"|(?P<end>[。!?|])"
    r"|(?P<pause>[;:])"
    rf"|(?P<none>{words.alternatives(words.NOT_PAST, words.NOT_DID)})"
    rf"|(?P<goal>[到至]20[0-9]{{2}}年|20[0-9]{{2}}年(?:[0-9]{{1,2}}月)?底?前|{words.alternatives(words.SURE_FUTURE)})"
    rf"|(?P<now>(?:{words.alternatives(words.NOW)})(?!以来|来)|[0-9一二三四五六七八九十]月底?前|[年月]底前)"
    # 巩固现有5万亩 tells of what is for the one figure.
    rf"|(?P<held>(?:{words.alternatives(words.HOLDING)})(?:现有|原有|已有|已建)(?!的|基础))"
    r"|(?<![比较自从由按以])(?<![比较自从由按以][“‘\"「])[“‘\"「]?十(?P<plan>[一二三四五六])五[”’\"」]?(?:期间|时期|末|以来)"
    # In 比2020年 and 2020年的43% the year is that of a figure.
    r"|(?<![比较自从由按以])(?P<year>20[0-9]{2})年(?!的[0-9]|[以之]前|[^,。;\n\r]{0,10}基础上)"
    r"|(?P<day>[0-9]{1,2}月[0-9]{1,2}日(?![前止之以]))"
    # 由去年的5家增加到8家 gives what a goal starts from.
    rf"|(?<![比较自从由按以])(?P<past>{words.alternatives(words.PAST)})"
    rf"|(?P<future>{words.alternatives(words.FUTURE)})"
    r"|(?P<did>了))"
)
_FUTURE_KINDS = frozenset({"goal", "now", "future"})
_SIGN_KINDS = frozenset({"comma", "line", "end", "pause", "opening", "closing"})
_ENDS = frozenset({"comma", "end", "pause"})
_LAST_YEAR = frozenset({"去年", "上年"})
"""What tells of the year before up to the end of its line, where a comma parts it off."""
_LINE = re.compile(r"[^。,;\n\r]{1,30}(?=[\n\r]|\Z)")
_CHAPTER = re.compile(r"第?[一二三四五六七八九十]{1,3}[、章部篇]")
_PAST_HEADING = re.compile(words.alternatives(words.PAST_HEADING))
_FUTURE_HEADING = re.compile(words.alternatives(words.FUTURE_HEADING, words.DOING_HEADING))
_DAY_LINE = 8
"""Characters before a day that opens its line, as news do: 本报讯 1月25日."""


def tense(text: str) -> Tense:
    """Follow the tense of a clean text through its words for time.

    >>> found = tense("去年造林5万亩。今年造林6万亩")
    >>> found.is_past(4), found.is_past(12)
    (True, False)
    """
    reader = _Reader(text)
    for match in _EVENT.finditer(text):
        # Most signs end what was not begun.
        if match.lastgroup not in _ENDS or reader.is_turned:
            reader.take(match)
    return Tense(reader.places, reader.past)


class _Reader:
    """What is known of the tense while a text is read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._year = plan_year(text)
        plans = [_PLANS.index(m[1]) for m in _NUMBERED_PLAN.finditer(text)]
        plans += [_PLANS.index(m[1]) + 1 for m in _COMPARED_PLAN.finditer(text)]
        self._plan = max(plans, default=0)
        """The plan that the text is for; what it is compared with is the one before."""
        self._in_section = False
        """Whether a heading such as 工作回顾 stands above."""
        self._in_year = False
        """Whether the line tells of a year before the plan's."""
        self._did = False
        """Whether a 了 has turned the clause to the past."""
        self._is_held = False
        """Whether 现有 has turned the clause to the past, up to its comma."""
        self._outside: bool | None = None
        """The tense outside of the bracket that the place is in."""
        self.places = [0]
        self.past = [False]
        self._heading(0)

    @property
    def is_turned(self) -> bool:
        """Whether a sign that ends a clause or a sentence turns anything back."""
        is_past = self._in_year or self._in_section
        return self._did or self._is_held or self.past[-1] != is_past

    def take(self, match: re.Match[str]) -> None:
        """Take one sign or word for time."""
        at, kind = match.end(), match.lastgroup
        if kind in _SIGN_KINDS:
            self._take_sign(at, kind)
        elif kind in {"year", "plan"}:
            self._take_date(at, match)
        elif kind in _FUTURE_KINDS:
            self._take_future(at, kind)
        elif kind == "past" or (kind == "day" and self._opens_line(match.start())):
            self._turn(at, past=True)
            self._in_year |= match[0] in _LAST_YEAR and self._text.startswith(",", at)
        elif kind in {"did", "held"}:
            was_past = self.past[-1]
            self._turn(at, past=True)
            self._did, self._is_held = kind == "did" and not was_past, kind == "held"

    def _take_sign(self, at: int, kind: str | None) -> None:
        if kind == "line":
            self._in_year = False
            self._heading(at)
        elif kind == "opening":
            self._outside = self.past[-1]
        elif kind == "closing":
            if self._outside is not None:
                self._turn(at, past=self._outside)
            self._outside = None
        elif kind == "end" or self._is_held or (kind == "pause" and self._did):
            self._turn(at, past=self._in_year or self._in_section)

    def _take_future(self, at: int, kind: str | None) -> None:
        """今年 ends what a year before began, a goal also what a heading did."""
        if kind == "goal" or (kind == "now" and not self._in_section):
            self._in_year = False
            self._turn(at, past=False)
        elif not (self._in_year or self._in_section):
            self._turn(at, past=False)

    def _take_date(self, at: int, match: re.Match[str]) -> None:
        if match["plan"]:
            self._turn(at, past=_PLANS.index(match["plan"]) < self._plan)
        elif self._year is not None:
            self._in_year = int(match["year"]) < self._year
            self._turn(at, past=self._in_year)

    def _opens_line(self, at: int) -> bool:
        line = self._text.rfind("\n", max(0, at - _DAY_LINE), at) + 1
        return at - line < _DAY_LINE

    def _heading(self, at: int) -> None:
        """Take the tense of a section from its heading, if one stands here."""
        if match := _LINE.match(self._text, at):
            if _FUTURE_HEADING.search(match[0]):
                self._in_section = False
            elif _PAST_HEADING.search(match[0]):
                self._in_section = True
            elif _CHAPTER.match(match[0]):
                self._in_section = False
        self._turn(at, past=self._in_section)

    def _turn(self, at: int, *, past: bool) -> None:
        self._did = self._is_held = False
        if past != self.past[-1]:
            self.places.append(at)
            self.past.append(past)
