"""Tests of reports as SARIF."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given

from govplan import Plan, Suppression, dumps
from govplan.build import plan, target
from govplan.checks import Baseline, Config, Finding, Report, Severity, _sarif
from tests.checks import noisy
from tests.conftest import examples

SHARED = Path(os.environ.get("GOVPLAN_SHARED_DIR", Path(__file__).parents[3] / "shared"))

TOWN = plan("工作计划", target("土地征收", ">= 350 亩"), target("5G覆盖率", "= 120%"), id="town")


@pytest.fixture(scope="module")
def validate() -> Callable[[object], None]:
    """Return what raises for a log that the official schema refuses."""
    path = SHARED / "schemas" / "sarif-2.1.0.json"
    if not path.is_file():
        pytest.skip("the SARIF schema is not kept in the project; set GOVPLAN_SHARED_DIR")
    schema = json.loads(path.read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate


def log_of(*reports: Report) -> Any:
    """Return reports as a log, read back."""
    return json.loads("".join(_sarif.render(reports)).encode())


def run_of(*reports: Report) -> Any:
    """Return the one run of a log of reports."""
    (run,) = log_of(*reports)["runs"]
    return run


def checked(config: Config | None = None, **options: Any) -> Report:
    """Return what the checks find in the town's plan, without a file."""
    return noisy.RULES.run(TOWN, config, today=noisy.TODAY, **options)


class TestSchema:
    def test_none(self, validate: Callable[[object], None]) -> None:
        """No report is a whole log too."""
        log = log_of()

        validate(log)
        assert [] == log["runs"][0]["results"]
        assert log["runs"][0]["invocations"][0]["executionSuccessful"] is True

    @examples(0.4)
    @given(noisy.reports(), noisy.reports())
    def test_any(self, validate: Callable[[object], None], one: Report, other: Report) -> None:
        """Any reports give a valid log, with each finding and the rule that it names."""
        log = log_of(one, other)

        validate(log)
        (run,) = log["runs"]
        found = [f for r in (one, other) for f in (*r.findings, *r.suppressed, *r.baselined)]
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert [f.code for f in found] == [result["ruleId"] for result in run["results"]]
        assert [f.code for f in found] == [rules[result["ruleIndex"]] for result in run["results"]]
        assert len(set(rules)) == len(rules)

    def test_real_plan(self, validate: Callable[[object], None], duqiao: Plan) -> None:
        """The report on a real plan is valid."""
        validate(log_of(noisy.report_on(duqiao)))

    @pytest.mark.parametrize("words", noisy.HOSTILE)
    def test_hostile(self, validate: Callable[[object], None], words: str) -> None:
        """Words that stand for something elsewhere do no harm, and links are taken apart."""
        odd = Finding(
            code=words,
            name=words,
            severity=Severity.INFO,
            message=f"[a](b) {words}",
            pointer=f"/{words}",
            node_id=words,
            page=words,
            hint=words,
            data={words: {"when": dt.date(2021, 1, 1), "all": (1, None, True)}},
        )
        log = log_of(Report(plan=words, title=words, file=words, findings=(odd,)))

        validate(log)
        (result,) = log["runs"][0]["results"]
        assert "](" not in result["message"]["text"]
        (data,) = result["properties"]["data"].values()
        assert {"all": [1, None, True], "when": "a date"} == data


class TestRules:
    def test_rules(self) -> None:
        """Each check that was chosen is told, with its level, its page and its former codes."""
        rules = {rule["id"]: rule for rule in run_of(checked())["tool"]["driver"]["rules"]}

        assert {"GP000", "TST001", "TST002", "TST003", "TST004"} == rules.keys()
        assert {
            "id": "TST001",
            "name": "every-node",
            "shortDescription": {"text": "Finds something at each node, in its own words."},
            "defaultConfiguration": {"level": "warning"},
            "helpUri": "https://example.org/%E8%A7%84%E5%88%99%7CTST001",
        } == rules["TST001"]
        assert ["TST904"] == rules["TST004"]["deprecatedIds"]
        assert "note" == rules["TST004"]["defaultConfiguration"]["level"]
        assert "A check raised" in rules["GP000"]["shortDescription"]["text"]

    def test_other_rules(self) -> None:
        """Reports of other checks go into the same run, and indices stay right."""
        first = checked(Config(select=("TST004",)))
        second = checked(Config(select=("TST001", "TST002")))

        run = run_of(first, second)

        ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert ["TST004", "TST001", "TST002", "GP000"] == ids
        assert all(ids[r["ruleIndex"]] == r["ruleId"] for r in run["results"])

    def test_unknown_rule(self) -> None:
        """A finding of a check that no list has still names a rule."""
        odd = Finding(code="X", name="odd", severity=Severity.ERROR, message="!", pointer="")

        (rule,) = run_of(Report(plan="p", title="t", findings=(odd,)))["tool"]["driver"]["rules"]

        assert {"text": "odd"} == rule["shortDescription"]


class TestResults:
    def test_place(self) -> None:
        """A result names the node, and the place in the file where there is one."""
        result = run_of(checked().located("计划/a b.json", dumps(TOWN)))["results"][2]

        assert {
            "logicalLocations": [{"fullyQualifiedName": "/targets/0", "name": "t1"}],
            "physicalLocation": {
                "artifactLocation": {"uri": "%E8%AE%A1%E5%88%92/a%20b.json"},
                "region": {"startLine": 1, "startColumn": 52},
            },
        } == json.loads(json.dumps(result["locations"][0]))
        assert [0, 1] == [related["id"] for related in result["relatedLocations"]]
        assert {"text": "土地征收"} == result["relatedLocations"][0]["message"]

    def test_no_file(self) -> None:
        """Without a file there is no physical place; with one that was not read, no region."""
        found = checked()

        (place,) = run_of(found)["results"][0]["locations"]
        assert {"logicalLocations"} == place.keys()
        (place,) = run_of(attrs.evolve(found, file="a.json"))["results"][0]["locations"]
        assert {"artifactLocation": {"uri": "a.json"}} == place["physicalLocation"]

    def test_suppressions(self) -> None:
        """What is suppressed says where and why; what is not has an empty list."""
        own = attrs.evolve(TOWN, suppressions=(accepted("t1", "因"),))
        config = Config(suppressions={"town": (accepted("t2", "other"),)})

        results = run_of(noisy.RULES.run(own, config, today=noisy.TODAY))["results"]

        by_node = {
            r["locations"][0]["logicalLocations"][0]["name"]: r["suppressions"]
            for r in results
            if r["ruleId"] == "TST001"
        }
        assert {
            "town": [],
            "t1": [{"kind": "inSource", "status": "accepted", "justification": "因"}],
            "t2": [{"kind": "external", "status": "accepted", "justification": "other"}],
        } == by_node

    def test_baseline(self) -> None:
        """With a baseline, what it has is unchanged and the rest is new; else nothing is said."""
        known = Baseline.of([checked(Config(select=("TST001",)))])

        states = {
            (r["ruleId"], r.get("baselineState"))
            for r in run_of(checked(Config(ignore=("TST004",)), baseline=known))["results"]
        }

        assert {("TST001", "unchanged"), ("TST002", "new"), ("GP000", "new")} == states
        assert all("baselineState" not in r for r in run_of(checked())["results"])

    def test_fingerprints(self) -> None:
        """The fingerprints are the report's."""
        found = checked()

        assert [f.fingerprint for f in found] == [
            r["partialFingerprints"]["govplan/v1"] for r in run_of(found)["results"]
        ]


class TestCrashes:
    def test_told_once(self) -> None:
        """A check that crashed is told once in the invocation, with how often it did."""
        (invocation,) = run_of(checked(), checked())["invocations"]

        assert invocation["executionSuccessful"] is False
        (told,) = invocation["toolExecutionNotifications"]
        assert {"id": "TST002"} == told["associatedRule"]
        assert {"times": 4} == told["properties"]
        assert "ValueError: 土地征收" in told["exception"]["properties"]["traceback"]

    def test_results(self) -> None:
        """The crashes are results as well, as they are findings."""
        results = run_of(checked())["results"]

        assert 2 == sum(result["ruleId"] == "GP000" for result in results)


class TestUris:
    @pytest.mark.parametrize(
        ("file", "expected"),
        [
            ("a:b?.json", "a%3Ab%3F.json"),
            ("-", "-"),
            ("./计划.json", "%E8%AE%A1%E5%88%92.json"),
            ("/a/b#1.json", "file:///a/b%231.json"),
            ("a\ud800\n", "a%ED%A0%80%0A"),
        ],
    )
    def test_file(self, file: str, expected: str) -> None:
        """A path becomes a URI reference in ASCII that means no more than the path."""
        assert expected == _sarif.file_uri(file)
        assert re.fullmatch(r"[!-~]+", expected)


def accepted(node: str, reason: str) -> Suppression:
    """Return a suppression of the finding at a node."""
    return Suppression(code="TST001", node=node, reason=reason)
