"""The text of a PDF, as its pages print it: one line a printed line, pages one after the other.

Lines are cut to the width of the page, and page numbers stand between them: both are mended
where the text is read. What each page repeats at its head or foot is left out.
"""

from __future__ import annotations

import io
import logging
import re
import threading
import unicodedata
import warnings
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from time import monotonic

import pypdf
from pypdf.errors import DependencyError, LimitReachedError

from govplan.errors import ReadingError
from govplan.reading._encodings import is_chinese

__all__ = ["pdf_text"]

_MAX_PAGES = 2000
_MAX_SECONDS = 120.0
_LIMITS = pypdf.Configuration(
    zlib_maximum_output_length=32 * 2**20,
    lzw_maximum_output_length=32 * 2**20,
    run_length_maximum_output_length=32 * 2**20,
    array_based_stream_maximum_output_length=32 * 2**20,
    stream_decoding_work_maximum_length=64 * 2**20,
    stream_parsing_work_maximum_count=500_000,
    xform_maximum_invocations_per_extraction=500,
)
"""What the streams of a page may unpack to, and how much may be found in them."""
_FEWEST = 10
"""Characters a page has on the average, where it is text and no picture of one."""
_UNKNOWN_SHARE = 0.1
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\0-\x08\x0e-\x1f]")
"""What stands for the letters of a font that does not say which they are."""
_RADICALS = "⺟⺠⺩⺫⺬⺝⺼⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳"
_WHOLE = "母民王目示月月虎西见角贝足车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟"
_CHARACTERS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    ord(radical): whole for radical, whole in zip(_RADICALS, _WHOLE, strict=True)
}
"""Parts of characters, which fonts name for the characters that look the same."""
_LOCK = threading.Lock()


def pdf_text(data: bytes, name: str) -> str:
    """Return the text of a PDF, one line a printed line.

    Raises:
        ReadingError: If it is locked, damaged or too large, or holds no text, as a scan does.
    """
    with _quiet():
        try:
            pages = list(_pages(data, name))
        except ReadingError:
            raise
        except TimeoutError:
            reason = f"takes more than {_MAX_SECONDS:.0f} seconds to read; split it"
            raise ReadingError(name, reason) from None
        except LimitReachedError as error:
            raise ReadingError(name, "unpacks to far more than pages hold; not read") from error
        except DependencyError as error:
            raise ReadingError(name, "locked; save it without a password") from error
        except Exception as error:  # a damaged file makes the library fail in any way
            reason = "no PDF that can be read, or a damaged one; print it to PDF anew"
            raise ReadingError(name, reason) from error
    text = "".join(line + "\n" for page in _without_heads(pages) for line in page)
    length = len("".join(text.split()))
    if length < _FEWEST * max(1, len(pages)):
        raise ReadingError(
            name,
            "no text, or next to none: it seems scanned; run it through text recognition (OCR)",
        )
    if len(_UNKNOWN.findall(text)) > length * _UNKNOWN_SHARE or not is_chinese(text):
        raise ReadingError(
            name,
            "its fonts do not say which characters they print; "
            "print it to PDF anew, or run it through text recognition (OCR)",
        )
    return text


@contextmanager
def _quiet() -> Generator[None]:
    """Keep the library from warning of what is wrong with a file, and from unpacking too much."""
    logger = logging.getLogger("pypdf")
    # Warnings and loggers are everybody's: one reader at a time may change them.
    with _LOCK, warnings.catch_warnings(), pypdf.apply_configuration(_LIMITS):
        warnings.simplefilter("ignore")
        level = logger.level
        logger.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            logger.setLevel(level)


def _pages(data: bytes, name: str) -> Iterator[list[str]]:
    """Yield the lines of each page."""
    end = monotonic() + _MAX_SECONDS

    def check_time(*_: object) -> None:
        if monotonic() > end:
            raise TimeoutError

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadingError(name, "locked with a password; save it without one")
    if len(reader.pages) > _MAX_PAGES:
        raise ReadingError(name, f"more than {_MAX_PAGES} pages; split it")
    for page in reader.pages:
        check_time()
        text = page.extract_text(visitor_operand_before=check_time)
        lines = text.translate(_CHARACTERS).splitlines()
        yield [stripped for line in lines if (stripped := line.rstrip())]


_FEWEST_PAGES = 3
"""Pages from which a line that comes again on each is no accident."""
_HEAD_LINES = 3
"""Lines that a head or a foot has at most."""


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without the lines that most of them repeat at their head or foot.

    They may differ in a number. Lines of nothing else are page numbers, which stay.
    """
    for _ in range(_HEAD_LINES):
        edges = Counter(key for page in pages for key in {*map(_key, (*page[:1], *page[-1:]))})
        most = max(_FEWEST_PAGES, len(pages) // 2 + 1)
        heads = {key for key, count in edges.items() if count >= most and _LETTER.search(key)}
        pages = [_stripped(page, heads) for page in pages]
    return pages


_LETTER = re.compile(r"[^\W\d_]")


def _key(line: str) -> str:
    return re.sub("[0-9]+", "0", line.strip())


def _stripped(page: list[str], heads: set[str]) -> list[str]:
    start = 1 if page and _key(page[0]) in heads else 0
    end = len(page) - 1 if page[start:] and _key(page[-1]) in heads else len(page)
    return page[start:end]
