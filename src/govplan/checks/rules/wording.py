"""GP5: the words of the plan: hedges, slips of the print, and figures that nobody encoded."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction

from govplan.checks._context import Context
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _scan, _shared
from govplan.errors import shown
from govplan.model import Figure, Measure, Plan, Source, Target
from govplan.units import Amount


@rule("GP501", "vague-commitment", Severity.INFO, on=Target)
def vague_commitment(
    target: Target,
    context: Context,
    *,
    forces: tuple[str, ...] = ("strive", "encourage"),
    words: tuple[str, ...] = (
        "力争", "争取", "努力", "尽量", "尽可能", "where possible", "as far as possible",
        "strive to", "seek to", "aim to",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """A target is only striven for.

    力争 and "strive to" promise an effort, not a result. The force of the target decides, or
    that of its measure where it has none, and the words of its indicator and goal.

    Not reported: 左右 and "about", which are a comparator (``~``); expected targets (预期).

    Bad::

        measure("创建", target("省级示范镇", "创建", kind="designation"), force="strive")

    Good::

        measure("创建", target("省级示范镇", "创建", kind="designation"), force="must")

    Bad, in English::

        target("Roads", "open where possible", kind="completion")

    Good, in English::

        target("Roads", "open", kind="completion")
    """
    holder = context.here.parents[-1]
    force = target.force or (holder.force if isinstance(holder, Measure) else None)
    said = _shared.word_in(f"{target.indicator} {target.goal or ''}", words)
    if said is not None or force in forces:
        yield context.find(
            f"{target.indicator}: {_shared.goal(target)}, hedged by {said or f'force={force}'}",
            field="goal" if said else "force",
        )


@rule("GP502", "vague-deadline", Severity.WARNING, on=Measure, needs_text=True)
def vague_deadline(
    measure: Measure,
    context: Context,
    *,
    words: tuple[str, ...] = (
        "尽快", "尽早", "适时", "择机", "早日", "in due course", "as soon as possible",
        "as soon as practicable", "at an appropriate time",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """A measure is to be done soon, and no date stands beside it.

    Not reported: a measure with a deadline of its own, or one in each of its targets.

    Bad::

        text = "尽快建成杜桥敬老院。"
        measure("建成敬老院", at=(0, 9))

    Good::

        text = "6月底前尽快建成敬老院。"
        measure("建成敬老院", at=(0, 11), due="2021-06")

    Bad, in English::

        text = "Open the bridge as soon as possible."
        measure("Open the bridge", at=(0, 36))

    Good, in English::

        text = "Open the bridge by June 2021."
        measure("Open the bridge", at=(0, 29), due="2021-06")
    """
    source = measure.source
    if source is None or measure.due is not None or not _scan.is_phrase(source):
        return
    if measure.targets and all(target.due is not None for target in measure.targets):
        return
    if said := _shared.word_in(context.words(source), words):
        yield context.find(
            f"{_shared.name_of(measure)}: {said}, and no date",
            field="due",
            hint="give the date by which it is to be done",
        )


_LEVELS = (
    "国家", "全国", "国家级", "省级", "全省", "市级", "全市", "县级", "全县", "区级", "全区",
    "省", "市",
)  # fmt: skip
"""Words for a level of government; of one that ends with another, it stands first."""


@rule("GP503", "incomplete-sentence", Severity.WARNING, on=Measure, needs_text=True)
def incomplete_sentence(
    measure: Measure,
    context: Context,
    *,
    tails: tuple[str, ...] = (
        "、", "和", "与", "及", "以及", "或", "and", "or", "the", "of", "to", "for", "with",
    ),
    complete: tuple[str, ...] = (
        "参与", "赠与", "普及", "涉及", "顾及", "危及", "波及", "总和", "饱和", "共和", "缓和",
        "中和", "调和", "温和", "平和",
    ),
    verbs: tuple[str, ...] = (
        "引进", "引入", "招引", "创建", "争创", "创成", "建成", "建设", "打造", "培育", "申报",
        "获评", "新增",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """A measure's clause breaks off.

    It ends with the comma of a list or a word that wants another behind it (option *tails*;
    those in *complete* end like one and are whole). Or a verb of founding or winning (option
    *verbs*) has nothing but a level as its object: 引进国家 leaves open what of the state's
    is to be attracted.

    Bad::

        text = "力争引进国家,吸引毕业生。"
        measure("引进", at=(0, 6))

    Good::

        text = "力争引进国家级实验室,吸引毕业生。"
        measure("引进", at=(0, 10))

    Bad, in English::

        text = "Repair the bridge and."
        measure("Repair", at=(0, 21))

    Good, in English::

        text = "Repair the bridge and the road."
        measure("Repair", at=(0, 30))
    """
    source = measure.source
    if source is None:
        return
    tail = context.text[max(source.start, source.end - _TAIL) : source.end].rstrip(_ENDS)
    said = _shared.word_at_end(tail, tails)
    if said is not None and _shared.word_at_end(tail, complete):
        return
    if said is None and tail.endswith(_LEVELS):
        level = next(level for level in _LEVELS if tail.endswith(level))
        said = level if tail.removesuffix(level).endswith(verbs) else None
    if said is not None:
        yield context.find(
            f"{_shared.name_of(measure)}: the words break off after {shown(said)}",
            hint="see the publication; keep what is printed, with a Defect",
        )


_TAIL = 40
"""Characters at the end of a clause that are looked at."""

_ENDS = " \n\t,;.，；。"
"""What may stand behind the last word of a clause that is whole; 、 may not."""


_PAIRS = {"(": ")", "（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】", "「": "」", "[": "]"}
_KINDS = {"（": "(", "）": ")"}
_ENUMERATOR = re.compile(r"(?:[0-9０-９]{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3})\Z")


@rule("GP504", "unbalanced-brackets", Severity.WARNING, on=Plan, needs_text=True)
def unbalanced_brackets(_: Plan, context: Context) -> Iterator[Finding]:
    """A bracket or a quotation mark is opened and not closed, or the other way round.

    Paragraphs are looked at one by one. Full-width and half-width brackets close each other.

    Not reported: the bracket behind an item's number, as in 1) and 一）.

    Bad::

        text = "实施《土地管理条例,完成征地。"
        measure("实施条例", at=(0, 9))

    Good::

        text = "1)实施《土地管理条例》(试行）,完成征地。"
        measure("实施条例", at=(2, 15))

    Bad, in English::

        text = "Repair the bridge (phase one, then the road."
        measure("Repair", at=(0, 43))

    Good, in English::

        text = "a) Repair the bridge (phase one), then the road."
        measure("Repair", at=(3, 47))
    """
    holder = context.fact(_scan.holders)
    for position, sign in _unbalanced(context.text):
        place = holder(position)
        start = max(0, position - 8)
        words = context.text[start : position + 9].strip()
        yield context.find(
            f"{sign} stands alone near {shown(words)}",
            at=place,
            source=Source(start=position, end=position + 1),
            key=words,
        )


def _unbalanced(text: str) -> Iterator[tuple[int, str]]:
    """Yield the brackets of a text that have no partner in their paragraph."""
    closing = {end: start for start, end in _PAIRS.items()}
    wide = {sign: _KINDS.get(sign, sign) for sign in (*_PAIRS, *closing)}
    opened: list[int] = []
    for match in _BRACKETS.finditer(text):
        at, sign = match.start(), match[0]
        if sign == "\n":
            yield from ((i, text[i]) for i in opened)
            opened = []
        elif sign in _PAIRS:
            opened.append(at)
        elif opened and wide[_PAIRS[text[opened[-1]]]] == wide[sign]:
            opened.pop()
        elif not (wide[sign] == ")" and _ENUMERATOR.search(text[max(0, at - 3) : at])):
            yield at, sign
    yield from ((i, text[i]) for i in opened)


_BRACKETS = re.compile(f"[{re.escape(''.join([*_PAIRS, *_PAIRS.values()]))}\n]")


_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9])20[xX×ⅹ]{2}(?![A-Za-z0-9])|(?<![A-Za-z])[xXⅹ×]{2,}(?![A-Za-z])"
    r"|(?<![A-Za-z0-9）)])[xX×](?=[万亿个亩家户人元%％]|公里|平方)"
    r"|(?<![A-Za-z])(?:TBC|TBD|TODO)(?![A-Za-z])|\[(?:insert|插入|待)[^\]\n]{0,40}\]"
    r"|[_＿]{3,}|某某|待定(?![量点位])|（\s*）|\(\s*\)"
)


@rule("GP505", "leftover-placeholder", Severity.ERROR, on=Plan, needs_text=True)
def leftover_placeholder(_: Plan, context: Context) -> Iterator[Finding]:
    """The print has a blank that was to be filled in.

    20xx年, x万亩, XX, TBC, [insert …], empty brackets.

    Not reported: the signs of table cells, and XX within a longer Latin word.

    Bad::

        text = "20xx年新增耕地x万亩。"
        measure("新增耕地", at=(0, 13))

    Good::

        text = "2021年新增耕地3万亩,面积3×5米,XXL号。"
        measure("新增耕地", at=(0, 13))

    Bad, in English::

        text = "Open the bridge in [insert month]."
        measure("Open", at=(0, 33))

    Good, in English::

        text = "Open the bridge in June [see annex]."
        measure("Open", at=(0, 23))
    """
    yield from _matches(context, _PLACEHOLDER, "was not filled in")


_BROKEN = re.compile(
    "[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff]"
    # Only the first of a row of digits begins a number: the row is gone through once.
    r"|(?<![A-Za-z0-9])[0-9]+[OoIl][0-9]+(?![A-Za-z])|[0-9][０-９]+|[０-９][0-9]+"
)


@rule("GP506", "broken-characters", Severity.WARNING, on=Plan, needs_text=True)
def broken_characters(_: Plan, context: Context) -> Iterator[Finding]:
    """The print has characters that were damaged on the way.

    A replacement character, one of private use or a control character; a letter O, I or l
    between digits; a number in half-width and full-width digits.

    Bad::

        text = "新建公路1O0公里,绿道１2公里。"
        measure("新建公路", at=(0, 9))

    Good::

        text = "新建公路100公里,绿道１２公里。"
        measure("新建公路", at=(0, 9))

    Bad, in English::

        text = "Build 1O0 km of roads."
        measure("Build", at=(0, 21))

    Good, in English::

        text = "Build 100 km of road B10."
        measure("Build", at=(0, 24))
    """
    yield from _matches(context, _BROKEN, "is no sound character or number")


def _matches(context: Context, pattern: re.Pattern[str], what: str) -> Iterator[Finding]:
    """Yield a finding for each match in the text, at the smallest node that holds it."""
    holder = context.fact(_scan.holders)
    for match in pattern.finditer(context.text):
        start, end = match.span()
        words = context.text[max(0, start - 6) : end + 6].strip()
        yield context.find(
            f"{shown(match[0])} {what}, near {shown(words)}",
            at=holder(start),
            source=Source(start=start, end=end),
            key=words,
        )


_QUOTED = re.compile("“[^“”\n]{0,60}”|《[^《》\n]{0,80}》|「[^「」\n]{0,60}」|〔[^〔〕\n]{0,20}〕")
_NAMES_NOT_COUNTS = frozenset(
    {"期", "届", "级", "轮", "步", "层", "号", "区", "市", "省", "县", "镇"}
)
_DATES = frozenset({"year", "month", "day", "sui", "half_year", "quarter", "week"})


@rule("GP511", "figure-not-encoded", Severity.INFO, on=Plan, needs_text=True)
def figure_not_encoded(_: Plan, context: Context) -> Iterator[Finding]:
    """A figure of the text is in no target and no Figure at its place.

    Both the number and the unit have to be there: 3% beside an encoded 3 km is told of.

    Not reported: dates and years, what stands in quotation marks (slogans and names), numbers
    without unit, ordinals and phases, Chinese numerals before counting words (三大行动,
    一批), which mostly belong to names.

    Bad::

        text = "完成土地征收350亩以上,拆违30万平方米。"
        measure("征地", target("土地征收", ">= 350 亩", at=(6, 12)), at=(0, 12))

    Good::

        text = "2021年完成土地征收350亩以上,实施“3个100”工程。"
        measure("征地", target("土地征收", ">= 350 亩", at=(11, 17)), at=(5, 17))

    Bad, in English::

        text = "Acquire 350 mu of land and build 12 km of roads."
        measure("Land", target("Land", "= 350 亩", at=(8, 14)), at=(0, 22))

    Good, in English::

        text = "Acquire 350 mu of land in 3 stages."
        measure("Land", target("Land", "= 350 亩", at=(8, 14)), at=(0, 22))
    """
    text, holder = context.text, context.fact(_scan.holders)
    encoded = _Encoded(context)
    names = [match.span() for match in _QUOTED.finditer(text)]
    for found in context.fact(_scan.figures_of_text)[1]:
        if _is_name(text, found) or _within(names, found.start):
            continue
        if not encoded.has(found):
            words = text[found.start : found.end]
            yield context.find(
                f"{words} is not encoded",
                at=holder(found.start),
                source=Source(start=found.start, end=found.end),
                key=words,
                data={"amount": str(found.amount)},
            )


def _is_name(text: str, found: _scan.Found) -> bool:
    """Return whether a figure is part of a name or a date, or has no unit."""
    unit = _shared.base_unit(found.amount)
    if unit is None or unit in _NAMES_NOT_COUNTS or unit in _DATES:
        return True
    if text[max(0, found.start - 1) : found.start] in {"第", "之", "新", "-", "—", "."}:
        return True
    # 三大行动, 一户一策, 十里长街
    named = unit == "li" or found.amount.dimension in {"count", "persons", "households", "ratio"}
    return not found.is_arabic and (named or found.amount.magnitude == 1)


def _within(spans: list[tuple[int, int]], position: int) -> bool:
    at = bisect_left(spans, (position + 1,)) - 1
    return at >= 0 and spans[at][0] <= position < spans[at][1]


class _Encoded:
    """The amounts of a plan by meaning, with the places in the text at which they stand."""

    def __init__(self, context: Context) -> None:
        self._units: dict[str | None, str | None] = {}
        places: dict[object, list[tuple[int, int]]] = {}
        nodes: list[Target | Figure] = [p.node for p in context.places(Target)]
        nodes += [p.node for p in context.places(Figure)]
        for node in nodes:
            baseline = node.baseline.amount if isinstance(node, Target) and node.baseline else None
            for amount in (node.value, node.upper, baseline):
                if amount is not None and node.source is not None:
                    span = (node.source.start, node.source.end)
                    places.setdefault(self._meaning(amount), []).append(span)
        self._places = {key: _merged(spans) for key, spans in places.items()}

    def _meaning(self, amount: Amount) -> tuple[str | None, Fraction]:
        unit = self._units.setdefault(amount.dimension, amount.unit)
        number = Fraction(amount.magnitude) if unit is None else amount.to(unit)
        return amount.dimension, number

    def has(self, found: _scan.Found) -> bool:
        """Return whether a figure of the text is encoded where it stands, unit and all."""
        bare = self._meaning(Amount(found.amount.magnitude))
        keys = (self._meaning(found.amount), bare)
        return any(
            _within(self._places.get(key, []), position)
            for key in keys
            for position in (found.start, found.end - 1)
        )


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges in order, those that overlap as one."""
    done: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done


@rule("GP512", "target-not-in-text", Severity.WARNING, on=Target, needs_text=True)
def target_not_in_text(target: Target, context: Context) -> Iterator[Finding]:
    """A target's figure has no place in the text, or there is no figure at its place.

    It was added by hand, or its range is wrong.

    Not reported: goals without figure; words that say a figure in another way (一半, 翻番).

    Bad::

        text = "完成土地征收,全面拆违。"
        target("土地征收", ">= 350 亩", at=(2, 6))

    Good::

        text = "完成土地征收350亩以上。"
        target("土地征收", ">= 350 亩", at=(6, 12))

    Bad, in English::

        text = "Acquire land."
        target("Land", ">= 350 亩")

    Good, in English::

        text = "Acquire 350 mu of land."
        target("Land", ">= 350 亩", at=(8, 14))
    """
    source = target.source
    if target.value is None or (source is not None and not _scan.is_phrase(source)):
        return
    if source is None:
        message = f"{target.indicator}: {_shared.goal(target)} has no place in the text"
        yield context.find(message, field="source")
    elif not _NUMERALS.search(context.words(source)):
        message = f"{target.indicator}: {_shared.goal(target)}, but its place has no figure"
        yield context.find(message, field="source")


_NUMERALS = re.compile("[0-9０-９〇零一二两三四五六七八九十百千万亿半番倍]")


@rule("GP513", "measure-without-target", Severity.INFO, on=Plan)
def measure_without_target(_: Plan, context: Context) -> Iterator[Finding]:
    """Measures have nothing by which one could tell that they are done.

    "Strengthen leadership" can never fail. Most measures of published plans are of this
    kind; it is told once for the plan, with their number.

    Not reported: where every measure has a target or a stage that ends (finish, operate).

    Bad::

        measure("加强领导"), measure("征地", target("土地征收", ">= 350 亩"))

    Good::

        measure("征地", target("土地征收", ">= 350 亩")), measure("投用敬老院", stage="operate")
    """
    places = context.places(Measure)
    without = [
        p for p in places if not p.node.targets and p.node.stage not in {"finish", "operate"}
    ]
    if without:
        yield context.find(
            f"{len(without)} of {len(places)} measures have no target",
            data={"count": len(without), "measures": len(places)},
            related=[context.related(without[0], "the first of them")],
        )


RULES = (
    vague_commitment,
    vague_deadline,
    incomplete_sentence,
    unbalanced_brackets,
    leftover_placeholder,
    broken_characters,
    figure_not_encoded,
    target_not_in_text,
    measure_without_target,
)
