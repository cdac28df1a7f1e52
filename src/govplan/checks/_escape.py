"""Plans' words made harmless for those who print them."""

from __future__ import annotations

import re
from urllib.parse import quote

_WIDE_SPACE = "\u3000"
"""The space of Chinese texts, which Python does not count among what can be printed."""


def visible(text: str) -> str:
    r"""Return *text* on one line, with control and invisible characters written as escapes.

    >>> visible("a\x1b[31m\n\u202e　b")
    'a\\x1b[31m\\n\\u202e　b'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == _WIDE_SPACE else repr(c)[1:-1] for c in text)


def encodable(text: str) -> str:
    r"""Return *text* with halves of surrogate pairs, which no file can hold, as escapes.

    >>> encodable("四\ud800")
    '四\\ud800'
    """
    return text.encode("utf-8", "backslashreplace").decode()


_LONGEST = 500
"""Characters of a name that are shown."""


def brief(name: str) -> str:
    """Return a name, or the beginning of a very long one.

    The same name stands at many findings: an id of megabytes would be written again for each
    thing below it.
    """
    return name if len(name) <= _LONGEST else name[:_LONGEST] + "…"


_WEB_PAGE = re.compile(r"https?://[^/\s]", re.IGNORECASE)


def web_page(page: str | None) -> str | None:
    """Return a page as a URI if it is one of the web, or None.

    >>> web_page("https://example.org/规则"), web_page("rules/GP305")
    ('https://example.org/%E8%A7%84%E5%88%99', None)
    """
    if page is None or not _WEB_PAGE.match(page):
        return None
    return quote(page, safe=":/?#@!$&'()*+,;=%~", errors="surrogatepass")
