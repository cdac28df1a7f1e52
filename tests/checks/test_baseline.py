"""Tests of :class:`govplan.checks.Baseline`: neither moves nor swaps fool it."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import Figure, Plan, Section, Source, Statement, amount, testing
from govplan.checks import Baseline, Config, Context, Finding, Known, Ruleset, Severity, rule
from govplan.checks import _baseline as module
from govplan.errors import EncodeError, RulesetError

from .samples import EVERY, PLAN, TODAY, codes, crashes, known_word, target

ONE = Ruleset([known_word])


def plan_of(*ids: str, **more: Any) -> Plan:
    """Return a plan of targets with these ids, all of which are found."""
    return Plan(id="p", title="x", targets=tuple(target(id_) for id_ in ids), **more)


def known(plan: Plan, rules: Ruleset = ONE) -> Baseline:
    """Return the baseline that knows all that is in a plan now."""
    return Baseline.of([rules.run(plan, today=TODAY)])


class TestKnown:
    def test_nothing_new(self) -> None:
        """What is known is not told of again, but counted."""
        report = EVERY.run(PLAN, baseline=known(PLAN, EVERY))

        assert (0, 10, ()) == (len(report), len(report.baselined), report.stale)
        assert all(f.baselined for f in report.baselined)
        assert report.ok(Severity.INFO)

    def test_something_new(self) -> None:
        """What is new is told of."""
        report = ONE.run(plan_of("a", "b"), baseline=known(plan_of("a")))

        assert (["b"], ["a"]) == (
            [f.node_id for f in report],
            [f.node_id for f in report.baselined],
        )

    def test_moved(self) -> None:
        """A section that is put in before changes every pointer, and brings nothing back."""
        moved = attrs.evolve(PLAN, sections=(Section(id="new", title="序"), *PLAN.sections))

        report = EVERY.run(moved, baseline=known(PLAN, EVERY))

        assert ["/sections/0"] == [f.pointer for f in report]
        assert () == report.stale

    def test_turned_round(self) -> None:
        """The order of nodes does not count."""
        assert 0 == len(ONE.run(plan_of("c", "a", "b"), baseline=known(plan_of("a", "b", "c"))))

    def test_swapped(self) -> None:
        """One that is mended does not pay for one that is new."""
        report = ONE.run(plan_of("b"), baseline=known(plan_of("a")))

        assert (["b"], 0, 1) == (
            [f.node_id for f in report],
            len(report.baselined),
            len(report.stale),
        )

    def test_other_words(self) -> None:
        """A new figure in the message brings nothing back."""
        plan = Plan(id="p", title="x", targets=(target("a", "征地350亩"),))
        later = Plan(id="p", title="y", targets=(target("a", "征地400亩"),))

        assert 0 == len(ONE.run(later, baseline=known(plan)))

    def test_other_field_rule_or_plan(self) -> None:
        """Another field, another rule or another plan is another finding."""
        baseline = known(plan_of("a"))
        other_rule = Ruleset([known_word.derive("TST002", "other")])

        def at_value(_: Any, context: Context) -> Any:
            yield context.find("x", field="value")

        other_field = Ruleset([rule("TST001", "x", Severity.INFO, on=type(target("a")))(at_value)])
        other_plan = attrs.evolve(plan_of("a"), id="q")

        assert 1 == len(other_rule.run(plan_of("a"), baseline=baseline))
        assert 1 == len(other_field.run(plan_of("a"), baseline=baseline))
        assert 1 == len(ONE.run(other_plan, baseline=baseline))
        assert () == ONE.run(other_plan, baseline=baseline).stale

    def test_key(self) -> None:
        """A key tells findings of one rule in one field apart, whatever becomes of the others."""

        def words(plan: Plan, context: Context) -> Any:
            for word in plan.title.split():
                yield context.find(f"{word} is long", field="title", key=word)

        rules = Ruleset([rule("TST001", "x", Severity.INFO, on=Plan)(words)])
        before = Plan(id="p", title="修路 造林")

        report = rules.run(attrs.evolve(before, title="造林 roads"), baseline=known(before, rules))

        assert (["roads is long"], ["造林 is long"]) == (
            [f.message for f in report],
            [f.message for f in report.baselined],
        )

    def test_without_key(self) -> None:
        """Without one they are told apart by their order; none is lost, a new one is seen."""

        def two(plan: Plan, context: Context) -> Any:
            for word in plan.title.split():
                yield context.find(word, field="title")

        rules = Ruleset([rule("TST001", "x", Severity.INFO, on=Plan)(two)])
        before = Plan(id="p", title="a b")
        baseline = known(before, rules)

        assert 2 == len({k.fingerprint for k in baseline.known})
        assert 0 == len(rules.run(before, baseline=baseline))
        assert ["c"] == [
            f.message for f in rules.run(attrs.evolve(before, title="a b c"), baseline=baseline)
        ]
        fewer = rules.run(attrs.evolve(before, title="b"), baseline=baseline)
        assert (0, 1) == (len(fewer), len(fewer.stale))

    def test_one_id_twice(self) -> None:
        """Two nodes with one id are told apart; a third is seen."""
        baseline = known(plan_of("a", "a"))

        assert 0 == len(ONE.run(plan_of("a", "a"), baseline=baseline))
        assert 1 == len(ONE.run(plan_of("a", "a", "a"), baseline=baseline))

    def test_without_ids(self) -> None:
        """Figures and statements are known by what they are called, wherever they stand."""

        def of(*figures: str, statements: tuple[str, ...] = ()) -> Plan:
            return Plan(
                id="p",
                title="x",
                figures=tuple(
                    Figure(kind="count", label=label, value=amount("4 个")) for label in figures
                ),
                statements=tuple(Statement(kind="slogan", title=t) for t in statements),
            )

        before = of("四方面", "投资", statements=("", "实干"))
        after = of("新", "投资", "四方面", statements=("实干", "", "new"))

        report = EVERY.run(after, baseline=known(before, EVERY))

        assert ["/statements/2", "/figures/0"] == [f.pointer for f in report]
        assert () == report.stale

    def test_figure_of_another_holder(self) -> None:
        """A figure that is moved to another section is another one."""
        figure = Figure(kind="count", label="四方面", value=amount("4 个"))
        here, there = (Section(id=i, figures=(figure,)) for i in ("a", "b"))
        rules = Ruleset([EVERY["TST105"]])
        before, after = (Plan(id="p", title="x", sections=(s,)) for s in (here, there))

        assert 1 == len(rules.run(after, baseline=known(before, rules)))

    def test_suppressed_first(self) -> None:
        """What is suppressed is not baselined, and its entry not stale."""
        from govplan.checks import Suppression  # noqa: PLC0415 (only here)

        said = Suppression(code="TST001", node="a", reason="agreed")
        plan = plan_of("a", suppressions=(said,))

        report = ONE.run(plan, baseline=known(plan_of("a")))

        assert (1, 0, 0, ()) == (
            len(report.suppressed),
            len(report.baselined),
            len(report),
            report.stale,
        )
        assert not report.suppressed[0].baselined


class TestStale:
    def test_mended(self) -> None:
        """Entries that were not met are named, by code and fingerprint."""
        baseline = known(plan_of("a", "b", "c"))

        report = ONE.run(plan_of("b"), baseline=baseline)

        gone = {k.fingerprint for k in baseline.known if k.node != "b"}
        assert gone == set(report.stale)
        assert sorted(report.stale) == list(report.stale)
        assert ["b"] == [k.node for k in baseline.without("p", report.stale).known]

    def test_rule_did_not_run(self) -> None:
        """Of a rule that was not chosen, had no text or crashed nothing is stale."""

        def reads(plan: Plan, context: Context) -> Any:
            yield context.find(plan.id)

        needs_text = rule("TST003", "reads", Severity.INFO, on=Plan, needs_text=True)(reads)
        rules = Ruleset([known_word, crashes, needs_text])
        plan = attrs.evolve(PLAN, id="p")
        everything = Baseline.of([rules.run(plan, text="x")])
        assert {"TST001", "TST002", "TST003"} == {k.code for k in everything.known}

        report = rules.run(plan_of("t1"), Config(ignore=("TST001",)), baseline=everything)

        assert "crashed" == report.checks["TST002"].status
        assert () == report.stale

    def test_engine(self) -> None:
        """An entry of an engine's check is stale when all is well, unless that is ignored."""
        noisy = ONE.run(plan_of("a"), Config(ignore=("nobody",)))
        baseline = Baseline.of([noisy])
        assert {"GP004", "TST001"} == {k.code for k in baseline.known}

        assert 1 == len(ONE.run(plan_of("a"), baseline=baseline).stale)
        ignored = Config(ignore=("GP004",))
        assert () == ONE.run(plan_of("a"), ignored, baseline=baseline).stale

    def test_without(self) -> None:
        """Taking entries away takes those of one plan, and leaves the old one as it is."""
        both = Baseline([*known(plan_of("a")).known, *_of_plan("q", known(plan_of("a")))])
        mark = both.known[0].fingerprint

        left = both.without("p", [mark, "nobody"])

        assert ["q"] == [k.plan for k in left.known]
        assert 2 == len(both.known)
        assert frozenset() == left.fingerprints("p")
        assert frozenset({mark}) == left.fingerprints("q")


def _of_plan(plan: str, baseline: Baseline) -> list[Known]:
    return [attrs.evolve(k, plan=plan) for k in baseline.known]


class TestOf:
    def test_left_out(self) -> None:
        """What cannot be baselined is left out."""
        from govplan.checks import Suppression  # noqa: PLC0415 (only here)

        said = Suppression(code="nobody", node="a", reason="x")
        report = Ruleset([crashes]).run(attrs.evolve(PLAN, suppressions=(said,)))
        assert {"GP000", "GP003", "TST002"} == set(codes(report.findings))

        assert {"TST002"} == {k.code for k in Baseline.of([report]).known}

    def test_kept(self) -> None:
        """What was known before and is still there stays; suppressed findings are not in it."""
        report = ONE.run(plan_of("a", "b"), baseline=known(plan_of("a")))

        assert ["a", "b"] == sorted(str(k.node) for k in Baseline.of([report]).known)

    def test_several_plans(self) -> None:
        """One baseline is of several plans."""
        reports = [ONE.run(attrs.evolve(plan_of("a"), id=id_)) for id_ in ("q", "p")]

        baseline = Baseline.of(reports)

        assert ["p", "q"] == [k.plan for k in baseline.known]
        assert baseline.fingerprints("p") != baseline.fingerprints("q")
        assert frozenset() == baseline.fingerprints("r")
        assert () == baseline.stale("r", {"TST001"}, set())

    def test_what_readers_see(self) -> None:
        """An entry says for readers what was found, and where."""
        (one,) = known(plan_of("a")).known

        assert ("p", "TST001", "a", "征地 holds 征地") == (
            one.plan,
            one.code,
            one.node,
            one.message,
        )

    def test_empty(self) -> None:
        """A baseline of nothing knows nothing."""
        assert () == Baseline().known
        assert 1 == len(ONE.run(plan_of("a"), baseline=Baseline()))


KNOWN = st.builds(
    Known,
    plan=st.sampled_from(["p", "q"]) | st.text(max_size=4),
    fingerprint=st.text("0123456789abcdef", min_size=2, max_size=2),
    code=st.sampled_from(["TST001", "TST002"]),
    node=st.none() | st.text(max_size=4),
    message=st.text(max_size=8),
)


class TestJson:
    @given(st.lists(KNOWN, max_size=6))
    def test_round_trip(self, entries: list[Known]) -> None:
        """Any baseline is read back as it was, in whatever order it was made."""
        baseline = Baseline(entries)
        again = Baseline.from_json(baseline.to_json())

        assert baseline.known == again.known
        assert again.to_json() == Baseline(again.known).to_json()
        assert sorted((k.plan, k.code, k.fingerprint) for k in entries) == [
            (k.plan, k.code, k.fingerprint) for k in again.known
        ]

    @given(testing.plans())
    def test_of_any_plan(self, plan: Plan) -> None:
        """Whatever is found in a plan is known once it was written and read."""
        report = EVERY.run(plan, today=TODAY)
        baseline = Baseline.from_json(Baseline.of([report]).to_json())

        again = EVERY.run(plan, today=TODAY, baseline=baseline)

        assert {"GP003"} >= {f.code for f in again}
        assert () == again.stale

    def test_form(self) -> None:
        """The form names its version, ends with a line's end and keeps Chinese readable."""
        text = known(plan_of("a")).to_json()
        (one,) = known(plan_of("a")).known

        assert {
            "schema": "govplan-baseline/1",
            "findings": [
                {
                    "plan": "p",
                    "fingerprint": one.fingerprint,
                    "code": "TST001",
                    "node": "a",
                    "message": "征地 holds 征地",
                }
            ],
        } == json.loads(text)
        assert text.endswith("}\n")
        assert "征地" in text
        assert [] == list(Baseline.from_json('{"schema": "govplan-baseline/1"}').known)

    def test_half_a_pair(self) -> None:
        """Half of a surrogate pair is refused with its place."""
        with pytest.raises(EncodeError) as caught:
            known(plan_of("\ud800")).to_json()

        assert "/findings/0/node" == caught.value.pointer


def refused(text: str | bytes) -> list[tuple[str, str]]:
    """Return what is wrong with a baseline."""
    with pytest.raises(RulesetError) as caught:
        Baseline.from_json(text)
    return [(problem.pointer, problem.message) for problem in caught.value.problems]


def with_entry(**changes: Any) -> str:
    """Return a baseline's JSON with one entry that has other values."""
    entry = {"plan": "p", "fingerprint": "0", "code": "TST001", **changes}
    return json.dumps({"schema": "govplan-baseline/1", "findings": [entry]})


class TestBadJson:
    @pytest.mark.parametrize(
        ("text", "pointer", "message"),
        [
            ("", "", "is empty"),
            ("[]", "", "expected an object, got an array"),
            ("{}", "/schema", "required, and missing"),
            (
                '{"schema": "govplan-baseline/2"}',
                "/schema",
                "expected one of govplan-baseline/1, got 'govplan-baseline/2'",
            ),
            (
                '{"schema": "govplan-report/1"}',
                "/schema",
                "expected one of govplan-baseline/1, got 'govplan-report/1'",
            ),
            (
                '{"schema": "govplan-baseline/1", "finding": []}',
                "/finding",
                "unknown key; did you mean 'findings'?",
            ),
            (
                '{"schema": "govplan-baseline/1", "findings": {}}',
                "/findings",
                "expected an array, got an object",
            ),
            (with_entry(fingerprint=3), "/findings/0/fingerprint", "expected a text, got 3"),
            (with_entry(node=3), "/findings/0/node", "expected a text, got 3"),
            (with_entry(nodes="a"), "/findings/0/nodes", "unknown key; did you mean 'node' or"),
            (
                '{"schema": "govplan-baseline/1", "schema": "govplan-baseline/1"}',
                "/schema",
                "key given more than once",
            ),
            ("[" * 100_000, "", "nested too deeply to be a plan"),
            ("1" * 10_000, "", "holds a whole number of thousands of digits"),
        ],
    )
    def test_refused(self, text: str, pointer: str, message: str) -> None:
        """What is no baseline is refused with the place and what was expected."""
        (found,) = refused(text)

        assert pointer == found[0]
        assert found[1].startswith(message)

    def test_all_at_once(self) -> None:
        """Repeated keys are told beside what else is wrong."""
        text = '{"schema": 1, "findings": [{}], "findings": [{}]}'

        assert ["/findings", "/schema", "/findings/0/plan"] == [p for p, _ in refused(text)][:3]

    def test_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A baseline beyond all size is refused unread."""
        monkeypatch.setattr(module, "MAX_SIZE", 10)

        assert refused(with_entry())[0][1].startswith("expected at most 10 bytes")

    @given(st.text(max_size=30) | st.binary(max_size=30))
    def test_any_text(self, text: str | bytes) -> None:
        """Anything at all is a baseline or a RulesetError."""
        assert refused(text)


def test_fingerprint_is_stable() -> None:
    """Fingerprints stand in users' files: they may not change with the version."""
    finding = next(iter(ONE.run(plan_of("a"))))

    assert isinstance(finding, Finding)
    assert "8829aebfba42d852" == finding.fingerprint
    assert (
        finding.fingerprint
        == next(
            iter(
                ONE.run(
                    Plan(
                        id="p",
                        title="other",
                        targets=(attrs.evolve(target("a"), source=Source(start=3, end=9)),),
                    )
                )
            )
        ).fingerprint
    )
