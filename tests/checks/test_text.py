"""Tests of reports as text."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import Source
from govplan.build import heading, measure, plan, section, target
from govplan.checks import Finding, Report, Severity, _text
from govplan.checks._escape import visible
from tests.checks import noisy

TEXT = "一、目标\r\n(四)强供给。完成土地征收350亩，\n5G coverage reaches 120% of all villages.\n"

TOWN = plan(
    "工作计划",
    section(
        heading("强供给", number="(四)", at=(6, 12)),
        measure("征地", target("土地征收", ">= 350 亩", at=(15, 23)), at=(13, 24)),
        at=(6, 24),
    ),
    section(heading("Coverage", number="5"), target("5G", "= 120%", at=(45, 49))),
    id="town-2021",
)

ODD = Finding(code="TST001", name="odd", severity=Severity.WARNING, message="is odd", pointer="/x")


def report(*findings: Finding) -> Report:
    """Return a report on a town's plan."""
    return Report(plan="town-2021", title="工作计划", findings=findings)


def marks(text: str, source: Source) -> list[str]:
    """Return the excerpt for a place and the line that marks it."""
    lines = _text.plain(_text.tell(report(), attrs.evolve(ODD, source=source), text))
    return [line.partition("| ")[2].rstrip("\n") for line in lines][1:]


class TestText:
    def test_whole(self) -> None:
        """Findings stand below their sections, with node and place; the last line counts."""
        found = noisy.report_on(TOWN, text=TEXT)
        some = tuple(finding for finding in found if not finding.pointer.endswith("/0"))

        assert (
            "计划/town.json  工作计划\n"
            "  the plan\n"
            "    warning TST001 node: 工作计划 (every-node)  town-2021  计划/town.json:1:1\n"
            "                hint: 工作计划\n"
            "                see: 工作计划  计划/town.json:1:1\n"
            "                see: 工作计划  计划/town.json:1:1\n"
            "    info    TST003 67 characters (wordy)  town-2021  计划/town.json:1:1\n"
            "  (四)强供给\n"
            "    error   TST002 found before the crash (crash)  s1.m1.t1  计划/town.json:19:17\n"
            "  5 Coverage\n"
            "    warning TST001 node: Coverage (every-node)  s2  计划/town.json:44:3\n"
            "                hint: 工作计划\n"
            "                see: Coverage  计划/town.json:44:3\n"
            "                see: Coverage  计划/town.json:44:3\n"
            "    error   TST002 found before the crash (crash)  s2.t1  计划/town.json:53:15\n"
            "  2 errors, 2 warnings, 1 info; 1 suppressed\n"
        ) == attrs.evolve(found, findings=some).to_text()

    def test_nothing_found(self) -> None:
        """Where nothing was found, that is said."""
        assert "工作计划\n  no findings\n" == report().to_text()

    def test_crashes(self) -> None:
        """The first crash of a check is shown with its traceback, the others are counted."""
        thrice = plan(
            "x", *(target(name, "= 1 个") for name in ("one", "two", "three")), id="thrice"
        )

        shown = noisy.report_on(thrice, file=None).to_text()

        assert 1 == shown.count("GP000")
        assert "\n                Traceback (most recent call last):\n" in shown
        assert "\n                ValueError: one\n" in shown
        assert "ValueError: two" not in shown
        assert "\n  TST002 crashed 2 times more\n" in shown
        assert "; 3 crashed; " in shown

    def test_second_crash(self) -> None:
        """A single further crash is told as such."""
        twice = plan("x", target("one", "= 1 个"), target("two", "= 1 个"), id="twice")

        assert "\n  TST002 crashed once more\n" in noisy.report_on(twice).to_text()

    def test_not_located(self) -> None:
        """Without a file, the pointer says where; a node without id is told by it alone."""
        assert "    warning TST001 is odd (odd)  /x\n" in report(ODD).to_text()

    def test_sections(self) -> None:
        """A section without number and title is told by its id."""
        bare = plan("x", section(heading(None), target("t", "= 1 个"), id="s9"), id="bare")

        assert "\n  s9\n" in noisy.report_on(bare).to_text()

    def test_long_names(self) -> None:
        """A name of megabytes is not written again at each finding."""
        inner = [measure("征地", id="长" * 10**5) for _ in range(50)]
        large = plan("x", section(heading("节" * 10**5), *inner), id="large")
        found = noisy.report_on(large).filter(under="/sections/0/measures")

        assert 50 == len(found)
        assert 10**5 > len(found.to_text())

    @given(noisy.reports())
    def test_hostile(self, found: Report) -> None:
        """No word of a plan brings in a control character, or makes a line of its own."""
        lines = found.to_text().split("\n")

        assert all(line.replace("\u3000", "").isprintable() for line in lines)
        told = [line for line in lines if line.startswith(("    error ", "    warn", "    info"))]
        again = max(0, len(found.crashes) - 1)
        assert len(found.findings) - again == len(told)

    @pytest.mark.parametrize("words", noisy.HOSTILE)
    def test_hostile_fields(self, words: str) -> None:
        """So it is for each field, and for the published text."""
        odd = Finding(
            code=words,
            name=words,
            severity=Severity.ERROR,
            message=words,
            pointer=f"/{words}",
            node_id=words,
            section=words,
            hint=words,
            source=Source(start=1, end=5),
            data={"traceback": words},
        )
        crashed = attrs.evolve(odd, code="GP000", data={"check": words, "traceback": words})
        all_of_it = Report(plan=words, title=words, file=words, findings=(odd, crashed, crashed))

        shown = all_of_it.to_text(text=words)

        assert shown.replace("\u3000", "").replace("\n", "").isprintable()
        assert 13 + words.count("\n") == shown.count("\n")


class TestExcerpt:
    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            (Source(start=15, end=23), ["(四)强供给。完成土地征收350亩，", f"{'':16}{'^' * 13}"]),
            (
                Source(start=45, end=49),
                ["5G coverage reaches 120% of all villages.", f"{'':20}{'^' * 4}"],
            ),
            (Source(start=0, end=4), ["一、目标", "^" * 8]),
            (Source(start=3, end=8), [r"一、目标\r\n(四)强供给。完成土地征收350亩，",
                                      f"{'':6}{'^' * 9}"]),
            (Source(start=60, end=99), [r"…e reaches 120% of all villages.\n",
                                        f"{'':26}{'^' * 8}"]),
        ],
    )  # fmt: skip
    def test_marked(self, source: Source, expected: list[str]) -> None:
        """The words are marked where they stand, by their width, in their line."""
        assert expected == marks(TEXT, source)

    def test_beyond(self) -> None:
        """A place that the text does not have is left out."""
        assert [] == marks(TEXT, Source(start=67, end=68))

    def test_only_with_text(self) -> None:
        """Without the text, and where the place is unknown, there is no excerpt."""
        known = attrs.evolve(ODD, source=Source(start=0, end=4))

        assert "| " not in report(known).to_text()
        assert "| " not in report(ODD).to_text(text=TEXT)
        assert "| 一、目标\n" in report(known).to_text(text=TEXT)

    def test_cut(self) -> None:
        """Of long lines and long places a window is shown."""
        line, two = "增长" * 50, Source(start=50, end=52)

        assert ["…长" + "增长" * 14 + "…", " " * 27 + "^" * 4] == marks(line, two)
        assert ["增长" * 14 + "增…", "^" * 59] == marks(line, Source(start=0, end=100))

    @given(st.text(), st.integers(0, 9), st.integers(1, 99))
    def test_any(self, text: str, start: int, length: int) -> None:
        """Whatever the text is, the marks are below the words, and no line is much too long."""
        found = attrs.evolve(ODD, source=Source(start=start, end=start + length))
        _, *excerpt = _text.tell(report(), found, text)

        if start >= len(text):
            assert [] == excerpt
            return
        (_, (before, _), (marked, _), (after, _)), (_, (space, _), (carets, _)) = excerpt
        assert _text.width(before) == len(space)
        assert set(carets) == {"^"}
        assert max(1, _text.width(marked)) == len(carets)
        assert _text.WINDOW + 2 >= _text.width(before + marked + after)
        words = "".join(map(visible, text[start : start + length]))
        assert words.startswith(marked.removesuffix("…"))
        assert "…" in marked or words == marked


class TestSegments:
    def test_styles(self) -> None:
        """The styles are words of rich, and what is graver stands out more."""
        rich_style = pytest.importorskip("rich.style", reason="rich comes with govplan[cli]")
        found = noisy.report_on(TOWN, text=TEXT)

        styles = {style for line in _text.segments(found, TEXT) for _, style in line}

        assert {"bold red", "yellow", "blue", ""} <= styles
        assert all(rich_style.Style.parse(style) is not None for style in styles)
