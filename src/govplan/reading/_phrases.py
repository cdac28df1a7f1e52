"""The phrases beside a figure that can say what it measures."""

from __future__ import annotations

import re

from govplan.reading import _words as words

__all__ = ["LONGEST", "after", "before", "said"]

LONGEST = 40
"""Characters of the longest phrase that is taken for an indicator."""

_BEFORE = re.compile(
    r"(?:年度(?=计划|预计|完成|实现|投资)|计划(?!生育|单列|免疫|内|外)"
    rf"|(?!{words.alternatives(words.KEPT_BEFORE)}"
    r"|(?:预期|基本|重点|规划|全面)(?!抓|打造|推进|实施|建设|培育|支持|发展|做|解决|完成|整治|实现|消除|建成|形成|新建))"
    rf"(?:{words.alternatives(words.BEFORE_INDICATOR, '重点 基本 规划')})"
    r"|(?<![0-9.])[0-9]{1,2}[.、)](?![0-9])"
    r"|[-—─▶▲▼►●■□◆◇★☆·*>#、,;:.。)\]」』”’|\s])+"
)
_AFTER = re.compile(
    rf"(?:(?!{words.backwards(words.KEPT_AFTER)})(?:{words.backwards(words.AFTER_INDICATOR)})"
    r"|[末底]?年[0-9]{4}[比较]|[-—:、,(;\s“‘])+"
)
_MUST = "必须为?|应当为?|应为|须为"
_GLOSS = re.compile(rf"(?:\([^()0-9]{{1,12}}\)|的)(?:{_MUST})?|{_MUST}")
_ASIDE = re.compile(r"\([^()]{4,}\)|\((?:含|不含|其中)[^()]*\)")
"""A gloss that is no part of a name, as 新(改)建 and 村(组) are."""
_WILL = re.compile("(?:年度)?(?:计划|预计|力争|争取|确保|拟)(?=完成|实现|新增|开工|建成|投资)")
"""Will in the middle of a phrase: 公路建设计划完成投资."""
_EXAMPLES = re.compile(
    "(?:[^、,和及]{2,12}[、和及])*[^、,和及]{2,12}等(?=[\u4e00-\u9fff]{3})(?!级|次|量|值)"
)
"""What stands for the noun behind it: 老人、儿童等重点人群."""
_MAINLY = re.compile("以[^的,、]{1,12}为[主重中代]?[^的,、]{1,3}的")
_THAN = re.compile(
    "(?:(?<![对之占性])比(?![例重率值])|较(?![大小重强好快为多少高低]))[^、,]{2,12}$"
)
"""What a change is told against: 比2020年, 较“十三五”, 较法定时限."""
_NOUN = re.compile("[\u4e00-\u9fff“‘《A-Za-z]")
_NOUN_END = re.compile(r"[,;:。!?\n\r|、()]")
_NO_NOUN = re.compile(
    f"(?!{words.alternatives(words.KEPT_NOUN)})(?:{words.alternatives(words.NO_NOUN)})"
)
_VERB_IN = re.compile("从事|位于|用于|属于|参加|参与|纳入|进入|达到|完成|实现|列入|入驻|进驻|落户")
_MODIFIER = re.compile("[^0-9的]*的")
_COUNTED = re.compile("[0-9]+[个家所座处条名户类项](?=[\u4e00-\u9fff]{2})")
_COPULA = re.compile("[为是](?=[0-9])")
_MEASURE_BACK = re.compile(words.backwards(words.MEASURES))
_PREPOSITION = re.compile("[在以由与为对从]")


def before(text: str, floor: int, end: int) -> tuple[int, int] | None:
    """Return the phrase that ends right before a figure, bare of verbs of will and time.

    >>> text = "力争全年农民人均纯收入4800元"
    >>> text[slice(*before(text, 0, 11))]
    '农民人均纯收入'
    """
    floor = max(floor, end - LONGEST)
    if match := _AFTER.match(text[floor:end][::-1]):
        end -= match.end()
    if match := _BEFORE.match(text, floor, end):
        floor = match.end()
    if match := _EXAMPLES.match(text, floor, end):
        floor = match.end()
    if match := _COUNTED.match(text, floor, end):
        floor = match.end()  # 9个断面达标率
    if match := _COPULA.search(text, floor + 1, end):
        end = match.start()  # 首批为5个镇的20座
    if (than := _THAN.search(text, floor, end)) and _is_than(text, than, end):
        return before(text, floor, than.start())
    if text.endswith("基础上", floor, end):  # 在上年的基础上
        return before(text, floor, max(floor, text.rfind("在", floor, end)))
    return (floor, end) if floor < end else None


def _is_than(text: str, than: re.Match[str], end: int) -> bool:
    """Return whether a change follows, and no noun of the indicator's own ends the phrase."""
    return not _MEASURE_BACK.match(text[than.start() : end][::-1])


def after(text: str, start: int, ceiling: int, *, is_share: bool = False) -> tuple[int, int] | None:
    """Return the noun that a figure counts where it follows; with what it does, for a share.

    >>> text = "改造80条背街小巷,"
    >>> text[slice(*after(text, 5, 10))]
    '背街小巷'
    """
    if gloss := _GLOSS.match(text, start, ceiling):
        start = gloss.end()
    ceiling = min(ceiling, start + LONGEST)
    if not _NOUN.match(text, start, ceiling):
        return None
    if _NO_NOUN.match(text, start):
        # 在全省有影响力的医疗机构: the noun comes behind its modifier.
        is_modifier = _PREPOSITION.match(text, start) and text.find("的", start, ceiling) > 0
        if not is_modifier:
            return None
    end = ceiling
    if stop := _NOUN_END.search(text, start, ceiling):
        end = stop.start()
        if stop[0] == "、" and (more := _MODIFIER.match(text, end, ceiling)):
            # 规模大、标准高的示范园: the list is a modifier too.
            stop = _NOUN_END.search(text, more.end(), ceiling)
            end = stop.start() if stop else ceiling
    if not is_share and (verb := _VERB_IN.search(text, start + 1, end)):
        end = verb.start()
    while end > start and text[end - 1] in " (“‘":
        end -= 1
    return (start, end) if start < end else None


def said(text: str, phrase: tuple[int, int]) -> str:
    """Return the words of a phrase without what only explains them."""
    plain = _WILL.sub("", text[slice(*phrase)])
    if "(" in plain:
        plain = _ASIDE.sub("", plain) or plain
    return _MAINLY.sub("", plain) or plain if "以" in plain else plain
