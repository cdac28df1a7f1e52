"""The findings that are known already, kept by what does not change with the plan."""

import typing
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Literal

import attrs
import msgspec

from govplan import _json
from govplan._convert import strict_converter
from govplan.checks._finding import Finding
from govplan.errors import InvalidPlanError, Problem, RulesetError

if typing.TYPE_CHECKING:
    from govplan.checks._report import Report

MAX_SIZE = 256 * 2**20
"""Bytes of a baseline that is read."""


@attrs.frozen(kw_only=True)
class Known:
    """A finding in a baseline. The message is for readers; the fingerprint decides."""

    plan: str
    """Id of the plan."""
    fingerprint: str
    """What tells the finding from others."""
    code: str
    """Code of the check."""
    node: str | None = None
    """Id of the node; None if it has none."""
    message: str = ""
    """What was wrong when it was written."""


@attrs.frozen(kw_only=True)
class _File:
    schema: Literal["govplan-baseline/1"]
    findings: tuple[Known, ...] = ()


class Baseline:
    """Findings of some plans that are known, and not to be told of again.

    A finding is recognised by its check, the id of its node and what it is about there, so
    that neither a section put in before it nor a new figure in its message brings it back,
    and a new finding is not taken for it because an old one is gone.

    >>> from govplan import Plan, check
    >>> report = check(Plan(id="town-2021", title="工作计划"))
    >>> Baseline.of([report]).fingerprints("town-2021") == {f.fingerprint for f in report}
    True
    """

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self.known: tuple[Known, ...] = tuple(
            sorted(known, key=lambda k: (k.plan, k.code, k.fingerprint))
        )
        """What is known, by plan, code and fingerprint."""
        self._by_plan: dict[str, dict[str, str]] = {}
        for one in self.known:
            self._by_plan.setdefault(one.plan, {})[one.fingerprint] = one.code

    @classmethod
    def of(cls, reports: "Iterable[Report]") -> "Baseline":
        """Return the baseline that knows every finding of some reports.

        Findings that cannot be baselined (GP000, GP003) are left out.
        """
        return cls(
            _known(report.plan, finding)
            for report in reports
            for finding in (*report.findings, *report.baselined)
            if finding.code not in {"GP000", "GP003"}
        )

    def fingerprints(self, plan: str) -> frozenset[str]:
        """Return the fingerprints of the known findings of a plan, by its id."""
        return frozenset(self._by_plan.get(plan, ()))

    def stale(self, plan: str, ran: AbstractSet[str], hit: AbstractSet[str]) -> tuple[str, ...]:
        """Return the fingerprints that were not met though their checks ran."""
        known = self._by_plan.get(plan, {})
        return tuple(mark for mark, code in known.items() if code in ran and mark not in hit)

    def without(self, plan: str, fingerprints: Iterable[str]) -> "Baseline":
        """Return a baseline that no longer knows some findings of a plan."""
        gone = set(fingerprints)
        return Baseline(k for k in self.known if k.plan != plan or k.fingerprint not in gone)

    def to_json(self) -> str:
        """Return it as JSON, a line for each field, for a file that is kept with the plans.

        Raises:
            EncodeError: If a text holds half of a surrogate pair.
        """
        tree = strict_converter().unstructure(
            _File(schema="govplan-baseline/1", findings=self.known)
        )
        _json.check(tree)
        return msgspec.json.format(_json.encode(tree), indent=1).decode() + "\n"

    @classmethod
    def from_json(cls, data: bytes | str) -> "Baseline":
        """Read it back.

        Raises:
            RulesetError: With every problem that was found.
        """
        problems: tuple[Problem, ...] = ()
        try:
            tree, problems = _json.parse(_json.as_bytes(data, MAX_SIZE))
            file = strict_converter().structure(tree, _File)
        except InvalidPlanError as error:
            raise RulesetError(problems + error.problems) from None
        if problems:
            raise RulesetError(problems)
        return cls(file.findings)


def _known(plan: str, finding: Finding) -> Known:
    return Known(
        plan=plan,
        fingerprint=finding.fingerprint,
        code=finding.code,
        node=finding.node_id,
        message=finding.message,
    )
