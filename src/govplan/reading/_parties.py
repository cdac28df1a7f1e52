"""Who has to act: notes such as 牵头单位:…, (县农业局牵头,各乡镇配合), columns of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govplan.model import Party, Role
from govplan.reading._text import Span, Text, trimmed

__all__ = ["named", "notes", "parties", "role_of_column", "stands_apart"]

_ROLES: dict[Role | None, str] = {
    "lead": "牵头单位 牵头部门 牵头领导 牵头责任单位 主办单位 主责单位",
    "support": "配合单位 配合部门 协办单位 参与单位 协同单位 参加单位 配合责任单位",
    "supervise": "督导单位 督办单位 监督单位 督查单位",
    None: "责任单位 责任部门 责任主体 责任科室 责任领导 责任人 实施单位 实施主体 完成单位"
    " 落实单位 建设单位",
}
_ROLE_OF: dict[str, Role | None] = {
    word: role for role, words in _ROLES.items() for word in words.split()
}
_DOES: dict[str, Role | None] = {
    "牵头": "lead", "配合": "support", "协助": "support", "参与": "support", "协同": "support",
    "督导": "supervise", "督办": "supervise", "负责": None, "落实": None,
}  # fmt: skip

_LABEL = re.compile(
    "(" + "|".join(sorted(_ROLE_OF, key=len, reverse=True)) + r")(?:及[一-鿿]{2,6})? ?[:：]"
)
_DOING = re.compile(
    rf"\((?P<names>(?:[^()。;|\n]|\([^()\n]{{0,20}}\)){{2,60}}?)(?P<does>{'|'.join(_DOES)})"
    r"(?P<rest>(?:[^()\n]|\([^()\n]{0,20}\)){0,80})\)"
)
_NOTE_LENGTH = 300
"""Characters that the names of a note may take; more is no list of names."""

_NAME = re.compile(r"(?:[^、,，;； |()（）\[\]。｡:：\n]|\([^()\n]{0,20}\))+")
_ENDS = re.compile(rf"(?:分别)?(?P<does>{'|'.join(_DOES)})(?:落实|实施)?$")


def notes(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the notes of who acts in a range, the brackets around them included.

    >>> list(notes("建桥(责任单位:县交通局)。", 0, 14))
    [Span(start=2, end=13)]
    """
    at = start
    # Most paragraphs hold no such sign, and need no look at their words.
    labelled = plain.find(":", start, end) >= 0 or plain.find("：", start, end) >= 0
    found = [*_LABEL.finditer(plain, start, end)] if labelled else []
    if plain.find("(", start, end) >= 0:
        found += _DOING.finditer(plain, start, end)
    for match in sorted(found, key=lambda match: match.start()):
        if match.start() < at:
            continue
        first, last = match.span()
        if match.re is _LABEL:
            while first > at and plain[first - 1] in " (":
                first -= 1
            last = _note_end(plain, last, end, bracketed=plain[first] == "(")
        yield Span(first, last)
        at = last


def _note_end(plain: str, at: int, end: int, *, bracketed: bool) -> int:
    """Return where a note ends: with its bracket, or with its sentence.

    Where that is far, the label is a word of the text, and names nobody.
    """
    close = plain.find(")", at, min(end, at + _NOTE_LENGTH)) if bracketed else -1
    if close >= 0:
        while plain[close + 1 : close + 2] == ")":
            close += 1
        return min(close + 1, end)
    stop = plain.find("。", at, min(end, at + _NOTE_LENGTH))
    if stop >= 0:
        return stop
    return end if end - at <= _NOTE_LENGTH else at


def parties(text: Text, start: int, end: int) -> Iterator[Party]:
    """Yield those whom notes name in a range.

    >>> from govplan.reading._text import prepare
    >>> text = prepare("（牵头单位：县农业局；责任单位：各乡镇、县财政局）")
    >>> [(party.name, party.role) for party in parties(text, 0, len(text.plain))]
    [('县农业局', 'lead'), ('各乡镇', None), ('县财政局', None)]
    >>> text = prepare("〔县农业局牵头，各县（市、区）配合〕")
    >>> [(party.name, party.role) for party in parties(text, 0, len(text.plain))]
    [('县农业局', 'lead'), ('各县（市、区）', 'support')]
    """
    labels = list(_LABEL.finditer(text.plain, start, end))
    # Beside those who support it, those responsible lead.
    supported = any(_ROLE_OF[label[1]] == "support" for label in labels)
    for label, behind in zip(labels, [*(x.start() for x in labels[1:]), end], strict=False):
        role = _ROLE_OF[label[1]] or ("lead" if supported else None)
        yield from named(text, label.end(), behind, role)
    if not labels:
        for note in _DOING.finditer(text.plain, start, end):
            yield from _doing(text, Span(note.start() + 1, note.end() - 1))


def named(text: Text, start: int, end: int, role: Role | None) -> Iterator[Party]:
    """Yield the parties of a list of names."""
    for name in _NAME.finditer(text.plain, start, end):
        yield Party(name=text.words(*name.span()), role=role)


def _doing(text: Text, note: Span) -> Iterator[Party]:
    """Yield the parties of a note in which the verbs follow the names."""
    waiting: list[Span] = []
    for match in _NAME.finditer(text.plain, *note):
        ends = _ENDS.search(text.plain, *match.span())
        name = trimmed(text.plain, match.start(), ends.start() if ends else match.end())
        if name:
            waiting.append(name)
        if ends:
            for span in waiting:
                yield Party(name=text.words(*span), role=_DOES[ends["does"]])
            waiting = []


def stands_apart(plain: str, start: int, note: Span) -> bool:
    """Return whether a note in the range from *start* stands behind a sentence, or alone.

    Such a note is about all of its part; one before the stop is about its clause.

    >>> stands_apart("建桥。(责任单位:县交通局)", 0, Span(3, 14))
    True
    """
    return note.start == start or plain[note.start - 1] in "。;!?|"


def role_of_column(head: str) -> tuple[bool, Role | None]:
    """Return whether a column with this head names parties, and what they do.

    >>> role_of_column("牵头单位"), role_of_column("建设内容")
    ((True, 'lead'), (False, None))
    """
    found = next((word for word in _ROLE_OF if word in head), None)
    return (found is not None, _ROLE_OF.get(found or ""))
