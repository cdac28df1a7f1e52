"""Rules for numerals that are no quantity: dates, marks, names, words."""

from __future__ import annotations

import re

from govplan.reading import _words as words
from govplan.reading._around import Kind, Surroundings
from govplan.reading._numbers import unit_at

BY_FORM: dict[str, Kind] = {
    "period": "period", "plan": "plan_name", "sign": "enumerator", "head": "enumerator",
    "fraction": "fraction",
}  # fmt: skip


def written(s: Surroundings) -> Kind | None:
    """2025年, 3月19日, 十四五, ①: told by the numeral itself."""
    if s.numeral.form != "date":
        return BY_FORM.get(s.numeral.form)
    printed = s.text[s.numeral.start : s.numeral.end]
    if printed.rstrip("年度").isdecimal():
        return "year"
    return "deadline" if s.text.startswith(("前", "底前", "之前"), s.end) else "date"


_LINE_STARTS = frozenset({"", "\n", "\r"})
_ITEM_STARTS = _LINE_STARTS | set("。;|! ")
_CLAUSE_STARTS = _ITEM_STARTS | set(",:")
_AFTER_ENUMERATOR = frozenset({"", "\n", "\r", "、", ".", ")"})
_LONGEST_ENUMERATOR = 6


def enumerator(s: Surroundings) -> Kind | None:
    """一、 (一) 1. 1、 at the head of a line or sentence; 01 alone in its line."""
    n, text = s.numeral, s.text
    after = text[n.number_end : n.number_end + 1]
    if after not in _AFTER_ENUMERATOR or n.number_end - n.start > _LONGEST_ENUMERATOR:
        return None
    before = s.sign_before
    is_one = (
        (before == "(" and after == ")" and not _FOUR_DIGITS.match(s.number))
        or (before in _ITEM_STARTS and after in {"、", ".", ")"})
        or (before in _LINE_STARTS and after in _LINE_STARTS)
    )
    return "enumerator" if is_one else None


_FOUR_DIGITS = re.compile("[0-9]{4}")


def point(s: Surroundings) -> Kind | None:
    """一是…, 二要…: the points of a paragraph."""
    is_one = s.is_small and s.sign_before in _CLAUSE_STARTS
    return "enumerator" if is_one and s.text.startswith(("是", "要"), s.numeral.end) else None


def quoted(s: Surroundings) -> Kind | None:
    """“513”工程, 《十条意见》."""
    return "name" if s.is_quoted else None


_LATIN_BEFORE = re.compile("[0-9A-Za-z][-+.]")
_LATIN_ENDS = frozenset("-+.")


def spelled(s: Surroundings) -> Kind | None:
    """PM2.5, 5G, 2+26: beside letters and signs."""
    n = s.numeral
    before = s.sign_before
    if before.isascii() and before.isalpha():
        return "name"
    if before in _LATIN_ENDS and _LATIN_BEFORE.fullmatch(s.before(2)):
        return "name"
    if n.form != "arabic" or s.unit_name:
        return None
    follow = s.text[n.end : n.end + 1]
    return "name" if follow.isascii() and follow.isalpha() else None


_YEAR = re.compile("(?:19[5-9]|20[0-9])[0-9]")


def bare_year(s: Surroundings) -> Kind | None:
    """2024 in a cell or a name."""
    is_year = _YEAR.fullmatch(s.number) and not s.lead.has_words
    return "year" if is_year else None


_RANKS = frozenset({"第", "前"})
_MOVED = re.compile("排名|位次|前移|进位")
_NO_RANK = tuple(words.words_of(words.NO_RANK))
_LAST = ("排名后", "排后", "靠后", "末尾", "倒数后", "倒数", "最后", "评后")


def rank(s: Surroundings) -> Kind | None:
    """第三, 前40位."""
    before = s.sign_before
    if not s.unit_name and s.text.startswith("强", s.numeral.end):
        return "rank"  # 全省20强
    if before not in _RANKS and s.unit_name not in {"位", "名"}:
        return None
    if before == "第":
        return "ordinal"
    if s.unit_name in {"位", "名"} and (s.is_after(_LAST) or _is_last(s)):
        return "rank"
    if s.unit_name == "位" and _MOVED.search(s.before(8)):
        return "rank"  # 排名上升2位
    return "rank" if before == "前" and not s.is_after(_NO_RANK) else None


def _is_last(s: Surroundings) -> bool:
    """Return whether 后三名 are the last ones of a ranking."""
    is_alone = not s.goes_on or s.text.startswith("的", s.end)
    return s.is_after(("后",)) and len(s.number) == 1 and is_alone


_IDIOM = re.compile(words.alternatives(words.IDIOMS))
_GREAT = re.compile("大(?![于约幅力学道型])")
_CONGRESS = re.compile("十[六七八九]|二十|二十一")


def in_talk(s: Surroundings) -> Kind | None:
    """千家万户, 十大工程, 二十大."""
    n, text = s.numeral, s.text
    if n.form == "han" and _IDIOM.match(text, n.start):
        return "word"
    if s.unit_name or not _GREAT.match(text, n.end):
        return None
    return "ordinal" if _CONGRESS.fullmatch(s.number) else "count"


_ROAD = re.compile("[国省县乡]道|级(?!别|指标)")
_STREETS = frozenset({"经", "纬"})
_NAME_AFTER = re.compile(words.alternatives(words.NAME_AFTER))


_DECREE = "八项规定"
"""The rules of the Party on conduct, which count nothing here."""


def _is_class(s: Surroundings) -> bool:
    """Return whether a sum is a class: 百亿级产业, 千亿产业."""
    n = s.numeral
    if n.amount is None or s.lead.has_words or len(s.number) == 1 or s.number[-1] not in "万亿":
        return False
    return s.unit_name == "级" or (n.is_bare and s.goes_on and not n.has_unit)


def named(s: Surroundings) -> Kind | None:
    """104国道, 二期, 三级, 三产, 经二路."""
    n, text = s.numeral, s.text
    if n.form == "han" and text.startswith(_DECREE, n.start):
        return "name"
    if _is_class(s):
        return "threshold"
    is_followed = text[s.end : s.end + 1].isalpha()
    if s.unit_name == "级" and is_followed and s.lead.change is None:
        return "name"  # 二级及以上公路, 一级A标准
    if s.lead.has_words or s.trail is not None:
        return None
    if _ROAD.match(text, n.number_end) or (not s.unit_name and _NAME_AFTER.match(text, n.end)):
        return "name"
    is_name = n.form == "han" and (s.unit_name in words.NAME_UNITS or s.sign_before in _STREETS)
    return "name" if is_name else None


_TALK_BEFORE = re.compile(words.backwards(words.TALK_BEFORE))


def in_words(s: Surroundings) -> Kind | None:
    """零增长 is a figure, 一半 only with a comparator."""
    is_half = s.number == "一半" and not s.lead.has_words and s.trail is None
    return "word" if s.numeral.amount is None or is_half else None


def valueless(s: Surroundings) -> Kind | None:
    """三五家, 数百家: what has no exact value."""
    n = s.numeral
    if n.amount is None:
        counts = n.form == "han" and unit_at(s.text, n.end)
        return "inexact" if counts else "word" if n.form == "han" else "number"
    is_inexact = s.is_after(("数", "几", "上", "成")) and not s.is_after(("建成", "形成"))
    return "inexact" if n.form == "han" and is_inexact and s.number[0] in "十百千万亿" else None


def wordlike(s: Surroundings) -> Kind | None:
    """统一, 进一步: Chinese numerals that no unit follows, and 一 in words."""
    n = s.numeral
    if not (n.has_unit or n.is_more or (s.lead.has_words and len(s.number) > 1)):
        return "count" if s.text.startswith("方面", s.end) else "word"
    return "word" if s.number == "一" and _TALK_BEFORE.match(s.before(5)[::-1]) else None


_BASE_UNITS = frozenset({"CNY", "person", "household", "km2", "m2", "mu"})


def base(s: Surroundings) -> Kind | None:
    """每万人, 万元产值能耗, 千人床位数; and sizes without a digit: 万亩示范片, 亿元以上项目."""
    if s.sign_before == "每":
        return "base"
    n = s.numeral
    if not n.is_bare or n.is_more:
        return None
    if s.is_after(("单位", "单位:")) or (s.is_after(("(",)) and s.text.startswith(")", s.end)):
        return "unit"
    if not s.text[s.end : s.end + 1].isalpha() or (
        s.lead.operator in {">", ">=", "~"} and s.trail is None
    ):
        return None
    unit = (s.unit or "").rpartition("_")[2]
    if unit == "li":
        return "name"  # 百里长廊
    return "base" if unit in _BASE_UNITS - {"mu"} and s.trail is None else "threshold"


_PER = words.backwards("每人每月 每人每年 每人 每月 每年 每亩 每户 月 年")
_SINCE = rf"(?:{words.backwards(words.START)})?(?:[0-9]{{4}})?[由从自]"
_FROM = re.compile(rf"(?:到不|足不|约)?(?:{_PER})?的?{_SINCE}")
_START = re.compile("[由从自比较在]")
_THAN = re.compile(r"的?[末底]?年[0-9]{4}[比较]")
_CHANGED = re.compile(
    rf"(?:[、和][0-9.,]{{1,12}}[\u4e00-\u9fff%]{{1,4}}?)?的?,?(?:分别|逐步|进一步|再|稳步)?(?:{words.alternatives(words.CHANGE_AFTER)})"
)


_COMPARED_BRACKET = re.compile(r"[比较][\u4e00-\u9fff0-9]{2,12}\($")


def baseline(s: Surroundings) -> Kind | None:
    """由2000年的0.43提高到0.5, 比2010年的1.034吨下降."""
    if _START.search(s.text, max(0, s.numeral.start - 16), s.numeral.start) is None:
        return None
    if s.sign_before == "(" and _COMPARED_BRACKET.search(s.before(16)):
        # 比上年总量(2.4吨)下降3%
        return "baseline" if _CHANGED.match(s.text, s.end + 1) else None
    if s.text.startswith(("基础上", "的基础上"), s.end):
        return "baseline"  # 在2020年3.5万元的基础上
    before = s.before(16)[::-1]
    if _THAN.match(before) or (_FROM.match(before) and _CHANGED.match(s.text, s.end)):
        return "baseline"
    return None
