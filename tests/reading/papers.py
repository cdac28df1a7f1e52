"""Files for the tests of reading, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

import pytest

from govplan.errors import ReadingError
from govplan.reading._files import extract


def refusal(data: bytes, name: str) -> str:
    """Return why a file is refused."""
    with pytest.raises(ReadingError) as caught:
        extract(data, name)
    assert name == caught.value.name
    return caught.value.reason


# --- Word ---------------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT = "word/document.xml"


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph in Word's XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def numbered(text: str, num: int, depth: int = 0) -> str:
    """Return a paragraph in a list, which the word processor numbers."""
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
    return paragraph(text, place)


def level(depth: int, style: str, text: str, more: str = "") -> str:
    """Return how a level of a list is numbered."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def abstract(name: int, *content: str) -> str:
    """Return the definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(content)}</w:abstractNum>'


def num(name: int, its: int, *content: str) -> str:
    """Return a list with a definition."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{its}"/>{"".join(content)}</w:num>'


def parts(body: str, numbering: str = "", styles: str = "") -> dict[str, str]:
    """Return the parts of a Word document by their names."""
    kinds = {"document": "document.main", "numbering": "numbering", "styles": "styles"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name, content in {"numbering": numbering, "styles": styles}.items()
        if content
    )
    made = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r"'
        f' Type="{_OFFICE}/officeDocument" Target="{DOCUMENT}"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        DOCUMENT: f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    }
    if numbering:
        made["word/numbering.xml"] = f'<w:numbering xmlns:w="{_W}">{numbering}</w:numbering>'
    if styles:
        made["word/styles.xml"] = f'<w:styles xmlns:w="{_W}">{styles}</w:styles>'
    return made


def zipped(made: dict[str, str] | dict[str, bytes]) -> bytes:
    """Return a package of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in made.items():
            package.writestr(name, content)
    return file.getvalue()


def word(body: str, numbering: str = "", styles: str = "") -> bytes:
    """Return a Word document with a body in Word's XML."""
    return zipped(parts(body, numbering, styles))


# --- PDF ----------------------------------------------------------------------------------

_LOOKS = "/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>"
_CODES = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"


def pdf(pages: Sequence[Sequence[str]], *, says_characters: bool = True) -> bytes:
    """Return a PDF with lines on its pages, whose font may say which characters it prints."""
    codes = {c: i for i, c in enumerate(sorted({c for p in pages for li in p for c in li}), 1)}
    to_unicode = "/ToUnicode 3 0 R" if says_characters else ""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{_references(6, 2 * len(pages), 2)}]>>",
        _stream(_character_map(codes)),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo{_CODES}/DW 1000>>",
        f"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[4 0 R]{to_unicode}>>",
    ]
    for lines in pages:
        shown = "\n".join(f"<{''.join(f'{codes[c]:04X}' for c in line)}>Tj T*" for line in lines)
        objects += [
            f"<</Type/Page/Parent 2 0 R{_LOOKS}/Contents {len(objects) + 2} 0 R>>",
            _stream(f"BT /F 16 Tf 28 TL 72 760 Td\n{shown}\nET"),
        ]
    return _document(objects)


def _references(first: int, count: int, step: int) -> str:
    return " ".join(f"{n} 0 R" for n in range(first, first + count, step))


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _character_map(codes: dict[str, int]) -> str:
    """Return what tells the characters of a font by its codes."""
    pairs = [f"<{i:04X}><{c.encode('utf-16-be').hex()}>" for c, i in codes.items()]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    told = "\n".join(
        f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000><FFFF> endcodespacerange\n{told}\nendcmap end end"
    )


def _document(objects: Iterable[str]) -> bytes:
    out, places = b"%PDF-1.5\n", [b"0000000000 65535 f \n"]
    for n, content in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += f"{n} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = b"xref\n0 %d\n%b" % (len(places), b"".join(places))
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places), len(out))
    return out + table + trailer
