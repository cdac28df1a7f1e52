"""From a file to its text: plain text, pages in HTML, Word documents, PDF.

The content tells what a file is, where it can; the end of its name tells the rest. Places in a
plan refer to the text that comes of it, which for a file of plain text is its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from govplan.errors import ReadingError
from govplan.reading._encodings import decoded

__all__ = ["MAX_SIZE", "extract", "read_text"]

MAX_SIZE = 64 * 2**20
"""Bytes of a file that is read."""
_MAX_PAGE = 16 * 2**20
"""Bytes of a page in HTML, which takes seconds for each of its millions."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 4096
"""Bytes of a page that tell what it is."""
_PAGE = re.compile(
    rb"[\s\xef\xbb\xbf\xff\xfe]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*){0,5}"
    rb"<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)
_BIG5 = re.compile(rb"<meta[^>]{0,200}charset\s{0,5}=[\s\"']{0,5}big-?5", re.IGNORECASE)
"""Where a page says that it is in Big5. What others say is often wrong, and found without."""


def read_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a file; as :func:`extract`.

    Raises:
        OSError: If the file cannot be read.
        ReadingError: If it is too large, or its text is not to be had.
    """
    file = Path(path)
    with file.open("rb") as opened:
        size = os.fstat(opened.fileno()).st_size
        if size > MAX_SIZE:
            raise ReadingError(file.name, _too_large(size, MAX_SIZE))
        data = opened.read(MAX_SIZE + 1)
    return extract(data, file.name)


def extract(data: bytes, name: str) -> str:
    r"""Return the text in the bytes of a file; plain text exactly, with its line ends.

    Args:
        data: The bytes.
        name: The name of the file, whose end tells a format that the bytes do not.

    Raises:
        ReadingError: If there is no text to be had, with the reason and what to do.

    >>> extract("一、总则\r\n".encode("gb18030"), "plan.txt")
    '一、总则\r\n'
    """
    if len(data) > MAX_SIZE:
        raise ReadingError(name, _too_large(len(data), MAX_SIZE))
    if not data.strip(b" \t\r\n\0"):
        raise ReadingError(name, "empty")
    ending = Path(name).suffix.lower()
    if data.lstrip().startswith(b"%PDF-") or ending == ".pdf":
        return _pdf(data, name)
    if data.startswith(_OLE):
        raise ReadingError(name, _ole(data))
    if data.startswith(b"{\\rtf"):
        raise ReadingError(name, "in Rich Text Format (.rtf); save it as .docx")
    if data.startswith(_ZIP) or ending == ".docx":
        return _docx(data, name)
    if ending in {".html", ".htm", ".shtml", ".xhtml"} or _is_page(data):
        return _html(data, name)
    text = decoded(data, name)
    if not text.strip():
        raise ReadingError(name, "empty")
    return text


def _too_large(size: int, most: int) -> str:
    return f"{size:,} bytes, more than the {most:,} that are read; split it"


def _ole(data: bytes) -> str:
    if _LOCKED in data:
        return "locked with a password; save it without one"
    return "of an old Office program, as .doc is; save it as .docx"


def _is_page(data: bytes) -> bool:
    return _PAGE.match(data[:_HEAD].replace(b"\0", b"")) is not None


@contextmanager
def _extra(name: str) -> Generator[None]:
    """Tell how to install what reads a format, where it is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in {"docx", "lxml", "pypdf"}:
            raise
        reason = f'reading it needs {missing}: pip install "govplan[reading]"'
        raise ReadingError(name, reason) from None


def _pdf(data: bytes, name: str) -> str:
    with _extra(name):
        from govplan.reading._pdf import pdf_text  # noqa: PLC0415 (it needs the extra)
    return pdf_text(data, name)


def _docx(data: bytes, name: str) -> str:
    with _extra(name):
        from govplan.reading._docx import docx_text  # noqa: PLC0415 (it needs the extra)
    return docx_text(data, name)


def _html(data: bytes, name: str) -> str:
    if len(data) > _MAX_PAGE:
        raise ReadingError(name, _too_large(len(data), _MAX_PAGE))
    with _extra(name):
        from govplan.reading._html import html_text  # noqa: PLC0415 (it needs the extra)
    page = _big5(data) if _BIG5.search(data[:_HEAD]) else None
    return html_text(decoded(data, name) if page is None else page, name)


def _big5(data: bytes) -> str | None:
    try:
        return data.decode("big5hkscs")
    except UnicodeDecodeError:
        return None
