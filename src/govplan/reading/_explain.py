"""Why a node of a draft is as it is, in the words of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from govplan.errors import printable
from govplan.model import (
    Figure,
    FigureKind,
    Measure,
    Section,
    Source,
    Statement,
    StatementKind,
    Target,
)
from govplan.reading._draft import Made, Reason
from govplan.reading._figures import Mention

__all__ = ["FIGURES", "REASONS", "explained"]

REASONS: dict[Reason, str] = {
    "year": "a year",
    "date": "a date",
    "deadline": "a date by which something has to be done",
    "period": "a range of years",
    "duration": "a length of time",
    "plan_name": "part of the name of a five-year plan",
    "name": "part of a name",
    "ordinal": "a place in an order",
    "rank": "a rank",
    "enumerator": "the number of a section or of an item",
    "row_number": "the number of a row",
    "base": "what a rate is counted by",
    "unit": "a unit in the head of a table",
    "baseline": "where an indicator starts from",
    "inexact": "no exact number",
    "fraction": "a fraction in words",
    "number": "a number without unit and without comparator",
    "page": "in the title, in the head table or in the furniture of the page",
    "nameless": "a figure that no words say the meaning of",
}
"""Why a figure of the text is neither in a target nor in a figure of the plan."""

FIGURES: dict[FigureKind, str] = {
    "investment": "money that goes into the work",
    "capacity": "the size of a work",
    "threshold": "a size class inside an indicator",
    "count": "how many parts the text announces",
    "list_size": "how long a list is",
    "past_result": "what is reached already",
    "other": "it holds for something else than the indicator",
}
"""What makes a figure one of its kind."""

_STATEMENTS: dict[StatementKind, str] = {
    "principle": "it says how to act",
    "purpose": "it says what for",
    "slogan": "a rallying call",
    "context": "it tells what is so, or introduces what follows",
}


_STYLES = {
    "line": "a line of its own, short and without a stop",
    "run-in": "it opens its paragraph, as its neighbours do",
    "sentence": "a short sentence before longer ones, as its neighbours are",
    "bullet": "a bullet",
    "row": "a row of a table",
    "annex": "the word for an annex",
    "box": "the word for a box",
}
"""What shows that a section begins, where it is no number."""


def explained(node: object, made: Made, text: str) -> list[str] | None:
    """Return the lines that explain a node of a draft; None for anything else."""
    source = getattr(node, "source", None)
    if isinstance(node, Target) and source in made.figures:
        return list(_target(node, made, text))
    if isinstance(node, Measure) and source in made.by_place:
        return list(_measure(node, made, text))
    if isinstance(node, Section) and source in made.parts:
        return list(_section(node, made, text))
    if isinstance(node, Figure) and node.source and node.source in made.figures:
        return [f"{FIGURES[node.kind]}: {_words(node.source, text)}", f"of {_quoted(node.label)}"]
    if isinstance(node, Statement) and node.source and node.source in made.by_place:
        return [f"{_STATEMENTS[node.kind]}: {_words(node.source, text)}"]
    return None


def _target(node: Target, made: Made, text: str) -> Iterator[str]:
    mention = made.figures[cast("Source", node.source)]
    yield f"figure: {_words(mention.source, text)}"
    if node.indicator_source is None:
        yield f"indicator: {_quoted(node.indicator)}, the words of its clause or its section"
    else:
        yield f"indicator: {_words(node.indicator_source, text)}"
    before, after = _around(mention, text)
    if node.comparator == "=" and not after:
        yield "comparator: =, since no word says otherwise"
    elif node.comparator != "range":
        yield f"comparator: {node.comparator}, by {after or before or 'the figure itself'}"
    if node.change:
        yield f"change: {node.change}, by {before or after or 'the figure itself'}"
    if node.due:
        words = _quoted(node.due.words) if node.due.words else "the date before it"
        yield f"due: {node.due.date}, by {words}"
    if node.baseline:
        yield f"baseline: {node.baseline.amount}, from which its sentence or its row starts"
    if node.force:
        yield f"force: {node.force}, by the words around it"
    if node.stretch_of:
        yield f"stretch of {node.stretch_of}: the same indicator again, striven for"
    if node.part_of:
        yield f"part of {node.part_of}: 其中"


def _around(mention: Mention, text: str) -> tuple[str, str]:
    """Return the words of a figure's phrase before its number, and those behind its unit."""
    whole, number = mention.source, mention.number
    before, after = text[whole.start : number.start], text[number.end : whole.end]
    return _quoted(before.strip()), _quoted(after.strip())


def _measure(node: Measure, made: Made, text: str) -> Iterator[str]:
    found = made.by_place[cast("Source", node.source)]
    yield f"clause: {_words(cast('Source', node.source), text)}"
    if found.stage:
        yield f"stage: {found.stage}, by its verbs"
    if found.force:
        yield f"force: {found.force}, by its verbs"
    if node.due:
        yield f"due: {node.due.date}, by the date in it"
    for name in node.projects:
        yield f"project: {printable(name)}, a work with a name in quotation marks"
    for party in node.parties:
        yield f"party: {printable(party.name)}, named in a note"


def _section(node: Section, made: Made, text: str) -> Iterator[str]:
    part = made.parts[cast("Source", node.source)]
    sign = _STYLES.get(part.style) or f"a number like {part.style}"
    yield f"begins with {sign}" + (f": {_words(node.heading, text)}" if node.heading else "")
    if part.past:
        yield "looks back, so that nothing in it is announced"
    for party in node.parties:
        yield f"party: {printable(party.name)}, named in a note or a column"
    if node.due:
        yield f"due: {node.due.date}, by its column"


_SHOWN = 60


def _words(source: Source, text: str) -> str:
    """Return the words at a place, cut short, and the place."""
    return f"{_quoted(text[source.start : source.end])} ({source.start} to {source.end})"


def _quoted(words: str) -> str:
    return printable(words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…")
