"""What a run found, as data."""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, cast

import attrs
import cattrs
import msgspec
from cattrs.gen import make_dict_unstructure_fn, override

from govplan import _json
from govplan._convert import NOT_IN_JSON, strict_converter
from govplan.checks._finding import Finding, Severity
from govplan.checks._positions import positions
from govplan.errors import InvalidPlanError, PlanCheckError, Problem, printable

MAX_SIZE = 256 * 2**20
"""Bytes of a report that is read."""

SCHEMA = "govplan-report/1"
"""The version of the form in which reports are written."""

Status = Literal["run", "no_text", "crashed"]
"""Whether a check ran, could not for want of the published text, or raised at some node."""


@attrs.frozen(kw_only=True)
class RuleRun:
    """A check that was chosen, and how it went.

    >>> RuleRun(code="GP305", name="rate-out-of-range", severity=Severity.ERROR, on="Target",
    ...         summary="A share lies between 0 and 100 %.", status="run", nodes=72).nodes
    72
    """

    code: str
    """Its code."""
    name: str
    """Its name."""
    severity: Severity
    """How grave its findings are, as the configuration has it."""
    on: str
    """The class of the nodes it looks at."""
    summary: str
    """What it finds, in a line."""
    status: Status
    """How it went."""
    nodes: int = 0
    """How many nodes it looked at."""
    seconds: float = attrs.field(default=0.0, eq=False, metadata=NOT_IN_JSON)
    """How long it took. It is no part of what two reports are compared by, nor of JSON."""
    page: str | None = None
    """Where it is explained; None if nowhere."""
    renamed_from: tuple[str, ...] = ()
    """Codes it had before."""


@attrs.frozen(kw_only=True, repr=False)
class Report:
    """What a run found: the findings in the order of the plan, and how each check went.

    A finding stands in one of :attr:`findings`, :attr:`suppressed` and :attr:`baselined`.

    >>> from govplan import Plan, Period, Target, amount, check
    >>> report = check(Plan(id="p", title="x", period=Period.of(2021), targets=(
    ...     Target(id="t", indicator="5G覆盖率", comparator="=", value=amount("120%")),)))
    >>> [finding.code for finding in report if finding.severity >= Severity.ERROR]
    ['GP305']
    >>> report.ok(), report.exit_code()
    (False, 1)
    """

    plan: str
    """Id of the plan."""
    title: str
    """Title of the plan."""
    file: str | None = None
    """The JSON file that lines and columns are of; None if there is none."""
    findings: tuple[Finding, ...] = ()
    """What was found and is not accepted, by place and code."""
    suppressed: tuple[Finding, ...] = ()
    """What is suppressed."""
    baselined: tuple[Finding, ...] = ()
    """What the baseline knows."""
    stale: tuple[str, ...] = ()
    """Fingerprints of the baseline that were not met again."""
    runs: tuple[RuleRun, ...] = ()
    """The checks that were chosen, by code."""

    def __iter__(self) -> Iterator[Finding]:
        """Yield what was found and is not accepted."""
        return iter(self.findings)

    def __len__(self) -> int:
        """Return how much was found and is not accepted."""
        return len(self.findings)

    def __bool__(self) -> bool:
        """Refuse: a report in an ``if`` could mean that there are findings or that all is well."""
        raise TypeError("a report is neither true nor false: ask report.ok() or len(report)")

    def __repr__(self) -> str:
        return f"<Report on {self.plan!r}: {self.summary()}>"

    @property
    def checks(self) -> Mapping[str, RuleRun]:
        """How each chosen check went, by code."""
        return MappingProxyType({run.code: run for run in self.runs})

    @property
    def crashes(self) -> tuple[Finding, ...]:
        """The findings that tell of a check that raised."""
        return tuple(finding for finding in self.findings if finding.code == "GP000")

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among the findings; None if there are none."""
        return max((finding.severity for finding in self.findings), default=None)

    def summary(self) -> str:
        """Return a line that counts: ``2 errors, 1 warning; 3 suppressed``."""
        counts = Counter(finding.severity for finding in self.findings)
        found = [
            f"{counts[s]} {s}{'' if counts[s] == 1 or s is Severity.INFO else 's'}"
            for s in sorted(counts, reverse=True)
        ]
        others = [
            f"{count} {word}"
            for count, word in (
                (len(self.suppressed), "suppressed"),
                (len(self.baselined), "in the baseline"),
                (len(self.crashes), "crashed"),
                (
                    sum(run.status == "no_text" for run in self.runs),
                    "not run without the text",
                ),
            )
            if count
        ]
        return "; ".join([", ".join(found) or "no findings", *others])

    def filter(
        self, *, code: str = "", under: str = "", at_least: Severity = Severity.INFO
    ) -> "Report":
        """Return a report of some of the findings, the suppressed and baselined ones too.

        Args:
            code: The beginning of their codes, or the name of a check.
            under: JSON Pointer to what they are in.
            at_least: The least severity.
        """

        def keep(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
            return tuple(
                f
                for f in findings
                if (f.code.startswith(code) or f.name == code)
                and (f.pointer == under or f.pointer.startswith(f"{under}/") or not under)
                and f.severity >= at_least
            )

        return attrs.evolve(
            self,
            findings=keep(self.findings),
            suppressed=keep(self.suppressed),
            baselined=keep(self.baselined),
        )

    def ok(self, fail_on: Severity | None = Severity.ERROR) -> bool:
        """Return whether every check ran and no finding is as grave as *fail_on* (None: any)."""
        return self.exit_code(fail_on) == 0

    def exit_code(self, fail_on: Severity | None = Severity.ERROR) -> int:
        """Return 0 where all is well, 1 for findings, 2 where a check did not run for a crash."""
        if self.crashes:
            return 2
        worst = self.worst
        return int(fail_on is not None and worst is not None and worst >= fail_on)

    def raise_if(self, fail_on: Severity | None = Severity.ERROR) -> None:
        """Raise where the report is not :meth:`ok`.

        Raises:
            PlanCheckError: With this report, naming the first of the gravest findings.
        """
        if self.ok(fail_on):
            return
        first = max(self.findings, key=lambda finding: finding.severity)
        summary = f"{self.plan}: {self.summary()}; {first.code} {first.message}"
        raise PlanCheckError(printable(summary), self)

    def located(self, file: str, data: bytes) -> "Report":
        """Return the report with the lines and columns of a JSON file at its findings.

        What a finding is about is at times not in the file, since it is None or empty; it is
        then taken to stand where the nearest thing above it does.

        Args:
            file: The file's path, as the report is to name it.
            data: What is in it: the document that the plan was read from.

        Raises:
            InvalidPlanError: If it is no JSON document.

        >>> found = Finding(code="GP131", name="plan-without-period", severity=Severity.ERROR,
        ...                 message="the plan has no period", pointer="/title")
        >>> report = Report(plan="town-2021", title="x", findings=(found,))
        >>> located = report.located("town.json", b'{"govplan": 1, "title": "x"}')
        >>> located.file, located.findings[0].line, located.findings[0].column
        ('town.json', 1, 25)
        """
        groups = (self.findings, self.suppressed, self.baselined)
        found = [finding for group in groups for finding in group]
        others = [other.pointer for finding in found for other in finding.related]
        at = positions(data, {*(finding.pointer for finding in found), *others})

        def placed(finding: Finding) -> Finding:
            line, column = at[finding.pointer]
            related = tuple(
                attrs.evolve(other, line=at[other.pointer][0], column=at[other.pointer][1])
                for other in finding.related
            )
            return attrs.evolve(finding, line=line, column=column, related=related)

        findings, suppressed, baselined = (tuple(map(placed, group)) for group in groups)
        return attrs.evolve(
            self, file=file, findings=findings, suppressed=suppressed, baselined=baselined
        )

    # --- written and read ---------------------------------------------------------

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the report as JSON: ``{"schema": "govplan-report/1", …}``.

        Equal reports give the same text. How long the checks took is left out.

        Raises:
            EncodeError: If a finding's data are not to be had in JSON, or a text holds half
                of a surrogate pair.
        """
        tree = {"schema": SCHEMA, **_converter().unstructure(self)}
        _json.check(tree)
        data = _json.encode(tree)
        return (data if indent is None else msgspec.json.format(data, indent=indent)).decode()

    @classmethod
    def from_json(cls, data: bytes | str) -> "Report":
        """Read a report back.

        Raises:
            InvalidPlanError: With every problem that was found.
        """
        tree, problems = _json.parse(_json.as_bytes(data, MAX_SIZE))
        if isinstance(tree, dict):
            schema = cast("dict[str, object]", tree).pop("schema", None)
            if schema != SCHEMA:
                message = f'expected "{SCHEMA}", got {_json.shown_json(schema)}'
                problems += (Problem("/schema", message),)
        try:
            report = _converter().structure(tree, cls)
        except InvalidPlanError as error:
            problems += error.problems
        else:
            if not problems:
                return report
        raise InvalidPlanError(problems)

    # --- renderings; their modules import this one, so they are imported late -----

    def to_text(self, *, text: str | None = None) -> str:
        """Return the report as text for people, a line for each finding.

        Args:
            text: The published text; with it, the words that findings are about are shown.

        >>> found = Finding(code="GP305", name="rate-out-of-range", severity=Severity.ERROR,
        ...                 message="5G覆盖率: 120% is more than 100%", pointer="/targets/0/value")
        >>> print(Report(plan="town-2021", title="工作计划", findings=(found,)).to_text())
        工作计划
          the plan
            error   GP305 5G覆盖率: 120% is more than 100% (rate-out-of-range)  /targets/0/value
          1 error
        <BLANKLINE>
        """
        from govplan.checks import _text  # noqa: PLC0415

        return "".join(_text.plain(_text.segments(self, text)))

    def to_sarif(self) -> str:
        """Return the report as SARIF 2.1.0, which editors and services for reviews read.

        >>> import json
        >>> (run,) = json.loads(Report(plan="town-2021", title="工作计划").to_sarif())["runs"]
        >>> run["tool"]["driver"]["name"], run["results"]
        ('govplan', [])
        """
        from govplan.checks import _sarif  # noqa: PLC0415

        return "".join(_sarif.render([self]))

    def to_junit(self) -> str:
        """Return the report as JUnit XML, which build servers read: a test case for each check.

        >>> print(Report(plan="town-2021", title="工作计划").to_junit().splitlines()[2])
        <testsuite name="town-2021" tests="0" failures="0" errors="0" skipped="0">
        """
        from govplan.checks import _junit  # noqa: PLC0415

        return "".join(_junit.render([self]))

    def to_github(self) -> str:
        """Return the report as GitHub's workflow commands, which annotate the files of a change.

        >>> found = Finding(code="GP305", name="rate-out-of-range", severity=Severity.ERROR,
        ...                 message="120% is too much", pointer="/targets/0/value")
        >>> report = Report(plan="town-2021", title="工作计划", findings=(found,))
        >>> print(report.located("town.json", b'{"targets": []}').to_github())
        ::error file=town.json,line=1,col=13,title=GP305 rate-out-of-range::120%25 is too much
        ::notice title=govplan::town.json: 1 error
        <BLANKLINE>
        """
        from govplan.checks import _github  # noqa: PLC0415

        return "".join(_github.render([self]))

    def to_markdown(self) -> str:
        """Return the report as Markdown with a table, for a comment on a change or an annex.

        >>> print(Report(plan="town-2021", title="工作计划").to_markdown())
        ### 工作计划
        <BLANKLINE>
        no findings
        <BLANKLINE>
        """
        from govplan.checks import _markdown  # noqa: PLC0415

        return "".join(_markdown.render([self]))


@functools.cache
def _converter() -> cattrs.Converter:
    """Return the converter of reports, made on first use."""
    converter = strict_converter()
    converter.register_unstructure_hook(Severity, str)
    converter.register_structure_hook(Severity, _severity)
    without_seconds = make_dict_unstructure_fn(
        RuleRun, converter, _cattrs_omit_if_default=True, seconds=override(omit=True)
    )
    converter.register_unstructure_hook(RuleRun, without_seconds)
    return converter


def _severity(value: object, _: object) -> Severity:
    words = {str(severity): severity for severity in Severity}
    if isinstance(value, str) and value in words:
        return words[value]
    message = f"expected one of {', '.join(words)}, got {_json.shown_json(value)}"
    raise InvalidPlanError((Problem("", message),))
