"""Which checks run, how grave their findings are, and what is accepted."""

import datetime as dt
import os
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

import attrs

from govplan._fields import checked, escape
from govplan.checks._finding import Severity
from govplan.errors import (
    InvalidTypeError,
    Problem,
    RulesetError,
    did_you_mean,
    nearest,
    printable,
    shown,
)
from govplan.model import Suppression

_T = TypeVar("_T")


def _as_mapping(value: Mapping[str, _T]) -> Mapping[str, _T]:
    given: object = value
    return MappingProxyType(dict(value)) if isinstance(given, Mapping) else value


# Type checkers do not follow a generic converter, so each field has its own.


def _severities(value: Mapping[str, Severity]) -> Mapping[str, Severity]:
    return _as_mapping(value)


def _options(value: Mapping[str, Mapping[str, object]]) -> Mapping[str, Mapping[str, object]]:
    return _as_mapping(value)


def _suppressions(
    value: Mapping[str, tuple[Suppression, ...]],
) -> Mapping[str, tuple[Suppression, ...]]:
    return _as_mapping(value)


def _check_grades(
    _: object,
    attribute: "attrs.Attribute[Mapping[str, Severity]]",
    value: Mapping[str, Severity],
) -> None:
    for selector, grade in value.items():
        if not isinstance(grade, Severity):
            pointer = f"/{attribute.name}/{escape(selector)}"
            raise InvalidTypeError("Config", pointer, f"expected a Severity, got {shown(grade)}")


@attrs.frozen(kw_only=True, field_transformer=checked)
class Config:
    """Which checks run and how; what is not said is as if there were no configuration.

    A selector is ``ALL``, the beginning of codes (``GP3``), a code or a name. The longest
    that fits a check decides; where one to select and one to ignore are equally long, it is
    ignored.

    >>> Config(ignore=("GP5", "target-without-baseline"), severity={"GP3": Severity.INFO}).preview
    False
    """

    select: tuple[str, ...] = ("ALL",)
    """Selectors of the checks that run."""
    ignore: tuple[str, ...] = ()
    """Selectors of the checks that do not."""
    preview: bool = False
    """Whether checks in preview run; without it, only those selected by code or name."""
    fail_on: Severity | None = Severity.ERROR
    """The least severity of a finding that makes ``govplan check`` fail; None for none."""
    severity: Mapping[str, Severity] = attrs.field(
        factory=dict[str, Severity], converter=_severities, validator=_check_grades
    )
    """Severities by selector."""
    options: Mapping[str, Mapping[str, object]] = attrs.field(
        factory=dict[str, Mapping[str, object]], converter=_options
    )
    """Options by code or name of the check."""
    suppressions: Mapping[str, tuple[Suppression, ...]] = attrs.field(
        factory=dict[str, tuple[Suppression, ...]], converter=_suppressions
    )
    """Accepted findings of plans that one does not own, by the plan's id."""
    plugins: tuple[str, ...] = ()
    """Modules with a ``RULES`` of their own, which ``govplan check`` loads."""
    baseline: str | None = None
    """Path of the baseline that ``govplan check`` uses; None for none."""


def find_config(folder: str | os.PathLike[str] = ".") -> Path | None:
    """Return the nearest file that configures govplan, in *folder* or above it.

    That is a ``govplan.toml``, or else a ``pyproject.toml`` with a ``[tool.govplan]``. The
    first one found is used whole. Pass the working directory, never the folder of a plan: a
    configuration names code to run.

    Raises:
        OSError: If a file cannot be read.
        RulesetError: If a ``pyproject.toml`` is no TOML.
    """
    start = Path(folder).resolve()
    for place in (start, *start.parents):
        own, project = place / "govplan.toml", place / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and "govplan" in _table(_read(project), "tool"):
            return project
    return None


def load_config(path: str | os.PathLike[str]) -> Config:
    """Read a configuration from a ``govplan.toml`` or a ``pyproject.toml``.

    The first has a table ``[checks]``, the second a ``[tool.govplan.checks]``.

    Raises:
        OSError: If the file cannot be read.
        RulesetError: With every problem that was found.
    """
    tree: Mapping[str, object] = _read(Path(path))
    prefix = ""
    if Path(path).name == "pyproject.toml":
        tool = _table(tree, "tool")
        prefix, found = "/tool/govplan", tool.get("govplan", {})
        if not isinstance(found, dict):
            wrong = Problem(prefix, f"expected a table, got {shown(found)}")
            raise RulesetError((wrong,), os.fspath(path))
        tree = cast("Mapping[str, object]", found)
    problems = [
        Problem(f"{prefix}/{escape(key)}", "unknown key; the table is called [checks]")
        for key in tree
        if key != "checks"
    ]
    config, more = _Reader(f"{prefix}/checks").config(tree.get("checks", {}))
    if problems or more:
        raise RulesetError((*problems, *more), os.fspath(path))
    return config


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode(), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise _no_toml(path, f"it is not UTF-8: {error.reason}") from None
    except (ValueError, RecursionError) as error:  # a whole number of thousands of digits too
        raise _no_toml(path, printable(str(error))) from None
    except InvalidOperation:
        raise _no_toml(path, "it has a number whose exponent is beyond all bounds") from None


def _no_toml(path: Path, reason: str) -> RulesetError:
    return RulesetError((Problem("", f"is no TOML: {reason}"),), os.fspath(path))


def _table(tree: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = tree.get(key)
    return cast("Mapping[str, object]", found) if isinstance(found, dict) else {}


class _Reader:
    """Reads the table of a configuration, and keeps what is wrong with it."""

    def __init__(self, prefix: str) -> None:
        self.problems: list[Problem] = []
        self.prefix = prefix

    def config(self, tree: object) -> tuple[Config, tuple[Problem, ...]]:
        readers: dict[str, Callable[[str, object], object]] = {
            "select": self.texts,
            "ignore": self.texts,
            "preview": self.flag,
            "fail-on": self.fail_on,
            "severity": self.severities,
            "options": self.options,
            "suppressions": self.suppressions,
            "plugins": self.texts,
            "baseline": self.text,
        }
        done: dict[str, object] = {}
        for key, value in self.items("", tree):
            if key in readers:
                done[key.replace("-", "_")] = readers[key](f"/{key}", value)
            else:
                self.add(f"/{escape(key)}", f"unknown key{did_you_mean(nearest(key, readers))}")
        if self.problems:
            return Config(), tuple(self.problems)
        make = cast("Callable[..., Config]", Config)  # the fields are known at run time only
        return make(**done), ()

    def add(self, place: str, message: str) -> None:
        self.problems.append(Problem(self.prefix + place, message))

    def wrong(self, place: str, expected: str, value: object) -> None:
        self.add(place, f"expected {expected}, got {shown(value)}")

    def items(self, place: str, value: object) -> list[tuple[str, object]]:
        if isinstance(value, dict):
            return list(cast("dict[str, object]", value).items())
        self.wrong(place, "a table", value)
        return []

    def text(self, place: str, value: object) -> str:
        if isinstance(value, str):
            return value
        self.wrong(place, "a text", value)
        return ""

    def required(self, place: str, value: object) -> str:
        if value is None:
            self.add(place, "required, and missing")
            return ""
        return self.text(place, value)

    def texts(self, place: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            self.wrong(place, "a list of texts", value)
            return ()
        members = cast("list[object]", value)
        return tuple(self.text(f"{place}/{i}", member) for i, member in enumerate(members))

    def flag(self, place: str, value: object) -> bool:
        if not isinstance(value, bool):
            self.wrong(place, "true or false", value)
        return value is True

    def fail_on(self, place: str, value: object) -> Severity | None:
        return None if value == "never" else self.grade(place, value, ' or "never"')

    def grade(self, place: str, value: object, also: str = "") -> Severity:
        if isinstance(value, str) and value in {str(s) for s in Severity}:
            return Severity[value.upper()]
        self.wrong(place, f'"error", "warning", "info"{also}', value)
        return Severity.ERROR

    def severities(self, place: str, value: object) -> dict[str, Severity]:
        pairs = self.items(place, value)
        return {key: self.grade(f"{place}/{escape(key)}", word) for key, word in pairs}

    def options(self, place: str, value: object) -> dict[str, dict[str, object]]:
        return {
            key: dict(self.items(f"{place}/{escape(key)}", table))
            for key, table in self.items(place, value)
        }

    def suppressions(self, place: str, value: object) -> dict[str, tuple[Suppression, ...]]:
        found: dict[str, list[Suppression]] = {}
        if not isinstance(value, list):
            self.wrong(place, "a list of tables: [[checks.suppressions]]", value)
            return {}
        for i, table in enumerate(cast("list[object]", value)):
            here = f"{place}/{i}"
            fields = dict(self.items(here, table))
            plan = self.required(f"{here}/plan", fields.pop("plan", None))
            if (suppression := self.suppression(here, fields)) is not None:
                found.setdefault(plan, []).append(suppression)
        return {plan: tuple(suppressions) for plan, suppressions in found.items()}

    def suppression(self, place: str, fields: dict[str, object]) -> Suppression | None:
        known = [field.name for field in attrs.fields(Suppression)]
        before = len(self.problems)
        for key in fields:
            if key not in known:
                hint = did_you_mean(nearest(key, known))
                self.add(f"{place}/{escape(key)}", f"unknown key{hint}")
        for key in ("code", "node", "reason"):
            self.required(f"{place}/{key}", fields.get(key))
        until = fields.get("until")
        if not isinstance(until, dt.date | None) or isinstance(until, dt.datetime):
            self.wrong(f"{place}/until", "a date such as 2026-12-31", until)
        if len(self.problems) > before:
            return None
        return cast("Callable[..., Suppression]", Suppression)(**fields)
