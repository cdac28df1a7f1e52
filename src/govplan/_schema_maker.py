"""Makes the JSON Schemas that the package ships, from the classes and their docstrings.

For developers. It reads the sources, so that no word stands twice. Run it when a class of
the model or of the reports has changed::

    python -m govplan._schema_maker src/govplan/_schemas
"""

from __future__ import annotations

import ast
import enum
import functools
import inspect
import itertools
import json
import re
import sys
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs

from govplan import _unit_table as _table
from govplan import _values, model, units
from govplan._fields import Extra, Shape, hints
from govplan.checks import Finding, Report, RuleRun, Severity, _report
from govplan.codec import FORMAT, dumps
from govplan.model import Measure, Period, Plan, Section, Target
from govplan.schema import DIFFERENCES
from govplan.units import MULTIPLIERS, UNITS, Amount

_Schema = dict[str, object]


def main(folder: Path) -> None:
    """Write the files into a folder."""
    for name, text in files().items():
        (folder / name).write_text(text, "utf-8", newline="\n")


def files() -> Mapping[str, str]:
    """Return the text of each file, by its name."""
    return {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in (("plan", _plan_schema()), ("report", _report_schema()))
    }


def _plan_schema() -> _Schema:
    version: _Schema = {**_told("Version of the format."), "const": FORMAT}
    example: object = json.loads(dumps(_plan_example()))
    return _document(Plan, f"urn:govplan:plan:{FORMAT}", {"govplan": version}, example)


def _report_schema() -> _Schema:
    version: _Schema = {**_told("Version of the form."), "const": _report.SCHEMA}
    example: object = json.loads(_report_example().to_json())
    number = _report.SCHEMA.rpartition("/")[2]
    return _document(Report, f"urn:govplan:report:{number}", {"schema": version}, example)


def _document(
    kind: type[attrs.AttrsInstance], id_: str, version: Mapping[str, _Schema], example: object
) -> _Schema:
    """Return the schema of a whole document: a class, and the version beside its fields."""
    definitions: dict[str, _Schema] = {}
    body = _object(kind, definitions)
    fields = typing.cast("dict[str, object]", body["properties"])
    required = typing.cast("list[str]", body["required"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id_,
        "$comment": f"govplan also refuses: {'; '.join(DIFFERENCES)}",
        **body,
        "properties": {**version, **fields},
        "required": [*version, *required],
        "examples": [example],
        "$defs": definitions,
    }


# --- from classes to schemas --------------------------------------------------------


def _object(kind: type[attrs.AttrsInstance], definitions: dict[str, _Schema]) -> _Schema:
    """Return the schema of a class; those of the classes in it go to *definitions*."""
    docs, annotations = _docs(sys.modules[kind.__module__]), hints(kind)
    fields = [f for f in attrs.fields(kind) if "not_in_json" not in f.metadata]
    return {
        "title": kind.__name__,
        "description": _plain(docs[kind.__name__]),
        "type": "object",
        "properties": {
            field.name: {
                **_told(docs[f"{kind.__name__}.{field.name}"], annotations[field.name]),
                **_field(
                    annotations[field.name], _rules().get((kind, field.name), {}), definitions
                ),
            }
            for field in fields
        },
        "required": [field.name for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
    }


def _field(
    annotation: object, rule: Mapping[str, object], definitions: dict[str, _Schema]
) -> _Schema:
    """Return the schema of a field from its annotation, and what its class says beyond that."""
    kind, is_optional, is_many = Shape.of(annotation)
    if is_optional:
        return {"anyOf": [_field(kind, rule, definitions), {"type": "null"}]}
    if is_many:
        return {"type": "array", "items": _field(kind, rule, definitions)}
    if typing.get_origin(kind) is typing.Literal:
        return _words(kind, definitions)
    plain = _PLAIN.get(typing.cast("type", kind))
    return _class(typing.cast("type", kind), definitions) if plain is None else {**plain, **rule}


def _words(literal: object, definitions: dict[str, _Schema]) -> _Schema:
    """Return the schema of one of some words; a reference where the words have a name."""
    words: _Schema = {"type": "string", "enum": list(typing.get_args(literal))}
    if literal not in _named_words():
        return words
    name, description = _named_words()[literal]
    definitions[name] = {"title": name, "description": _plain(description), **words}
    return {"$ref": f"#/$defs/{name}"}


def _class(kind: type, definitions: dict[str, _Schema]) -> _Schema:
    """Return a reference to the definition of a class, and see that there is one."""
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # from now on, since a section holds sections
        definitions[name] = (
            _enum(kind)
            if issubclass(kind, enum.Enum)
            else _object(typing.cast("type[attrs.AttrsInstance]", kind), definitions)
        )
    return {"$ref": f"#/$defs/{name}"}


def _enum(kind: type[enum.Enum]) -> _Schema:
    return {
        "title": kind.__name__,
        "description": _plain(_docs(sys.modules[kind.__module__])[kind.__name__]),
        "type": "string",
        "enum": [str(member) for member in kind],
    }


# --- what a constructor checks beyond the types --------------------------------------


def _whole(pattern: str) -> _Schema:
    """Return the schema of a text that a pattern fits from end to end."""
    # To some languages, Python among them, $ also stands before a newline at the end.
    return {"type": "string", "pattern": f"^{pattern}$", "not": {"pattern": r"\n"}}


_YEAR, _MONTH, _DAY = "[0-9]{4}", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"

_PLAIN: Mapping[type, _Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "number"},
    date: {**_whole(f"{_YEAR}-{_MONTH}-{_DAY}"), "format": "date"},
    Extra: {"type": "object"},
}


@functools.cache
def _rules() -> Mapping[tuple[type, str], _Schema]:
    """Return what the classes say of single fields in code, where no annotation can."""
    most, least = float(f"1e{units.MAX_ADJUSTED + 1}"), float(f"1e{units.MIN_ADJUSTED}")
    due = f"{_YEAR}(-(H[12]|Q[1-4]|{_MONTH}(-{_DAY})?))?"
    return {
        **{(kind, "id"): {"pattern": "^[^/]"} for kind in (Plan, Section, Measure, Target)},
        (model.Source, "start"): {"minimum": 0},
        (model.Source, "end"): {"minimum": 1},
        (model.Due, "date"): _whole(due),
        (Amount, "magnitude"): {
            "exclusiveMinimum": -most,
            "exclusiveMaximum": most,
            "anyOf": [{"const": 0}, {"minimum": least}, {"maximum": -least}],
        },
        (Amount, "unit"): _unit(),
    }


def _unit() -> _Schema:
    """Return the schema of a unit's id."""
    term = f"({'|'.join(MULTIPLIERS)})?({'|'.join(UNITS)})"
    names = ", ".join(u.id if u.id == u.name else f"{u.id} {u.name}" for u in UNITS.values())
    multipliers = ", ".join(f"{m.id} {m.name}" for m in MULTIPLIERS.values())
    return {
        **_whole(f"{term}([*/]{term}){{0,{_table.MAX_TERMS - 1}}}"),
        "not": {"pattern": r"\n|/.*[*]"},  # in an id, what is multiplied comes first
        "maxLength": _table.MAX_LENGTH,
        "description": "A unit, with at most one multiplier before it, or a product of such. "
        f"Units: {names}. Multipliers: {multipliers}.",
    }


# --- docstrings ------------------------------------------------------------------------


@functools.cache
def _docs(module: types.ModuleType) -> Mapping[str, str]:
    """Return what a module says of its classes, their fields (``Plan.title``) and its names."""
    tree = ast.parse(inspect.getsource(module))
    docs = dict(_literals(tree.body))
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            docs[node.name] = (ast.get_docstring(node) or "").partition("\n")[0]
            docs |= {f"{node.name}.{name}": doc for name, doc in _literals(node.body)}
    return docs


def _literals(body: Sequence[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Yield the names that are bound with a text below them, and that text."""
    for pair in itertools.pairwise(body):
        match pair:
            case (
                ast.AnnAssign(target=ast.Name(name)) | ast.Assign(targets=[ast.Name(name)]),
                ast.Expr(ast.Constant(str(text))),
            ):
                yield name, " ".join(text.split())
            case _:
                pass


def _told(doc: str, annotation: object = None) -> _Schema:
    """Return what the docstring of a field says: its title, its description, its examples."""
    description = _plain(doc)
    told: _Schema = {"title": _END.split(description)[0], "description": description}
    literals = _LITERAL.findall(doc)
    # Of what is no text, the literals are values that another field has.
    return {**told, "examples": literals} if literals and annotation in _TEXTS else told


def _plain(doc: str) -> str:
    """Return a docstring without the marks of reStructuredText."""
    return _MARK.sub("`", doc)


_END = re.compile(r"[;.](?:\s|$)")
_LITERAL = re.compile("``(.+?)``")
_MARK = re.compile("(?::[a-z]+:)?`+")
_TEXTS: tuple[object, ...] = (str, str | None)


@functools.cache
def _named_words() -> Mapping[object, tuple[str, str]]:
    """Return the lists of words that have a name, with it and what is said of them."""
    return {
        vars(module)[name]: (name, doc)
        for module in (_values, model, _report)
        for name, doc in _docs(module).items()
        if typing.get_origin(vars(module).get(name)) is typing.Literal
    }


# --- examples --------------------------------------------------------------------------


def _plan_example() -> Plan:
    target = Target(id="s1.m1.t1", indicator="土地征收", comparator=">=", value=Amount(350, "mu"))
    measure = Measure(id="s1.m1", title="征地", stage="finish", targets=(target,))
    section = Section(id="s1", number="(一)", title="强化要素保障", measures=(measure,))
    return Plan(
        id="town-2021",
        title="2021年工作计划",
        kind="annual_plan",
        period=Period.of(2021),
        sections=(section,),
    )


def _report_example() -> Report:
    code, name, severity = "GP305", "rate-out-of-range", Severity.ERROR
    finding = Finding(
        code=code,
        name=name,
        severity=severity,
        message="5G覆盖率: 120% is more than 100%",
        pointer="/targets/0/value",
        node_id="t1",
        fingerprint="0123456789abcdef",
    )
    run = RuleRun(
        code=code,
        name=name,
        severity=severity,
        on="Target",
        summary="A share lies between 0 and 100 %.",
        status="run",
        nodes=1,
    )
    return Report(plan="town-2021", title="2021年工作计划", findings=(finding,), runs=(run,))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
