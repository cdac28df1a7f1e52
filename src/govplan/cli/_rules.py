"""``govplan explain`` and ``govplan checks``: what the rules say of themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from rich.console import Console

from govplan.checks import ENGINE, AnyRule, Ruleset
from govplan.checks._escape import visible, web_page
from govplan.checks._text import Line
from govplan.cli._print import columns, print_table

BOLD, DIM = "bold", "dim"


def explain(rule: AnyRule) -> Iterator[Line]:
    """Yield the lines that explain a rule."""
    yield [(f"{rule.code} {rule.name}", BOLD)]
    yield []
    yield from ([(visible(line), "")] for line in rule.doc.split("\n"))
    yield []
    yield from ([(line, "")] for line in columns(_facts(rule)))
    if rule.options:
        yield []
        yield [(f"Options, in [checks.options.{rule.code}] of govplan.toml", BOLD)]
        yield from ([(f"  {k} = {_toml(v)}", "")] for k, v in rule.options.items())


def _facts(rule: AnyRule) -> Iterator[tuple[str, str]]:
    yield "severity", str(rule.severity)
    yield "looks at", "the plan" if rule.on.__name__ == "Plan" else f"each {rule.on.__name__}"
    yield "runs", "only with --preview, or selected by its code" if rule.preview else "by default"
    if rule.needs_text:
        yield "reads", "the published text: --text"
    if rule.renamed_from:
        yield "formerly", ", ".join(rule.renamed_from)
    if (page := web_page(rule.page)) is not None:
        yield "page", page


def _toml(value: object) -> str:
    """Return the value of an option as a configuration has it."""
    if isinstance(value, tuple):
        members = cast("tuple[str, ...]", value)
        return f"[{', '.join(map(_toml, members))}]"
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, str]", value).items()
        return f"{{ {', '.join(f'{_toml(k)} = {_toml(v)}' for k, v in pairs)} }}"
    if isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def print_rules(out: Console, rules: Iterable[AnyRule], chosen: Ruleset) -> None:
    """Print a table of rules, which tells of each whether it is among the chosen ones."""
    head = ("code", "name", "severity", "on", "runs", "summary")
    rows = (
        (r.code, r.name, str(r.severity), r.on.__name__, _runs(r, chosen), r.summary) for r in rules
    )
    print_table(out, [head, *rows])


def _runs(rule: AnyRule, chosen: Ruleset) -> str:
    if rule.code not in chosen and rule.code not in ENGINE:
        return "preview" if rule.preview else "no"
    return "with text" if rule.needs_text else "yes"


def rules_json(rules: Iterable[AnyRule], chosen: Ruleset) -> str:
    """Return a JSON list of rules, which tells of each whether it is among the chosen ones."""
    entries = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": str(rule.severity),
            "on": rule.on.__name__,
            "runs": rule.code in chosen or rule.code in ENGINE,
            "preview": rule.preview,
            "needs_text": rule.needs_text,
            "summary": rule.summary,
            "page": rule.page,
            "renamed_from": rule.renamed_from,
        }
        for rule in rules
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)
