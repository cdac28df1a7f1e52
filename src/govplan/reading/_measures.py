"""What the clauses of a plan announce: measures, goals, and words that announce nothing.

A clause of a plan begins with its verbs, adverbs among them (加快推进, 高标准完成, 力争), and the
object follows. Those verbs say how far the work is taken and how firmly it is announced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from govplan.model import Force, Party, Stage
from govplan.reading._marks import BODY_LABEL
from govplan.reading._parties import notes, parties, stands_apart
from govplan.reading._sayings import (
    PLACES,
    SURE,
    Kind,
    is_context,
    kind_of,
    may_introduce,
    only_tells,
)
from govplan.reading._text import Span, Text, clauses, sentences, span_of
from govplan.reading._verbs import TIME, VERB, chain_end, last_stage, stage_and_force

__all__ = ["Announcement", "announcements"]


class Announcement(NamedTuple):
    """What one clause announces."""

    kind: Kind
    """What it is."""
    source: Span
    """The clause, with the date before it and what goes with it behind it."""
    title: Span
    """What is to be done, in the plan's words."""
    stage: Stage | None = None
    """How far the work is taken."""
    force: Force | None = None
    """How firmly it is announced."""
    projects: tuple[Span, ...] = ()
    """Names of projects, with the quotation in them."""
    parties: tuple[Party, ...] = ()
    """Who has to act."""


# --- clauses ------------------------------------------------------------------------------

_LEAD = re.compile(
    rf"(?:{TIME}|本[报网]讯 ?|[我本][省市县区镇乡村局委院]|我们|各地|各乡镇(?:人民政府)?"
    r"|各级(?:各部门|人民政府|党委)?|各(?:部门|单位)|代表们|街道(?=[以要将])"
    r"|[省市县区镇乡村]党?委、?(?:[省市县区镇乡]政府)?"
    r"|[各全][省市县区镇乡村州](?:\([市县区镇乡、]{1,5}\))?(?![(、镇级域]))*+"
    rf"(?:[一-鿿]{{0,12}}?将(?={VERB}|{PLACES}|以)"
    rf"|(?:应当|[要应须共再还并各均也])(?={VERB}|{PLACES}|“|以|在))?"
)
"""What stands before the verbs: when, who, and that one shall."""
_LEAD_FIRST = frozenset(
    "0123456789“一二三四五六七八九十到至于自从截年明今当全上下本我各省市县区镇乡村代街"
    "要应须共再还并均也"
)
"""How that begins, unless with a name before 将."""
_SHALL = 14
"""Characters within which 将 stands."""

_PREPOSED = re.compile(rf"[为对向给与同在把将由][^,]{{2,24}}?(?={VERB})")
"""What stands before the verbs of a clause: for whom, with whom, where: 为500个小区新增."""
_WORKS = re.compile(r"(?:工程|项目|建设|[改扩新迁续]建|改造|修复|选址|硬化|延伸|整治|提升)$")
"""Ends of a clause that names works alone, and whose verb is that of the clause before."""

_PILOT = ("试点", "试点工作")

_ADJUNCT = re.compile(
    r".{0,14}?(?:[0-9一二三四五六七八九十] ?年|年[底末初内]|月[底末初份]?|日|[之以]?前|[之以]后"
    r"|以来|期间|季度|[上下]半年|方面|全年|今年|当年)|在.{2,14}[中上下]|力争到.{1,10}末"
    r"|到?“十[一二三四五六]五”(?:时期|末)|[用以].{1,4}年(?:左右)?的?时间|[一二三四五两几]年来"
    r"|.{1,4}(?:要求|了解|指出|强调|提出|介绍)|.{2,6}来?看|其中|为此|现在"
    r"|.{2,10}(?:建设|工作|发展|管理|服务|治理)[上中]|.{0,8}(?:建成|投产|投用|达产|完工|实施)后"
    r"|(?:今年)?[要须]?在.{2,20}(?:的同时|基础上|前提下)"
    r"|对(?![照标]|.*(?:[进实]行|实施|给予|予以|开展|提出)).{2,20}的[一-鿿]{1,6}"
    rf"|{BODY_LABEL}"
)
"""A clause that says when, or where, or who says so, and goes with the one after it."""
_ADJUNCT_LENGTH = 28
_ADJUNCT_ENDS = frozenset("年底末初内月份日前后来间度面中上下求解出调绍期此看时在容")
"""How it ends, unless it begins with 对."""
_CHAIN_LENGTH = 24
_NAME_LENGTH = 20

_NAME = re.compile(r"[一-鿿]{1,8} [一-鿿]{2,4}|.*(?:政府|委员会|办公室|[局厅委院]|领导小组|指挥部)")

_GOES_ON = re.compile(
    r"其中|分别|占地|(?:计划|预计)?(?:总投资|投资)|建筑面积|建设规模|总规模|规模为"
)
"""A clause that goes with the one before it."""
_GOING_ON = frozenset("其分占计预总投建规")
"""How it begins."""


_LOOKS_BACK = re.compile(
    r"(?:过去|近)[一二三四五两几]?年|[一二三四五两几]年[来多]|近年来|今年以来|去年|上年|一年来"
)
"""The time of a sentence that tells of what was."""
_LOOKING_BACK = frozenset("过近一二三四五两几今去上")
"""How it begins."""
_LOOKS_AHEAD = re.compile("[今明]年(?!以来)|下一步|今后|未来|[到至]?20[0-9]{2}年|[到至]?二[〇○零]")

_PROJECT = re.compile(r"“[^“”\n]{1,30}”[一-鿿]{0,8}?(?:工程|项目|计划|行动)")
"""A work with a name in quotation marks."""


def announcements(
    text: Text, spans: Iterable[Span], *, past: bool = False
) -> Iterator[Announcement]:
    """Yield what the clauses in ranges of a text announce.

    Args:
        text: The text, prepared.
        spans: Ranges of its plain form, as the paragraphs of a part.
        past: Whether they stand in a part that looks back, and so only tell.

    >>> from govplan.reading._text import prepare
    >>> text = prepare("全年完成征地350亩以上,加快推进“清水”工程,提升水环境质量。")
    >>> for found in announcements(text, [Span(0, len(text.plain))]):
    ...     print(found.kind, text.words(*found.title), found.stage)
    measure 完成征地350亩以上 finish
    measure 加快推进“清水”工程 continue
    purpose 提升水环境质量 None
    """
    for span in spans:
        if only_tells(text.plain, span):
            yield Announcement("context", span, span)
            continue
        for found in _paragraph(text, span):
            tells = past or (found.source == span and _is_signature(text.plain, span))
            yield found._replace(kind="context", stage=None) if tells else found


def _paragraph(text: Text, span: Span) -> Iterator[Announcement]:
    """Yield what a paragraph announces; a note behind a clause says who acts on it."""
    at = span.start
    for note in (*notes(text.plain, *span), None):
        last: Announcement | None = None
        for found in _told(text.plain, at, note.start if note else span.end):
            if last:
                yield last
            last = found
        if last:
            apart = note is None or stands_apart(text.plain, span.start, note)
            acting = () if apart or note is None else tuple(parties(text, *note))
            yield last._replace(parties=acting) if acting else last
        at = note.end if note else at


def _told(plain: str, start: int, end: int) -> Iterator[Announcement]:
    """Yield what sentences announce: nothing, behind 去年 and its like, up to the full stop."""
    looks_back = False
    for sentence in sentences(plain, start, end):
        looks_back = looks_back or (
            plain[sentence.start] in _LOOKING_BACK
            and _LOOKS_BACK.match(plain, *sentence) is not None
        )
        if not looks_back:
            yield from _sentence(plain, sentence)
            continue
        for found in _sentence(plain, sentence):
            looks_back = looks_back and not _LOOKS_AHEAD.match(plain, *found.source)
            yield found._replace(kind="context", stage=None) if looks_back else found
        looks_back = looks_back and plain[sentence.end - 1] == ";"


def _is_signature(plain: str, span: Span) -> bool:
    """Return whether a paragraph is a name alone: 县人民政府办公室, 县长 张三."""
    if span.end - span.start > _NAME_LENGTH:
        return False
    return chain_end(plain, *span) == span.start and _NAME.fullmatch(plain, *span) is not None


def _sentence(plain: str, sentence: Span) -> Iterator[Announcement]:
    """Yield what the clauses of a sentence announce."""
    units = list(_joined(plain, clauses(plain, *sentence)))
    opening = units[0][1] if units and plain[sentence.start] != "," else None
    closing = units[-1][1] if units else None
    before: Stage | None = None
    introduces = may_introduce(plain, sentence)
    for source, main in units:
        start = _lead_end(plain, main)
        body = main if start == main.start else span_of((start, main.end))
        at, verbs = chain = _verbs(plain, body)
        stage, force = stage_and_force(plain[at : min(verbs, at + _CHAIN_LENGTH)])
        kind = kind_of(plain, body, chain, last=main is closing and main is not opening)
        if verbs == at and before and _WORKS.search(plain, *body):
            kind, stage = "measure", before
        else:
            bare = _is_bare(plain, chain) and kind not in SURE
            if is_context(plain, main, bare=bare, introduces=introduces):
                kind = "context"
            elif verbs == at:
                stage = last_stage(plain, *body)
        before = stage if kind == "measure" else None
        force = force or _force_around(plain, main, body)
        named = _projects(plain, body) if plain.find("“", *body) >= 0 else ()
        yield Announcement(kind, source, body, before, force, named)


def _lead_end(plain: str, main: Span) -> int:
    """Return where a clause begins behind when, who, and that one shall."""
    # Most clauses begin with their verbs, which the first look tells.
    if plain[main.start] in _LEAD_FIRST or "将" in plain[main.start : main.start + _SHALL]:
        lead = _LEAD.match(plain, *main)
        if lead and lead.end() < main.end:
            return lead.end()
    return main.start


def _verbs(plain: str, body: Span) -> Span:
    """Return the verbs of a clause; an empty range if it has none at its head."""
    verbs = chain_end(plain, *body)
    if verbs == body.start and (before := _PREPOSED.match(plain, *body)):
        return Span(before.end(), chain_end(plain, before.end(), body.end))
    return span_of((body.start, verbs))


def _is_bare(plain: str, verbs: Span) -> bool:
    """Return whether a clause has no verbs at its head, or such as tell what was: 制定了."""
    return verbs.end <= verbs.start + 1 or plain.startswith("了", verbs.end)


def _projects(plain: str, body: Span) -> tuple[Span, ...]:
    """Return the names of projects in a clause."""
    return tuple(span_of(match.span()) for match in _PROJECT.finditer(plain, *body))


def _force_around(plain: str, main: Span, body: Span) -> Force | None:
    """Return what the words around the verbs say of force: 将…, …试点工作."""
    if plain.endswith(_PILOT, *body):
        return "pilot"
    return (
        "will" if plain[body.start - 1 : body.start] == "将" and body.start > main.start else None
    )


def _is_adjunct(plain: str, span: Span) -> bool:
    # Looking at the characters at its ends first saves most clauses the pattern.
    if plain[span.end - 1] not in _ADJUNCT_ENDS and plain[span.start] != "对":
        return False
    short = span.end - span.start <= _ADJUNCT_LENGTH
    return short and _ADJUNCT.fullmatch(plain, *span) is not None


def _joined(plain: str, found: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield clauses with what goes with them, and the clause itself."""
    held: tuple[Span, Span] | None = None
    before: Span | None = None
    for span in found:
        if _is_adjunct(plain, span):
            before = before or span
        elif (
            held
            and before is None
            and plain[span.start] in _GOING_ON
            and _GOES_ON.match(plain, *span)
        ):
            held = Span(held[0].start, span.end), held[1]
        else:
            if held:
                yield held
            held = (Span(before.start, span.end) if before else span), span
            before = None
    if held:
        yield held
    if before:
        yield before, before
