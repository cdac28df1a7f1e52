"""Documents that are no UTF-8 or no text at all, and documents of a wrong size."""

from __future__ import annotations

import bz2
import gzip
import lzma
import pickle
import zlib

from govplan.codec import MAX_SIZE
from tests.hostile.case import plan, whole

_TEXT = plan('"issuer":"杜桥镇人民政府"')
_PLAN = _TEXT.encode()

_UTF16 = "is not UTF-8, but looks like UTF-16 or UTF-32; save it as UTF-8"
_MARK = "starts with a byte order mark; save it as UTF-8 without one"
_GZIP = "is compressed with gzip; decompress it first"
_FIRST = "is no JSON document: line 1, column 1: invalid character"
_START = "is not UTF-8: invalid start byte"
_NEXT = "is not UTF-8: invalid continuation byte"


def _issuer(raw: bytes) -> bytes:
    return plan('"issuer":"@"').encode().replace(b"@", raw)


ENCODINGS = (
    whole("UTF-8 with a mark", b"\xef\xbb\xbf" + _PLAN, _MARK),
    whole("a mark and nothing else", b"\xef\xbb\xbf", _MARK),
    whole("two marks", "\ufeff\ufeff" + _TEXT, _MARK),
    whole("half of a mark", b"\xef\xbb" + _PLAN, _FIRST),
    whole("a mark behind white space", b"\n\xef\xbb\xbf" + _PLAN,
          "is no JSON document: line 2, column 1: invalid character"),
    whole("UTF-16, little end first, with a mark", b"\xff\xfe" + _TEXT.encode("utf-16-le"), _UTF16),
    whole("UTF-16, big end first, with a mark", b"\xfe\xff" + _TEXT.encode("utf-16-be"), _UTF16),
    whole("UTF-16, little end first", _TEXT.encode("utf-16-le"), _UTF16),
    whole("UTF-16, big end first", _TEXT.encode("utf-16-be"), _UTF16),
    whole("a mark of UTF-16 and nothing else", b"\xff\xfe", _UTF16),
    whole("UTF-32, little end first, with a mark",
          b"\xff\xfe\0\0" + _TEXT.encode("utf-32-le"), _UTF16),
    whole("UTF-32, big end first, with a mark",
          b"\0\0\xfe\xff" + _TEXT.encode("utf-32-be"), _UTF16),
    whole("UTF-32, little end first", _TEXT.encode("utf-32-le"), _UTF16),
    whole("UTF-32, big end first", _TEXT.encode("utf-32-be"), _UTF16),
    whole("UTF-7", _TEXT.encode("utf-7").replace(b"{", b"+AHs-"), _FIRST),
    whole("GBK", _TEXT.encode("gbk"), _START),
    whole("Big5", _TEXT.replace("杜桥镇人民政府", "政府").encode("big5"), _START),
    whole("Latin-1", _issuer("é".encode("latin-1")), "is not UTF-8: unexpected end of data"),
    whole("EBCDIC", plan('"x":1').encode("cp500"), _FIRST),
    whole("slash in two bytes", _issuer(b"\xc0\xaf"), _START),
    whole("slash in three bytes", _issuer(b"\xe0\x80\xaf"), _NEXT),
    whole("slash in four bytes", _issuer(b"\xf0\x80\x80\xaf"), _NEXT),
    whole("beyond the last character", _issuer(b"\xf4\x90\x80\x80"), _NEXT),
    whole("character of five bytes", _issuer(b"\xf8\x88\x80\x80\x80"), _START),
    whole("pair of surrogates, raw", _issuer(b"\xed\xa0\xbd\xed\xb8\x80"), _NEXT),
    whole("low surrogate, raw", _issuer(b"\xed\xb0\x80"), _NEXT),
    whole("character that is cut off", _issuer("杜".encode()[:2]),
          "is not UTF-8: unexpected end of data"),
    whole("byte that continues nothing", _issuer(b"\xa0"), _START),
    whole("no UTF-8 in a key", plan('"@":1').encode().replace(b"@", b"\xfe"), _START),
    whole("no UTF-8 before the document", b"\xff" + _PLAN, _FIRST),
    whole("no UTF-8 behind a key", b'{"govplan"\xff:1}',
          "is no JSON document: line 1, column 11: expected ':'"),
)  # fmt: skip

OTHER_FILES = (
    whole("empty file", b"", "is empty"),
    whole("white space", b"\r\n\t " * 100, "is empty"),
    whole("NUL bytes", b"\0" * 512, _UTF16),
    whole("gzip", gzip.compress(_PLAN, mtime=0), _GZIP),
    whole("gzip, cut off", gzip.compress(_PLAN, mtime=0)[:12], _GZIP),
    whole("gzip that unpacks to a thousand times its size",
          gzip.compress(b" " * 2**22, mtime=0), _GZIP),
    whole("zlib", zlib.compress(_PLAN), _FIRST),
    whole("bzip2", bz2.compress(_PLAN), _FIRST),
    whole("xz", lzma.compress(_PLAN), _FIRST),
    whole("zip", b"PK\x03\x04\x14\0\0\0\x08\0", _FIRST),
    whole("pickle that calls a function", b"cos\nsystem\n(S'true'\ntR.", _FIRST),
    whole("pickle of a dict", pickle.dumps({"govplan": 1}, protocol=4), _FIRST),
    whole("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", _FIRST),
    whole("HTML", "<!DOCTYPE html><title>工作计划</title>", _FIRST),
    whole("XML with entities", '<!DOCTYPE p [<!ENTITY a "&a;&a;">]><p>&a;</p>', _FIRST),
    whole("YAML", "govplan: 1\nid: p\ntitle: t\n", _FIRST),
    whole("YAML that makes an object", '!!python/object:os.system ["true"]', _FIRST),
    whole("TOML", "[govplan]\nid = 'p'\n",
          "is no JSON document: line 1, column 2: invalid character"),
    whole("MessagePack", b"\x81\xa7govplan\x01", _FIRST),
)  # fmt: skip

SIZES = (
    whole("a byte over the limit", plan('"x":1'),
          "expected at most 39 bytes; raise max_size to read it all the same", max_size=39),
    whole("over the limit in bytes, not in characters", _TEXT,
          "expected at most 55 bytes; raise max_size to read it all the same", max_size=55),
    whole("over the limit, and no JSON", "[" * 1000,
          "expected at most 999 bytes; raise max_size to read it all the same", max_size=999),
    whole("over the limit that is set by default", b" " * (MAX_SIZE + 1),
          "expected at most 67108864 bytes; raise max_size to read it all the same"),
    whole("limit of nothing", "[{}]",
          "expected at most 0 bytes; raise max_size to read it all the same", max_size=0),
)  # fmt: skip
