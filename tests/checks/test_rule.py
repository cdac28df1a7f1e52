"""Tests of :func:`govplan.checks.rule` and of the rules it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import Amount, Figure, Measure, Plan, Project, Section, Statement, Target
from govplan.checks import Context, Finding, Rule, Ruleset, Severity, rule
from govplan.checks._context import locate
from govplan.errors import Problem, RulesetError

from .samples import PLAN, TODAY, every, known_word


def nothing(_: Target, __: Context) -> Iterator[Finding]:
    """Find nothing."""
    yield from ()


def refusal(make: Callable[[], object]) -> str:
    """Return the one message with which something is refused."""
    with pytest.raises(RulesetError) as caught:
        make()
    (problem,) = caught.value.problems
    assert "" == problem.pointer
    return problem.message


def declined(function: Any) -> str:
    """Return the one message with which a function is no rule about targets."""
    decorate: Any = rule("TST001", "x", Severity.INFO, on=Target)
    return refusal(lambda: decorate(function))


def options_of(**options: object) -> Rule[Any, ...]:
    """Return a rule with an option of every kind."""

    @rule("TST001", "x", Severity.INFO, on=Target)
    def made(
        _: Target,
        context: Context,
        *,
        flag: bool = False,
        count: int = 3,
        share: Decimal = Decimal("0.5"),
        word: str = "路",
        words: tuple[str, ...] = ("路", "road"),
        table: Mapping[str, str] = MappingProxyType({"路": "length"}),
    ) -> Iterator[Finding]:
        """Tell its options."""
        yield context.find(repr((flag, count, share, word, words, dict(table))))

    loose: Rule[Any, ...] = made
    return loose.configured(**options) if options else loose


class TestMade:
    def test_attributes(self) -> None:
        """A rule keeps what it was declared with."""
        assert "TST001" == known_word.code
        assert "known-word" == known_word.name
        assert Severity.WARNING is known_word.severity
        assert Target is known_word.on
        assert {"word": "征地"} == known_word.options
        assert "https://example.org/TST001" == known_word.page
        assert (False, False, ()) == (
            known_word.needs_text,
            known_word.preview,
            known_word.renamed_from,
        )
        assert "<Rule TST001 known-word on Target>" == repr(known_word)

    def test_doc(self) -> None:
        """Its docstring is the function's, without indentation; the first line sums it up."""
        expected = "An indicator has a known word.\n\nThe rest of the explanation."

        assert expected == known_word.doc
        assert "An indicator has a known word." == known_word.summary

    def test_no_doc(self) -> None:
        """A function without docstring has an empty one."""

        @rule("TST001", "x", Severity.INFO, on=Target)
        def silent(_: Target, __: Context) -> Iterator[Finding]:
            yield from ()

        assert ("", "") == (silent.doc, silent.summary)

    @pytest.mark.parametrize("kind", [Plan, Section, Measure, Target, Figure, Statement, Project])
    def test_every_class(self, kind: type[Any]) -> None:
        """A rule can be about each class of nodes."""
        made = every("TST001", kind)

        (finding,) = {f.message for f in Ruleset([made]).run(PLAN)}

        assert f"a {kind.__name__}" == finding

    def test_called(self) -> None:
        """A rule can be called as its function, and has its options."""
        place = next(p for p in locate(PLAN) if isinstance(p.node, Target))
        context = _context(known_word)
        context.here = place

        assert isinstance(place.node, Target)
        (finding,) = known_word(place.node, context)

        assert "征地 holds 征地" == finding.message

    def test_nothing_is_registered(self) -> None:
        """Two rules with the same code can be made; only a ruleset minds."""
        assert every("TST001", Plan).code == every("TST001", Plan).code

    def test_one_node_argument_may_be_positional_only(self) -> None:
        """The node and the context may be positional-only."""

        @rule("TST001", "x", Severity.INFO, on=Target)
        def made(_: Target, __: Context, /, *, word: str = "") -> Iterator[Finding]:
            del word
            yield from ()

        assert {"word": ""} == made.options


def _context(one: Any) -> Context:
    return Context(one, PLAN, places=locate(PLAN), text=None, today=TODAY, facts={})


class TestRefused:
    @pytest.mark.parametrize(
        "code",
        [
            "",
            "T001",
            "TOOLONG001",
            "TST01",
            "TST0001",
            "tst001",
            "TST-001",
            " TST001",
            "TST001\n",
            "ＴＳＴ001",
            "TST٠٠١",
            "规则001",
        ],
    )
    def test_code(self, code: str) -> None:
        """A code is 2 to 5 capitals and 3 digits, of ASCII."""
        message = f"{code}: expected a code of 2 to 5 capitals and 3 digits, such as MYR201"

        assert message == refusal(lambda: rule(code, "x", Severity.INFO, on=Target)(nothing))

    @pytest.mark.parametrize("code", ["AB000", "ABCDE999"])
    def test_code_taken(self, code: str) -> None:
        """The shortest and the longest code."""
        assert code == rule(code, "x", Severity.INFO, on=Target)(nothing).code

    @pytest.mark.parametrize(
        "name",
        ["", "Road", "road_in_km", "-road", "road-", "road--km", "1road", "公路", "road in km"],
    )
    def test_name(self, name: str) -> None:
        """A name is words in small letters, joined by hyphens."""
        message = f"TST001: expected a name such as road-in-km, got '{name}'"

        assert message == refusal(lambda: rule("TST001", name, Severity.INFO, on=Target)(nothing))

    def test_former_code(self) -> None:
        """A former code has the form of a code too."""
        made = rule("TST001", "x", Severity.INFO, on=Target, renamed_from=("old",))

        message = "old: expected a code of 2 to 5 capitals and 3 digits, such as MYR201"
        assert message == refusal(lambda: made(nothing))

    @pytest.mark.parametrize(
        ("on", "found"), [(Amount, "Amount"), (str, "str"), ("Target", "'Target'"), (None, "None")]
    )
    def test_on(self, on: Any, found: str) -> None:
        """A rule is about a class of nodes."""
        message = (
            "TST001: expected on= to be one of Plan, Section, Measure, Target, Figure, "
            f"Statement, Project, got {found}"
        )

        assert message == refusal(lambda: rule("TST001", "x", Severity.INFO, on=on)(nothing))

    @pytest.mark.parametrize(("severity", "found"), [("error", "'error'"), (3, "3")])
    def test_severity(self, severity: Any, found: str) -> None:
        """A severity is one of the three, no word and no number."""
        message = f"TST001: expected a Severity, got {found}"

        assert message == refusal(lambda: rule("TST001", "x", severity, on=Target)(nothing))

    def test_no_generator_function(self) -> None:
        """A function that returns its findings is told to yield them."""

        def returns(_: Target, __: Context) -> Iterator[Finding]:
            return iter(())

        message = "TST001: expected a generator function: yield what context.find() returns"
        assert message == declined(returns)

    def test_too_few_arguments(self) -> None:
        """A function takes a node and a context, by their places."""

        def none() -> Iterator[Finding]:
            yield from ()

        def one(_: Target) -> Iterator[Finding]:
            yield from ()

        def named(_: Target, *, context: Context) -> Iterator[Finding]:
            yield context.find("x")

        def starred(*_: Any) -> Iterator[Finding]:
            yield from ()

        message = "TST001: expected a function whose first arguments are a node and a context"
        for function in (none, one, named, starred):
            assert message == declined(function)

    def test_options_by_place(self) -> None:
        """An option that is not keyword-only is refused."""

        def by_place(_: Target, __: Context, word: str = "路") -> Iterator[Finding]:
            del word
            yield from ()

        def open_(_: Target, __: Context, **words: str) -> Iterator[Finding]:
            del words
            yield from ()

        for function, name in ((by_place, "word"), (open_, "words")):
            message = f"TST001: option {name} has to be keyword-only: put a * before"
            assert message == declined(function)

    def test_option_without_default(self) -> None:
        """An option without a default is refused."""

        def function(_: Target, __: Context, *, word: str) -> Iterator[Finding]:
            del word
            yield from ()

        assert "TST001: option word has no default" == declined(function)

    @pytest.mark.parametrize(
        "default", [None, 1.5, {1}, (1,), ("a", 1), {"a": 1}, {1: "a"}, Decimal("NaN"), object()]
    )
    def test_default_of_another_kind(self, default: object) -> None:
        """A default that no configuration file could give is refused."""

        def function(_: Target, __: Context, *, word: Any = default) -> Iterator[Finding]:
            del word
            yield from ()

        message = (
            "TST001: option word: expected a default that is a bool, int, Decimal, text, "
            "tuple of texts or mapping of texts"
        )
        assert message == declined(function)


class TestOptions:
    def test_defaults(self) -> None:
        """Without a configuration an option has its default."""
        expected = repr((False, 3, Decimal("0.5"), "路", ("路", "road"), {"路": "length"}))

        assert {expected} == {f.message for f in Ruleset([options_of()]).run(PLAN)}

    def test_set(self) -> None:
        """Options have the values that are set; the other options keep theirs."""
        made = options_of(flag=True, words=["桥"], table={"桥": "count"})

        expected = repr((True, 3, Decimal("0.5"), "路", ("桥",), {"桥": "count"}))
        assert {expected} == {f.message for f in Ruleset([made]).run(PLAN)}

    def test_whole_number_for_decimal(self) -> None:
        """A whole number is taken where a number is asked for, and comes as a Decimal."""
        share = options_of(share=2).options["share"]

        assert Decimal(2) == share
        assert isinstance(share, Decimal)

    def test_kept(self) -> None:
        """The rule itself stays as it was, and what was given can change without harm."""
        words = ["桥"]
        before = options_of()
        after = before.configured(words=words)
        words.append("路")

        assert ("路", "road") == before.options["words"]
        assert ("桥",) == after.options["words"]
        assert (before.code, before.name, before.on) == (after.code, after.name, after.on)

    def test_unchangeable(self) -> None:
        """Options cannot be changed in place, neither themselves nor a table in them."""
        options: Any = options_of(table={"a": "b"}).options

        with pytest.raises(TypeError):
            options["word"] = "x"
        with pytest.raises(TypeError):
            options["table"]["a"] = "x"

    def test_unknown(self) -> None:
        """An option that a rule does not have suggests the nearest and tells what there is."""
        with pytest.raises(RulesetError) as caught:
            options_of(wrod="x", 词="x")

        has = "(it has: flag, count, share, word, words, table)"
        assert (
            Problem("/wrod", f"TST001 has no option 'wrod'; did you mean 'word' or 'words'? {has}"),
            Problem("/词", f"TST001 has no option '词' {has}"),
        ) == caught.value.problems

    def test_unknown_of_none(self) -> None:
        """A rule without options says that it has none."""
        loose: Any = every("TST001", Plan)

        with pytest.raises(RulesetError) as caught:
            loose.configured(word="x")

        assert "TST001 has no option 'word' (it has: none)" == caught.value.problems[0].message

    @pytest.mark.parametrize(
        ("name", "value", "expected", "found"),
        [
            ("flag", 1, "true or false", "1"),
            ("flag", "true", "true or false", "'true'"),
            ("count", True, "a whole number", "True"),
            ("count", Decimal(3), "a whole number", "3"),
            ("count", 3.0, "a whole number", "a float"),
            ("share", True, "a number", "True"),
            ("share", "0.5", "a number", "'0.5'"),
            ("share", Decimal("NaN"), "a number", "NaN"),
            ("share", Decimal("-Infinity"), "a number", "-Infinity"),
            ("word", None, "a text", "None"),
            ("word", ("路",), "a text", "a tuple"),
            ("words", "路", "a list of texts", "'路'"),
            ("words", [1], "a list of texts", "a list"),
            ("words", {"a": "b"}, "a list of texts", "a dict"),
            ("table", ["a"], "a table of texts", "a list"),
            ("table", {"a": ["b"]}, "a table of texts", "a dict"),
        ],
    )
    def test_wrong_type(self, name: str, value: object, expected: str, found: str) -> None:
        """The type of the default is what the type of a value has to be."""
        with pytest.raises(RulesetError) as caught:
            options_of(**{name: value})

        problem = Problem(f"/{name}", f"TST001: expected {expected}, got {found}")
        assert (problem,) == caught.value.problems

    def test_by_place(self) -> None:
        """Options are given by name."""
        loose: Any = options_of()

        assert "TST001: options are given by name" == refusal(lambda: loose.configured("x"))

    def test_option_called_as_an_argument(self) -> None:
        """An option may have any name, those of the methods' own arguments too."""

        @rule("TST001", "x", Severity.INFO, on=Target)
        def made(
            _: Target, __: Context, *, code: str = "a", name: str = "b", self: str = "c"
        ) -> Iterator[Finding]:
            del code, name, self
            yield from ()

        again = made.derive("TST002", "y", code="1", name="2", self="3")

        assert {"code": "1", "name": "2", "self": "3"} == again.options
        assert "3" == made.configured(self="3").options["self"]

    @given(st.one_of(st.booleans(), st.integers(), st.decimals(), st.text(), st.none()))
    def test_one_kind_each(self, value: object) -> None:
        """Any single value fits the option of its own kind and no other, but for 2 as 2.0."""
        loose = options_of()
        fits = set()
        for name in ("flag", "count", "share", "word"):
            try:
                loose.configured(**{name: value})
            except RulesetError:
                continue
            fits.add(name)

        if isinstance(value, bool):
            assert {"flag"} == fits
        elif isinstance(value, int):
            assert {"count", "share"} == fits
        elif isinstance(value, Decimal):
            assert ({"share"} if value.is_finite() else set()) == fits
        else:
            assert ({"word"} if isinstance(value, str) else set()) == fits


class TestDerived:
    def test_second_rule(self) -> None:
        """A derived rule has a code, a name and options of its own, and the same function."""
        road = known_word.derive("TST009", "known-road", word="公路")

        report = Ruleset([known_word, road]).run(PLAN)

        assert [
            ("TST001", "征地 holds 征地"),
            ("TST001", "征地公路 holds 征地"),
            ("TST009", "征地公路 holds 公路"),
        ] == [(f.code, f.message) for f in report]
        assert known_word.function is road.function
        assert (None, ()) == (road.page, road.renamed_from)

    def test_former_codes_stay_behind(self) -> None:
        """A derived rule never had its model's former codes, nor is it explained there."""
        made = rule("TST001", "x", Severity.INFO, on=Target, renamed_from=("TST900",), page="p")

        derived = made(nothing).derive("TST002", "y")

        assert ((), None) == (derived.renamed_from, derived.page)

    def test_refused(self) -> None:
        """A derived rule's code, name and options are looked at as any rule's."""
        loose: Any = known_word

        assert "x: expected a code of 2 to 5 capitals and 3 digits, such as MYR201" == refusal(
            lambda: known_word.derive("x", "y")
        )
        assert "TST002: expected a name such as road-in-km, got 'Y'" == refusal(
            lambda: known_word.derive("TST002", "Y")
        )
        with pytest.raises(RulesetError, match="has no option 'wort'; did you mean 'word'"):
            loose.derive("TST002", "y", wort="x")
