"""One run: every chosen check at every node it is for, and what becomes of the findings.

The plan is walked once; the checks then go over the nodes of their kind. Whatever a check
raises is kept as a finding of its own and the rest goes on.
"""

from __future__ import annotations

import datetime as dt
import functools
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, cast

import attrs

from govplan.checks import _context
from govplan.checks._baseline import Baseline
from govplan.checks._config import Config
from govplan.checks._context import Context, Located
from govplan.checks._finding import Finding, Severity
from govplan.checks._report import Report, RuleRun, Status
from govplan.checks._rule import rule
from govplan.checks._ruleset import FIXED, OWN, AnyRule, Ruleset, graded, longest
from govplan.errors import printable, shown, told
from govplan.model import Node, Plan, Suppression


@attrs.define(eq=False)
class _Accepted:
    """A suppression during one run."""

    suppression: Suppression
    place: Literal["plan", "config"]
    index: int
    code: str | None
    """The code of the check it names; None if there is none."""
    used: bool = False

    @property
    def field(self) -> str:
        return f"suppressions/{self.index}" if self.place == "plan" else ""


@attrs.frozen(eq=False)
class _Crash:
    """A check that raised, and at which node."""

    rule: AnyRule
    place: Located[Node]
    error: Exception


@attrs.frozen(eq=False)
class _Outcome:
    """How a run went, for the engine's own checks."""

    crashes: list[_Crash]
    accepted: list[_Accepted]
    ran: frozenset[str]
    """Codes of the checks that ran and did not crash."""
    unknown: tuple[str, ...]
    """What the configuration ignores and nobody knows."""


def _outcome(_: Context) -> _Outcome:
    """Name the fact that the engine tells once the checks have run."""
    raise LookupError("known only once the checks have run")


# --- the engine's own checks ------------------------------------------------------


@rule("GP000", "check-crashed", Severity.ERROR, on=Plan, page="checks/GP000.html")
def check_crashed(_: Plan, context: Context) -> Iterator[Finding]:
    """A check raised an error instead of looking at a node.

    What it would have found is not known, so the plan is not clean: the exit code is 2. The
    error is in the check. Its other nodes, and the other checks, were looked at all the
    same. It cannot be suppressed, baselined or lowered; to do without the check, ignore it.
    """
    for crash in context.fact(_outcome).crashes:
        yield context.find(
            f"{crash.rule.code} {crash.rule.name} crashed: {told(crash.error)}",
            at=crash.place,
            key=crash.rule.code,
            hint=f"report it to the authors of {crash.rule.code}, or ignore that check",
            data={"check": crash.rule.code, "traceback": _traceback(crash.error)},
        )


@rule("GP001", "unused-suppression", Severity.WARNING, on=Plan, page="checks/GP001.html")
def unused_suppression(_: Plan, context: Context) -> Iterator[Finding]:
    """A suppression hits no finding.

    Most often the plan was corrected, or the node has another id now. Take it away: it
    would hide the next slip at that place.

    Not reported: a suppression of a check that did not run, or crashed.
    """
    outcome = context.fact(_outcome)
    for accepted in outcome.accepted:
        said = accepted.suppression
        if accepted.used or accepted.code not in outcome.ran or _is_bad(accepted):
            continue
        if not _is_over(said, context.today):
            yield _at(context, accepted, f"{said.code} finds nothing at {shown(said.node)}")


@rule("GP002", "expired-suppression", Severity.WARNING, on=Plan, page="checks/GP002.html")
def expired_suppression(_: Plan, context: Context) -> Iterator[Finding]:
    """The last day of a suppression is over, so its findings are back.

    Correct the plan, or give the suppression another end and a reason for it.
    """
    for accepted in context.fact(_outcome).accepted:
        said = accepted.suppression
        if _is_over(said, context.today) and not _is_bad(accepted):
            message = f"{said.code} at {shown(said.node)} was suppressed until {said.until}"
            yield _at(context, accepted, message)


@rule("GP003", "bad-suppression", Severity.ERROR, on=Plan, page="checks/GP003.html")
def bad_suppression(_: Plan, context: Context) -> Iterator[Finding]:
    """A suppression has no reason, or names no check; it suppresses nothing.

    A suppression holds for one check, by its code or name, and readers have to be able to
    judge why. This cannot be suppressed, baselined or lowered either.
    """
    for accepted in context.fact(_outcome).accepted:
        said = accepted.suppression
        if accepted.code is None:
            message = f"{shown(said.code)} is no check that can be suppressed"
            hint = "name one check by its code; govplan checks lists them"
            yield _at(context, accepted, message, hint)
        elif _is_bad(accepted):
            message = f"{said.code} at {shown(said.node)} is suppressed without a reason"
            yield _at(context, accepted, message, "say why, for those who read the plan")


@rule("GP004", "unknown-ignored-code", Severity.WARNING, on=Plan, page="checks/GP004.html")
def unknown_ignored_code(_: Plan, context: Context) -> Iterator[Finding]:
    """The configuration ignores a check that nobody knows.

    It may be misspelt, or come with a newer govplan or a package that is not installed.
    """
    for selector in context.fact(_outcome).unknown:
        yield context.find(f"no check is called {shown(selector)}", key=selector)


ENGINE = Ruleset(
    [check_crashed, unused_suppression, expired_suppression, bad_suppression, unknown_ignored_code]
)
"""The checks of the engine itself, which every run has."""

_FIXED = tuple(ENGINE[code] for code in sorted(FIXED))


def _at(context: Context, accepted: _Accepted, message: str, hint: str | None = None) -> Finding:
    said = accepted.suppression
    where = "" if accepted.place == "plan" else " (in the configuration)"
    key = f"{accepted.place}/{said.code}/{said.node}"
    return context.find(message + where, field=accepted.field, key=key, hint=hint)


def _is_over(suppression: Suppression, today: dt.date) -> bool:
    return suppression.until is not None and suppression.until < today


def _is_bad(accepted: _Accepted) -> bool:
    return accepted.code is None or not accepted.suppression.reason.strip()


def _traceback(error: Exception) -> str:
    """Return a traceback, in which what an error says cannot drive a terminal."""
    lines = "".join(traceback.format_exception(error)).split("\n")
    return "\n".join(printable(line) for line in lines)


# --- the run ----------------------------------------------------------------------


def run(
    rules: Ruleset,
    plan: Plan,
    config: Config,
    *,
    text: str | None,
    today: dt.date,
    baseline: Baseline | None,
    strict: bool,
) -> Report:
    """Check a plan; see :meth:`Ruleset.run`."""
    known = rules | ENGINE
    chosen = [one for one in known.choose(config) if one.code not in ENGINE]
    own = _own(config)
    if text is not None:
        plan.coverage(text)  # refuses a text that is not the document's
    places = _context.locate(plan)
    facts: dict[Callable[[Context], object], object] = {}
    context = Context(check_crashed, plan, places=places, text=text, today=today, facts=facts)
    crashes: list[_Crash] = []
    found: list[Finding] = []
    runs = tuple(
        _record(one, "no_text")
        if one.needs_text and text is None
        else _timed(one, context, found, crashes, strict=strict)
        for one in chosen
    )
    accepted = _accepted(plan, config, known)
    _suppress(found, accepted, today)
    ran = frozenset(record.code for record in runs if record.status == "run")
    facts[_outcome] = _Outcome(
        crashes=crashes, accepted=accepted, ran=ran, unknown=known.unknown(config.ignore)
    )
    for one in own:
        _look(one, context, found, crashes, strict=True)
    findings = _told_apart(_in_order(found, places), _known(baseline, plan))
    hit = {finding.fingerprint for finding in findings}
    ran |= {one.code for one in own}
    return Report(
        plan=plan.id,
        title=plan.title,
        findings=tuple(f for f in findings if f.suppression is None and not f.baselined),
        suppressed=tuple(f for f in findings if f.suppression is not None),
        baselined=tuple(f for f in findings if f.baselined),
        stale=() if baseline is None else baseline.stale(plan.id, ran, hit),
        runs=runs,
    )


def _own(config: Config) -> list[AnyRule]:
    """Return the engine's own checks, without those that the configuration names to ignore."""
    # Who ignores GP wants none of the built-in checks; GP0 and longer is about the engine's.
    named = [selector for selector in config.ignore if not OWN.startswith(selector)]
    return [
        *_FIXED,
        *(
            attrs.evolve(one, severity=graded(one, config))
            for one in ENGINE
            if one not in _FIXED and longest(named, one) <= 0
        ),
    ]


def _record(one: AnyRule, status: Status, *, nodes: int = 0, seconds: float = 0.0) -> RuleRun:
    return RuleRun(
        code=one.code,
        name=one.name,
        severity=one.severity,
        summary=one.summary,
        on=one.on.__name__,
        page=one.page,
        renamed_from=one.renamed_from,
        status=status,
        nodes=nodes,
        seconds=seconds,
    )


def _timed(
    one: AnyRule, context: Context, found: list[Finding], crashes: list[_Crash], *, strict: bool
) -> RuleRun:
    """Run a check as :func:`_look` does, and return how it went."""
    before, start = len(crashes), time.perf_counter()
    nodes = _look(one, context, found, crashes, strict=strict)
    seconds = time.perf_counter() - start
    status: Status = "run" if len(crashes) == before else "crashed"
    return _record(one, status, nodes=nodes, seconds=seconds)


def _look(
    one: AnyRule, context: Context, found: list[Finding], crashes: list[_Crash], *, strict: bool
) -> int:
    """Run a check at every node of its kind, and return how many there are."""
    places = context.places(cast("type[Plan]", one.on))
    # Its options are put in once, not at each of many nodes.
    run = cast("Callable[..., Iterator[Finding]]", one.function)
    look = functools.partial(run, **one.options)
    context.rule = one
    for place in places:
        context.here = place
        try:
            found.extend(_sound(finding, one) for finding in look(place.node, context))
        except Exception as error:
            if strict:
                raise
            crashes.append(_Crash(one, place, error))
    return len(places)


def _sound(finding: object, one: AnyRule) -> Finding:
    if not isinstance(finding, Finding):
        raise TypeError(f"expected what context.find() returns, got {shown(finding)}")
    if finding.code != one.code:
        raise ValueError(f"expected a finding of {one.code}, got one of {shown(finding.code)}")
    return finding


# --- what becomes of the findings -------------------------------------------------


def _accepted(plan: Plan, config: Config, known: Ruleset) -> list[_Accepted]:
    def code(said: Suppression) -> str | None:
        named = known[said.code].code if said.code in known else None
        return None if named in ENGINE else named

    external = config.suppressions.get(plan.id, ())
    return [
        *(_Accepted(s, "plan", i, code(s)) for i, s in enumerate(plan.suppressions)),
        *(_Accepted(s, "config", i, code(s)) for i, s in enumerate(external)),
    ]


def _suppress(found: list[Finding], accepted: list[_Accepted], today: dt.date) -> None:
    """Mark the findings that a suppression hits, and the suppressions that hit one."""
    by_place: dict[tuple[str | None, str], list[_Accepted]] = {}
    for one in accepted:
        if not _is_bad(one) and not _is_over(one.suppression, today):
            by_place.setdefault((one.code, one.suppression.node), []).append(one)
    if not by_place:
        return
    hit: set[tuple[str | None, str]] = set()
    for i, finding in enumerate(found):
        # A finding without id gets the last of these, the whole plan, twice.
        names = (finding.node_id or "", *_above(finding.pointer))
        places = [(finding.code, name) for name in names if (finding.code, name) in by_place]
        hit.update(places)
        if places:
            first = by_place[places[0]][0]
            found[i] = attrs.evolve(
                finding, suppression=first.suppression, suppressed_in=first.place
            )
    for place in hit:
        for one in by_place[place]:
            one.used = True


def _above(pointer: str) -> Iterator[str]:
    """Yield a pointer and all that it is below, the whole last."""
    while pointer:
        yield pointer
        pointer = pointer[: pointer.rfind("/")]
    yield ""


def _known(baseline: Baseline | None, plan: Plan) -> frozenset[str]:
    return frozenset() if baseline is None else baseline.fingerprints(plan.id)


def _in_order(found: list[Finding], places: tuple[Located[Node], ...]) -> list[Finding]:
    """Return findings by place, then by code."""
    order = {place.pointer: place.order for place in places}

    def position(finding: Finding) -> tuple[int, str, int]:
        where = next(order[p] for p in _above(finding.pointer) if p in order)
        return where, finding.code, finding.source.start if finding.source else -1

    return sorted(found, key=position)


def _told_apart(findings: Iterable[Finding], known: frozenset[str]) -> list[Finding]:
    """Number those with the same fingerprint, and mark those that the baseline has."""
    seen = Counter[str]()
    done: list[Finding] = []
    for finding in findings:
        mark = finding.fingerprint
        seen[mark] += 1
        if seen[mark] > 1:
            mark = _context.mark(mark, str(seen[mark]))
        may = finding.suppression is None and finding.code not in {r.code for r in _FIXED}
        baselined = may and mark in known
        if baselined or mark != finding.fingerprint:
            finding = attrs.evolve(finding, fingerprint=mark, baselined=baselined)  # noqa: PLW2901
        done.append(finding)
    return done
