"""JSON Schemas of plans and of reports, made from their classes and shipped as files.

Give them to an editor, or to a validator in another language. A schema and the reader of
this library agree on every document, but for what a schema cannot say, :data:`DIFFERENCES`.

>>> schema = json_schema()
>>> schema["$schema"], schema["$id"]
('https://json-schema.org/draft/2020-12/schema', 'urn:govplan:plan:1')
>>> schema["required"]
['govplan', 'id', 'title']
>>> for difference in DIFFERENCES:
...     print("-", difference)
- bytes that are no UTF-8, a byte order mark, half of a surrogate pair, too large a document
- a key that is given twice
- more than 128 levels in all, or 32 of sections, of jurisdictions or in extra
- more than 15 significant digits in a magnitude, a number too long or too large to be read
- 30.0 or 3e1 where a whole number is asked for, as in a source
- a start behind its end, a source without length, a value above its upper end
- a day that no calendar has, such as 2021-02-30, and the year 0000
"""

from __future__ import annotations

import json
from importlib import resources

from govplan import _json, units
from govplan._fields import MAX_LEVELS

__all__ = ["DIFFERENCES", "json_schema", "report_schema"]

DIFFERENCES: tuple[str, ...] = (
    "bytes that are no UTF-8, a byte order mark, half of a surrogate pair, too large a document",
    "a key that is given twice",
    (
        f"more than {_json.MAX_DEPTH} levels in all, "
        f"or {MAX_LEVELS} of sections, of jurisdictions or in extra"
    ),
    (
        f"more than {units.MAX_DIGITS} significant digits in a magnitude, "
        "a number too long or too large to be read"
    ),
    "30.0 or 3e1 where a whole number is asked for, as in a source",
    "a start behind its end, a source without length, a value above its upper end",
    "a day that no calendar has, such as 2021-02-30, and the year 0000",
)
"""What the reader refuses and a schema accepts, since it cannot say it."""


def json_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a plan, for what this govplan writes.

    Its titles and descriptions are those of the classes and their fields: what is None there
    is null in JSON, or left out. It is the caller's own, and the same each time.

    >>> schema = json_schema()
    >>> schema["properties"]["issuer"]["title"]
    'The body whose plan it is'
    >>> schema["properties"]["issuer"]["description"]
    'The body whose plan it is; None if unknown.'
    >>> schema["$defs"]["Force"]["enum"]
    ['expected', 'will', 'must', 'strive', 'encourage', 'pilot']
    """
    return _packaged("plan.json")


def report_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a report, as ``Report.to_json`` writes it.

    >>> schema = report_schema()
    >>> schema["$id"], schema["properties"]["schema"]["const"]
    ('urn:govplan:report:1', 'govplan-report/1')
    >>> schema["$defs"]["Severity"]["enum"]
    ['info', 'warning', 'error']
    """
    return _packaged("report.json")


def _packaged(name: str) -> dict[str, object]:
    """Return a schema that ``python -m govplan._schema_maker`` wrote."""
    file = resources.files("govplan").joinpath("_schemas", name)
    schema: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return schema
