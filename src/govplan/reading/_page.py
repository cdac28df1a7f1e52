"""The page around a text: its head table and its title, and furniture, which is set aside."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import attrs

from govplan.model import Document
from govplan.reading._text import Span, Text, folded, paragraphs, trimmed

__all__ = ["Page", "page"]

_LABELS = {
    "index_number": ("索引号", "索引编号"),
    "document_number": ("文号", "发文字号", "文件编号", "发文文号"),
    "publicity": ("公开方式", "公开形式"),
    "date_written": ("成文日期", "发文日期", "生成日期", "制发日期", "成文时间", "发文时间"),
    "date_published": ("发布日期", "发布时间", "公开日期", "公布日期", "公开时间"),
    "publisher": (
        "发布单位", "发布机构", "发文机关", "发文单位", "发文机构", "公开单位", "公开机构",
    ),
    "title": ("标题", "信息名称", "名称", "文件名称"),
    "": (
        "主题分类", "体裁分类", "组配分类", "主题词", "关键词", "有效性", "公开范围", "公开时限",
        "信息来源", "来源", "作者", "浏览次数", "浏览量", "阅读次数", "点击数", "点击量", "字体",
        "字号", "分类", "服务对象", "效力状态", "文件状态", "生效日期", "废止日期", "统一编号",
        "公开类别",
    ),
}  # fmt: skip
"""Labels of the table at the head of a page, by the field of Document; "" for those without."""

_FIELD = {label: field for field, labels in _LABELS.items() for label in labels}


def _spaced(label: str) -> str:
    return " ?".join(label)


_LABEL = re.compile(
    "(?:^|(?<=[ |\\[]))("
    + "|".join(_spaced(label) for label in sorted(_FIELD, key=len, reverse=True))
    + ")(?: *: *| *\\| *|$)"
)
_DATE = re.compile(r"([0-9]{4})[-./年] ?([0-9]{1,2})[-./月] ?([0-9]{1,2})(?![0-9])")

_TOOLS = re.compile(
    r"(?:[\s|/>\-:【】\[\]()·]|打印本页|打印|关闭窗口|关闭本页|关闭|分享到?|收藏|返回顶部|返回"
    r"|[上下]一[篇页条]|无障碍|微信|微博|QQ空间|字[体号]|大 ?中 ?小|扫一扫|在手机打开当前页"
    r"|附件下载|相关链接|(?:共|第) ?[0-9]{1,4} ?页|[0-9]{1,4} ?/ ?[0-9]{1,4} ?页?"
    r"|[上下]一[篇页条]:.*|首页(?: ?[|>/·] ?[一-鿿]{2,8}+)++"
    r"|当前位置.*|您(?:现在)?的位置.*|版权所有.*|主办单位.*|承办单位.*|技术支持.*|网站标识码.*"
    r"|.{0,12}ICP备.*|责任编辑.{0,12})+"
)
"""What the page around a text says, and the text never does, when a line holds nothing else."""

_PAGE = re.compile(r"[-—·] ?[0-9]{1,4} ?[-—·]")
_LINE = re.compile(r"[^\n]+")
_HEAD_LINES, _HEAD_TEXTS = 60, 3
"""In how many lines a head table stands, and how many others may stand above it."""
_FURNITURE_LENGTH, _ROW_LENGTH = 120, 400


@attrs.frozen
class Page:
    """What a page prints around the text, set aside."""

    document: Document
    """The head table, the title, and the hash and length of the whole."""
    title: Span | None
    """Where the title stands, if one is printed above the text."""
    beneath: tuple[Span, ...]
    """Lines under the title, which are furniture too: where and when it was said."""
    furniture: tuple[Span, ...]
    """Lines that are no part of the text: the head table, buttons, page numbers."""
    body: tuple[Span, ...]
    """The lines between them."""


def page(text: Text) -> Page:
    r"""Set the furniture of a page aside.

    >>> from govplan.reading._text import prepare
    >>> text = prepare("索引号: | A-1 | 文号: |\n工作计划\n一、总则\n打印 关闭 |")
    >>> found = page(text)
    >>> found.document.index_number, found.document.blank, found.document.title
    ('A-1', ('document_number',), '工作计划')
    >>> [text.words(*span) for span in found.body]
    ['一、总则']
    """
    fields: dict[str, str] = {}
    furniture: list[Span] = []
    body: list[Span] = []
    for n, match in enumerate(_LINE.finditer(text.plain)):
        span = trimmed(text.plain, *match.span())
        if span is None:
            continue
        in_head = n < _HEAD_LINES and len(body) <= _HEAD_TEXTS
        found = dict(_head_cells(text, span)) if in_head else {}
        if found:
            fields = found | fields
        (furniture if found or _is_furniture(text.plain, span) else body).append(span)
    body = _without_contents(text.plain, body, furniture)
    heading, body = _headed(text.plain, body)
    for line in (*heading.above, *heading.beneath):
        if text.plain[line.end - 1] == "号":
            fields.setdefault("document_number", text.words(*line))
    again: list[Span] = []
    if heading.title is not None:
        fields.setdefault("title", _BROKEN.sub("", text.words(*heading.title)))
        # A page names the text in its window and above it.
        title = text.plain[slice(*heading.title)]
        again = [line for line in body[:_HEAD_TEXTS] if text.plain[slice(*line)] == title]
        body = [line for line in body if line not in again]
    return Page(
        document=_document(text.raw, fields),
        title=heading.title,
        beneath=heading.beneath,
        furniture=tuple(sorted([*furniture, *again, *heading.above, *heading.beneath])),
        body=tuple(body),
    )


_CONTENTS = re.compile(r"目 *[录次]")
_LEADER = re.compile(r".{1,60}?(?:\.{3,}|…+|·{3,}|-{4,}) ?[0-9]{1,4}")


def _without_contents(plain: str, body: list[Span], furniture: list[Span]) -> list[Span]:
    """Return the lines without the table of contents, which goes to the furniture.

    It ends where the line after its head comes again.
    """
    at = next((i for i, span in enumerate(body[:20]) if _CONTENTS.fullmatch(plain, *span)), None)
    if at is None or at + 1 >= len(body):
        return body
    first = _bare_title(plain, body[at + 1])
    length = len(first) + 20
    again = (
        i
        for i in range(at + 2, len(body))
        if body[i].end - body[i].start < length and _bare_title(plain, body[i]) == first
    )
    end = next(again, at + 1)
    furniture += body[at:end]
    return body[:at] + body[end:]


def _bare_title(plain: str, span: Span) -> str:
    """Return a title without blanks, and without the page number of a table of contents."""
    line = plain[span.start : min(span.end, span.start + _TITLE_LENGTH * 2)].replace(" ", "")
    return re.sub(r"[.…·-]*[0-9]*$", "", line)


def _is_furniture(plain: str, span: Span) -> bool:
    """Return whether a line belongs to the page. Long lines are text, whatever they hold."""
    if span.end - span.start > _FURNITURE_LENGTH:
        return False
    if _LEADER.fullmatch(plain, *span):
        return True
    return bool(_TOOLS.fullmatch(plain, *span) or _PAGE.fullmatch(plain, *span))


def _head_cells(text: Text, span: Span) -> Iterator[tuple[str, str]]:
    """Yield the fields and values of a line of the head table; "" for a field left empty."""
    line = text.plain[span.start : min(span.end, span.start + _ROW_LENGTH)]
    labels = list(_LABEL.finditer(line))
    if not labels or line[: labels[0].start()].strip(" |[") or "。" in line:
        return
    ends = [*(label.start() for label in labels[1:]), len(line)]
    for label, end in zip(labels, ends, strict=True):
        value = trimmed(text.plain, span.start + label.end(), span.start + end, " |[]")
        words = "" if value is None else text.words(*value).split("|")[0].strip()
        yield _FIELD[label[1].replace(" ", "")], words


def _document(raw: str, fields: dict[str, str]) -> Document:
    named = {name: value for name, value in fields.items() if name}
    dates = {
        name: _date(named[name]) for name in ("date_written", "date_published") if name in named
    }
    return attrs.evolve(
        Document.of(raw),
        index_number=named.get("index_number") or None,
        document_number=named.get("document_number") or None,
        publicity=named.get("publicity") or None,
        date_written=dates.get("date_written"),
        date_published=dates.get("date_published"),
        publisher=named.get("publisher") or None,
        title=named.get("title") or None,
        blank=tuple(name for name in _LABELS if named.get(name) == ""),
    )


def _date(words: str) -> dt.date | None:
    """Return the date that *words* give; None if they give none that exists."""
    match = _DATE.search(folded(words))
    if match is None:
        return None
    try:
        return dt.date(*map(int, match.groups()))
    except ValueError:
        return None


_TITLE_LENGTH = 60
_NUMBERED = re.compile(
    r"\(?[一二三四五六七八九十0-9]{1,3}(?:[、.)]|$)|[0-9]{1,2} +[一-鿿]|[—▶●■◆★]|一是|附件"
    r"|第[一二三四五六七八九十0-9]{1,3}(?:部分|[编篇章节条])"
)


@attrs.frozen
class _Heading:
    """What stands above the text."""

    title: Span | None = None
    above: tuple[Span, ...] = ()
    """Lines above the title: a document number, 附件."""
    beneath: tuple[Span, ...] = ()
    """Lines under it: where and when it was said, (草案)."""


_ISSUE = re.compile(r"[一-鿿]{1,14}\([0-9]{4}\) ?[0-9]{1,4} ?号|.{2,20}文件")
_ANNEX = re.compile(r"附 ?件 ?[0-9一二三四五]{0,2} ?[::]? *")
_ISSUER = re.compile(r".{2,24}(?:政府|委员会|办公室|领导小组|[局厅委院]|关于印发|关于)")
"""Who issues a plan, in a line above the plan's own name."""
_PLANS = re.compile("计划|规划|方案|要点|安排|意见|报告|通知|清单|打算|思路|纲要|措施|项目|任务")
_BROKEN = re.compile(r"\s*[\r\n]\s*")
_BENEATH = re.compile(
    r"[—-]{1,4}[^。;:]{2,60}|\([^()]{1,60}\)|[0-9]{4} ?年 ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?日)?"
    r"|(?:代?[省市县区镇乡]长|主任|局长)[ :]{0,3}[一-鿿 ]{2,5}"
)
"""A line under a title: ——在县人民代表大会上, (草案), 2021年1月8日, 县长 张三."""
_LINES_AROUND = 3
"""Lines of each kind that may stand above and under a title."""


def _headed(plain: str, body: list[Span]) -> tuple[_Heading, list[Span]]:
    """Return the heading of a text, and the lines below it."""
    body = _split(plain, body)
    at, last = 0, len(body) - 1
    while at < min(_LINES_AROUND, last) and _ISSUE.fullmatch(plain, *body[at]):
        at += 1
    above, title = body[:at], None
    if at < last and (annex := _ANNEX.match(plain, *body[at])):
        if annex.end() == body[at].end:
            at += 1
        else:
            title = _title(plain, [Span(annex.end(), body[at].end), body[at + 1]])
        above.append(Span(*annex.span()))
    title = title or _title(plain, body[at : at + 2])
    if title is None:
        return _Heading(), body
    at += 1
    more = _title(plain, body[at : at + 2]) if _ISSUER.fullmatch(plain, *title) else None
    if more and _PLANS.search(plain, *more):
        title, at = Span(title.start, more.end), at + 1
    end = at
    while end < min(at + _LINES_AROUND, last) and (
        _BENEATH.fullmatch(plain, *body[end]) or _ISSUE.fullmatch(plain, *body[end])
    ):
        end += 1
    if sum(plain[line.start] in "—-" for line in body[at : end + 1]) > 1:
        end = at  # no subtitle, but a list
    return _Heading(title, tuple(above), tuple(body[at:end])), body[end:]


def _split(plain: str, body: list[Span]) -> list[Span]:
    """Return the lines, the first cut behind the title that a plan in one paragraph begins with."""
    if not body or plain.find("|", *body[0]) >= 0:
        return body
    first, end = next(paragraphs(plain, *body[0])), body[0].end
    if first.end == end or not _title(plain, [first, body[0]]):
        return body
    return [first, Span(first.end, end), *body[1:]]


def _title(plain: str, body: list[Span]) -> Span | None:
    """Return the first line if it is a title: short, without a stop, and text after it."""
    if len(body) < 2:  # noqa: PLR2004
        return None
    start, end = body[0]
    line = plain[start : min(end, start + _TITLE_LENGTH + 1)]
    if len(line) > _TITLE_LENGTH or re.search(r"[。;,!?:|]", line):
        return None
    return None if _NUMBERED.match(line) else Span(start, end)
