"""Tests of :class:`govplan.checks.Ruleset`: put together, chosen from, loaded."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

from govplan import Plan, Target
from govplan.checks import BUILTIN, ENGINE, AnyRule, Config, Ruleset, Severity
from govplan.errors import Problem, RulesetError

from .samples import PLAN, every, known_word

A = every("TST001", Plan)
B = known_word.derive("TST302", "b-rule")
C = known_word.derive("TST311", "c-rule")
D = attrs.evolve(known_word.derive("TST312", "d-rule"), preview=True)
E = attrs.evolve(known_word.derive("ABC001", "e-rule"), renamed_from=("ABC900", "ABC901"))
RULES = Ruleset([A, B, C, D, E])


def messages(error: RulesetError) -> list[str]:
    """Return what an error says of the whole."""
    assert {""} == {problem.pointer for problem in error.problems}
    return [problem.message for problem in error.problems]


def chosen(**config: Any) -> list[str]:
    """Return the codes of the rules that a configuration chooses."""
    return [one.code for one in RULES.choose(Config(**config))]


class TestSet:
    def test_sorted(self) -> None:
        """The rules are sorted by code, in whatever order they came."""
        assert ["ABC001", "TST001", "TST302", "TST311", "TST312"] == [one.code for one in RULES]
        assert list(RULES) == list(Ruleset([E, D, C, B, A]))
        assert 5 == len(RULES)
        assert "<Ruleset of 2: ABC001, TST001>" == repr(Ruleset([A, E]))
        assert "<Ruleset of 0: >" == repr(Ruleset())

    @pytest.mark.parametrize("name", ["ABC001", "e-rule", "ABC900", "ABC901"])
    def test_looked_up(self, name: str) -> None:
        """A rule is found by its code, its name and its former codes."""
        assert name in RULES
        assert E is RULES[name]

    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("TST31", "; did you mean 'TST312' or 'TST311' or 'TST302'?"),
            ("b-role", "; did you mean 'b-rule' or 'e-rule' or 'd-rule'?"),
            ("nothing", ""),
            ("\x1b[31m", ""),
        ],
    )
    def test_not_found(self, name: str, hint: str) -> None:
        """A name that no rule has suggests the nearest."""
        assert name not in RULES
        with pytest.raises(RulesetError) as caught:
            RULES[name]

        assert [f"no check is called {name!r}{hint}"] == messages(caught.value)

    def test_together(self) -> None:
        """Two sets together are sorted, and what is in both stands once."""
        both = Ruleset([E, B]) | Ruleset([A, B])

        assert [E, A, B] == list(both)

    def test_unchanged(self) -> None:
        """Putting sets together changes neither."""
        left, right = Ruleset([A]), Ruleset([B])
        left |= right

        assert [A, B] == list(left)
        assert [B] == list(right)

    def test_code_clash(self) -> None:
        """A code that two rules have is refused, with the names of both."""
        with pytest.raises(RulesetError) as caught:
            Ruleset([A]) | Ruleset([known_word])

        module = "tests.checks.samples"
        expected = (
            f"TST001 is used twice: by TST001 every-plan of {module} and by TST001 known-word of "
            f"{module}; give one another code or name"
        )
        assert [expected] == messages(caught.value)

    def test_name_clash(self) -> None:
        """A name that two rules have is refused, with the codes of both."""
        with pytest.raises(RulesetError) as caught:
            Ruleset([known_word, known_word.derive("TST002", "known-word")])

        module = "tests.checks.samples"
        expected = (
            f"known-word is used twice: by TST001 known-word of {module} and by TST002 known-word "
            f"of {module}; give one another code or name"
        )
        assert [expected] == messages(caught.value)

    def test_all_clashes(self) -> None:
        """All that is wrong is told at once."""
        with pytest.raises(RulesetError) as caught:
            Ruleset([known_word, known_word.derive("TST001", "known-word"), every("GPX001", Plan)])

        assert 3 == len(caught.value.problems)

    @pytest.mark.parametrize("code", ["GP900", "GPX001", "GPABC999"])
    def test_reserved(self, code: str) -> None:
        """Codes that begin with GP are govplan's own."""
        with pytest.raises(RulesetError) as caught:
            Ruleset([every(code, Plan)])

        assert [f"{code}: codes that begin with GP are govplan's own; take others"] == messages(
            caught.value
        )

    def test_own(self) -> None:
        """Govplan's own rules are put together with anybody's."""
        assert {"GP000", "TST001"} <= {one.code for one in BUILTIN | ENGINE | Ruleset([A])}

    def test_former_code_in_use(self) -> None:
        """A code that a rule has wins over one that another had."""
        heir = attrs.evolve(B, renamed_from=("TST001",))

        assert A is Ruleset([heir, A])["TST001"]


class TestSelection:
    def test_default(self) -> None:
        """Without a configuration every stable rule runs."""
        assert ["ABC001", "TST001", "TST302", "TST311"] == chosen()

    @pytest.mark.parametrize(
        ("select", "expected"),
        [
            (("TST",), ["TST001", "TST302", "TST311"]),
            (("TST3",), ["TST302", "TST311"]),
            (("TST31",), ["TST311"]),
            (("TST302",), ["TST302"]),
            (("c-rule", "TST001"), ["TST001", "TST311"]),
            (("ABC900",), ["ABC001"]),
            (("ALL",), ["ABC001", "TST001", "TST302", "TST311"]),
            (("T", "ABC901"), ["ABC001", "TST001", "TST302", "TST311"]),
            ((), []),
        ],
    )
    def test_select(self, select: tuple[str, ...], expected: list[str]) -> None:
        """A selector is ALL, the beginning of codes, a code, a name or a former code."""
        assert expected == chosen(select=select)

    @pytest.mark.parametrize(
        ("select", "ignore", "expected"),
        [
            (("ALL",), ("TST",), ["ABC001"]),
            (("ALL", "TST3"), ("TST",), ["ABC001", "TST302", "TST311"]),
            (("ALL", "TST3"), ("TST", "TST31"), ["ABC001", "TST302"]),
            (("ALL",), ("ALL",), []),
            (("TST",), ("ALL",), ["TST001", "TST302", "TST311"]),
            (("TST3",), ("TST3",), []),
            (("TST302",), ("TST302",), []),
            (("TST302",), ("b-rule",), []),
            (("b-rule",), ("TST30",), ["TST302"]),
            (("ABC001",), ("ABC900",), []),
            (("ALL",), ("nobody", "TST"), ["ABC001"]),
        ],
    )
    def test_ignore(
        self, select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]
    ) -> None:
        """The longest selector that fits a rule decides; between equals it is ignored."""
        assert expected == chosen(select=select, ignore=ignore)

    @pytest.mark.parametrize(
        ("config", "runs"),
        [
            ({}, False),
            ({"preview": True}, True),
            ({"select": ("TST31",)}, False),
            ({"select": ("TST31",), "preview": True}, True),
            ({"select": ("TST312",)}, True),
            ({"select": ("d-rule",)}, True),
            ({"preview": True, "ignore": ("TST312",)}, False),
            ({"select": ("ABC",), "preview": True}, False),
        ],
    )
    def test_preview(self, config: dict[str, Any], runs: bool) -> None:  # noqa: FBT001 (a row)
        """A rule in preview runs with *preview*, or where it is asked for by code or name."""
        assert runs is ("TST312" in chosen(**config))

    def test_unknown(self) -> None:
        """Selectors to select and for severities that fit no rule are all refused."""
        config = Config(
            select=("ALL", "QQ4", "", "tst", "TST30"),
            severity={"x/y": Severity.INFO, "TST": Severity.INFO},
            ignore=("XYZ",),
        )
        with pytest.raises(RulesetError) as caught:
            RULES.choose(config)

        assert (
            Problem("/select/1", "no check is called 'QQ4'"),
            Problem("/select/2", "no check is called ''"),
            Problem("/select/3", "no check is called 'tst'"),
            Problem("/severity/x~1y", "no check is called 'x/y'"),
        ) == caught.value.problems

    def test_unknown_suggests(self) -> None:
        """A misspelt name suggests the nearest."""
        with pytest.raises(RulesetError, match="no check is called 'every-plann'; did you mean"):
            RULES.choose(Config(select=("every-plann",)))

    def test_unknown_selectors(self) -> None:
        """The selectors that fit nothing are told in their order."""
        assert ("XYZ", "") == RULES.unknown(["XYZ", "ALL", "TST3", "e-rule", "", "ABC900"])

    def test_all_of_none(self) -> None:
        """ALL fits nothing where there is nothing."""
        assert ("ALL",) == Ruleset().unknown(["ALL"])


class TestConfigured:
    @pytest.mark.parametrize(
        ("severity", "expected"),
        [
            ({}, Severity.WARNING),
            ({"ALL": Severity.INFO}, Severity.INFO),
            ({"TST302": Severity.ERROR, "TST": Severity.INFO}, Severity.ERROR),
            ({"TST": Severity.INFO, "b-rule": Severity.ERROR, "TST30": Severity.INFO}, 3),
            ({"TST30": Severity.ERROR, "TST3": Severity.INFO, "ALL": Severity.INFO}, 3),
            ({"ABC": Severity.ERROR}, Severity.WARNING),
        ],
    )
    def test_severity(self, severity: dict[str, Severity], expected: Severity) -> None:
        """The longest selector says how grave the findings are."""
        rules = RULES.choose(Config(severity=severity))

        assert expected == rules["TST302"].severity
        assert {expected} == {
            f.severity for f in RULES.run(PLAN, Config(severity=severity)) if f.code == "TST302"
        }

    @pytest.mark.parametrize("name", ["TST302", "b-rule"])
    def test_options(self, name: str) -> None:
        """Options are set by code or by name."""
        rules = RULES.choose(Config(options={name: {"word": "路"}}))

        assert {"word": "路"} == rules["TST302"].options
        assert {"word": "征地"} == rules["TST311"].options
        assert {"word": "征地"} == RULES["TST302"].options

    def test_options_of_former_code(self) -> None:
        """Options are set by a former code too."""
        rules = RULES.choose(Config(options={"ABC900": {"word": "路"}}))

        assert {"word": "路"} == rules["ABC001"].options

    def test_wrong_options(self) -> None:
        """Every unknown rule, unknown option and wrong value is told, with its place."""
        options: dict[str, dict[str, object]] = {
            "TST30": {},
            "a/b": {"word": "x"},
            "b-rule": {"wrod/": "x", "word": 3},
            "ABC001": {"word": "fine"},
        }
        with pytest.raises(RulesetError) as caught:
            RULES.choose(Config(options=options))

        near = "; did you mean 'TST302' or 'TST312' or 'TST311'?"
        assert (
            Problem("/options/TST30", f"no check is called 'TST30'{near}"),
            Problem("/options/a~1b", "no check is called 'a/b'"),
            Problem(
                "/options/b-rule/wrod~1",
                "TST302 has no option 'wrod/'; did you mean 'word'? (it has: word)",
            ),
            Problem("/options/b-rule/word", "TST302: expected a text, got 3"),
        ) == caught.value.problems

    def test_options_of_what_does_not_run(self) -> None:
        """Options are looked at for rules that are not chosen too."""
        with pytest.raises(RulesetError, match="TST302 has no option 'x'"):
            RULES.choose(Config(select=("ABC",), options={"TST302": {"x": 1}}))

    def test_run_refuses(self) -> None:
        """A run with a configuration that does not fit checks nothing."""
        with pytest.raises(RulesetError, match="no check is called 'NOPE'"):
            RULES.run(PLAN, Config(select=("NOPE",)))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of packages, the only ones installed."""
    before = dict(sys.modules)
    others = [place for place in sys.path if "site-packages" not in place]
    # Not with syspath_prepend as well, which would put back what it finds here.
    monkeypatch.setattr(sys, "path", [str(tmp_path), *others])
    importlib.invalidate_caches()
    yield tmp_path
    for name in set(sys.modules) - set(before):
        del sys.modules[name]


def install(folder: Path, name: str, entries: str, **modules: str) -> None:
    """Put a distribution with entry points, and its modules, in a folder."""
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        f"[govplan.checks]\n{entries}\n[other]\nx = nothing:at\n"
    )
    for module, source in modules.items():
        (folder / f"{module}.py").write_text(source)


GOOD = """
from govplan import Plan
from govplan.checks import Ruleset, Severity, rule

@rule("{code}001", "{name}", Severity.INFO, on=Plan)
def found(plan, context):
    yield context.find("found")

RULES = Ruleset([found])
"""


class TestDiscover:
    def test_none(self, folder: Path) -> None:
        """Without packages there is nothing."""
        assert folder.is_dir()
        assert 0 == len(Ruleset.discover())

    def test_found(self, folder: Path) -> None:
        """The rules of installed packages are found, and run."""
        install(folder, "one", "TSA = one_m:RULES", one_m=GOOD.format(code="TSA", name="a"))
        install(folder, "two", "TSB = two_m:RULES", two_m=GOOD.format(code="TSB", name="b"))

        rules = Ruleset.discover()

        assert ["TSA001", "TSB001"] == [one.code for one in rules]
        assert ["TSA001", "TSB001"] == [f.code for f in rules.run(PLAN)]

    def test_only_when_asked(self, folder: Path) -> None:
        """A package is loaded by discover() alone."""
        install(folder, "one", "TSA = one_m:RULES", one_m="raise SystemExit(0)")

        BUILTIN.run(PLAN)

        assert "one_m" not in sys.modules

    @pytest.mark.parametrize("code", ["TSB", "TSAB", "GP"])
    def test_prefix(self, folder: Path, code: str) -> None:
        """A rule whose code does not begin with the entry's name is refused."""
        source = GOOD.format(code="TSA", name="a")
        install(folder, "one", f"{code} = one_m:RULES", one_m=source)
        with pytest.raises(RulesetError) as caught:
            Ruleset.discover()

        assert [
            f"one (one_m:RULES): TSA001 does not begin with '{code}', the entry's name"
        ] == messages(caught.value)

    def test_shorter_prefix(self, folder: Path) -> None:
        """The entry's name is all of a code but its digits, so that nobody owns another's."""
        source = GOOD.format(code="TSA", name="a")
        install(folder, "one", "TS = one_m:RULES", one_m=source)

        with pytest.raises(RulesetError, match="TSA001 does not begin with 'TS'"):
            Ruleset.discover()

    @pytest.mark.parametrize(
        ("value", "found"), [("3", "3"), ("[]", "a list"), ("None", "None"), ("Ruleset", "a type")]
    )
    def test_no_ruleset(self, folder: Path, value: str, found: str) -> None:
        """An entry that is no Ruleset is refused."""
        source = f"from govplan.checks import Ruleset\nRULES = {value}\n"
        install(folder, "one", "TSA = one_m:RULES", one_m=source)
        with pytest.raises(RulesetError) as caught:
            Ruleset.discover()

        assert [f"one (one_m:RULES): expected a Ruleset, got {found}"] == messages(caught.value)

    @pytest.mark.parametrize(
        ("source", "reason"),
        [
            ("1 / 0", "ZeroDivisionError: division by zero"),
            ("import not_there", "ModuleNotFoundError: No module named 'not_there'"),
            ("raise SystemExit(0)", "SystemExit: 0"),
            ("raise ValueError('\\x1b[31m')", "ValueError: \\x1b[31m"),
            ("x = 1", "AttributeError: module 'one_m' has no attribute 'RULES'"),
        ],
    )
    def test_cannot_be_loaded(self, folder: Path, source: str, reason: str) -> None:
        """A package that cannot be imported is named, with the error."""
        install(folder, "one-pkg", "TSA = one_m:RULES", one_m=source)
        with pytest.raises(RulesetError) as caught:
            Ruleset.discover()

        assert [f"one-pkg (one_m:RULES) cannot be loaded: {reason}"] == messages(caught.value)

    def test_interrupted(self, folder: Path) -> None:
        """Who presses Ctrl-C while a package is loaded, stops."""
        install(folder, "one", "TSA = one_m:RULES", one_m="raise KeyboardInterrupt")

        with pytest.raises(KeyboardInterrupt):
            Ruleset.discover()

    def test_clash(self, folder: Path) -> None:
        """Two packages with the same code are both named."""
        install(folder, "one", "TSA = one_m:RULES", one_m=GOOD.format(code="TSA", name="a"))
        install(folder, "two", "TSA = two_m:RULES", two_m=GOOD.format(code="TSA", name="b"))
        with pytest.raises(RulesetError) as caught:
            Ruleset.discover()

        expected = (
            "TSA001 is used twice: by TSA001 a of one_m and by TSA001 b of two_m; "
            "give one another code or name"
        )
        assert [expected] == messages(caught.value)

    def test_no_distribution(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An entry point whose distribution is not known has a name all the same."""
        from importlib import metadata  # noqa: PLC0415 (only here)

        entry = metadata.EntryPoint("TSA", "not_there:RULES", "govplan.checks")
        monkeypatch.setattr(metadata, "entry_points", lambda group: [entry] if group else [])
        with pytest.raises(RulesetError) as caught:
            Ruleset.discover()

        assert messages(caught.value)[0].startswith("a package (not_there:RULES) cannot be loaded")


class TestFromModule:
    def test_found(self, folder: Path) -> None:
        """The RULES of a module are taken, whatever the codes begin with."""
        (folder / "own_m.py").write_text(GOOD.format(code="TSA", name="a"))

        assert ["TSA001"] == [one.code for one in Ruleset.from_module("own_m")]

    @pytest.mark.parametrize(
        ("source", "reason"),
        [
            ("x = 1", "expected RULES to be a Ruleset, got None"),
            ("RULES = [1]", "expected RULES to be a Ruleset, got a list"),
        ],
    )
    def test_no_ruleset(self, folder: Path, source: str, reason: str) -> None:
        """A module without RULES, or with others, is refused."""
        (folder / "own_m.py").write_text(source)
        with pytest.raises(RulesetError) as caught:
            Ruleset.from_module("own_m")

        assert [f"'own_m': {reason}"] == messages(caught.value)

    @pytest.mark.parametrize(
        ("name", "source", "reason"),
        [
            ("own_m", "1 / 0", "ZeroDivisionError: division by zero"),
            ("own_m", "import sys; sys.exit(0)", "SystemExit: 0"),
            (
                "own_m",
                "class E(Exception):\n def __str__(self): 1/0\nraise E",
                "E: (it cannot say what)",
            ),
            ("own_m", "raise ValueError('x' * 400)", f"ValueError: {'x' * 300}"),
            ("not_there", "", "ModuleNotFoundError: No module named 'not_there'"),
            ("", "", "ValueError: Empty module name"),
        ],
    )
    def test_cannot_be_imported(self, folder: Path, name: str, source: str, reason: str) -> None:
        """A module that cannot be imported is named, with the error, which stays its cause."""
        (folder / "own_m.py").write_text(source)
        with pytest.raises(RulesetError) as caught:
            Ruleset.from_module(name)

        assert [f"'{name}' cannot be imported: {reason}"] == messages(caught.value)
        assert caught.value.__cause__ is not None

    def test_relative(self, folder: Path) -> None:
        """A name that begins with a dot is refused as any other that is none."""
        assert folder.is_dir()
        with pytest.raises(RulesetError, match=r"'\.own_m' cannot be imported: TypeError"):
            Ruleset.from_module(".own_m")

    def test_own_module_is_no_package(self, folder: Path) -> None:
        """What a module is called does not make its codes govplan's own."""
        (folder / "govplanx.py").write_text(GOOD.format(code="GP", name="a"))

        with pytest.raises(RulesetError, match="GP001: codes that begin with GP are govplan's"):
            Ruleset.from_module("govplanx")


def test_types() -> None:
    """Rules about any class of nodes stand in one set."""
    rules: list[AnyRule] = [every("TST001", Plan), every("TST002", Target)]

    assert rules == list(Ruleset(rules))
    assert isinstance(sys.modules["govplan.checks"], ModuleType)
