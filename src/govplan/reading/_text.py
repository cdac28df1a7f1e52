r"""A published text, made ready to be read: one sign for each, furniture aside, in paragraphs.

Grammar and tables of reading know one form of each sign: half-width punctuation and digits,
simplified characters in their key words, ``\n`` for any line end, a blank for any blank.
:func:`prepare` gives a text that form in :attr:`Text.plain`, character for character, so that
places keep their meaning; the characters that nobody sees are left out there, and
:meth:`Text.source` leads back to the places of the text as published.
"""

from __future__ import annotations

import functools
import itertools
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias, cast

import attrs

from govplan._unchecked import unchecked
from govplan.model import Source

__all__ = [
    "Span",
    "Text",
    "clauses",
    "folded",
    "paragraphs",
    "prepare",
    "sentences",
    "span_of",
    "trimmed",
]


_new_source = unchecked(Source)


class Span(NamedTuple):
    """A range of :attr:`Text.plain`, end exclusive; empty where both are the same."""

    start: int
    end: int


_new: object = getattr(tuple, "__new__")  # noqa: B009 (its type is half unknown)
span_of = cast(
    "Callable[[tuple[int, int]], Span]", functools.partial(cast("Callable[..., Span]", _new), Span)
)
"""Makes a range of its two ends, in half the time of its constructor."""

# --- one form of each sign ----------------------------------------------------------------

UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters that take no room: soft hyphens, joiners, marks of direction and of byte order."""

BLANKS = " \t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
LINE_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"

TRADITIONAL = (
    "實施進動續強開設營業務單責協辦長們貫徹處聯導監檢驗維護點個從環為勵爭奪創優動結擴產準備"
    "籌謀劃啟竣運試開探確保嚴堅決應當編總則錄條節標題號發頻佈時間關閉圍繞遵據習讓眾樹記與勢體"
    "現階區鎮鄉縣廳門領擬預計將達無數萬億兩構建綱項類機農許鏈壓縮減"
    "於內餘過僅產畝戶條張間頭輛約降"
)  # fmt: skip
SIMPLIFIED = (
    "实施进动续强开设营业务单责协办长们贯彻处联导监检验维护点个从环为励争夺创优动结扩产准备"
    "筹谋划启竣运试开探确保严坚决应当编总则录条节标题号发频布时间关闭围绕遵据习让众树记与势体"
    "现阶区镇乡县厅门领拟预计将达无数万亿两构建纲项类机农许链压缩减"
    "于内余过仅产亩户条张间头辆约降"
)  # fmt: skip
"""The characters of the words that reading knows, as printed traditionally and simplified."""

SIGNS = "，；：！？（）［］｛｝．％＋－−～｜／＞＜≧≦、。“”‘’「」『』—―─〔〕【】｡､"
PLAIN = ",;:!?()[]{}.%+--~|/><≥≤、。“”“”“”“”———()()。、"

_FOLD = (
    {chr(0xFF10 + i): chr(0x30 + i) for i in range(10)}
    | {chr(0xFF21 + i): chr(0x41 + i) for i in range(26)}
    | {chr(0xFF41 + i): chr(0x61 + i) for i in range(26)}
    | dict.fromkeys(BLANKS, " ")
    | dict.fromkeys(LINE_ENDS, "\n")
    | dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
    | dict(zip(SIGNS, PLAIN, strict=True))
)
_FOLDED = frozenset(sign for sign, form in _FOLD.items() if sign != form)
"""What has another form, which is in no other's place: so their order does not matter."""

_UNSEEN = re.compile(f"[{UNSEEN}]+")

_ENCLOSED = re.compile(
    r"“[^“”\n]{1,60}”|《[^《》\n]{1,60}》|\((?:[^()\n]|\([^()\n]{0,20}\)){1,80}\)"
)
"""A quotation, a title or a remark; bounded, so that lone signs cost no more than that."""

_TABS = 2
"""Tabs that a line has at least if it is a row of a table."""

_INNER = str.maketrans(",;:!?。", "，；：！？｡")
"""Stops inside of those are written in their other width, which ends no clause."""


Places: TypeAlias = "array[int] | None"
"""Where each character of a plain text stands as published; None where at the same place."""


@attrs.frozen
class Text:
    r"""A text and its plain form.

    >>> text = prepare("一、\u200b總則\r\n")
    >>> text.plain, text.source(2, 4)
    ('一、总则 \n', Source(start=3, end=5))
    """

    raw: str
    """The text as published."""
    even: str
    """The text in one form of each sign, without what nobody sees and without broken lines."""
    plain: str
    """The same, but for stops inside quotations and brackets, which are full-width there."""
    places: Places
    """Where each character of *plain* stands in *raw*; None where at the same place."""

    def source(self, start: int, end: int) -> Source:
        """Return the place in the published text of a range that is not empty."""
        if self.places is None:
            return _new_source(start=start, end=end)
        return _new_source(start=self.places[start], end=self.places[end - 1] + 1)

    def words(self, start: int, end: int) -> str:
        """Return the words of a range as published, without the ends of broken lines."""
        if self.places is None:
            return self.raw[start:end]
        return "".join(map(self.raw.__getitem__, self.places[start:end]))

    def as_printed(self, words: str) -> str:
        """Return words that were put together from the plain text in the signs of the published.

        >>> prepare("城鄉收入、支出").as_printed("城乡支出")
        '城鄉支出'
        """
        return words.translate(self._printed)

    @functools.cached_property
    def _printed(self) -> dict[int, str]:
        signs = set(self.raw)
        # Where both forms are printed, either is a sign of the text.
        return {ord(_FOLD[s]): s for s in sorted(signs & _FOLDED) if _FOLD[s] not in signs}


def folded(raw: str) -> str:
    """Return *raw* in one form of each sign, character for character.

    >>> folded("（１．５％）")
    '(1.5%)'
    """
    even = raw.replace("\r\n", " \n")
    # Few of the signs are in one text; each at once is faster than each character by itself.
    for sign in set(even) & _FOLDED:
        even = even.replace(sign, _FOLD[sign])
    return even


def prepare(raw: str) -> Text:
    """Return *raw* with its plain form.

    >>> prepare("１．５％，（一；二）").plain
    '1.5%,(一；二)'
    """
    plain, places = folded(_barred(raw) if "\t" in raw else raw), None
    for find in (_unseen, _wraps):
        if left_out := find(plain):
            plain, places = _without(plain, places, left_out)
    enclosed = _ENCLOSED.sub(lambda m: m[0].translate(_INNER), plain)
    return Text(raw, plain, enclosed, places)


def _barred(raw: str) -> str:
    """Return *raw* with bars for the tabs between the cells of a table, as pages are copied."""
    return "".join(
        line.replace("\t", "|") if _is_row(line.rstrip()) else line
        for line in raw.splitlines(keepends=True)
    )


def _is_row(line: str) -> bool:
    return line.count("\t") >= _TABS and len(line.split()) > 1


def _unseen(plain: str) -> list[Span]:
    return [span_of(match.span()) for match in _UNSEEN.finditer(plain)]


def _without(plain: str, places: Places, left_out: list[Span]) -> tuple[str, Places]:
    """Return a text without some ranges, and where its characters stand."""
    edges = [0, *(edge for span in left_out for edge in span), len(plain)]
    kept = list(zip(edges[::2], edges[1::2], strict=True))
    before = places or range(len(plain))
    return (
        "".join(plain[start:end] for start, end in kept),
        array("Q", (place for start, end in kept for place in before[start:end])),
    )


# --- lines broken for the page --------------------------------------------------------------

_LINE = re.compile(r"[^\n]+")
_NEW_LINE = re.compile(
    r"  |[-—▶●■◆★○•·①-⑳⑴-⒇㈠-㈩|]|一是|附件|第[一二三四五六七八九十0-9]{1,3}[章节条编篇部]"
    r"|\(?[一二三四五六七八九十0-9]{1,3}[、.)]"
)
"""How a line begins that does not go on with the one before it."""
_PAGE_NUMBER = re.compile(r" *(?:[-—·] ?[0-9]{1,4} ?[-—·]|[0-9]{1,3}) *")
_GAP = re.compile(rf" *\n(?:\n*{_PAGE_NUMBER.pattern}\n+)?")
"""What lies between two lines of a paragraph: a line end, or the foot of a page."""
_WIDE, _SLACK, _ENOUGH = 40, 4, 5


def _wraps(plain: str) -> list[Span]:
    """Return the line ends, and page numbers, that only break a paragraph, as in PDF.

    Lines are broken where many in a row are as wide as each other and end without a stop.
    """
    lines = [
        Span(match.start(), match.start() + len(printed))
        for match in _LINE.finditer(plain)
        if (printed := match[0].rstrip(" "))
    ]
    texts = [line for line in lines if not _PAGE_NUMBER.fullmatch(plain, *line)]
    # Where paragraphs are indented, a full line that ends in a stop goes on too.
    indented = sum(plain.startswith("  ", start) for start, _ in lines) >= _ENOUGH
    closing = "|" if indented else "。;:!?|"
    widths: list[tuple[Span, int]] = []
    for line, after in itertools.pairwise(texts):
        adjacent = _GAP.fullmatch(plain, line.end, after.start) is not None
        if (
            adjacent
            and plain[line.end - 1] not in closing
            and (plain[line.end - 1] == "(" or not _NEW_LINE.match(plain, *after))
        ):
            width = len(plain[line.start : line.end].encode("gb18030", "replace"))
            widths.append((Span(line.end, after.start), width))
    wide = Counter(width // _SLACK for _, width in widths if width >= _WIDE)
    common = max(wide, key=lambda key: wide[key], default=0)
    found = [end for end, width in widths if abs(width // _SLACK - common) <= 1]
    # A page cuts all its lines: where some are longer, the text is not cut to a width.
    longer = sum(end - start > (common + 3) * _SLACK * 2 // 3 for start, end in lines)
    enough = len(found) >= max(_ENOUGH, len(widths) / 2)
    return found if common and enough and longer <= len(lines) // 50 else []


# --- paragraphs, sentences, clauses -------------------------------------------------------

_SECTION = (
    r"\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])"
)
_BREAK = re.compile(
    # The blank first, so that the search leaps from one to the next.
    rf"[ \n](?:(?<=\n)\n*|(?<=[。!?;] ) *(?=[^\s|])|(?<= ) *(?=(?:{_SECTION})[^ ]))"
)
"""Where a paragraph ends. Pages that lost their line ends print a blank for each: behind a
stop, and before the number of a section."""


def paragraphs(plain: str, start: int, end: int) -> Iterator[Span]:
    r"""Yield the paragraphs in a range, without the blanks and bars around them.

    >>> text = "新高地。 围绕目标。\n 其他 |"
    >>> [text[start:end] for start, end in paragraphs(text, 0, len(text))]
    ['新高地。', '围绕目标。', '其他']
    """
    at = start
    for match in _BREAK.finditer(plain, start, end):
        if span := trimmed(plain, at, match.start()):
            yield span
        at = match.end()
    if span := trimmed(plain, at, end):
        yield span


_EDGE = " \n|"


def trimmed(plain: str, start: int, end: int, edge: str = _EDGE) -> Span | None:
    """Return a range without the blanks around it; None if nothing is left.

    >>> trimmed(" 其他 |", 0, 5)
    Span(start=1, end=3)
    """
    while start < end and plain[start] in edge:
        start += 1
    while start < end and plain[end - 1] in edge:
        end -= 1
    return span_of((start, end)) if start < end else None


_SENTENCE = re.compile(r"[^。!?;\n]+[。!?;]*")
_CLAUSE = re.compile(
    r"[^ ,。!?;:|\n][^,。!?;:|\n]*"
    # The comma of 1,500 and the colon of 3:1 stand within a number.
    r"(?:(?<=[0-9])(?:,(?=[0-9]{3}(?![0-9]))|:(?=[0-9]))[^,。!?;:|\n]+)*+"
)


def sentences(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences in a range, their stops with them; a semicolon ends one.

    >>> list(sentences("建桥。修路;种树", 0, 8))
    [Span(start=0, end=3), Span(start=3, end=6), Span(start=6, end=8)]
    """
    for match in _SENTENCE.finditer(plain, start, end):
        if span := trimmed(plain, *match.span()):
            yield span


def clauses(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the clauses in a range, without their stops.

    A comma between digits belongs to a number and parts nothing.

    >>> list(clauses("建桥,种树1,500株。", 0, 12))
    [Span(start=0, end=2), Span(start=3, end=11)]
    """
    for match in _CLAUSE.finditer(plain, start, end):
        first, last = match.span()
        while plain[last - 1] == " ":
            last -= 1
        yield span_of((first, last))
