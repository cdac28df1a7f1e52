"""Sets of checks: put together, chosen from, loaded from installed packages, run."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from typing import TYPE_CHECKING, TypeAlias

import attrs

from govplan._fields import escape
from govplan.checks._config import Config
from govplan.checks._finding import Severity
from govplan.checks._rule import Rule, option_problem
from govplan.errors import Problem, RulesetError, did_you_mean, nearest, shown, told
from govplan.model import Figure, Measure, Plan, Project, Section, Statement, Target

if TYPE_CHECKING:
    from govplan.checks._baseline import Baseline
    from govplan.checks._report import Report

AnyRule: TypeAlias = (
    Rule[Plan, ...]
    | Rule[Section, ...]
    | Rule[Measure, ...]
    | Rule[Target, ...]
    | Rule[Figure, ...]
    | Rule[Statement, ...]
    | Rule[Project, ...]
)
"""A check of any kind of node."""

GROUP = "govplan.checks"
"""The entry-point group in which packages announce their checks."""

OWN = "GP"
"""The beginning of the codes of govplan's own checks."""

FIXED = frozenset({"GP000", "GP003"})
"""What says that a check did not run or a suppression does not hold; nobody may lower it."""

_EXACT = 100
"""How long a selector counts that is a code or a name."""


class Ruleset:
    """Some checks, sorted by code; it cannot be changed.

    Raises:
        RulesetError: If two checks have the same code or name, or one that is not
            govplan's own has a code that begins with ``GP``.

    >>> from govplan.checks import BUILTIN
    >>> BUILTIN["GP305"].name, "rate-out-of-range" in BUILTIN
    ('rate-out-of-range', True)
    """

    def __init__(self, rules: Iterable[AnyRule] = ()) -> None:
        self._rules: tuple[AnyRule, ...] = tuple(sorted(rules, key=lambda rule: rule.code))
        self._known: dict[str, AnyRule] = {}
        problems: list[Problem] = []
        for rule in self._rules:
            if rule.code.startswith(OWN) and not rule.function.__module__.startswith("govplan."):
                message = f"{rule.code}: codes that begin with {OWN} are govplan's own; take others"
                problems.append(Problem("", message))
            for name in (rule.code, rule.name):
                other = self._known.setdefault(name, rule)
                if other is not rule:
                    message = (
                        f"{name} is used twice: by {_origin(other)} and by {_origin(rule)}; "
                        "give one another code or name"
                    )
                    problems.append(Problem("", message))
        if problems:
            raise RulesetError(tuple(problems))
        for rule in self._rules:
            for former in rule.renamed_from:
                self._known.setdefault(former, rule)

    def __iter__(self) -> Iterator[AnyRule]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def __contains__(self, name: object) -> bool:
        """Return whether a check has this code, this name, or had this code."""
        return name in self._known

    def __getitem__(self, name: str) -> AnyRule:
        """Return the check with this code or name, or that had this code.

        Raises:
            RulesetError: If there is none; it suggests the nearest.
        """
        if name not in self._known:
            raise RulesetError(
                (Problem("", f"no check is called {shown(name)}{self._near(name)}"),)
            )
        return self._known[name]

    def __or__(self, other: Ruleset) -> Ruleset:
        """Return both together; a check that is in both stands once."""
        return Ruleset(dict.fromkeys((*self, *other)))

    def __repr__(self) -> str:
        return f"<Ruleset of {len(self)}: {', '.join(rule.code for rule in self)}>"

    def _near(self, name: str) -> str:
        return did_you_mean(nearest(name, self._known))

    # --- choosing -----------------------------------------------------------------

    def choose(self, config: Config) -> Ruleset:
        """Return the checks that a configuration selects, with its options and severities.

        Raises:
            RulesetError: For a selector, an option or a value that is none, and for what
                ignores or lowers GP000 or GP003. A selector that is unknown in *ignore* is
                for the report to warn of.
        """
        problems = [
            *self._unknown("/select", enumerate(config.select)),
            *self._unknown("/severity", ((s, s) for s in config.severity)),
            *self._fixed("/ignore", enumerate(config.ignore)),
            *self._fixed("/severity", ((s, s) for s in config.severity)),
        ]
        options: dict[str, Mapping[str, object]] = {}
        for name, values in config.options.items():
            if name not in self:
                message = f"no check is called {shown(name)}{self._near(name)}"
                problems.append(Problem(f"/options/{escape(name)}", message))
                continue
            rule = self[name]
            options[rule.code] = {**options.get(rule.code, {}), **values}
            for option, value in values.items():
                wrong = option_problem(rule.code, rule.options, option, value)
                if wrong is not None:
                    place = f"/options/{escape(name)}/{escape(option)}"
                    problems.append(Problem(place, wrong))
        if problems:
            raise RulesetError(tuple(problems))
        return Ruleset(
            _configured(rule, config, options.get(rule.code, {}))
            for rule in self
            if _is_chosen(rule, config)
        )

    def unknown(self, selectors: Iterable[str]) -> tuple[str, ...]:
        """Return those selectors that fit no check."""
        return tuple(s for s in selectors if not any(_fit(s, rule) >= 0 for rule in self))

    def _unknown(self, place: str, selectors: Iterable[tuple[object, str]]) -> Iterator[Problem]:
        for token, selector in selectors:
            if self.unknown([selector]):
                message = f"no check is called {shown(selector)}{self._near(selector)}"
                yield Problem(f"{place}/{escape(str(token))}", message)

    def _fixed(self, place: str, selectors: Iterable[tuple[object, str]]) -> Iterator[Problem]:
        for token, selector in selectors:
            if selector in self and self[selector].code in FIXED:
                message = f"{selector} can neither be ignored nor lowered"
                yield Problem(f"{place}/{escape(str(token))}", message)

    # --- loading ------------------------------------------------------------------

    @classmethod
    def discover(cls) -> Ruleset:
        """Return the checks of installed packages: entry points in ``govplan.checks``.

        The name of an entry is the beginning of its checks' codes, and its value an object
        that is a :class:`Ruleset`.

        Raises:
            RulesetError: If one cannot be loaded, or has a code of another beginning; it
                names the distribution.
        """
        found = cls()
        for entry in sorted(metadata.entry_points(group=GROUP), key=lambda e: (e.name, e.value)):
            origin = f"{entry.dist.name if entry.dist else 'a package'} ({entry.value})"
            try:
                loaded: object = entry.load()
            except (Exception, SystemExit) as error:
                message = f"{origin} cannot be loaded: {told(error)}"
                raise RulesetError((Problem("", message),)) from error
            found |= _owned(loaded, entry.name, origin)
        return found

    @classmethod
    def from_module(cls, name: str) -> Ruleset:
        """Return the ``RULES`` of a module. The module's code runs: name only what you trust.

        Raises:
            RulesetError: If it cannot be imported or has no ``RULES`` that is a Ruleset.
        """
        try:
            module = importlib.import_module(name)
        except (Exception, SystemExit) as error:
            message = f"{shown(name)} cannot be imported: {told(error)}"
            raise RulesetError((Problem("", message),)) from error
        rules: object = getattr(module, "RULES", None)
        if not isinstance(rules, Ruleset):
            message = f"{shown(name)}: expected RULES to be a Ruleset, got {shown(rules)}"
            raise RulesetError((Problem("", message),))
        return rules

    # --- running ------------------------------------------------------------------

    def run(
        self,
        plan: Plan,
        config: Config | None = None,
        *,
        text: str | None = None,
        today: dt.date | None = None,
        baseline: Baseline | None = None,
        strict: bool = False,
    ) -> Report:
        """Check a plan.

        Args:
            plan: The plan.
            config: Which checks run and how; all stable ones where it is not given.
            text: The published text, for the checks that read it.
            today: The day to look at the plan on; the day it is where it is not given.
            baseline: Findings that are known, and not to be told of again.
            strict: Whether a check that crashes ends the run with its error, instead of
                becoming the finding GP000.

        Raises:
            RulesetError: If the configuration does not fit these checks.
            TextMismatchError: If the text is not the one of the plan's document.
            TypeError: If *plan* is no Plan.
        """
        from govplan.checks import _engine  # noqa: PLC0415 (it needs this module)

        if not isinstance(plan, Plan):
            raise TypeError(f"expected a Plan, as govplan.load() gives one, got {shown(plan)}")
        return _engine.run(
            self,
            plan,
            config or Config(),
            text=text,
            today=today or dt.datetime.now().astimezone().date(),
            baseline=baseline,
            strict=strict,
        )


def _origin(rule: AnyRule) -> str:
    return f"{rule.code} {rule.name} of {rule.function.__module__}"


def _owned(loaded: object, prefix: str, origin: str) -> Ruleset:
    """Return what an entry point gave, if it is a Ruleset of the codes it may have."""
    if not isinstance(loaded, Ruleset):
        raise RulesetError((Problem("", f"{origin}: expected a Ruleset, got {shown(loaded)}"),))
    problems = tuple(
        Problem("", f"{origin}: {rule.code} does not begin with {shown(prefix)}, the entry's name")
        for rule in loaded
        if rule.code.rstrip("0123456789") != prefix
    )
    if problems:
        raise RulesetError(problems)
    return loaded


def _fit(selector: str, rule: AnyRule) -> int:
    """Return how long a selector is that fits a check; -1 if it does not."""
    if selector in {rule.code, rule.name, *rule.renamed_from}:
        return _EXACT
    if selector == "ALL":
        return 0
    return len(selector) if selector and rule.code.startswith(selector) else -1


def longest(selectors: Iterable[str], rule: AnyRule) -> int:
    """Return how long the longest selector is that fits a check; -1 where none does."""
    return max((_fit(s, rule) for s in selectors), default=-1)


def _is_chosen(rule: AnyRule, config: Config) -> bool:
    wanted = longest(config.select, rule)
    if wanted < 0 or wanted <= longest(config.ignore, rule):
        return False
    return not rule.preview or config.preview or wanted == _EXACT


def _configured(rule: AnyRule, config: Config, options: Mapping[str, object]) -> AnyRule:
    severity = graded(rule, config)
    if options:
        rule = rule.configured(**options)
    return rule if severity is rule.severity else attrs.evolve(rule, severity=severity)


def graded(rule: AnyRule, config: Config) -> Severity:
    """Return how grave a configuration takes the findings of a check."""
    best = max(config.severity, key=lambda s: _fit(s, rule), default="")
    return config.severity[best] if _fit(best, rule) >= 0 else rule.severity
