"""Writes a page for each check, and the JSON Schemas, when the documentation is built."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from govplan.checks import BUILTIN, ENGINE, AnyRule
from govplan.schema import json_schema, report_schema

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = Path(__file__).parent / "checks"
SCHEMAS = Path(__file__).parent / "_schemas"


def setup(_: Sphinx) -> dict[str, bool]:
    """Have all written before Sphinx looks which pages there are."""
    write_pages()
    write_schemas()
    return {"parallel_read_safe": True}


def write_pages() -> None:
    """Write the pages; those that are as they were keep their date."""
    FOLDER.mkdir(exist_ok=True)
    for rule in ENGINE | BUILTIN:
        path, text = FOLDER / f"{rule.code}.rst", page(rule)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def write_schemas() -> None:
    """Write the schemas, which are copied beside the pages as they are."""
    SCHEMAS.mkdir(exist_ok=True)
    for schema in (json_schema(), report_schema()):
        name = str(schema["$id"]).removeprefix("urn:govplan:").replace(":", "-")  # plan-1
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        (SCHEMAS / f"{name}.json").write_text(f"{text}\n", "utf-8")


def page(rule: AnyRule) -> str:
    """Return the page of a check in reStructuredText, as its docstring is."""
    title = f"{rule.code} {rule.name}"
    facts = [
        ("Severity", str(rule.severity)),
        ("Looks at", "the plan" if rule.on.__name__ == "Plan" else f"each {rule.on.__name__}"),
        (
            "Reads the text",
            "yes; without it, it is reported as not run" if rule.needs_text else "no",
        ),
        ("Runs", "when asked for (preview)" if rule.preview else "by default"),
    ]
    options = [f"``{name}``\n    ``{shown(value)}``\n" for name, value in rule.options.items()]
    return "\n".join(
        [
            title,
            "=" * len(title),
            "",
            rule.doc,
            "",
            *(f":{name}: {value}" for name, value in facts),
            "",
            *(["Options and their defaults:", "", *options] if options else []),
        ]
    )


def shown(value: object) -> str:
    """Return the default of an option, a mapping or a list without Python's brackets."""
    if isinstance(value, tuple):
        return "、".join(str(member) for member in value) or "(none)"
    if hasattr(value, "items"):
        return "、".join(f"{key}: {word}" for key, word in dict(value).items())
    return str(value)
