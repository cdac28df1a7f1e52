"""Texts for the tests of reading, and hypothesis strategies for more of them."""

from __future__ import annotations

from hypothesis import strategies as st

from govplan.reading import _figures
from govplan.reading._clean import Clean
from govplan.reading._clean import clean as clean_text
from govplan.reading._figures import Mention
from govplan.reading._text import prepare

PIECES = (
    "2025年", "6月底前", "“十四五”期间", "到", "由", "从", "比2020年", "的", "其中", "分别",
    "达到", "增长", "下降到", "控制在", "不低于", "约", "以上", "以内", "左右", "5", "1,500",
    "3.5", "2万5千", "一百二十", "十余", "近百", "百分之七", "一成", "翻一番", "零增长", "-", "~",
    "万亩", "个", "家", "%", "‰", "亿元", "吨/月·平方公里", "新建", "改造", "公园", "总投资",
    "占地", "去年", "已", "了", "今年", "力争", "确保", "、", ",", "。", ";", ":", "\n", "\r\n",
    "|", "(", ")", "“", "”", "《", "》", " ", "\u3000", "\u200b", "①", "一、", "(一)", "1.", "第",
    "每", "前", "等", "在", "GDP", "PM2.5", "5G", "２０２５年", "１２．５％", "萬畝", "½", "٣",
    "𝟛",
)  # fmt: skip
"""What plans are made of, and what may be met in a text beside."""


def texts() -> st.SearchStrategy[str]:
    """Return any texts, and texts made of the pieces of plans."""
    return st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


def mentions(text: str) -> list[Mention]:
    """Return every numeral of a text, read."""
    return _figures.mentions(prepare(text))


def clean(text: str) -> Clean:
    """Return a text as figures are read from it."""
    return clean_text(prepare(text))


def words(text: str, mention: Mention) -> str:
    """Return the words at the place of a mention."""
    return text[mention.source.start : mention.source.end]


def kinds(text: str) -> list[tuple[str, str]]:
    """Return the words and the kind of each mention of a text."""
    return [(words(text, mention), mention.kind) for mention in mentions(text)]


def kind_of(text: str) -> str:
    """Return the kind of the numeral that a text marks by 【】."""
    start = text.index("【")
    plain = text.replace("【", "").replace("】", "")
    end = text.index("】") - 1
    (found,) = (m for m in mentions(plain) if m.source.start < end and start < m.source.end)
    return found.kind
