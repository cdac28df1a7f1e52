"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import io
import json
import os
import re
import runpy
import signal
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import click
import pytest
from click.shell_completion import ShellComplete
from hypothesis import given
from hypothesis import strategies as st

import govplan
from govplan import Amount, Due, Measure, Period, Plan, Ref, Relative, Section, Suppression, Target
from govplan.checks import BUILTIN, ENGINE, Baseline, Report
from govplan.checks._escape import visible
from govplan.checks._text import width
from govplan.cli import _check, _print, _show, main
from govplan.cli._app import app
from govplan.model import Comparator

from .conftest import ROOT

DUQIAO = ROOT / "examples" / "dupan_2021.json"
YEAR = Period.of(2021)
HOSTILE = "[red]红[/red]\x1b[31m\u202e\n::error::x"
BAD = Target(
    id="t", indicator="5G覆盖率", comparator="=", basis="level", value=Amount(120, "percent")
)
"""What GP305 finds, and no other error."""

RULE = """
from govplan import Plan
from govplan.checks import Ruleset, Severity, rule

@rule("{code}", "{name}", Severity.ERROR, on=Plan)
def check(plan, context, *, word: str = "镇"):
    '''A plan is looked at.'''
    {body}
    yield context.find("found " + word)

RULES = Ruleset([check])
"""


def a_rule(body: str = "pass", *, code: str = "MYR101", name: str = "my-check") -> str:
    """Return the source of a module with a check of plans."""
    return RULE.format(code=code, name=name, body=body)


def a_plan(id_: str = "p", *targets: Target, title: str = "杜桥镇工作计划") -> Plan:
    """Return a plan that no check has a word to say of, but of its targets."""
    return Plan(id=id_, title=title, period=YEAR, targets=targets)


def a_goal(comparator: Comparator | None = None, value: str | None = None, **more: Any) -> Target:
    """Return a target that has to reach something."""
    amount = None if value is None else govplan.amount(value)
    target = Target(id="t", indicator="x", comparator=comparator, value=amount)
    return attrs.evolve(target, **more)


def put(path: Path, plan: Plan) -> Path:
    """Write a plan to a file, and to folders that are needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    govplan.dump(plan, path)
    return path


Command = Callable[..., SimpleNamespace]


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Command:
    """Run a command in an empty folder; returns code, out and err."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def command(*args: object, stdin: bytes = b"") -> SimpleNamespace:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as exit_:
            main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return SimpleNamespace(code=exit_.value.code, out=out, err=err)

    return command


@pytest.fixture
def terminal(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make rich take its streams for a terminal of 60 columns."""
    del run  # it comes first, and takes these variables away
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")


def wide(text: str) -> int:
    """Return how many columns of a terminal a text without combining characters takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def process(
    *args: str, code: str = "", env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command, or code, in a process of its own."""
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "govplan", *args]
    return subprocess.run(command, capture_output=True, check=False, env=env, cwd=cwd)  # noqa: S603 (our own code)


class TestStart:
    @pytest.mark.parametrize("missing", ["click", "rich"])
    def test_without_the_extra(self, missing: str) -> None:
        """Without click or rich, a line says what to install."""
        done = process(
            code=f"import sys; sys.modules[{missing!r}] = None\n"
            "from govplan.cli import main\nmain(['check', 'x'])"
        )
        assert b'the command line needs click and rich: pip install "govplan[cli]"' == (
            done.stderr.strip()
        )
        assert (2, b"") == (done.returncode, done.stdout)

    def test_without_the_extra_here(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """So it is wherever the command line is called from."""
        monkeypatch.delitem(sys.modules, "govplan.cli._app")
        monkeypatch.setitem(sys.modules, "click", None)
        with pytest.raises(SystemExit) as exit_:
            main(["--version"])
        assert (2, 1) == (exit_.value.code, len(capsys.readouterr().err.splitlines()))

    def test_another_module_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A module of govplan's own that is missing is no matter of the extra."""
        monkeypatch.setitem(sys.modules, "govplan.cli._app", None)
        with pytest.raises(ModuleNotFoundError, match="_app"):
            main(["--version"])

    def test_import_is_light(self) -> None:
        """The module imports nothing of the extra, and its help nothing heavy."""
        done = process(
            code="import sys, govplan.cli\nprint({'click', 'rich'} & set(sys.modules))\n"
            "try: govplan.cli.main(['--help'])\n"
            "finally: print({'pint', 'hypothesis'} & set(sys.modules))"
        )
        lines = done.stdout.splitlines()
        assert [b"set()", b"set()"] == [lines[0], lines[-1]]

    def test_module(self) -> None:
        """``python -m govplan`` is ``govplan``."""
        done = process("--version")
        assert f"govplan {importlib.metadata.version('govplan')}" == done.stdout.decode().strip()

    def test_main(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The module runs as the main one, and not where a worker process imports it."""
        monkeypatch.setattr(sys, "argv", ["govplan", "--version"])
        assert runpy.run_module("govplan.__main__", run_name="__mp_main__")
        assert "" == capsys.readouterr().out
        with pytest.raises(SystemExit):
            runpy.run_module("govplan.__main__", run_name="__main__")
        assert capsys.readouterr().out.startswith("govplan ")

    def test_script(self) -> None:
        """The package installs the command."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert {"govplan": "govplan.cli:main"} == project["scripts"]

    def test_arguments_of_the_process(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Without arguments, those of the process are taken."""
        monkeypatch.setattr(sys, "argv", ["govplan", "--version"])
        with pytest.raises(SystemExit) as exit_:
            main()
        assert (0, True) == (exit_.value.code, "govplan" in capsys.readouterr().out)

    def test_output_of_another_kind(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A program that takes the output with a stream of its own is served."""
        out = io.StringIO()
        monkeypatch.setattr(sys, "stdout", out)
        with pytest.raises(SystemExit):
            main(["check", str(DUQIAO), "--format", "json"])
        assert "duqiao-2021" == json.loads(out.getvalue())["plan"]

    @pytest.mark.parametrize("command", ["", "check", "checks", "explain", "schema", "show"])
    def test_help(self, run: Command, command: str) -> None:
        """Each command has a help by both names, that tells of all its options."""
        names = command.split()
        texts = {run(*names, flag).out for flag in ("-h", "--help")}
        (text,) = texts
        found = app.commands[command] if command else app
        assert found.help
        for option in found.params:
            if isinstance(option, click.Option) and option.name not in {"help", "version"}:
                assert option.help
                assert option.opts[0] in text

    def test_documented(self) -> None:
        """The page in the documentation has every command and every option."""
        page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
        for name, command in app.commands.items():
            assert f"\n## {name}\n" in page
            for option in command.params:
                assert option.opts[0] in page or isinstance(option, click.Argument)


class TestPlans:
    def test_duqiao(self, run: Command) -> None:
        """The example has findings, whose lines and columns are those of the file."""
        done = run("check", DUQIAO)
        assert 1 == done.code
        assert "GP111 (四)" in done.out
        line = re.search(r"dupan_2021\.json:([0-9]+):", done.out)
        assert line is not None
        assert "" == done.err

    def test_clean(self, run: Command, tmp_path: Path) -> None:
        """A plan without findings exits with 0."""
        done = run("check", put(tmp_path / "a.json", a_plan()))
        assert (0, "") == (done.code, done.err)
        assert "no findings" in done.out

    def test_folder(self, run: Command, tmp_path: Path) -> None:
        """A folder stands for all *.json below it, in order, and the plans are counted."""
        for name in ("b.json", "a/二.json", "a/一.json", "a/x.txt", "c.json/d.json"):
            put(tmp_path / "plans" / name, a_plan(name))
        done = run("check", "plans", "--quiet")
        names = ["a/一.json", "a/二.json", "b.json", "c.json/d.json"]
        expected = [f"{Path('plans', *n.split('/'))}: no findings" for n in names]
        assert [re.sub(";.*", "", line) for line in done.out.splitlines()] == [
            *expected,
            "4 plans: no findings",
        ]

    def test_pattern(self, run: Command, tmp_path: Path) -> None:
        """A pattern is expanded, any number of folders included, each file checked once."""
        for name in ("x/2021.json", "x/y/2021.json", "x/y/2020.json"):
            put(tmp_path / name, a_plan(name))
        done = run("check", "x/**/2021.json", "x/y/2021.json", "x/?", "--format", "json")
        plans = [json.loads(line)["plan"] for line in done.out.splitlines()]
        assert ["x/2021.json", "x/y/2021.json", "x/y/2020.json"] == plans

    def test_name_like_a_pattern(self, run: Command, tmp_path: Path) -> None:
        """A file whose name could be a pattern is itself."""
        put(tmp_path / "[1].json", a_plan("bracket"))
        put(tmp_path / "1.json", a_plan("other"))
        done = run("check", "[1].json", "--format", "json")
        assert "bracket" == json.loads(done.out)["plan"]

    def test_stdin(self, run: Command) -> None:
        """``-`` is standard input."""
        done = run("check", "-", "--quiet", stdin=govplan.dumps(a_plan("p", BAD)))
        assert 1 == done.code
        assert done.out.startswith("<stdin>: 1 error")

    def test_unreadable(self, run: Command, tmp_path: Path) -> None:
        """Files that cannot be read are told of with all problems, the others checked."""
        (tmp_path / "a.json").write_text('{"govplan": 1, "id": 3}')
        put(tmp_path / "b.json", a_plan("fine"))
        (tmp_path / "empty").mkdir()
        done = run("check", "a.json", "gone.json", "no*.json", "empty", "b.json", "--quiet")
        assert 2 == done.code
        assert [
            "a.json cannot be checked",
            "  /id: expected a text, got 3",
            "  /title: required, and missing",
            "gone.json cannot be checked",
            "  the document: No such file or directory",
            "no*.json cannot be checked",
            "  the document: No such file or directory",
            "empty cannot be checked",
            "  the document: holds no *.json",
        ] == done.err.splitlines()
        assert "b.json: no findings" in done.out
        assert done.out.endswith("1 plan: no findings; 4 could not be read\n")

    def test_closed_folder(
        self, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A folder that cannot be looked into is not passed over in silence."""
        put(tmp_path / "plans" / "a.json", a_plan())
        put(tmp_path / "plans" / "closed" / "b.json", a_plan())

        def closed(function: Callable[[str], object]) -> Callable[[str], object]:
            def look(path: str) -> object:
                if Path(path).name == "closed":
                    raise PermissionError(13, "Permission denied", path)
                return function(path)

            return look

        monkeypatch.setattr(os, "scandir", closed(os.scandir))
        monkeypatch.setattr(os, "listdir", closed(os.listdir))
        done = run("check", "plans", "--quiet")
        assert 2 == done.code
        assert "1 plan: no findings; 1 could not be read" in done.out
        folder = Path("plans", "closed")
        assert f"{folder} cannot be checked\n  the document: Permission denied\n" == done.err

    @pytest.mark.parametrize("format_", ["json", "sarif", "junit", "github", "markdown"])
    def test_unreadable_in_other_formats(self, run: Command, tmp_path: Path, format_: str) -> None:
        """What machines read is whole where a file is unreadable, and the exit code tells."""
        (tmp_path / "坏.json").write_text("[]")
        put(tmp_path / "p.json", a_plan("fine"))
        done = run("check", ".", "--format", format_)
        assert 2 == done.code
        assert done.err.startswith("坏.json cannot be checked\n")
        assert "坏" not in done.out
        assert run("check", "p.json", "--format", format_).out == done.out

    def test_many_problems(self, run: Command, tmp_path: Path) -> None:
        """Of a file with many problems some are told, and the rest counted."""
        keys = ", ".join(f'"k{i}": 1' for i in range(50))
        (tmp_path / "a.json").write_text(f'{{"govplan": 1, "id": "a", "title": "x", {keys}}}')
        lines = run("check", "a.json").err.splitlines()
        assert (22, "  and 30 more problems") == (len(lines), lines[-1])

    def test_hostile_names(self, run: Command, tmp_path: Path) -> None:
        """What a file or a plan is called does not reach the terminal as control characters."""
        put(tmp_path / "a\x1b[31m.json", a_plan("p", BAD, title=HOSTILE))
        (tmp_path / "b\x1b.json").write_text("{}")
        done = run("check", ".")
        assert 2 == done.code
        assert "\\x1b[31m" in done.out
        assert "b\\x1b.json cannot be checked" in done.err
        for char in "\x1b\u202e":
            assert char not in done.out + done.err

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
    def test_name_that_is_no_text(self, run: Command, tmp_path: Path) -> None:
        """A file whose name is no UTF-8 is checked, and named with its bytes escaped."""
        put(tmp_path / os.fsdecode(b"\xff.json"), a_plan())
        done = run("check", ".", "--format", "json")
        assert (0, "\\xff.json") == (done.code, json.loads(done.out)["file"])


class TestText:
    TEXT = "一、目标\r\n5G覆盖率120%"

    @pytest.fixture
    def plan(self, tmp_path: Path) -> Path:
        """A plan whose document is the text."""
        document = govplan.Document(length=len(self.TEXT))
        target = attrs.evolve(BAD, source=govplan.Source(start=6, end=len(self.TEXT)))
        return put(tmp_path / "p.json", attrs.evolve(a_plan("p", target), document=document))

    def test_text(self, run: Command, plan: Path, tmp_path: Path) -> None:
        """The text is read with its line ends as they are, and its words shown."""
        (tmp_path / "p.txt").write_bytes(self.TEXT.encode())
        done = run("check", plan, "--text", "p.txt", "--select", "GP305")
        assert "| 5G覆盖率120%" in done.out
        assert "^" * wide("5G覆盖率120%") in done.out

    def test_another_text(self, run: Command, plan: Path, tmp_path: Path) -> None:
        """Another text is refused."""
        (tmp_path / "p.txt").write_text("x")
        done = run("check", plan, "--text", "p.txt")
        assert (2, "") == (done.code, done.out)
        assert done.err.startswith(
            "Error: the file of --text is not the text of this plan: "
            "expected the document's text of 15 characters, got"
        )

    def test_a_text_for_a_plan(self, run: Command, tmp_path: Path) -> None:
        """Who gives the published text is told what makes a plan of it; a JSON file is not."""
        (tmp_path / "p.txt").write_text("甲镇工作计划", encoding="gb18030")
        assert "; govplan read drafts a plan from a text" in run("check", "p.txt").err
        (tmp_path / "q.json").write_bytes(b"\xef\xbb\xbf{")
        assert "govplan read" not in run("check", "q.json").err

    def test_no_text(self, run: Command, plan: Path, tmp_path: Path) -> None:
        """A file that is no UTF-8 is refused, and so is a text for several plans."""
        (tmp_path / "p.txt").write_bytes("目标".encode("gb18030"))
        refused = run("check", plan, "--text", "p.txt").err
        assert "p.txt is not UTF-8; govplan read FILE --text writes the text in it" in refused
        put(tmp_path / "q.json", a_plan("q"))
        done = run("check", ".", "--text", "p.txt")
        assert 2 == done.code
        assert "--text is the text of one plan, and there are 2" in done.err


class TestPlansNameNoCode:
    def test_words_of_a_plan(self, run: Command, tmp_path: Path) -> None:
        """Whatever a plan says where codes, modules or configurations could be, nothing is run."""
        (tmp_path / "evil.py").write_text("raise SystemExit('loaded')", encoding="utf-8")
        name = "evil:RULES"
        plan = attrs.evolve(
            a_plan(name),
            suppressions=(Suppression(code=name, node="evil.py", reason="evil"),),
            refs=(Ref(relation="implements", scheme="evil", id="evil.py"),),
            extra={"plugins": ["evil"], "checks": {"plugins": ["evil.py"]}, "rules": name},
        )
        (tmp_path / "plans").mkdir()
        # A configuration beside the plan is not this command's.
        (tmp_path / "plans" / "govplan.toml").write_text('[checks]\nplugins = ["../evil.py"]\n')

        done = run("check", put(tmp_path / "plans" / "p.json", plan))

        assert (1, "") == (done.code, done.err)
        assert "GP003" in done.out
        assert "evil" not in sys.modules


class TestChoice:
    def codes(self, done: SimpleNamespace) -> set[str]:
        return {run["code"] for run in json.loads(done.out)["runs"]}

    def test_select_and_ignore(self, run: Command, tmp_path: Path) -> None:
        """Selectors of the command line replace the configured, those to ignore are added."""
        put(tmp_path / "p.json", a_plan())
        (tmp_path / "govplan.toml").write_text('[checks]\nselect = ["GP1"]\nignore = ["GP301"]')
        check = ("check", "p.json", "--format", "json")
        assert {"GP1"} == {code[:3] for code in self.codes(run(*check))}
        chosen = self.codes(run(*check, "--select", "GP3, duplicate-node-id", "--ignore", "GP305"))
        assert {"GP102", "GP302"} <= chosen
        assert not {"GP301", "GP305", "GP103"} & chosen
        repeated = run(*check, "--select", "GP305", "--select", "GP306")
        assert {"GP305", "GP306"} == self.codes(repeated)

    @pytest.mark.parametrize("selector", ["GP999", ""])
    def test_unknown_selector(self, run: Command, selector: str) -> None:
        """A selector that fits no check ends the command before any file is read."""
        done = run("check", "gone.json", "--select", selector, "--output", "out.txt")
        assert (2, "") == (done.code, done.out)
        assert f"no check is called {selector!r}" in done.err
        assert not Path("out.txt").exists()

    def test_ignored_too_much(self, run: Command, tmp_path: Path) -> None:
        """What nobody may ignore is refused."""
        done = run("check", put(tmp_path / "p.json", a_plan()), "--ignore", "GP000")
        assert 2 == done.code
        assert "GP000 can neither be ignored nor lowered" in done.err

    @pytest.mark.parametrize(
        "options", [["--select", "GP102", "--ignore", "GP102"], ["--ignore", "ALL"]]
    )
    def test_nothing_chosen(self, run: Command, tmp_path: Path, options: list[str]) -> None:
        """A command that would check nothing does not say that all is well."""
        done = run("check", put(tmp_path / "p.json", a_plan()), *options)
        assert (2, "") == (done.code, done.out)
        assert "Error: no check is selected" in done.err

    def test_mistyped(self, run: Command, tmp_path: Path) -> None:
        """A selector that is none is told of as what was typed, whatever the configuration."""
        (tmp_path / "govplan.toml").write_text("[checks]\n")
        done = run("check", put(tmp_path / "p.json", a_plan()), "--select", "GP35")
        assert 2 == done.code
        assert done.err.startswith("Error: no check is called 'GP35'; did you mean 'GP3")

    def test_wrong_option(self, run: Command, tmp_path: Path) -> None:
        """An option that is none is told of with the file that has it."""
        (tmp_path / "govplan.toml").write_text("[checks.options.GP305]\nmost = 3\n")
        done = run("check", put(tmp_path / "p.json", a_plan()))
        assert 2 == done.code
        assert "govplan.toml cannot be used\n  /options/GP305/most: GP305 has no option" in done.err

    @pytest.mark.parametrize(
        ("fail_on", "code"), [("error", 0), ("warning", 0), ("info", 1), ("never", 0)]
    )
    def test_fail_on(self, run: Command, tmp_path: Path, fail_on: str, code: int) -> None:
        """The exit code is 1 from the severity on that is given."""
        target = attrs.evolve(BAD, value=Amount(90, "percent"), comparator=">=")
        put(tmp_path / "p.json", a_plan("p", target))
        (tmp_path / "govplan.toml").write_text('[checks]\nfail-on = "info"')
        done = run("check", "p.json", "--select", "GP302")
        assert (1, True) == (done.code, "1 info" in done.out)
        assert code == run("check", "p.json", "--select", "GP302", "--fail-on", fail_on).code

    def test_never(self, run: Command) -> None:
        """With never, errors do not fail."""
        done = run("check", DUQIAO, "--fail-on", "never")
        assert (0, True) == (done.code, "GP111" in done.out)

    def test_preview(self, run: Command, tmp_path: Path) -> None:
        """A check in preview runs when it is asked for."""
        put(tmp_path / "p.json", a_plan())
        source = a_rule().replace("on=Plan", "on=Plan, preview=True")
        (tmp_path / "mine.py").write_text(source, encoding="utf-8")
        check = ("check", "p.json", "--rules", "mine.py", "--format", "json")
        assert "MYR101" not in self.codes(run(*check))
        assert "MYR101" in self.codes(run(*check, "--preview"))
        assert "MYR101" in self.codes(run(*check, "--select", "MYR101"))

    def test_configuration(self, run: Command, tmp_path: Path) -> None:
        """The nearest configuration above the working directory counts, or the one given."""
        put(tmp_path / "plans" / "p.json", a_plan())
        (tmp_path / "plans" / "govplan.toml").write_text("beside the plan, and no TOML")
        (tmp_path / "pyproject.toml").write_text('[tool.govplan.checks]\nselect = ["GP305"]')
        check = ("check", "plans/p.json", "--format", "json")
        assert {"GP305"} == self.codes(run(*check))
        (tmp_path / "other.toml").write_text('[checks]\nselect = ["GP306"]')
        assert {"GP306"} == self.codes(run(*check, "--config", "other.toml"))

    def test_bad_configuration(self, run: Command, tmp_path: Path) -> None:
        """What is wrong with a configuration is told, with its file."""
        (tmp_path / "govplan.toml").write_text("[checks]\nselct = 3\npreview = 1")
        done = run("check", DUQIAO)
        assert 2 == done.code
        assert f"{tmp_path / 'govplan.toml'} cannot be used" in done.err
        assert "/checks/selct: unknown key; did you mean 'select'?" in done.err
        assert "/checks/preview: expected true or false, got 1" in done.err

    def test_today(self, run: Command, tmp_path: Path) -> None:
        """The day can be given."""
        suppression = Suppression(
            code="GP305", node="t", reason="agreed", until=dt.date(2021, 6, 1)
        )
        plan = attrs.evolve(a_plan("p", BAD), suppressions=(suppression,))
        put(tmp_path / "p.json", plan)
        assert 0 == run("check", "p.json", "--today", "2021-06-01").code
        assert "GP002" in run("check", "p.json", "--today", "2021-06-02").out


class TestRules:
    @pytest.fixture(autouse=True)
    def plan(self, tmp_path: Path) -> None:
        put(tmp_path / "p.json", a_plan())

    def test_file_and_module(self, run: Command, tmp_path: Path) -> None:
        """Rules come from files and modules, and their path is put behind all others."""
        (tmp_path / "mine.py").write_text(a_rule(), encoding="utf-8")
        other = a_rule(code="MYR102", name="other-check")
        (tmp_path / "my_rules_a.py").write_text(other, encoding="utf-8")
        done = run("check", "p.json", "--rules", "mine.py", "--rules", "my_rules_a")
        assert (1, "") == (done.code, done.err)
        assert "MYR101 found 镇" in done.out
        assert "MYR102 found 镇" in done.out
        assert str(tmp_path) == sys.path[-1]

    def test_plugins(self, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Plugins and the baseline of a configuration are found from its folder."""
        (tmp_path / "tools").mkdir()
        (tmp_path / "tools" / "my_rules_b.py").write_text(a_rule(), encoding="utf-8")
        (tmp_path / "govplan.toml").write_text(
            '[checks]\nplugins = ["tools.my_rules_b"]\nbaseline = "known.json"\n'
            '[checks.options.MYR101]\nword = "县"',
            encoding="utf-8",
        )
        (tmp_path / "below").mkdir()
        monkeypatch.chdir(tmp_path / "below")
        assert 0 == run("check", "../p.json", "--write-baseline", "../known.json").code
        assert "found 县" in (tmp_path / "known.json").read_text(encoding="utf-8")
        assert 0 == run("check", "../p.json").code
        assert "MYR101" in run("checks").out
        assert "found" not in run("explain", "my-check").err

    def test_installed(self, run: Command, tmp_path: Path) -> None:
        """Checks of installed packages are always there."""
        info = tmp_path / "my_region-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-region\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[govplan.checks]\nMYR = my_rules_c:RULES\n")
        (tmp_path / "my_rules_c.py").write_text(a_rule(), encoding="utf-8")
        sys.path.append(str(tmp_path))
        assert "MYR101 found 镇" in run("check", "p.json").out
        assert "A plan is looked at." in run("explain", "MYR101").out

    @pytest.mark.parametrize(
        ("source", "message"),
        [
            ("1/0", "ZeroDivisionError: division by zero"),
            ("raise SystemExit", "cannot be loaded: SystemExit"),
            ("RULES = 3", "expected RULES to be a Ruleset, got 3"),
            (a_rule(code="GP305"), "GP305: codes that begin with GP are govplan's own"),
            (a_rule(name="rate-out-of-range"), "rate-out-of-range is used twice"),
        ],
    )
    def test_bad_rules(self, run: Command, tmp_path: Path, source: str, message: str) -> None:
        """A file whose rules cannot be used is told of, and nothing is checked."""
        (tmp_path / "mine.py").write_text(source, encoding="utf-8")
        done = run("check", "p.json", "--rules", "mine.py")
        assert (2, "") == (done.code, done.out)
        assert message in done.err
        assert "Traceback" not in done.err

    @pytest.mark.parametrize("name", ["gone.py", "my_gone_module"])
    def test_missing_rules(self, run: Command, name: str) -> None:
        """Rules that are not there are told of."""
        done = run("checks", "--rules", name)
        assert 2 == done.code
        assert name in done.err

    def test_crash(self, run: Command, tmp_path: Path) -> None:
        """A check that crashes makes the exit code 2, and the others run."""
        (tmp_path / "mine.py").write_text(a_rule("1/0"), encoding="utf-8")
        done = run("check", "p.json", "--rules", "mine.py", "--fail-on", "never")
        assert 2 == done.code
        assert "GP000 MYR101 my-check crashed: ZeroDivisionError" in done.out

    def test_interrupt(self, run: Command, tmp_path: Path) -> None:
        """An interrupt ends with a message."""
        (tmp_path / "mine.py").write_text(a_rule("raise KeyboardInterrupt"), encoding="utf-8")
        done = run("check", "p.json", "--rules", "mine.py")
        assert (2, "Error: interrupted") == (done.code, done.err.strip())

    def test_slip_of_govplan(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        """An error that nobody foresaw shows its traceback, and is not taken for findings."""
        monkeypatch.setattr(_check.Checker, "check", lambda *_: 1 / 0)
        done = run("check", "p.json")
        assert 2 == done.code
        assert "ZeroDivisionError" in done.err


class TestBaseline:
    def test_life(self, run: Command, tmp_path: Path) -> None:
        """A baseline hides what it knows and no more, and can be pruned."""
        plan = put(tmp_path / "p.json", a_plan("p", BAD))
        done = run("check", ".", "--write-baseline", "known.json", "--select", "GP305")
        assert (0, "") == (done.code, done.out)
        assert "known findings in known.json: 1\n" == done.err
        known = ("check", ".", "--baseline", "known.json", "--select", "GP305", "--quiet")
        done = run(*known)
        assert (0, "") == (done.code, done.err)
        assert "p.json: no findings; 1 in the baseline\n" == done.out
        put(plan, a_plan("p", BAD, attrs.evolve(BAD, id="t2")))
        assert 1 == run(*known).code
        put(plan, a_plan("p"))
        done = run(*known)
        message = "known findings not met again in known.json: 1"
        assert (0, f"{message}; --prune-baseline takes them off\n") == (done.code, done.err)
        assert f"{message}, taken off\n" == run(*known, "--prune-baseline").err
        assert () == Baseline.from_json((tmp_path / "known.json").read_bytes()).known
        assert "" == run(*known, "--prune-baseline").err

    def test_configured(self, run: Command, tmp_path: Path) -> None:
        """The configured baseline is no plan, also where a new one is written elsewhere."""
        put(tmp_path / "plans" / "p.json", a_plan("p", BAD))
        (tmp_path / "govplan.toml").write_text('[checks]\nbaseline = "plans/known.json"')
        assert 0 == run("check", "plans", "--write-baseline", "plans/known.json").code
        assert 0 == run("check", "plans").code
        done = run("check", "plans", "--write-baseline", "new.json")
        assert (0, "known findings in new.json: 2\n") == (done.code, done.err)

    def test_nothing_else(self, run: Command, tmp_path: Path) -> None:
        """A folder that holds a baseline alone holds no plan, which is no success."""
        put(tmp_path / "p.json", a_plan())
        (tmp_path / "plans").mkdir()
        run("check", "p.json", "--write-baseline", "plans/known.json")
        done = run("check", "plans", "--baseline", "plans/known.json")
        assert 2 == done.code
        assert "plans cannot be checked\n  the document: holds no *.json\n" == done.err

    def test_prune_keeps(self, run: Command, tmp_path: Path) -> None:
        """What another file of the plan has, or a plan that was not checked, is kept."""
        put(tmp_path / "a.json", a_plan("p", BAD))
        put(tmp_path / "b.json", a_plan("q", BAD))
        check = ("--select", "GP305")
        run("check", "a.json", "b.json", "--write-baseline", "known.json", *check)
        before = (tmp_path / "known.json").read_bytes()
        put(tmp_path / "new.json", a_plan("p"))
        known = ("--baseline", "known.json", "--prune-baseline", *check)
        run("check", "new.json", "a.json", *known)
        assert before == (tmp_path / "known.json").read_bytes()
        run("check", "new.json", *known)
        (left,) = Baseline.from_json((tmp_path / "known.json").read_bytes()).known
        assert "q" == left.plan

    def test_write_what_could_not_be_checked(self, run: Command, tmp_path: Path) -> None:
        """A new baseline is written, but the exit code tells of what is not in it."""
        put(tmp_path / "a.json", a_plan("p", BAD))
        (tmp_path / "b.json").write_text("{}")
        assert 2 == run("check", "a.json", "b.json", "--write-baseline", "known.txt").code
        assert "GP305" in (tmp_path / "known.txt").read_text(encoding="utf-8")

    def test_bad_baseline(self, run: Command, tmp_path: Path) -> None:
        """A file that is no baseline, or not there, is told of."""
        (tmp_path / "known.json").write_text('{"schema": "x"}')
        done = run("check", DUQIAO, "--baseline", "known.json")
        assert 2 == done.code
        assert "known.json cannot be used" in done.err
        (tmp_path / "govplan.toml").write_text('[checks]\nbaseline = "gone.json"')
        done = run("check", DUQIAO)
        assert 2 == done.code
        assert "No such file" in done.err

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ("--write-baseline k.json --output o.txt", "--write-baseline takes no --output"),
            ("--write-baseline k.json --prune-baseline", "--write-baseline takes no --output"),
            ("--write-baseline k.json --baseline p.json", "--write-baseline takes no --output"),
            ("--prune-baseline", "--prune-baseline needs a baseline"),
            ("--write-baseline p.json", "p.json is among the plans; write elsewhere"),
            ("--output ./p.json", "p.json is among the plans; write elsewhere"),
        ],
    )
    def test_refused(self, run: Command, tmp_path: Path, options: str, message: str) -> None:
        """Options that contradict each other, or would write over a plan, are refused."""
        plan = put(tmp_path / "p.json", a_plan())
        before = plan.read_bytes()
        done = run("check", "p.json", *options.split())
        assert (2, "") == (done.code, done.out)
        assert message in done.err
        assert before == plan.read_bytes()


class TestOutput:
    @pytest.mark.parametrize(
        ("format_", "start"),
        [
            ("text", "p.json  杜桥镇"),
            ("json", '{"schema":"govplan-report/1"'),
            ("sarif", '{"$schema":'),
            ("junit", "<?xml"),
            ("github", "::"),
            ("markdown", "#"),
        ],
    )
    def test_file(self, run: Command, tmp_path: Path, format_: str, start: str) -> None:
        """A report goes to standard output, or whole to a file."""
        put(tmp_path / "p.json", a_plan("p", BAD))
        done = run("check", "p.json", "--format", format_)
        assert done.out.startswith(start)
        to_file = run("check", "p.json", "--format", format_, "--output", "报告")
        assert (1, "", "") == (to_file.code, to_file.out, to_file.err)
        assert done.out == (tmp_path / "报告").read_bytes().decode()

    def test_no_such_folder(self, run: Command) -> None:
        """A file that cannot be written is told of."""
        done = run("check", DUQIAO, "--output", "gone/report.txt")
        assert (2, "") == (done.code, done.out)
        assert f"Error: {Path('gone/report.txt')}: No such file or directory\n" == done.err

    @pytest.mark.usefixtures("terminal")
    def test_colours(self, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a terminal there are colours, unless NO_COLOR is set; words are no markup."""
        put(tmp_path / "p.json", a_plan("p", attrs.evolve(BAD, indicator=HOSTILE)))
        done = run("check", "p.json", "--select", "GP305")
        assert "\x1b[1;31merror" in done.out
        assert "[red]红[/red]\\x1b[31m\\u202e\\n::error::x" in re.sub(
            "\x1b\\[[0-9;]*m", "", done.out
        )
        monkeypatch.setenv("NO_COLOR", "1")
        plain = run("check", "p.json", "--select", "GP305")
        assert "\x1b[1;31m" not in plain.out

    def test_c_locale(self, tmp_path: Path) -> None:
        """Where the locale knows no Chinese it is escaped, but what machines read is UTF-8."""
        path = str(put(tmp_path / "p.json", a_plan("p", BAD)))
        env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        env["PYTHONIOENCODING"] = "ascii"
        shown = process("show", path, env=env)
        assert (0, b"") == (shown.returncode, shown.stderr)
        assert shown.stdout.startswith("杜桥镇".encode("ascii", "backslashreplace"))
        report = process("check", path, "--format", "json", env=env)
        assert "杜桥镇工作计划" == json.loads(report.stdout.decode("utf-8"))["title"]

    def test_broken_pipe(self) -> None:
        """Where nobody reads any more, the command ends without a word."""
        read, written = os.pipe()
        os.close(read)
        done = subprocess.run(  # noqa: S603 (our own code)
            [sys.executable, "-m", "govplan", "check", str(DUQIAO)],
            stdout=written,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(written)
        assert (2, b"") == (done.returncode, done.stderr)

    def test_broken_pipe_here(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is left to write then goes nowhere."""
        replaced: list[int] = []

        def broken(*_: object) -> None:
            raise BrokenPipeError

        monkeypatch.setattr(_print, "plain", broken)
        monkeypatch.setattr(os, "dup2", lambda _, to: replaced.append(to))
        done = run("check", DUQIAO)
        assert (2, "", "") == (done.code, done.out, done.err)
        assert [1] == replaced


class TestMany:
    @pytest.fixture(autouse=True)
    def plans(self, tmp_path: Path) -> None:
        for i in range(_check.FEW):
            put(tmp_path / "plans" / f"{i:03}.json", a_plan(f"p{i}", *[BAD] * (i % 2)))

    def test_processes(self, run: Command, tmp_path: Path) -> None:
        """Several processes say what one does, in the same order, standard input included."""
        (tmp_path / "plans" / "010x.json").write_text("[]")
        (tmp_path / "mine.py").write_text(a_rule(), encoding="utf-8")
        check = ("check", "plans/00*", "-", "plans", "--rules", "mine.py", "--format", "json")
        stdin = govplan.dumps(a_plan("stdin"))
        one, two = (run(*check, "--jobs", jobs, stdin=stdin) for jobs in (1, 2))
        assert one == two
        assert 2 == two.code
        assert two.err.startswith(f"{Path('plans', '010x.json')} cannot be checked")
        reports = [Report.from_json(line) for line in two.out.splitlines()]
        order = [f"p{i}" for i in range(10)] + ["stdin"] + [f"p{i}" for i in range(10, _check.FEW)]
        assert order == [report.plan for report in reports]

    def test_work(self, tmp_path: Path) -> None:
        """A worker process loads what the settings say, and checks a file."""
        settings = _check.Settings(today=dt.date(2021, 6, 1), select=("GP305",))
        report = _check.work(settings, str(tmp_path / "plans" / "001.json"))
        assert isinstance(report, Report)
        assert ["GP305"] == [finding.code for finding in report]

    def test_dead_worker(self, run: Command, tmp_path: Path) -> None:
        """A worker process that dies ends the command with a message."""
        body = "import os; plan.id == 'p7' and os._exit(1)"
        (tmp_path / "mine.py").write_text(a_rule(body), encoding="utf-8")
        done = run("check", "plans", "--rules", "mine.py", "--jobs", "2")
        assert 2 == done.code
        assert "a worker process ended before its work was done" in done.err
        assert "Traceback" not in done.err

    @pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")
    def test_interrupted_workers(self, tmp_path: Path) -> None:
        """An interrupt ends the workers too, with a message and no traceback."""
        body = "import os, signal; plan.id == 'p7' and os.kill(os.getppid(), signal.SIGINT)"
        (tmp_path / "mine.py").write_text(a_rule(body), encoding="utf-8")
        # What a shell runs in the background ignores interrupts, and so would the process.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            done = process("check", "plans", "--rules", "mine.py", "--jobs", "2", cwd=tmp_path)
        finally:
            signal.signal(signal.SIGINT, before)
        assert 2 == done.returncode
        assert b"Error: interrupted" == done.stderr.strip()

    def test_rules_that_do_not_fit(self, run: Command) -> None:
        """What only the workers find out is told once."""
        done = run("check", "plans", "--ignore", "GP003", "--jobs", "2")
        assert (2, "") == (done.code, done.out)
        assert 1 == done.err.count("GP003 can neither")

    @pytest.mark.usefixtures("terminal")
    def test_bar(self, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a terminal a bar shows how far it is, beside what is written."""
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        check = ("check", "plans", "--jobs", "1")
        both = run(*check)
        assert "checking" in both.out
        assert 20 == both.out.count("GP305")
        machine = run(*check, "--format", "json")
        assert "checking" not in machine.out + machine.err
        monkeypatch.delenv("FORCE_COLOR")
        to_file = run(*check, "--output", "report.txt")
        assert ("", True) == (to_file.out, "checking" in to_file.err)
        assert "checking" not in (tmp_path / "report.txt").read_text(encoding="utf-8")
        assert "checking" in run(*check, "--write-baseline", "known.json").err

    def test_no_bar(self, run: Command) -> None:
        """Elsewhere there is no bar."""
        assert "" == run("check", "plans", "--jobs", "1").err


class TestExplain:
    def test_rule(self, run: Command) -> None:
        """A rule is explained by its code and its name, with its options."""
        done = run("explain", "GP305")
        assert (0, done) == (done.code, run("explain", "rate-out-of-range"))
        for line in ("GP305 rate-out-of-range", "severity  error", "looks at  each Target"):
            assert line in done.out.splitlines()
        assert "  maximum = 100" in done.out.splitlines()
        for line in BUILTIN["GP305"].doc.splitlines():
            assert line in done.out

    @pytest.mark.parametrize("code", [rule.code for rule in ENGINE])
    def test_engine(self, run: Command, code: str) -> None:
        """The checks of the engine itself are explained."""
        done = run("explain", code)
        assert (0, True) == (done.code, ENGINE[code].summary in done.out)

    def test_all_facts(self, run: Command, tmp_path: Path) -> None:
        """Whatever a rule has is told; options are in the words of a configuration."""
        source = (
            a_rule()
            .replace(
                "on=Plan)",
                "on=Plan, preview=True, needs_text=True,\n"
                "    renamed_from=('MYR001', 'MYR002'), page='https://example.org/my')",
            )
            .replace(
                'word: str = "镇"',
                'flag: bool = True, most: int = 3, words: tuple[str, ...] = ("镇", "\\"县\\""),'
                ' by: dict[str, str] = {"面积": "area"}, word: str = "镇"',
            )
        )
        (tmp_path / "mine.py").write_text(
            "from __future__ import annotations\n" + source, encoding="utf-8"
        )
        done = run("explain", "MYR001", "--rules", "mine.py")
        for line in (
            "looks at  the plan",
            "runs      only with --preview, or selected by its code",
            "reads     the published text: --text",
            "formerly  MYR001, MYR002",
            "page      https://example.org/my",
            "  flag = true",
            "  most = 3",
            '  words = ["镇", "\\"县\\""]',
            '  by = { "面积" = "area" }',
            '  word = "镇"',
        ):
            assert line in done.out.splitlines()

    def test_unknown(self, run: Command) -> None:
        """An unknown name is told of in a line, with the nearest."""
        done = run("explain", "rate-out-of-rang")
        assert (2, "") == (done.code, done.out)
        assert (
            "Error: no check is called 'rate-out-of-rang'; did you mean 'rate-out-of-range'?"
            == done.err.splitlines()[0].partition(" or ")[0].rstrip("?") + "?"
        )

    @pytest.mark.usefixtures("terminal")
    def test_terminal(self, run: Command) -> None:
        """On a terminal the heading is bold."""
        assert "\x1b[1mGP305 rate-out-of-range\x1b[0m" in run("explain", "GP305").out


class TestChecks:
    def test_table(self, run: Command) -> None:
        """All rules stand in a table."""
        lines = run("checks").out.splitlines()
        assert ["code", "name", "severity", "on", "runs", "summary"] == lines[0].split()
        assert [rule.code for rule in BUILTIN | ENGINE] == [line.split()[0] for line in lines[1:]]
        at = lines[0].index("summary")
        assert lines[1][at:] == ENGINE["GP000"].summary

    def test_json(self, run: Command) -> None:
        """They are to be had as JSON too."""
        rules = {rule["code"]: rule for rule in json.loads(run("checks", "--format", "json").out)}
        assert {rule.code for rule in BUILTIN | ENGINE} == set(rules)
        assert ("rate-out-of-range", "error", "Target", False, False) == tuple(
            rules["GP305"][key] for key in ("name", "severity", "on", "preview", "needs_text")
        )

    def test_preview_and_text(self, run: Command, tmp_path: Path) -> None:
        """The table says of a rule that it does not always run."""
        source = a_rule().replace("on=Plan", "on=Plan, preview=True, needs_text=True")
        (tmp_path / "mine.py").write_text(source, encoding="utf-8")
        (tmp_path / "govplan.toml").write_text('[checks]\nignore = ["GP102"]')
        rows = {
            row.split()[0]: row.split()[4:6]
            for row in run("checks", "--rules", "mine.py").out.splitlines()
        }
        assert "preview" == rows["MYR101"][0]
        assert ["with", "text"] == rows["GP503"]
        assert ("no", "yes") == (rows["GP102"][0], rows["GP103"][0])

    def test_configured(self, run: Command, tmp_path: Path) -> None:
        """Severity and options are those that are in force."""
        (tmp_path / "govplan.toml").write_text(
            '[checks.severity]\nGP305 = "info"\n[checks.options.GP305]\nmaximum = 150\n'
        )
        told = run("explain", "GP305").out.splitlines()
        listed = json.loads(run("checks", "--format", "json").out)
        assert {"severity  info", "  maximum = 150"} <= set(told)
        assert ["info"] == [rule["severity"] for rule in listed if rule["code"] == "GP305"]


class TestShow:
    GDP = Target(
        id="gdp",
        indicator="生产总值",
        comparator=">=",
        value=Amount(7, "percent"),
        change="increase",
    )
    LAND = Target(id="t1", indicator="土地征收", comparator=">=", value=Amount(350, "mu"))
    PART = Section(id="s1.1", targets=(Target(id="t2", indicator=HOSTILE, goal="清零"),))
    SECTION = Section(
        id="s1",
        number="一、",
        title="要素保障",
        due=Due(date="2021-Q3", words="三季度末"),
        measures=(
            Measure(id="m1", title="征地", due=Due(date="2021"), targets=(LAND,)),
            Measure(id="m2", title="供地"),
        ),
        sections=(PART,),
    )
    PLAN = Plan(id="p", title=HOSTILE, targets=(GDP,), sections=(SECTION,))

    def test_duqiao(self, run: Command) -> None:
        """The example's head, outline and targets are shown."""
        done = run("show", DUQIAO)
        lines = done.out.splitlines()
        assert "杜桥镇2021年工作计划" == lines[0]
        assert "period        2021-01-01 to 2021-12-31" in lines
        assert "index number  LH331082-071/2021-114035" in lines
        assert "written       2021-08-10" in lines
        assert any(re.fullmatch(r"[a-z0-9.]+ +生产总值 +增长 ≥ 7%", line) for line in lines)
        assert any(
            re.match("    深抓特色产业集聚核心平台攻坚|      深抓特色产业集聚核心平台攻坚", line)
            for line in lines
        )

    def test_aligned(self, run: Command) -> None:
        """Columns of Chinese begin at the same column of the terminal."""
        lines = run("show", DUQIAO, "--targets").out.splitlines()
        head = next(i for i, line in enumerate(lines) if line.startswith("id  ") and "goal" in line)
        at = wide(lines[head][: lines[head].index("goal")])
        rows = lines[head + 1 :]
        plan = govplan.load(DUQIAO)
        for row, target in zip(rows, plan.iter_targets(), strict=True):
            before, found, _ = row.partition(f"  {_show.goal(target)}")
            assert found
            assert at == wide(before) + 2

    def test_outline(self, run: Command) -> None:
        """The outline counts measures and targets, those of parts included."""
        done = run("show", "-", "--outline", stdin=govplan.dumps(self.PLAN))
        lines = [line.split() for line in done.out.splitlines() if line]
        assert ["outline", "measures", "targets"] in lines
        assert ["(the", "whole", "plan)", "2", "3"] in lines
        assert ["一、要素保障", "2", "2"] in lines
        assert ["s1.1", "0", "1"] in lines
        assert "indicator" not in done.out

    @pytest.mark.parametrize(
        ("number", "title", "line"),
        [
            ("一、", "民生", "一、民生"),
            ("(四)", "强供给", "(四)强供给"),
            ("1", "道路", "1 道路"),
            ("第一章", "总则", "第一章 总则"),
            ("2.1", "Roads", "2.1 Roads"),
            ("1.", "Roads", "1. Roads"),
            ("①", None, "①"),
            (None, "总则", "总则"),
            (None, None, "s1"),
        ],
    )
    def test_heading(self, run: Command, number: str, title: str, line: str) -> None:
        """Number and title of a section are told apart."""
        plan = Plan(id="p", title="x", sections=(Section(id="s1", number=number, title=title),))
        done = run("show", "-", "--outline", stdin=govplan.dumps(plan))
        assert line == re.split(" {2,}", done.out.splitlines()[-1].strip())[0]

    def test_targets(self, run: Command) -> None:
        """A target is shown with id, its own deadline or the nearest above, and its section."""
        done = run("show", "-", "--targets", stdin=govplan.dumps(self.PLAN))
        lines = [line.split() for line in done.out.splitlines() if line]
        assert ["gdp", "生产总值", "增长", "≥", "7%"] in lines
        assert ["t1", "土地征收", "≥", "350", "亩", "2021", "一、要素保障"] in lines
        assert ["清零", "三季度末", "s1.1"] in [line[-3:] for line in lines]
        assert "outline" not in done.out

    def test_both(self, run: Command) -> None:
        """Both flags together mean what none does."""
        stdin = govplan.dumps(self.PLAN)
        assert run("show", "-", stdin=stdin) == run(
            "show", "-", "--outline", "--targets", stdin=stdin
        )

    def test_hostile(self, run: Command) -> None:
        """Control characters of a plan are escaped."""
        done = run("show", "-", stdin=govplan.dumps(self.PLAN))
        assert "[red]红[/red]\\x1b[31m\\u202e\\n::error::x" == done.out.splitlines()[0]
        assert not {"\x1b", "\u202e"} & set(done.out)

    def test_unreadable(self, run: Command, tmp_path: Path) -> None:
        """A file that is no plan is told of with its problems."""
        (tmp_path / "x.json").write_text('{"govplan": 1}')
        done = run("show", "x.json")
        assert (2, "") == (done.code, done.out)
        assert "Error: x.json cannot be used\n  /id: required, and missing" in done.err
        assert 2 == run("show", "gone.json").code

    @pytest.mark.usefixtures("terminal")
    def test_terminal(self, run: Command) -> None:
        """On a terminal lines are cut to its width, with an ellipsis."""
        lines = re.sub("\x1b\\[[0-9;]*m", "", run("show", DUQIAO).out).splitlines()
        assert 60 >= max(wide(line) for line in lines)
        assert any("…" in line for line in lines)

    @pytest.mark.parametrize(
        ("target", "words"),
        [
            (a_goal(">", "3 亿元"), "> 3 亿元"),
            (a_goal("<=", "5%"), "≤ 5%"),
            (a_goal("<", "5%"), "< 5%"),
            (a_goal("=", "5 家"), "5 家"),
            (a_goal(None, "5"), "5"),
            (a_goal("~", "8%", change="decrease"), "下降 ≈ 8%"),
            (a_goal("range", "3 个", upper=govplan.amount("5 个")), "3 个至 5 个"),
            (a_goal(goal="全覆盖", goal_kind="coverage", change="increase"), "全覆盖"),
            (a_goal(goal_kind="zero"), "清零"),
            (a_goal(relative=Relative(to="gdp")), "与 gdp 同步"),
            (a_goal(relative=Relative(to="gdp", offset=govplan.amount("2 个百分点"))),
             "高于 gdp 2 个百分点"),
            (a_goal(relative=Relative(to="gdp", offset=govplan.amount("-2 个百分点"))),
             "低于 gdp 2 个百分点"),
            (a_goal(), ""),
        ],
    )  # fmt: skip
    def test_goal(self, target: Target, words: str) -> None:
        """What a target has to reach is said in Chinese."""
        assert words == _show.goal(target)


class TestColumns:
    ROWS = st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.text(), min_size=n, max_size=n), min_size=1, max_size=5)
    )

    @given(rows=ROWS, fit=st.integers(20, 100))
    def test_fit(self, rows: list[list[str]], fit: int) -> None:
        """Any texts fit in the width of a terminal, a line for each row."""
        lines = list(_print.columns(rows, fit=fit))
        assert len(rows) == len(lines)
        for line in lines:
            assert line.isprintable() or "\u3000" in line
            assert fit >= width(line)

    @given(rows=ROWS)
    def test_whole(self, rows: list[list[str]]) -> None:
        """In a pipe no cell is cut, whatever it holds."""
        for row, line in zip(rows, _print.columns(rows), strict=True):
            rest = line
            for cell in row:
                shown = visible(cell).rstrip()
                assert shown in rest
                rest = rest[rest.index(shown) + len(shown) :]

    def test_one_long_cell(self) -> None:
        """One cell of any length does not make the other lines as long."""
        long, short = _print.columns([["长" * 10_000, "x"], ["短", "x"]])
        assert (20_003, 51) == (wide(long), wide(short))

    def test_nothing(self) -> None:
        """No rows give no lines."""
        assert [] == list(_print.columns([]))

    @pytest.mark.parametrize(
        ("text", "room", "expected"),
        [
            ("短", 2, "短"),
            ("很长的", 5, "很长…"),
            ("很长的", 4, "很…"),
            ("abc", 1, "…"),
            ("e\u0301", 1, "e\u0301"),
        ],
    )
    def test_cut(self, text: str, room: int, expected: str) -> None:
        """A cell is cut by how wide its characters are."""
        assert expected == _print.cut(text, room)


class TestSchema:
    def test_schemas(self, run: Command) -> None:
        """The schemas of plans and reports are printed."""
        plan, report = (json.loads(run("schema", *args).out) for args in ((), ("report",)))
        assert plan == json.loads(run("schema", "plan").out)
        assert "urn:govplan:plan:1" == plan["$id"]
        assert plan["$id"] != report["$id"]


class TestCompletion:
    def complete(self, *args: str, incomplete: str) -> list[str]:
        completion = ShellComplete(app, {}, "govplan", "_GOVPLAN_COMPLETE")
        return [item.value for item in completion.get_completions(list(args), incomplete)]

    def test_codes(self) -> None:
        """Codes and names are completed, the last of several too."""
        assert ["GP305"] == self.complete("explain", incomplete="GP305")
        assert ["rate-out-of-range"] == self.complete("explain", incomplete="rate-out")
        assert "GP1,GP305" in self.complete("check", "--select", incomplete="GP1,GP3")
        assert "GP000" in self.complete("check", "--ignore", incomplete="GP0")

    def test_script(self) -> None:
        """The help names the variable that gives the shell its script."""
        env = {**os.environ, "_GOVPLAN_COMPLETE": "zsh_source"}
        done = process(env=env)
        assert b"_GOVPLAN_COMPLETE=zsh_complete" in done.stdout
        assert app.epilog is not None
        assert "_GOVPLAN_COMPLETE=bash_source govplan" in app.epilog
