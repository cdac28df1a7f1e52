"""What each figure measures: the indicator phrase, in the words of the text."""

from __future__ import annotations

import re

from govplan.reading import _words as words
from govplan.reading._around import Kind
from govplan.reading._items import Item

LONGEST = 40
"""Characters of the longest phrase that is taken for an indicator."""

_LABEL_REACH = 60
"""Characters before a figure in which the label of its line can stand."""

_BEFORE = re.compile(
    rf"(?:(?!{words.alternatives(words.KEPT_BEFORE)}"
    r"|(?:预期|基本|重点|规划|计划|全面)(?!抓|打造|推进|实施|建设|培育|支持|发展|做|解决|完成|整治|实现|消除|建成|形成|新建))"
    rf"(?:{words.alternatives(words.BEFORE_INDICATOR, '重点 基本 规划')})"
    r"|[-—─▶●■◆★·*>#、,;:.。)\]」』”’|\s])+"
)
_AFTER = re.compile(
    rf"(?:(?!{words.backwards(words.KEPT_AFTER)})(?:{words.backwards(words.AFTER_INDICATOR)})"
    r"|[末底]?年[0-9]{4}[比较]|[-—:、,(;\s“‘])+"
)
_GLOSS = re.compile(r"\([^()0-9]{1,12}\)|的")
_ASIDE = re.compile(r"\([^()]{4,}\)|\((?:含|不含|其中)[^()]*\)")
"""A gloss that is no part of a name, as 新(改)建 and 村(组) are."""
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
_VERB_IN = re.compile("从事|位于|用于|属于|参加|参与|纳入|进入|达到|完成|实现|列入")
_COUNTED = re.compile("[0-9]+[个家所座处条名户类项](?=[\u4e00-\u9fff]{2})")
_COPULA = re.compile("[为是](?=[0-9])")
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
    return (floor, end) if floor < end else None


def _is_than(text: str, than: re.Match[str], end: int) -> bool:
    """Return whether a change follows, and no noun of the indicator's own ends the phrase."""
    return not _MEASURE_BACK.match(text[than.start() : end][::-1])


def after(text: str, start: int, ceiling: int) -> tuple[int, int] | None:
    """Return the noun that a figure counts where it follows.

    >>> text = "改造80条背街小巷,"
    >>> text[slice(*after(text, 5, 10))]
    '背街小巷'
    """
    if gloss := _GLOSS.match(text, start):
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
        of = text.find("的", end, ceiling) if stop[0] == "、" else -1
        if of > 0:
            # 规模大、标准高的示范园: the list is a modifier too.
            stop = _NOUN_END.search(text, of, ceiling)
            end = stop.start() if stop else ceiling
    if verb := _VERB_IN.search(text, start + 1, end):
        end = verb.start()
    while end > start and text[end - 1] in " (“‘":
        end -= 1
    return (start, end) if start < end else None


# --- indicators of all figures ----------------------------------------------------

_GROWTH = re.compile(
    "(?:年均|同比|平均|累计|年)*(?:增长|增幅|增速|涨幅|增长率|下降|占比|比重|降幅|率)?"
)
"""What tells how an indicator is measured, and needs another phrase to say which."""

_VERBS = re.compile(f"(?:{words.alternatives(words.BUILD)}|[、,和及并])+")
_ACTS = re.compile(f"(?:{words.alternatives(words.BUILD, words.ACTS)}|[、,和及并])+")

_NAMELESS: frozenset[Kind] = frozenset({
    "year", "date", "deadline", "period", "duration", "plan_name", "name", "ordinal", "rank",
    "enumerator", "row_number", "base", "unit", "word", "inexact", "fraction", "number",
})  # fmt: skip


def name(text: str, found: list[Item]) -> None:
    """Give each figure its indicator.

    It stands before the figure (公共停车位800个) or behind it (80条背街小巷), as the label of
    the line, or with the figure before (完成投资14亿元,增幅40%) or after (新增24个、提升10个村庄).
    """
    previous: Item | None = None
    waiting: list[Item] = []
    for item in found:
        if item.kind in _NAMELESS:
            continue
        if waiting and not _is_listed(text, waiting[-1], item):
            waiting = []
        own = _own(text, item)
        if own is not None:
            _set(text, [item, *waiting], own)
        elif not _from_elsewhere(text, item, previous):
            waiting.append(item)
            continue
        waiting = []
        if item.kind in {"target", "baseline", "past_result"}:
            previous = item


_JOINT = re.compile("[、和与及]")
_MEASURE_BACK = re.compile(words.backwards(words.MEASURES))


_ABOVE = re.compile(
    "(?:上述|以上|前述|这)[一二两三四五六七八九十]?[项个类]?(?:指标|目标|任务|比例|数据)?"
)
_REACH = 40
"""Figures back among which 上述三项指标 are looked for."""


def distribute(text: str, found: list[Item], first: int, row: list[Item]) -> None:
    """Give each figure of a list its own indicator.

    They are named in one phrase (收入、支出分别增长5%、6%), or by the figures before (收入5亿元,
    支出4亿元,分别增长5%、6%; 上述两项指标分别达到…).
    """
    phrase = row[0].phrase
    if phrase is None or _split(text, phrase, row):
        return
    undated = row[0].undated
    is_own = phrase[1] > row[0].around.floor or (undated is not None and phrase[0] >= undated[0])
    if is_own and not _ABOVE.fullmatch(text, *phrase):
        return
    earlier: list[Item] = []
    for item in reversed(found[max(0, first - _REACH) : first]):
        is_new = all(item.phrase != other.phrase for other in earlier)
        if item.kind == "target" and item.phrase and is_new and len(earlier) < len(row):
            earlier.insert(0, item)
    if len(earlier) == len(row):
        for item, other in zip(row, earlier, strict=True):
            item.phrase, item.indicator = other.phrase, other.indicator


def _split(text: str, phrase: tuple[int, int], row: list[Item]) -> bool:
    """Give each figure its part of a phrase, if as many are named.

    The word for what is measured may be printed once: in 粮油、蔬菜种植面积分别 the first
    indicator is 粮油面积.
    """
    spans: list[tuple[int, int]] = []
    start = phrase[0]
    for joint in [*_JOINT.finditer(text, *phrase), None]:
        end = joint.start() if joint else phrase[1]
        if end > start:
            spans.append((start, end))
        start = joint.end() if joint else end
    if len(spans) != len(row):
        return False
    last = text[slice(*spans[-1])]
    shared = _MEASURE_BACK.match(last[::-1])
    if shared is not None and len(shared[0]) == 1:
        shared = None  # 率 alone names nothing
    for item, span in zip(row, spans, strict=True):
        own = text[slice(*span)]
        has_own = shared is None or _MEASURE_BACK.match(own[::-1])
        item.phrase = span
        item.indicator = own if has_own or shared is None else own + shared[0][::-1]
    return True


def _own(text: str, item: Item) -> tuple[int, int] | None:
    """Return the phrase beside a figure, if it names what is measured."""
    left = _left(text, item)
    phrase = text[slice(*left)] if left else ""
    if item.kind != "baseline":
        right = after(text, item.end, item.clause_end)
        is_counted = _counts(item) and not _COVERS.search(phrase)
        if right and (is_counted or not phrase or _ACTS.fullmatch(phrase)):
            return right
    return None if _GROWTH.fullmatch(phrase) or _VERBS.fullmatch(phrase) else left


_COVERS = re.compile("(?:覆盖|惠及|占|满足)$")


def _counts(item: Item) -> bool:
    """Return whether a figure can count the noun behind it: 5个, 1.2万."""
    around = item.around
    return not around.lead.has_words and (around.unit is not None or around.number[-1] in "万亿")


def _left(text: str, item: Item) -> tuple[int, int] | None:
    """Return the phrase before a figure, or before the date or the gloss that stand between."""
    floor = item.around.floor
    left = before(text, floor, _opening(item) if item.kind == "baseline" else item.start)
    if left is not None and not (_GROWTH.fullmatch(text, *left) or _VERBS.fullmatch(text, *left)):
        return left
    if item.undated is not None:
        return before(text, *item.undated) or left
    if left is None and text[floor - 1 : floor] == ")":
        opening = text.rfind("(", max(0, floor - LONGEST), floor)
        if opening > 0 and (
            noun := _NOUN_BACK.match(text[max(0, opening - LONGEST) : opening][::-1])
        ):
            return before(text, opening - noun.end(), opening)
    return left


_NOUN_BACK = re.compile("[\u4e00-\u9fffA-Za-z“”]++(?![0-9])")
_FROM = re.compile("[由从自比较]")


def _opening(item: Item) -> int:
    """Return where 由2000年的, which leads a baseline, begins."""
    words_before = item.around.before(16)
    found = [match.start() for match in _FROM.finditer(words_before)]
    return item.numeral.start - len(words_before) + found[-1] if found else item.numeral.start


def _is_listed(text: str, first: Item, last: Item) -> bool:
    """Return whether two figures share the noun behind the second: 新增24个、提升10个村庄."""
    return first.sentence == last.sentence and not _PAUSE.search(text, first.end, last.start)


_PAUSE = re.compile("[,;]")


def _from_elsewhere(text: str, item: Item, previous: Item | None) -> bool:
    """Take the indicator from the row, the label of the line or the figure before."""
    left = before(text, item.around.floor, item.start)
    growth = text[slice(*left)] if left else ""
    growth = growth if _GROWTH.fullmatch(growth) and not growth.endswith("均") else ""
    if item.cell is not None and item.cell.label is not None:
        _set(text, [item], item.cell.label)
        if item.cell.measure is not None:
            item.indicator = text[slice(*item.cell.label)] + text[slice(*item.cell.measure)]
        return True
    label = _label(text, item) or (_subject(text, item) if previous is None else None)
    if previous is not None and previous.sentence != item.sentence:
        previous = None
    if label is not None and (previous is None or previous.start < label[0]):
        item.phrase, item.indicator = label, text[slice(*label)] + growth
        return True
    if previous is None or previous.indicator is None:
        return False
    item.phrase = previous.phrase
    item.indicator = previous.indicator.removesuffix(growth) + growth
    if left is not None and text[slice(*left)] == "新增":
        item.indicator = "新增" + previous.indicator.removeprefix("新增")
    return True


def _subject(text: str, item: Item) -> tuple[int, int] | None:
    """Return what the clause before speaks of: 起数、人数“双下降”,分别下降5%、6%."""
    end = item.clause - 1
    if item.around.lead.change is None or text[end : end + 1] != ",":
        return None
    floor = max(0, end - LONGEST)
    start = max(floor, *(text.rfind(sign, floor, end) + 1 for sign in ",;:。(|\n"))
    clause = text[start:end]
    if any(char.isdecimal() for char in clause):
        return None
    return before(text, start, end - len(clause) + len(_PREDICATE.sub("", clause)))


_PREDICATE = re.compile(
    "(?:实现)?“[^”]*”$|(?:持续|稳步|逐步|明显|进一步|不断)[\u4e00-\u9fff]{2,4}$"
)


def _label(text: str, item: Item) -> tuple[int, int] | None:
    """Return the label of a line: 农民人均纯收入:年均增长14%以上."""
    floor = max(item.sentence, item.start - _LABEL_REACH)
    colon = text.rfind(":", floor, item.start)
    if colon < 0 or ";" in text[colon : item.start]:
        return None
    start = max(text.rfind(sign, floor, colon) for sign in ",;(") + 1
    if _NO_LABEL.fullmatch(text, max(start, floor), colon):
        return None
    return before(text, max(start, floor), colon)


_NO_LABEL = re.compile("[^\u4e00-\u9fff]*(?:主要|具体|其中|包括|分别)(?:是|有|为|包括)?")


def _set(text: str, found: list[Item], phrase: tuple[int, int]) -> None:
    for item in found:
        item.phrase, item.indicator = phrase, _said(text, phrase)


def _said(text: str, phrase: tuple[int, int]) -> str:
    """Return the words of a phrase without what only explains them."""
    said = text[slice(*phrase)]
    if "(" in said:
        said = _ASIDE.sub("", said) or said
    return _MAINLY.sub("", said) or said if "以" in said else said
