"""The words around a figure that say how a result is held against it."""

from __future__ import annotations

import re
from typing import cast

import attrs

from govplan.model import Change, Comparator
from govplan.reading import _words as words

_WINDOW = 8
"""Characters in which the longest of the words before a figure can stand."""

_MOST_WORDS = 4
"""Words that can stand before one figure: 增长 + 力争 + 达到 + 约."""


def _by_word(groups: dict[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, group in groups.items() for word in group.split()}


_OPERATORS = cast("dict[str, Comparator]", _by_word(words.OPERATORS))
_CHANGES = cast("dict[str, Change]", _by_word(words.CHANGES))
_TRAILING = cast("dict[str, Comparator]", _by_word(words.TRAILING))
_BESIDE = words.words_of(words.BESIDE)
_LAST_SIGNS = frozenset(
    word[-1]
    for word in words.words_of(
        *words.OPERATORS.values(), *words.CHANGES.values(), words.BESIDE, "高 低 多 少"
    )
)
_BEFORE = re.compile(
    words.backwards(
        *words.OPERATORS.values(), *words.CHANGES.values(), words.BESIDE, words.NO_OPERATOR
    )
)
_AFTER = re.compile(
    # A gloss may come between: 200个(标准桩)以上.
    rf"(?P<gloss>\([^()0-9一二三四五六七八九十百千万亿零〇○两翻负]{{1,12}}\))?(?P<word>{words.alternatives(*words.TRAILING.values())})"
)
_FIRST_SIGNS = frozenset(word[0] for word in _TRAILING) | {"("}
_SHORT = frozenset({"内", "多", "余", "强", "+"})
_WEAK = "为是到至在"
"""Words that lead a figure and say no more than it does."""


@attrs.define
class Leading:
    """The comparator words before a figure."""

    start: int
    """Where they begin; where the figure does if there are none."""
    operator: Comparator | None = None
    """What the nearest of them says."""
    change: Change | None = None
    """What a verb of change says; 下降到 gives a level and no change."""

    @property
    def has_words(self) -> bool:
        """Whether a level or a change is told, so that the figure is an indicator's value."""
        return self.operator is not None or self.change is not None


def leading(text: str, floor: int, start: int) -> Leading:
    """Read the words right before a figure, back to *floor* at most.

    >>> leading("单位能耗下降到0.8", 0, 7)
    Leading(start=4, operator='=', change=None)
    >>> leading("收入增长不低于8%", 0, 7)
    Leading(start=2, operator='>=', change='increase')
    """
    at = edge = start
    operator: Comparator | None = None
    change: Change | None = None
    for _ in range(_MOST_WORDS):
        word = _word_before(text, floor, at)
        if word in _OPERATORS and change is None:
            operator = operator or _OPERATORS[word]
        elif word in _CHANGES and change is None:
            change = _CHANGES[word]
        elif word not in _BESIDE:
            break
        at -= len(word)
        if word not in _BESIDE:
            edge = at
    if change is None and edge == start and _is_compared(text, floor, at):
        return Leading(at - 1, operator, _HEIGHTS[text[at - 1]])
    if not text[edge:start].strip(_WEAK):
        return Leading(start)
    return Leading(edge, operator, change)


def _word_before(text: str, floor: int, at: int) -> str:
    """Return the word that ends here, or an empty text."""
    if at <= floor or text[at - 1] not in _LAST_SIGNS:
        return ""
    match = _BEFORE.match(text[max(floor, at - _WINDOW) : at][::-1])
    return match[0][::-1] if match else ""


_HEIGHTS: dict[str, Change] = {
    "高": "increase",
    "低": "decrease",
    "多": "increase",
    "少": "decrease",
}
_THAN = re.compile("[\u4e00-\u9fff0-9]{1,10}[比较]")


def _is_compared(text: str, floor: int, at: int) -> bool:
    """Return whether 高 or 低 ends a comparison here: 比大田高一成."""
    if at <= floor or text[at - 1] not in _HEIGHTS:
        return False
    return _THAN.match(text[max(floor, at - 12) : at - 1][::-1]) is not None


def trailing(text: str, end: int) -> tuple[Comparator | None, int]:
    """Read the word right behind a figure, and return where it ends.

    >>> trailing("30%以上,", 3)
    ('>=', 5)
    """
    if text[end : end + 1] not in _FIRST_SIGNS:
        return None, end
    match = _AFTER.match(text, end)
    if match is None:
        return None, end
    word, follow = match["word"], text[match.end() : match.end() + 1]
    if word in _SHORT and (match["gloss"] or follow.isalnum()):
        return None, end  # 3个内容, 5家强企
    return _TRAILING[word], match.end()
