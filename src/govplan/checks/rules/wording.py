"""GP5: the words of the plan: hedges, slips of the print, and figures that nobody encoded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govplan.checks._context import Context
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _scan, _shared
from govplan.errors import shown
from govplan.model import Measure, Plan, Source, Target


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
    complete: tuple[str, ...] = (
        "向上争取", "争取上级", "争取中央", "争取国家", "争取省", "争取资金", "争取专项",
        "争取项目", "争取政策", "争取补助", "争取债券", "争取到位",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """A target is only striven for.

    力争 and "strive to" promise an effort, not a result. The force of the target decides, or
    that of its measure where it has none, and the words of its indicator and goal.

    Not reported: 左右 and "about", which are a comparator (``~``); expected targets (预期);
    争取 that means to obtain, as in 争取上级资金 (option *complete*); what is striven for above a
    target that is firm (*stretch_of*).

    Bad::

        measure("创建", target("省级示范镇", "创建", kind="designation"), force="strive")

    Good::

        measure("创建", target("省级示范镇", "创建", kind="designation"), force="must")

    Bad, in English::

        target("Roads", "open where possible", kind="completion")

    Good, in English::

        target("Roads", "open", kind="completion")
    """
    if target.stretch_of is not None:
        return
    holder = context.here.parents[-1]
    force = target.force or (holder.force if isinstance(holder, Measure) else None)
    said = _shared.word_in(f"{target.indicator} {target.goal or ''}", words, complete)
    if said is not None or force in forces:
        yield context.find(
            f"{target.indicator}: {_shared.goal(target)}, hedged by {said or f'force={force}'}",
            field="goal" if said else "force" if target.force else "",
        )


@rule("GP502", "vague-deadline", Severity.WARNING, on=Measure, needs_text=True)
def vague_deadline(
    measure: Measure,
    context: Context,
    *,
    words: tuple[str, ...] = (
        "尽快", "尽早", "及早", "适时", "择机", "早日", "条件成熟时", "in due course",
        "as soon as possible", "as soon as practicable", "at an appropriate time",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """A measure is to be done soon, and no date stands beside it.

    Not reported: a measure with a deadline of its own or of its section, or with one in each
    of its targets; words that give a date, though nobody encoded it (6月底前尽快).

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
    if source is None or not _scan.is_phrase(source):
        return
    clause = context.words(source)
    said = _shared.word_in(clause, words)
    if said is None or _DATE.search(clause) or _shared.inherited(context.here, "due"):
        return
    if not measure.targets or any(target.due is None for target in measure.targets):
        yield context.find(
            f"{_shared.name_of(measure)}: {said}, and no date",
            field="due",
            hint="give the date by which it is to be done",
        )


_DATE = re.compile(
    "(?:[0-9０-９]|[一二三四五六七八九十])(?:月|季度|个工作日|天内|日内|周内)|20[0-9]{2}年"
    "|上半年|下半年|年底|年内|年末|月底"
    "|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    "|(?<![0-9])20[0-9]{2}(?![0-9])"
)
"""What gives a date in a clause."""


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
        "、", "和", "与", "及", "以及", "或", "and", "or", "the", "of",
    ),
    complete: tuple[str, ...] = (
        "参与", "赠与", "授与", "普及", "涉及", "顾及", "危及", "波及", "遍及", "惠及", "触及",
        "提及", "推及", "企及", "延及", "埃及", "总和", "饱和", "共和", "缓和", "中和", "调和",
        "温和", "平和", "祥和", "谦和", "亲和", "随和", "柔和", "人和", "维和", "协和", "讲和",
        "太和", "泰和", "永和", "兴和", "义和",
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

    Full-width and half-width brackets close each other, also in the line after, where lines
    are wrapped.

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
    """Yield the brackets of a text that have no partner in their line or the one after."""
    closing = {end: start for start, end in _PAIRS.items()}
    wide = {sign: _KINDS.get(sign, sign) for sign in (*_PAIRS, *closing)}
    opened: list[int] = []
    line = 0
    for match in _BRACKETS.finditer(text):
        at, sign = match.start(), match[0]
        if sign == "\n":
            yield from ((i, text[i]) for i in opened if i < line)
            opened = [i for i in opened if i >= line]
            line = at
        elif sign in _PAIRS:
            opened.append(at)
        elif opened and wide[_PAIRS[text[opened[-1]]]] == wide[sign]:
            opened.pop()
        elif not (wide[sign] == ")" and _ENUMERATOR.search(text[max(0, at - 3) : at])):
            yield at, sign
    yield from ((i, text[i]) for i in opened)


_BRACKETS = re.compile(f"[{re.escape(''.join([*_PAIRS, *_PAIRS.values()]))}\n]")


_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9])20[0-9xX×ⅹ][xX×ⅹ](?![A-Za-z0-9])"
    # XX is twenty in Chapter XX.
    r"|(?<!Chapter )(?<!Part )(?<!Annex )(?<!Article )(?<!Section )(?<!Title )(?<!Appendix )"
    r"(?<![A-Za-zⅹ×])[xXⅹ×]{2,}(?![A-Za-z])"
    # × multiplies in 户数×人均.
    r"|(?<![A-Za-z0-9）)])[xX×](?=[万亿个亩家户人元%％]|公里|平方)(?!.[均数])"
    r"|(?<![A-Za-z])(?:TBC|TBD|TODO)(?![A-Za-z])"
    r"|[\[【（(](?:[Ii]nsert |INSERT |插入|此处|待(?:补|填|完善|定|确[认定]))"
    r"[^\]】）)\n]{0,40}[\]】）)]"
    # A line of nothing else parts a page.
    r"|(?<![_＿])(?<=[^\s_＿])[_＿]{3,}|(?<![_＿])[_＿]{3,}(?=[^\s_＿])"
    r"|某某|(?<![等期优接招看善对])待定(?![量点位期向制价额员岗编性级])|（\s*）|\(\s*\)"
    r"|[0-9]{4}年[ \u3000]+月(?!均)"
)


@rule("GP505", "leftover-placeholder", Severity.ERROR, on=Plan, needs_text=True)
def leftover_placeholder(_: Plan, context: Context) -> Iterator[Finding]:
    """The print has a blank that was to be filled in.

    20xx年, 202X年, x万亩, XX, TBC, [insert …], （待补充）, empty brackets, a date without month.

    Not reported: the signs of table cells, XX within a longer Latin word or behind a word
    such as "Chapter", and × between words that are multiplied.

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
    "[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1f\x7f\u200b\u2060]|(?!\\A)\ufeff"
    # Only the first of a row of digits begins a number: the row is gone through once.
    r"|(?<![A-Za-z0-9])[0-9]+[OoIl][0-9]+(?![A-Za-z])|[0-9][０-９]+|[０-９][0-9]+"
)


@rule("GP506", "broken-characters", Severity.WARNING, on=Plan, needs_text=True)
def broken_characters(_: Plan, context: Context) -> Iterator[Finding]:
    """The print has characters that were damaged on the way.

    A replacement character, one of private use or a control character; a letter O, I or l
    between digits; a number in half-width and full-width digits.

    Not reported: the mark of byte order at the beginning, and the mark between two pages.

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
    measure_without_target,
)
