"""``govplan read``: what it prints, what it writes, and its exit codes."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

import govplan
from govplan.checks._text import width
from govplan.cli import main
from govplan.cli._app import app
from govplan.reading import MAX_CHARACTERS, read

TEXT = "甲镇2021年工作计划\r\n一、强化要素保障\r\n全年完成征地350亩以上,总投资3亿元。\r\n"
"""A plan with a section, a measure, a target, another figure and figures that are none."""

Command = Callable[..., SimpleNamespace]


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Command:
    """Run the command in a folder that holds plan.txt; returns code, out and err."""
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    put("plan.txt", TEXT)

    def command(*args: str, stdin: bytes = b"") -> SimpleNamespace:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as exit_:
            main(["read", *args])
        out, err = capsys.readouterr()
        return SimpleNamespace(code=exit_.value.code, out=out, err=err)

    return command


def put(name: str, text: str) -> None:
    """Write a text to a file, with its line ends as they are."""
    Path(name).write_bytes(text.encode())


def files() -> list[str]:
    """Return the names of the files in the folder."""
    return sorted(path.name for path in Path().iterdir())


def column(line: str, word: str) -> int:
    """Return at which column of a terminal a word stands."""
    return width(line[: line.index(word)])


class TestSummary:
    def test_counts(self, run: Command) -> None:
        """Without options, what was found is counted by kind and reason, and nothing written."""
        done = run("plan.txt")

        assert (0, "") == (done.code, done.err)
        lines = [line.split("  ") for line in done.out.partition("\n\n")[0].splitlines()]
        assert [
            ["甲镇2021年工作计划"],
            ["sections", "1"],
            ["measures", "1"],
            ["targets", "1"],
            ["other figures", "1"],
            ["investment", "1"],
            ["figures left unread", "2"],
            ["a year", "1"],
            ["the number of a section or of an item", "1"],
        ] == [[cell.strip() for cell in line if cell] for line in lines]
        assert ["plan.txt"] == files()

    def test_targets(self, run: Command) -> None:
        """The targets stand in columns that suit characters of two widths."""
        put("two.txt", "一、强化保障\n新建5G基站84个以上。\n完成土地征收350亩以上。\n")
        head, *rows = run("two.txt").out.partition("\n\n")[2].splitlines()

        assert 2 == len(rows)
        assert {column(head, "goal")} == {column(row, "≥") for row in rows}
        assert {column(head, "section")} == {column(row, "强化保障") - 4 for row in rows}

    @pytest.mark.parametrize(
        ("count", "more"),
        [(8, []), (9, ["and 1 more target"]), (10, ["and 2 more targets"])],
    )
    def test_few_targets(self, run: Command, count: int, more: list[str]) -> None:
        """Of many targets the first are shown, and the others counted."""
        put("many.txt", "".join(f"植树{n}株以上。\n" for n in range(1, count + 1)))
        _, *rows = run("many.txt").out.partition("\n\n")[2].splitlines()

        goals = [f"m{n}.t1  植树       ≥ {n} 株" for n in range(1, 9)]
        assert [*goals, *more] == [row.rstrip() for row in rows]

    def test_doubtful(self, run: Command) -> None:
        """What may be a figure of the plan all the same is shown, with the reason."""
        put("doubt.txt", "植树5株以上,实有12345。\n")
        *_, head, row = run("doubt.txt").out.splitlines()

        assert "look at these first, which may be figures of the plan too:" == head
        assert "12345  a number without unit and without comparator" == row

    def test_no_doubt(self, run: Command) -> None:
        """Nothing is said of that where all else is a date or a number of a section."""
        put("sure.txt", "一、绿化\n2025年植树5株以上。\n")

        assert "look at" not in run("sure.txt").out

    def test_nothing(self, run: Command) -> None:
        """A text that says nothing is an empty plan."""
        put("empty.txt", "。")
        done = run("empty.txt")

        assert (0, "") == (done.code, done.err)
        assert "targets              0\n" in done.out
        assert "indicator" not in done.out

    def test_hostile(self, run: Command) -> None:
        """No control character of a text reaches the terminal, and nothing is markup."""
        long = "全年植树造林。" * 100  # in which a few control characters are let pass
        put("bad.txt", f"[red]甲镇\x1b[31m\u202e\x07计划\n[b]植树\x1b]0;x\x075株以上。\n{long}")
        out = run("bad.txt").out

        assert out.replace("\n", "").isprintable()
        assert "[red]甲镇\\x1b[31m\\u202e\\x07计划" in out


class TestOutput:
    def test_plan(self, run: Command) -> None:
        """--output writes the plan, and the summary is printed all the same."""
        done = run("plan.txt", "-o", "plan.json")

        assert read(TEXT).plan == govplan.load("plan.json")
        assert run("plan.txt").out == done.out

    def test_standard_output(self, run: Command) -> None:
        """With -, the plan alone is printed."""
        done = run("plan.txt", "--output", "-")

        assert (0, "") == (done.code, done.err)
        assert read(TEXT).plan == govplan.loads(done.out)

    def test_standard_input(self, run: Command) -> None:
        """- reads standard input."""
        assert run("plan.txt").out == run("-", stdin=TEXT.encode()).out

    def test_text(self, run: Command) -> None:
        """--text writes the text that the places refer to, and check takes it."""
        run("plan.txt", "--text", "words.txt", "-o", "plan.json")

        assert TEXT.encode() == Path("words.txt").read_bytes()
        with pytest.raises(SystemExit) as exit_:
            main(["check", "plan.json", "--text", "words.txt", "--fail-on", "never"])
        assert 0 == exit_.value.code

    def test_review(self, run: Command) -> None:
        """--review writes the page."""
        run("plan.txt", "--review", "page.html")

        assert read(TEXT).review() == Path("page.html").read_bytes().decode()

    @pytest.mark.parametrize(
        "args",
        [
            ("-o", "plan.txt"),
            ("--text", "./plan.txt"),
            ("--review", "x", "--text", "x"),
        ],
    )
    def test_twice(self, run: Command, args: tuple[str, ...]) -> None:
        """A file that is read, or written already, is not written over."""
        done = run("plan.txt", *args)

        assert 2 == done.code
        assert "is named twice; write elsewhere" in done.err
        assert TEXT.encode() == Path("plan.txt").read_bytes()
        assert ["plan.txt"] == files()


class TestErrors:
    @pytest.mark.parametrize(
        ("file", "message"),
        [
            ("none.txt", "Error: none.txt: No such file or directory\n"),
            (".", "Error: .: Is a directory\n"),
            (
                "long.txt",
                "Error: 'long.txt': 1,000,001 characters, more than the 1,000,000 that are",
            ),
        ],
    )
    def test_unreadable(self, run: Command, file: str, message: str) -> None:
        """What cannot be read is told of in a line, and nothing is written."""
        put("long.txt", "植" * (MAX_CHARACTERS + 1))
        done = run(file, "-o", "plan.json", "--review", "page.html", "--text", "words.txt")

        assert (2, "") == (done.code, done.out)
        assert done.err.startswith(message)
        assert 1 == done.err.count("\n")
        assert ["long.txt", "plan.txt"] == files()

    def test_no_place(self, run: Command) -> None:
        """What cannot be written is told of in a line."""
        done = run("plan.txt", "-o", "none/plan.json")

        assert 2 == done.code
        assert "Error: none/plan.json: No such file or directory\n" == done.err

    def test_without_the_extra(self, run: Command) -> None:
        """Without jinja2, --review says in a line what to install, and the summary needs none."""
        del run
        code = (
            "import sys; sys.modules['jinja2'] = None\n"
            "from govplan.cli import main\nmain(['read', *sys.argv[1:]])"
        )
        command = [sys.executable, "-c", code, "plan.txt"]
        without = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (our own code)
        asked = subprocess.run(  # noqa: S603 (our own code)
            [*command, "--review", "page.html", "-o", "plan.json"], capture_output=True, check=False
        )

        assert (0, b"") == (without.returncode, without.stderr)
        assert (2, b"") == (asked.returncode, asked.stdout)
        assert (
            b'the page to review it (--review) needs jinja2: pip install "govplan[reading]"'
            in asked.stderr
        )
        assert 1 == asked.stderr.count(b"\n")
        assert ["plan.txt"] == files()


def test_help(run: Command) -> None:
    """The help tells of all options."""
    out = run("--help").out

    for option in app.commands["read"].params:
        assert isinstance(option, click.Argument) or option.opts[0] in out
