"""The public names, and what importing them costs."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
import types

import pytest

import govplan

NAMES = {
    "govplan": [
        "Amount", "Baseline", "Defect", "Document", "Due", "Effective", "Figure",
        "GovplanError", "InvalidPlanError", "Jurisdiction", "Measure", "Node", "Party",
        "Period", "Plan", "Problem", "Project", "Reading", "Ref", "Relative", "Scope", "Section",
        "Source", "Statement", "Suppression", "Target", "Unread", "amount", "check", "compare",
        "convert", "dump", "dump_many", "dumps", "format_version", "load", "load_many", "loads",
        "make_converter", "quantity", "read", "same",
    ],
    "govplan.build": [
        "Draft", "Heading", "Part", "Range", "add", "defect", "figure", "heading", "locate",
        "measure", "plan", "project", "section", "statement", "target",
    ],
    "govplan.codec": [
        "FORMAT", "MAX_SIZE", "dump", "dump_many", "dumps", "format_version", "load", "load_many",
        "loads", "make_converter",
    ],
    "govplan.errors": [
        "AmbiguousError", "BuildError", "EncodeError", "FieldError", "GovplanError",
        "IncompatibleUnitsError", "InvalidPlanError", "InvalidTypeError", "InvalidValueError",
        "LocateError", "MissingRateError", "NotFoundError", "NumeralError", "PlanCheckError",
        "Problem", "ReadingError", "RulesetError", "TextMismatchError", "UnitClashError",
        "UnitError", "UnknownUnitError",
    ],
    "govplan.model": [
        "Baseline", "Basis", "Change", "Comparator", "Defect", "DefectKind", "Direction",
        "Document", "Due", "Effective", "Extra", "Figure", "FigureKind", "Force", "GoalKind",
        "Jurisdiction", "Level", "Measure", "Node", "Party", "Period", "Plan", "PlanKind",
        "Precision", "Project", "Ref", "Relation", "Relative", "Role", "Scope", "Section",
        "Source", "Stage", "Statement", "StatementKind", "Suppression", "Target",
    ],
    "govplan.numerals": [
        "Ordinal", "number", "ordinal",
    ],
    "govplan.checks": [
        "AnyRule", "BUILTIN", "Baseline", "Config", "Context", "ENGINE", "Finding", "Known",
        "Located", "Related", "Report", "Rule", "RuleRun", "Ruleset", "Severity", "Suppression",
        "check", "find_config", "load_config", "rule",
    ],
    "govplan.cli": [
        "main",
    ],
    "govplan.reading": [
        "FIGURES", "MAX_CHARACTERS", "MAX_SIZE", "REASONS", "Reading", "Unread", "extract", "read",
        "read_file", "read_text",
    ],
    "govplan.schema": [
        "DIFFERENCES", "json_schema", "report_schema",
    ],
    "govplan.testing": [
        "amounts", "assert_examples", "assert_finds", "assert_silent", "documents", "dues",
        "figures", "measures", "parties", "plans", "sections", "sources", "statements",
        "targets", "unit_ids", "well_behaved",
    ],
    "govplan.units": [
        "Amount", "MULTIPLIERS", "Multiplier", "Quantity", "Registry", "UNITS", "Unit",
        "amount", "compare", "convert", "install", "quantity", "registry", "same", "unit_id",
    ],
}  # fmt: skip


def test_public_modules() -> None:
    """One public module for each noun."""
    found = {f"govplan.{m.name}" for m in pkgutil.iter_modules(govplan.__path__)}
    assert {"govplan", *(n for n in found if not n.startswith("govplan._"))} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_public_names(name: str) -> None:
    """Each module exports these names, sorted, and no others."""
    module = importlib.import_module(name)
    assert sorted(module.__all__) == sorted(NAMES[name])
    assert all(hasattr(module, exported) for exported in module.__all__)
    assert not any(isinstance(getattr(module, n), types.ModuleType) for n in module.__all__)


def test_import_is_light() -> None:
    """Importing govplan, and reading and writing a plan, loads nothing heavy."""
    code = (
        "import sys, govplan\n"
        "govplan.loads(govplan.dumps(govplan.Plan(id='p', title='x',"
        " targets=(govplan.Target(id='t', indicator='x', value=govplan.amount('350 亩')),))))\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules}"
        " & {'pint', 'hypothesis', 'rich', 'click', 'pytest'}))"
    )
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.strip() == "[]"


def test_late_names() -> None:
    """Names are loaded when they are asked for, and are then those of their modules."""
    code = (
        "import sys, govplan\n"
        "before = {m.partition('.')[0] for m in sys.modules} & {'attr', 'cattrs', 'msgspec'}\n"
        "assert not before, before\n"
        "assert set(govplan.__all__) <= set(dir(govplan))\n"
        "assert govplan.amount('350 亩') and 'govplan.model' not in sys.modules\n"
        "assert govplan.Baseline is govplan.model.Baseline\n"
        "assert govplan.loads is govplan.codec.loads and 'cattrs' not in sys.modules\n"
        "assert govplan.check is govplan.checks.check\n"
        "assert all(getattr(govplan, name) for name in govplan.__all__)\n"
    )
    subprocess.run([sys.executable, "-X", "utf8", "-c", code], check=True)  # noqa: S603 (our own)


@pytest.mark.parametrize("name", ["errors", "units", "model", "codec", "checks"])
def test_modules(name: str) -> None:
    """The modules behind the names are there too."""
    assert importlib.import_module(f"govplan.{name}") is govplan.__getattr__(name)


@pytest.mark.parametrize("name", ["lods", "_way", "", "cli", "__wrapped__"])
def test_no_such_name(name: str) -> None:
    """A name that is not exported is an error like any other."""
    with pytest.raises(AttributeError, match=f"^module 'govplan' has no attribute '{name}'$"):
        govplan.__getattr__(name)
