"""Tests of :class:`govplan.checks.Config`, and of the files it is read from."""

from __future__ import annotations

import datetime as dt
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan.checks import Config, Severity, Suppression, find_config, load_config
from govplan.errors import InvalidTypeError, RulesetError

FULL = """
[checks]
plugins = ["tools.my_checks"]
select = ["GP", "MYR"]
ignore = ["GP5", "target-without-baseline"]
preview = true
fail-on = "warning"
baseline = "known.json"

[checks.severity]
GP3 = "warning"
GP305 = "error"
rate-out-of-range = "info"

[checks.options.GP305]
maximum = 150
share = 0.1
words = ["路", "road"]
table = { "路" = "length" }

[[checks.suppressions]]
plan = "town-2021"
code = "GP306"
node = "s3.m2.t1"
reason = "底线"
until = 2026-12-31

[[checks.suppressions]]
plan = "county"
code = "GP305"
node = ""
reason = "as printed"

[[checks.suppressions]]
plan = "town-2021"
code = "GP305"
node = "/sections/0"
reason = "as printed"
"""

EXPECTED = Config(
    plugins=("tools.my_checks",),
    select=("GP", "MYR"),
    ignore=("GP5", "target-without-baseline"),
    preview=True,
    fail_on=Severity.WARNING,
    baseline="known.json",
    severity={
        "GP3": Severity.WARNING,
        "GP305": Severity.ERROR,
        "rate-out-of-range": Severity.INFO,
    },
    options={
        "GP305": {
            "maximum": 150,
            "share": Decimal("0.1"),
            "words": ["路", "road"],
            "table": {"路": "length"},
        }
    },
    suppressions={
        "town-2021": (
            Suppression(code="GP306", node="s3.m2.t1", reason="底线", until=dt.date(2026, 12, 31)),
            Suppression(code="GP305", node="/sections/0", reason="as printed"),
        ),
        "county": (Suppression(code="GP305", node="", reason="as printed"),),
    },
)


def write(path: Path, text: str) -> Path:
    """Write a file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def problems(folder: Path, text: str, name: str = "govplan.toml") -> list[tuple[str, str]]:
    """Return what is wrong with a configuration."""
    path = write(folder / name, text)
    with pytest.raises(RulesetError) as caught:
        load_config(path)
    assert str(path) == caught.value.origin
    return [(problem.pointer, problem.message) for problem in caught.value.problems]


class TestMade:
    def test_default(self) -> None:
        """Without a word, every stable rule runs and errors fail."""
        config = Config()

        assert (("ALL",), (), False, Severity.ERROR) == (
            config.select,
            config.ignore,
            config.preview,
            config.fail_on,
        )
        assert ({}, {}, {}, (), None) == (
            config.severity,
            config.options,
            config.suppressions,
            config.plugins,
            config.baseline,
        )

    def test_lists(self) -> None:
        """Lists are taken for tuples."""
        loose: Any = {"select": ["GP"], "ignore": ["GP5"], "plugins": ["a"]}
        config = Config(**loose)

        assert (("GP",), ("GP5",), ("a",)) == (config.select, config.ignore, config.plugins)

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("select", "GP5", "/select: expected a tuple or a list, got 'GP5'"),
            ("ignore", "GP5", "/ignore: expected a tuple or a list, got 'GP5'"),
            ("ignore", ("GP5", 3), "/ignore/1: expected a text, got 3"),
            ("plugins", "tools", "/plugins: expected a tuple or a list, got 'tools'"),
            ("preview", "no", "/preview: expected true or false, got 'no'"),
            ("fail_on", "error", "/fail_on: expected a Severity, got 'error'"),
            ("severity", 3, "/severity: expected a Mapping, got 3"),
            ("severity", {"a/b": "info"}, "/severity/a~1b: expected a Severity, got 'info'"),
            ("severity", {"GP": 3}, "/severity/GP: expected a Severity, got 3"),
            ("options", None, "/options: expected a Mapping, got None"),
            ("suppressions", (), "/suppressions: expected a Mapping, got a tuple"),
            ("baseline", 1, "/baseline: expected a text, got 1"),
        ],
    )
    def test_refused(self, field: str, value: object, message: str) -> None:
        """A value of another type is refused; a lone selector is not taken for its letters."""
        loose: Any = {field: value}
        with pytest.raises(InvalidTypeError) as caught:
            Config(**loose)

        assert f"Config{message}" == str(caught.value)

    def test_unchangeable(self) -> None:
        """What a mapping is given from can change without harm; the mapping cannot."""
        given_ = {"GP": Severity.INFO}
        config = Config(severity=given_)
        given_["GP"] = Severity.ERROR
        loose: Any = config.severity

        assert {"GP": Severity.INFO} == config.severity
        with pytest.raises(TypeError):
            loose["GP"] = Severity.ERROR


class TestLoad:
    def test_own_file(self, tmp_path: Path) -> None:
        """Every key of a govplan.toml is read."""
        assert EXPECTED == load_config(write(tmp_path / "govplan.toml", FULL))

    def test_pyproject(self, tmp_path: Path) -> None:
        """A pyproject.toml says the same in [tool.govplan.checks]."""
        text = FULL.replace("[checks", "[tool.govplan.checks")
        text = f'[project]\nname = "x"\n[tool.other]\nchecks = 3\n{text}'

        assert EXPECTED == load_config(write(tmp_path / "pyproject.toml", text))

    def test_any_other_name(self, tmp_path: Path) -> None:
        """A file of another name is read as a govplan.toml, from a text path too."""
        assert EXPECTED == load_config(os.fspath(write(tmp_path / "draft.toml", FULL)))

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("govplan.toml", ""),
            ("govplan.toml", "[checks]\n"),
            ("pyproject.toml", ""),
            ("pyproject.toml", "tool = 3\n"),
            ("pyproject.toml", "[tool.govplan]\n"),
            ("pyproject.toml", "[tool.govplan.checks]\n"),
        ],
    )
    def test_empty(self, tmp_path: Path, name: str, text: str) -> None:
        """A file that says nothing is as none."""
        assert Config() == load_config(write(tmp_path / name, text))

    def test_never(self, tmp_path: Path) -> None:
        """Fail-on can be never."""
        path = write(tmp_path / "govplan.toml", '[checks]\nfail-on = "never"\n')

        assert load_config(path).fail_on is None

    def test_no_file(self, tmp_path: Path) -> None:
        """A file that is not there is an OSError, and so is a folder."""
        with pytest.raises(FileNotFoundError):
            load_config(tmp_path / "govplan.toml")
        with pytest.raises(OSError, match=r"directory|Permission"):
            load_config(tmp_path)

    @pytest.mark.parametrize(
        ("line", "key", "message"),
        [
            ('select = "GP"', "/select", "expected a list of texts, got 'GP'"),
            ('select = ["GP", 3]', "/select/1", "expected a text, got 3"),
            ("ignore = true", "/ignore", "expected a list of texts, got True"),
            ("ignore = [[]]", "/ignore/0", "expected a text, got a list"),
            ("preview = 1", "/preview", "expected true or false, got 1"),
            ('preview = "yes"', "/preview", "expected true or false, got 'yes'"),
            (
                'fail-on = "fatal"',
                "/fail-on",
                'expected "error", "warning", "info" or "never", got \'fatal\'',
            ),
            (
                "fail-on = false",
                "/fail-on",
                'expected "error", "warning", "info" or "never", got False',
            ),
            ('severity = "error"', "/severity", "expected a table, got 'error'"),
            (
                'severity = {"a/b" = "ERROR"}',
                "/severity/a~1b",
                'expected "error", "warning", "info", got \'ERROR\'',
            ),
            (
                "severity = {GP = 1}",
                "/severity/GP",
                'expected "error", "warning", "info", got 1',
            ),
            ("options = []", "/options", "expected a table, got a list"),
            ("options = {GP305 = 3}", "/options/GP305", "expected a table, got 3"),
            ('plugins = "a"', "/plugins", "expected a list of texts, got 'a'"),
            ("plugins = [1]", "/plugins/0", "expected a text, got 1"),
            ("baseline = []", "/baseline", "expected a text, got a list"),
            (
                "suppressions = {}",
                "/suppressions",
                "expected a list of tables: [[checks.suppressions]], got a dict",
            ),
            ("suppressions = [3]", "/suppressions/0", "expected a table, got 3"),
            ('slect = ["GP"]', "/slect", "unknown key; did you mean 'select'?"),
            ("fail_on = 'error'", "/fail_on", "unknown key; did you mean 'fail-on'?"),
            ("'~/x' = 1", "/~0~1x", "unknown key"),
        ],
    )
    def test_wrong_type(self, tmp_path: Path, line: str, key: str, message: str) -> None:
        """A wrong type is told with its place in either file."""
        own = problems(tmp_path, f"[checks]\n{line}\n")
        project = problems(tmp_path, f"[tool.govplan.checks]\n{line}\n", "pyproject.toml")

        assert (f"/checks{key}", message) == own[0]
        assert (f"/tool/govplan/checks{key}", message) == project[0]

    def test_suppressions(self, tmp_path: Path) -> None:
        """What is wrong with suppressions is told of each, in order."""
        text = """
[[checks.suppressions]]
reasn = "x"
node = 3
zz = 1
aa = 1
[[checks.suppressions]]
plan = "p"
code = "GP305"
node = "a"
reason = "x"
until = "2026-12-31"
[[checks.suppressions]]
plan = "p"
code = "GP305"
node = "a"
reason = "x"
until = 2026-12-31T00:00:00
"""
        assert [
            ("/checks/suppressions/0/plan", "required, and missing"),
            ("/checks/suppressions/0/reasn", "unknown key; did you mean 'reason'?"),
            ("/checks/suppressions/0/zz", "unknown key"),
            ("/checks/suppressions/0/aa", "unknown key"),
            ("/checks/suppressions/0/code", "required, and missing"),
            ("/checks/suppressions/0/node", "expected a text, got 3"),
            ("/checks/suppressions/0/reason", "required, and missing"),
            (
                "/checks/suppressions/1/until",
                "expected a date such as 2026-12-31, got '2026-12-31'",
            ),
            ("/checks/suppressions/2/until", "expected a date such as 2026-12-31, got a datetime"),
        ] == problems(tmp_path, text)

    def test_all_at_once(self, tmp_path: Path) -> None:
        """Every problem is told at once, those outside of [checks] first."""
        text = 'chekcs = 1\n[checks]\nselect = 1\nx = 1\nfail-on = "x"\n[other]\n'

        assert ["/chekcs", "/other", "/checks/select", "/checks/x", "/checks/fail-on"] == [
            pointer for pointer, _ in problems(tmp_path, text)
        ]

    def test_outside_of_checks(self, tmp_path: Path) -> None:
        """A key outside of the table is told where the table is."""
        message = "unknown key; the table is called [checks]"

        assert [("/select", message)] == problems(tmp_path, 'select = ["GP"]\n')
        assert [("/tool/govplan/select", message)] == problems(
            tmp_path, "[tool.govplan]\nselect = []\n", "pyproject.toml"
        )

    def test_no_table(self, tmp_path: Path) -> None:
        """What has to be a table and is none is told."""
        assert [("/checks", "expected a table, got 3")] == problems(tmp_path, "checks = 3\n")
        assert [("/tool/govplan", "expected a table, got 3")] == problems(
            tmp_path, "[tool]\ngovplan = 3\n", "pyproject.toml"
        )
        assert [("/tool/govplan/checks", "expected a table, got a list")] == problems(
            tmp_path, "[[tool.govplan.checks]]\n", "pyproject.toml"
        )


class TestHostile:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"\xff\xfe", "it is not UTF-8: invalid start byte"),
            (b"[checks", "Expected ']' at the end of a table declaration"),
            (b"a = 1\na = 2\n", "Cannot overwrite a value"),
            (b"\xef\xbb\xbf[checks]\n", "Invalid statement"),
            (b"a = 2021-13-45\n", ""),
            (b"a = 1e" + b"9" * 30, "it has a number whose exponent is beyond all bounds"),
            (b"a = " + b"1" * 5000, "Exceeds the limit (4300 digits)"),
            (b"a = " + b"[" * 100_000, ""),
            (b'a = "\x1b[31m"\n', "Illegal character '\\x1b'"),
            (b'"\\ud800" = 1\n', ""),
            (b"[checks]\r[x]", ""),
            (b"\0", ""),
        ],
    )
    def test_no_toml(self, tmp_path: Path, data: bytes, reason: str) -> None:
        """What is no TOML is one problem, which cannot drive a terminal."""
        path = tmp_path / "govplan.toml"
        path.write_bytes(data)
        with pytest.raises(RulesetError) as caught:
            load_config(path)

        (problem,) = caught.value.problems
        assert "" == problem.pointer
        assert problem.message.startswith(f"is no TOML: {reason}")
        assert problem.message.isprintable()

    @pytest.mark.parametrize("number", ["nan", "-inf", "0.5"])
    def test_numbers(self, tmp_path: Path, number: str) -> None:
        """Numbers are read exactly; that one is no number of a rule's is for the rule to say."""
        path = write(tmp_path / "govplan.toml", f"[checks.options.GP305]\nx = {number}\n")

        assert isinstance(load_config(path).options["GP305"]["x"], Decimal)

    @given(st.binary(max_size=40) | st.text(max_size=40).map(lambda t: t.encode()))
    def test_any_bytes(self, tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
        """Any bytes are a configuration or a RulesetError."""
        path = tmp_path_factory.getbasetemp() / "any.toml"
        path.write_bytes(b"[checks]\n" + data)
        try:
            config = load_config(path)
        except RulesetError as error:
            assert error.problems  # noqa: PT017 (either is right)
        else:
            assert isinstance(config, Config)

    @pytest.mark.parametrize(
        "value",
        ["1", "'x'", "true", "0.5", "2021-01-01", "2021-01-01T00:00:00", "00:00:00", "[]", "[1]",
         "['a']", "{}", "{a = 1}", "{a = 'b'}", "[{}]", "[{a = 1}]", "{a = {b = 1}}", "nan"],
    )  # fmt: skip
    @pytest.mark.parametrize(
        "key",
        ["select", "ignore", "preview", "fail-on", "severity", "options", "suppressions",
         "plugins", "baseline", "unknown"],
    )  # fmt: skip
    def test_any_value(self, tmp_path: Path, key: str, value: str) -> None:
        """A key with a value of any type is read or told of, at its place."""
        path = write(tmp_path / "govplan.toml", f"[checks]\n{key} = {value}\n")
        try:
            config = load_config(path)
        except RulesetError as error:
            assert all(p.pointer.startswith(f"/checks/{key}") for p in error.problems)  # noqa: PT017 (either is right)
        else:
            assert isinstance(config, Config)

    def test_many_suppressions(self, tmp_path: Path) -> None:
        """Thousands of suppressions of one plan are kept in order."""
        one = '[[checks.suppressions]]\nplan = "p"\ncode = "GP305"\nnode = "{}"\nreason = "x"\n'
        text = "".join(one.format(i) for i in range(3000))

        config = load_config(write(tmp_path / "govplan.toml", text))

        assert [str(i) for i in range(3000)] == [s.node for s in config.suppressions["p"]]


class TestFind:
    def test_nearest(self, tmp_path: Path) -> None:
        """The nearest file is found, in the folder itself or above it."""
        far = write(tmp_path / "govplan.toml", "")
        near = write(tmp_path / "a/govplan.toml", "")
        (tmp_path / "a/b/c").mkdir(parents=True)

        assert near == find_config(tmp_path / "a/b/c")
        assert near == find_config(os.fspath(tmp_path / "a"))
        assert far == find_config(tmp_path)

    def test_own_before_project(self, tmp_path: Path) -> None:
        """Of two in one folder the govplan.toml is used; a nearer pyproject.toml before both."""
        own = write(tmp_path / "govplan.toml", "")
        write(tmp_path / "pyproject.toml", "[tool.govplan]\n")
        near = write(tmp_path / "a/pyproject.toml", "[tool.govplan]\n")

        assert own == find_config(tmp_path)
        assert near == find_config(tmp_path / "a")

    @pytest.mark.parametrize("text", ["", "[project]\nname = 'x'\n", "tool = 3\n", "[tool.x]\n"])
    def test_passed_over(self, tmp_path: Path, text: str) -> None:
        """A pyproject.toml that says nothing of govplan is passed over."""
        own = write(tmp_path / "govplan.toml", "")
        write(tmp_path / "a/pyproject.toml", text)

        assert own == find_config(tmp_path / "a")

    def test_folders_are_no_files(self, tmp_path: Path) -> None:
        """A folder of that name is passed over."""
        own = write(tmp_path / "govplan.toml", "")
        (tmp_path / "a/govplan.toml").mkdir(parents=True)
        (tmp_path / "a/pyproject.toml").mkdir()

        assert own == find_config(tmp_path / "a")

    def test_none(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Where there is no file, up to the root, there is no configuration."""
        monkeypatch.setattr(Path, "is_file", lambda _: False)

        assert find_config(tmp_path) is None

    def test_working_directory(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Without a folder the working directory is meant."""
        own = write(tmp_path / "govplan.toml", "")
        monkeypatch.chdir(tmp_path)

        assert own == find_config()

    def test_no_toml(self, tmp_path: Path) -> None:
        """A pyproject.toml on the way that is no TOML is told of."""
        path = write(tmp_path / "pyproject.toml", "[")
        with pytest.raises(RulesetError, match="is no TOML") as caught:
            find_config(tmp_path)

        assert str(path) == caught.value.origin
