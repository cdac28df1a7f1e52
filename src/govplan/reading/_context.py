"""What holds around a figure: its clause, its sentence, and the quotes it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import attrs

_BREAK = re.compile(
    # The sign first, so that the search leaps from one to the next. A short bracket without
    # figures is part of its phrase: 新(改)建, 颗粒物(PM2.5)浓度.
    r"[,;:。!?\n\r\t|()]"
    r"(?:(?<=\()(?![一二三四五六七八九十])(?:[^()\n\r,;:。|0-9]|(?<=[A-Za-z0-9.])[0-9]){1,15}\))?"
)
_SENTENCE_ENDS = frozenset("。!?\n\r\t|")
_QUOTE = re.compile(
    r"[“‘「『][^“”‘’「」『』\n\r。]{1,24}[”’」』]|\"[^\"\n\r。]{1,24}\"|《[^《》\n\r]{1,60}》"
)
"""Names in quotes and titles of documents; a longer quote is speech."""


@attrs.frozen
class Spans:
    """Places of a text that follow each other."""

    starts: list[int]
    ends: list[int]

    def holds(self, start: int, end: int) -> bool:
        """Return whether one of them holds a place."""
        i = bisect_right(self.starts, start) - 1
        return i >= 0 and end <= self.ends[i]


def quotes(text: str) -> Spans:
    """Find quoted names and the titles of documents.

    >>> quotes("实施“百亿提升”行动").holds(3, 5)
    True
    """
    found = [match.span() for match in _QUOTE.finditer(text)]
    return Spans([start for start, _ in found], [end for _, end in found])


@attrs.frozen
class Breaks:
    """Where the clauses and the sentences of a text end."""

    _clauses: list[int]
    _sentences: list[int]
    _length: int

    def around(self, start: int, end: int) -> tuple[int, int, int]:
        """Return where the clause that holds a place starts and ends, and its sentence starts."""
        clauses, sentences = self._clauses, self._sentences
        i, k = bisect_left(clauses, start), bisect_left(sentences, start)
        j = bisect_left(clauses, end, i)
        return (
            clauses[i - 1] + 1 if i else 0,
            clauses[j] if j < len(clauses) else self._length,
            sentences[k - 1] + 1 if k else 0,
        )


def breaks(text: str) -> Breaks:
    """Find the ends of clauses and sentences, leaving out the commas in figures.

    >>> found = breaks("投入1,500元,新(改)建8所。")
    >>> found.around(5, 6), found.around(13, 14)
    ((0, 8, 0), (9, 16, 0))
    """
    clauses: list[int] = []
    sentences: list[int] = []
    for match in _BREAK.finditer(text):
        at, sign = match.start(), match[0]
        if len(sign) > 1 or (sign == "," and _is_in_number(text, at)):
            continue
        clauses.append(at)
        if sign in _SENTENCE_ENDS:
            sentences.append(at)
    return Breaks(clauses, sentences, len(text))


def _is_in_number(text: str, comma: int) -> bool:
    after = text[comma + 1 : comma + 4]
    return comma > 0 and text[comma - 1].isdecimal() and len(after) == 3 and after.isdecimal()  # noqa: PLR2004 (thousands)
