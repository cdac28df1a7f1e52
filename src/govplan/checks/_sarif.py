"""Reports as one run of SARIF 2.1.0, the form that code scanning services read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from importlib import metadata
from pathlib import PurePath
from typing import TypeAlias, cast
from urllib.parse import quote

from govplan import _json
from govplan.checks._engine import ENGINE
from govplan.checks._escape import brief, encodable, web_page
from govplan.checks._finding import Finding, Related, Severity, crashed_check
from govplan.checks._report import Report, RuleRun
from govplan.errors import shown

Json: TypeAlias = dict[str, object]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield reports as one log, in pieces.

    The checks and the crashes stand behind the results, since only the last report tells
    them all. There are as many of them as checks, however many reports there are.
    """
    rules = _Rules()
    crashes = Counter[str]()
    notifications: dict[str, Json] = {}
    yield f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{'
    yield '"columnKind":"unicodeCodePoints","results":['
    comma = "\n"
    for report in reports:
        for run in report.runs:
            rules.index(run)
        for finding in (*report.findings, *report.suppressed, *report.baselined):
            yield comma + _written(_result(report, finding, rules))
            comma = ",\n"
            if (check := crashed_check(finding)) is not None:
                crashes[check] += 1
                if check not in notifications:
                    notifications[check] = _notification(report, finding)
    told = [_counted(notification, crashes[check]) for check, notification in notifications.items()]
    invocation = {"executionSuccessful": not told, "toolExecutionNotifications": told}
    driver = {
        "name": "govplan",
        "version": metadata.version("govplan"),
        "rules": list(rules.descriptors.values()),
    }
    yield f'\n],"tool":{_written({"driver": driver})},"invocations":{_written([invocation])}}}]}}\n'


class _Rules:
    """The checks met so far, by code, in the order in which results name them."""

    def __init__(self) -> None:
        self.descriptors: dict[str, Json] = {}
        self._indices: dict[str, int] = {}

    def index(self, rule: RuleRun | Finding) -> int:
        """Return the position of a check, which is added if it is new."""
        if rule.code not in self._indices:
            self._indices[rule.code] = len(self._indices)
            self.descriptors[rule.code] = _descriptor(rule)
        return self._indices[rule.code]


def _descriptor(rule: RuleRun | Finding) -> Json:
    summary, former = rule.name, tuple[str, ...]()
    if isinstance(rule, RuleRun):
        summary, former = rule.summary or rule.name, rule.renamed_from
    elif rule.code in ENGINE:
        summary = ENGINE[rule.code].summary
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        **({"deprecatedIds": list(dict.fromkeys(former))} if former else {}),
        **({"helpUri": page} if (page := web_page(rule.page)) else {}),
    }


def _result(report: Report, finding: Finding, rules: _Rules) -> Json:
    said = finding.suppression
    kind = "external" if finding.suppressed_in == "config" else "inSource"
    accepted = {"kind": kind, "status": "accepted", "justification": said.reason if said else ""}
    related = [
        {"id": i, **_location(report, other, other.message)}
        for i, other in enumerate(finding.related)
    ]
    return {
        "ruleId": finding.code,
        "ruleIndex": rules.index(finding),
        "level": _LEVELS[finding.severity],
        "message": _message(finding.message),
        "locations": [_location(report, finding)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"govplan/v1": finding.fingerprint},
        # On every result or on none: without it, a reader cannot tell whether they were looked at.
        "suppressions": [accepted] if said else [],
        **_baseline_state(report, finding),
        "properties": _properties(report, finding),
    }


def _message(text: str) -> Json:
    """Return a message without links: SARIF reads ``[words](where)`` as one."""
    return {"text": text.replace("](", "] (")}


def _location(report: Report, thing: Finding | Related, message: str | None = None) -> Json:
    name = thing.node_id if isinstance(thing, Finding) else None
    logical = {"fullyQualifiedName": thing.pointer, **({"name": brief(name)} if name else {})}
    location: Json = {"logicalLocations": [logical]}
    if report.file is not None:
        physical: Json = {"artifactLocation": {"uri": file_uri(report.file)}}
        if thing.line is not None and thing.column is not None:
            physical["region"] = {"startLine": thing.line, "startColumn": thing.column}
        location["physicalLocation"] = physical
    if message is not None:
        location["message"] = _message(message)
    return location


def file_uri(file: str) -> str:
    """Return a path as a URI reference: relative to what the reader takes as the base, or absolute.

    >>> file_uri("计划/a b.json"), file_uri("/plans/a.json")
    ('%E8%AE%A1%E5%88%92/a%20b.json', 'file:///plans/a.json')
    """
    path = PurePath(file)
    if path.is_absolute():
        return "file:///" + quote(path.as_posix().lstrip("/"), "/:", errors="surrogatepass")
    return quote(path.as_posix(), errors="surrogatepass")


def _baseline_state(report: Report, finding: Finding) -> Json:
    """Return the state, where a baseline was seen to be used and the finding looked up in it."""
    if finding.suppression is not None or not (report.baselined or report.stale):
        return {}
    return {"baselineState": "unchanged" if finding.baselined else "new"}


def _properties(report: Report, finding: Finding) -> Json:
    source = finding.source
    said: Json = {
        "plan": brief(report.plan),
        "section": finding.section,
        "hint": finding.hint,
        "source": {"start": source.start, "end": source.end} if source else None,
        "data": finding.data or None,
    }
    return {key: value for key, value in said.items() if value is not None}


def _notification(report: Report, finding: Finding) -> Json:
    traceback = {"traceback": finding.data.get("traceback")}
    return {
        "descriptor": {"id": finding.code},
        "associatedRule": {"id": crashed_check(finding)},
        "level": "error",
        "message": _message(finding.message),
        "locations": [_location(report, finding)],
        "exception": {"message": finding.message, "properties": traceback},
    }


def _counted(notification: Json, count: int) -> Json:
    return {**notification, "properties": {"times": count}}


def _written(tree: object) -> str:
    return _json.encode(_plain(tree)).decode()


def _plain(value: object) -> object:
    """Return a tree of what JSON can hold, whatever a check put in the data of a finding."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, Mapping):
        items = cast("Mapping[str, object]", value).items()
        return {encodable(key): _plain(member) for key, member in items}
    if isinstance(value, list | tuple):
        return [_plain(member) for member in cast("tuple[object, ...]", value)]
    return value if value is None or isinstance(value, bool | int | Decimal) else shown(value)
