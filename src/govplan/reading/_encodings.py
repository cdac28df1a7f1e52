"""The encoding of a text, found from its bytes, and refused where it is a guess."""

from __future__ import annotations

import codecs
import re

from govplan.errors import ReadingError

__all__ = ["decoded", "is_chinese"]

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}

_CONTROL = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
"""Control characters that set no text: no blanks, line ends, form feeds or separators."""
_CONTROL_SHARE = 0.01

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体"
    "制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内"
    "数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提"
    "直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计"
    "别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府研百千万亿县市镇乡村局规划项目率"
)
"""The commonest characters of Chinese, about half of any text, and some of public offices."""
_COMMON_SHARE = 0.15
"""What share of them a text has at least. Plans have a third, other encodings a tenth at most."""
_LETTERS = 20
"""Letters from which their shares tell something."""
_LOOKED_AT = 2**20
"""How much of a text is looked at."""


def decoded(data: bytes, name: str) -> str:
    r"""Return the text in *data*: by its byte order mark, else in UTF-8, else in GB18030.

    Most bytes can be read as GB18030, whatever they are, so what comes of it is looked at.

    Raises:
        ReadingError: If the bytes are no text, or one in another encoding.

    >>> decoded("一、总则".encode("gb18030"), "plan.txt")
    '一、总则'
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _checked(_strictly(data[len(mark) :], encoding, name), name)
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise ReadingError(name, _NO_TEXT) from None
        text = _strictly(data, "gb18030", name, f"byte {error.start} is not of UTF-8 either; ")
    _checked(text, name)
    if not is_chinese(text):
        raise ReadingError(
            name,
            "not in UTF-8, and no Chinese when read as GB18030; "
            "save it in UTF-8 from the program that shows it right",
        )
    return text


_NO_TEXT = "no text; govplan reads text, .html, .docx and .pdf"


def _strictly(data: bytes, encoding: str, name: str, remark: str = "") -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        shown = encoding.removesuffix("-le").removesuffix("-be").upper()
        raise ReadingError(
            name,
            f"byte {error.start} is not of {shown}; {remark}"
            "save it in UTF-8 from the program that shows it right",
        ) from None


def _checked(text: str, name: str) -> str:
    """Return *text* if it is one, and not the bytes of a program or a picture."""
    if "\0" in text or sum(1 for _ in _CONTROL.finditer(text)) > len(text) * _CONTROL_SHARE:
        raise ReadingError(name, _NO_TEXT)
    return text


def is_chinese(text: str) -> bool:
    """Return whether the letters beyond ASCII are those of a Chinese text.

    Another encoding read as Chinese gives rare characters, since it is by chance which
    characters it gives.

    >>> is_chinese("新增公园"), is_chinese("新增公園".encode("big5").decode("gb18030"))
    (True, False)
    """
    letters = [letter for letter in text[:_LOOKED_AT] if letter > "\x7f" and letter.isalpha()]
    if len(letters) < _LETTERS:
        return _is_simple("".join(letters))
    return sum(letter in _COMMON for letter in letters) >= len(letters) * _COMMON_SHARE


_KANA = re.compile("[\u3040-\u30ff]")
_SIMPLE_SHARE = 0.8


def _is_simple(letters: str) -> bool:
    """Return whether a few letters are of the first Chinese character set, and not Japanese."""
    simple = letters.encode("gb2312", "ignore").decode("gb2312")
    return len(simple) >= len(letters) * _SIMPLE_SHARE and _KANA.search(letters) is None
