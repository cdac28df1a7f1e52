"""Indicators of the figures of a list, of which some words are printed once."""

from __future__ import annotations

import re

from govplan.reading import _words as words
from govplan.reading._items import Item

_JOINT = re.compile("[、和与及]")
_ABOVE = re.compile(
    "(?:上述|以上|前述|这)[一二两三四五六七八九十]?[项个类]?(?:指标|目标|任务|比例|数据)?"
)
_REACH = 40
"""Figures back among which 上述三项指标 are looked for."""
_ACTED = words.alternatives(words.MEASURED)
_MEASURE = re.compile(f"(?:{_ACTED})*(?P<measure>{words.alternatives(words.MEASURES)})$")
_MEASURED = re.compile(f"(?:{_ACTED})$")
_RATE = re.compile("年?均?(?:增长率|增长幅度|增速|增幅|增长|比重|占比)$")
"""What tells how each of several indicators is measured: 产值、税收年均增速."""
_RATES = ("率", "幅", "幅度", "速", "重", "占比", "增长")
_WHOLE = re.compile(f"(?:{words.alternatives(words.WHOLE)})$")
_PLACE = re.compile(words.alternatives(words.PLACES))
_SCHOOL = re.compile(words.alternatives(words.SCHOOLS))
_GRADE = re.compile(r"第?[一二三四](?:次)?|(?:[\u4e00-\u9fff]|[0-9]?A)级(?:及?以上)?")
_PEERS_ONLY = re.compile(
    rf"(?:新增|其中)?(?:(?:{_PLACE.pattern})+|{_SCHOOL.pattern}|第[一二三四]|(?:[国家省市州县区乡镇部厅地]{{1,3}}|[0-9]?A)级(?:及?以上)?)"
    "(?:(?:常住)?居民|产业)?"
)


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

    The words that end the last part may be meant of all: in 粮油、蔬菜种植面积分别 the first
    indicator is 粮油种植面积.
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
    for item, span in zip(row, spans, strict=True):
        own = text[slice(*span)]
        item.phrase = span
        item.indicator = own if span == spans[-1] else own + _tail(own, last)
    return True


def _tail(own: str, last: str) -> str:
    """Return what a part of a list shares with the last one, which alone prints it.

    >>> _tail("城镇", "农村居民收入"), _tail("粮油", "蔬菜种植面积"), _tail("收入", "支出")
    ('居民收入', '种植面积', '')
    """
    if rate := _RATE.search(last):
        return "" if own.endswith(_RATES) else _tail(own, last[: rate.start()]) + rate[0]
    if _WHOLE.search(own):
        return ""
    same = last.find(own[-2:], 1)
    if same > 0:  # 新兴产业、高新产业增加值
        return last[same + 2 :]
    return peer_tail(own, last) or _measure(own, last)


def _measure(own: str, last: str) -> str:
    """Return the measure that ends the last part of a list, if another part needs it."""
    if (measure := _MEASURE.search(last)) is None:
        return ""
    if _MEASURED.search(own):  # 污水收集、处理率
        return measure["measure"]
    is_all = measure.start() == 0
    is_bare = len(measure[0]) == 1  # 率 alone names nothing
    return "" if is_all or is_bare else measure[0]


def is_peer(own: str) -> bool:
    """Return whether words name a place, a school or a level, and nothing that is measured."""
    return _PEERS_ONLY.fullmatch(own) is not None


def peer_tail(own: str, last: str) -> str:
    """Return the words that follow both a place, a school or a level, and its peer.

    >>> peer_tail("农村", "城镇居民收入"), peer_tail("市级", "新增省级示范社")
    ('居民收入', '示范社')
    """
    for kinds in (_GRADE, _PLACE, _SCHOOL):
        peer = kinds.search(last)
        ours = [match.end() for match in kinds.finditer(own)]
        if peer is not None and ours:
            tail, rest = last[peer.end() :], own[ours[-1] :]
            return tail.removeprefix(rest) if tail.startswith(rest) else ""
    return ""
