"""What each figure measures: the indicator phrase, in the words of the text."""

from __future__ import annotations

import re
from itertools import zip_longest

from govplan.reading import _words as words
from govplan.reading._around import Kind
from govplan.reading._items import Item
from govplan.reading._phrases import LONGEST, after, before, said
from govplan.reading._shared import distribute, is_peer, peer_tail

__all__ = ["distribute", "name"]

_LABEL_REACH = 60
"""Characters before a figure in which the label of its line can stand."""

_GRADE = f"(?:{words.alternatives(words.GOAL_GRADES)})"
_GROWTH = re.compile(
    f"{_GRADE}?(?:年均|同比|平均|累计|年|净)*(?:增长|增幅|增速|涨幅|增长率|下降|占比|比重|降幅|率)?"
)
"""What tells how an indicator is measured, and needs another phrase to say which."""

_VERBS = re.compile(f"(?:{words.alternatives(words.BUILD)}|[、,和及并])+")
_ACTS = re.compile(f"(?:基本|{words.alternatives(words.BUILD, words.ACTS)}|[、,和及并])+")

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
    for item, follower in zip_longest(found, found[1:]):
        if item.kind in _NAMELESS:
            continue
        if waiting and not _is_listed(text, waiting[-1], item):
            waiting = []
        own = _own(text, item)
        if own is not None:
            _set(text, item, own, previous)
            for other in waiting:
                other.phrase, other.indicator = item.phrase, item.indicator
        elif _shares_noun(text, item, follower) or not _from_elsewhere(text, item, previous):
            waiting.append(item)
            continue
        waiting = []
        if item.kind in {"target", "baseline", "past_result"}:
            previous = item


def _own(text: str, item: Item) -> tuple[int, int] | None:
    """Return the phrase beside a figure, if it names what is measured."""
    left = _left(text, item)
    phrase = text[slice(*left)] if left else ""
    if item.cell is not None and not any(map(str.isalnum, phrase)):
        left, phrase = None, ""  # the bracket of [5]
    if item.kind != "baseline":
        right = after(text, item.end, item.clause_end, is_share=_is_share(item))
        is_counted = _counts(item) and not _COVERS.search(phrase)
        if right and left and _is_unit(item, text[slice(*right)]):
            right = None
        if right and (is_counted or not phrase or _ACTS.fullmatch(phrase)):
            return right
    return None if _GROWTH.fullmatch(phrase) or _VERBS.fullmatch(phrase) else left


def _is_unit(item: Item, word: str) -> bool:
    """Return whether a word behind a figure is a unit that is not known: 300万棒, 5万头只."""
    return len(word) == 1 and (item.around.unit is None or word in words.COUNTING - {"村"})


def _is_share(item: Item) -> bool:
    """Return whether a figure tells how many of some do something: 90%的村通客车."""
    return item.around.unit == "percent" and not item.around.lead.has_words


def _shares_noun(text: str, item: Item, follower: Item | None) -> bool:
    """Return whether the noun of a figure comes behind the next: 5万亩、3万吨的生产任务."""
    if follower is None or text[item.end : follower.start] not in _AND:
        return False
    return after(text, follower.end, follower.clause_end) is not None


_AND = frozenset({"、", "和", "及", "与"})


def _set(text: str, item: Item, phrase: tuple[int, int], previous: Item | None) -> None:
    """Give a figure the phrase beside it, and what that leaves to other words."""
    own = said(text, phrase)
    item.phrase, item.indicator = phrase, own
    if phrase[0] >= item.end:
        says = _is_share(item) and text[item.end] != "的"  # 行政村100%通客车
        left = _left(text, item) if says or len(own) == 1 else None  # 对口帮扶9个村
        if left and (len(own) == 1 or not _ACTS.fullmatch(text, *left)):
            item.indicator = text[slice(*left)] + own
    elif own.startswith("占") and previous and previous.sentence == item.sentence:
        item.indicator = (previous.indicator or "") + own  # 增加值达到5亿元,占比重达到8%
    elif _REACHES.search(own) and (right := after(text, item.end, item.clause_end)):
        item.indicator = own + text[slice(*right)]  # 惠及12个村
    elif previous and previous.sentence == item.sentence and is_peer(own):
        whole = previous.indicator or ""
        tail = peer_tail(own, whole)  # 省级示范社3家、市级5家
        if not tail and own.endswith("级") and item.around.unit == previous.around.unit:
            tail = whole[_end(_LEADING, whole) :]  # 示范社8家,其中省级3家
        item.indicator = own + tail


_REACHES = re.compile("(?:覆盖|惠及|满足)$")
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
        if (
            opening > 0
            and (noun := _NOUN_BACK.match(text[max(0, opening - LONGEST) : opening][::-1]))
            and text[opening - noun.end()] not in "比较"
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
    """Take the indicator from the row, the label of the line, or the words or figure before."""
    if item.cell is not None and item.cell.label is not None:
        start, end = item.cell.label
        item.phrase = start + _end(_AMONG, text[start:end]), end
        item.indicator = said(text, item.phrase)
        if item.cell.measure is not None:
            item.indicator += text[slice(*item.cell.measure)]
        return True
    if previous is not None and previous.sentence != item.sentence:
        previous = None
    left = before(text, item.around.floor, item.start)
    own = text[slice(*left)] if left else ""
    if left is None and text.endswith("基本建成", item.around.floor, item.start):
        own = "基本建成"
    phrase = _label(text, item) or _subject(text, item, previous)
    if phrase is not None and (previous is None or previous.start < phrase[0]):
        item.phrase, item.indicator = phrase, _joined(text[slice(*phrase)], own)
    elif previous is None or previous.indicator is None:
        return False
    elif left and _PEOPLE.fullmatch(own) and item.around.unit != previous.around.unit:
        item.phrase, item.indicator = left, own
    else:
        item.phrase = previous.phrase
        item.indicator = _joined(_noun(text, item, previous, own), own)
    return True


def _noun(text: str, item: Item, previous: Item, own: str) -> str:
    """Return the words of the figure before that a figure takes over.

    For what is done they are those beside it alone (开工5套,竣工3套); for what is counted, they
    are without a measure (规上企业产值增长8%,新增5家).
    """
    noun = previous.indicator or ""
    if previous.phrase is not None and _ACTS.fullmatch(own):
        noun = text[slice(*previous.phrase)]
    if item.around.is_counted and previous.around.unit == "percent":
        noun = noun[: len(noun) - _end(_MEASURE_BACK, noun[::-1])] or noun
    return noun


_MEASURE_BACK = re.compile(words.backwards(words.MEASURES))
_AMONG = re.compile("其?中[:、]?")
_PEOPLE = re.compile("(?:帮助|服务|惠及|带动|吸纳|招聘|招录|解决|安置|引导)+")
"""What is done for people by the work told before: 新建车间5个,带动300人."""
_ADVERBS = re.compile("分别|累计|其中|主要|重点|实现|免费|[、,和及并]")
_LEADING = re.compile(f"(?:(?!{_ADVERBS.pattern})(?:{words.alternatives(words.BUILD)}))*(?:一批)?")


def _joined(noun: str, own: str) -> str:
    """Return a noun with the words beside a figure that only tell more of it.

    >>> _joined("完成投资", "增幅"), _joined("新建公厕", "改造"), _joined("里程", "新增")
    ('完成投资增幅', '公厕改造', '新增里程')
    """
    own = own[_end(_GRADED, own) :]
    if own == "新增":
        return own + noun.removeprefix(own)
    if _GROWTH.fullmatch(own):
        return noun if own.endswith(("均", "净")) else noun.removesuffix(own) + own
    act = _ADVERBS.sub("", own)
    bare = noun[_end(_LEADING, noun) :]
    return bare + act if act and bare else noun


def _end(pattern: re.Pattern[str], text: str) -> int:
    """Return where what a text begins with ends."""
    match = pattern.match(text)
    return match.end() if match else 0


def _subject(text: str, item: Item, previous: Item | None) -> tuple[int, int] | None:
    """Return what the clause before speaks of.

    It names what changes (起数、人数“双下降”,分别下降5%、6%), or work (抓好造林,完成3万亩).
    """
    end = item.clause - 1
    if text[end : end + 1] != ",":
        return None
    floor = max(0, end - LONGEST)
    start = max(floor, *(text.rfind(sign, floor, end) + 1 for sign in ",;:。(|\n"))
    if _FIGURE.search(text, start, end):
        return None
    if work := _WORK.match(text, start, end):
        return before(text, work.end(), end - _end(_TAIL, text[start:end][::-1]))
    clause = text[start:end]
    is_graded = _GRADED.match(text, end + 1) is not None  # 进出口总额,底线目标33亿美元
    if not is_graded and (previous is not None or item.around.lead.change is None):
        return None
    return before(text, start, start + len(_PREDICATE.sub("", clause)))


_FIGURE = re.compile("(?<![A-Za-z0-9.-])[0-9]+(?![A-Za-z0-9.])")
"""A number that is no part of a name such as 5G or PM2.5."""
_WORK = re.compile(
    "(?:[一二三四五六七八九十]{1,3}是)?"
    f"(?:{words.alternatives(words.EFFORT)})*"
    f"(?:{words.alternatives(words.TASKS)}|(?={words.alternatives(words.BUILD, words.ACTS)}))+"
)
_TAIL = re.compile(words.backwards(words.EFFORT_NOUNS))
_GRADED = re.compile(_GRADE)
_PREDICATE = re.compile(
    "(?:实现)?“[^”]*”$|(?:持续|稳步|逐步|明显|进一步|不断)[\u4e00-\u9fff]{2,4}$"
)


def _label(text: str, item: Item) -> tuple[int, int] | None:
    """Return the label of a line: 农民人均纯收入:年均增长14%以上."""
    floor = max(item.sentence, item.start - _LABEL_REACH)
    colon = text.rfind(":", floor, item.start)
    if colon < 0 or ";" in text[colon : item.start]:
        return None
    start = max(floor, *(text.rfind(sign, floor, colon) + 1 for sign in ",;(:"))
    if _NO_LABEL.fullmatch(text, start, colon):
        return None
    if enumerator := _ENUMERATOR.match(text, start, colon):
        start = enumerator.end()
    return before(text, start, colon)


_ENUMERATOR = re.compile(
    r"\s*(?:(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[.、)]|\s|是)|[①-⓪㈠-㈩])\s*"
)
_NO_LABEL = re.compile("[^\u4e00-\u9fff]*(?:主要|具体|其中|包括|分别)(?:是|有|为|包括)?")
