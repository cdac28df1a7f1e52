"""What holds for the reading of any text."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given

import govplan
from govplan import Plan, Reading, Source, read
from govplan.errors import NotFoundError, ReadingError
from govplan.model import Figure, Measure, Project, Section, Statement, Target
from govplan.reading import FIGURES, MAX_CHARACTERS, REASONS, read_file
from tests.reading.samples import texts


def nodes(plan: Plan) -> Iterator[Section | Measure | Target | Figure | Statement]:
    """Yield all nodes that have a place."""
    for _, node in plan.walk():
        if not isinstance(node, Plan | Project):
            yield node


def place(node: Section | Measure | Target | Figure | Statement) -> Source:
    """Return the place of a node, which each one of a draft has."""
    assert node.source is not None
    return node.source


class TestAnyText:
    @given(texts())
    def test_json(self, text: str) -> None:
        """The draft of any text is a plan that reads back from JSON as it is."""
        plan = read(text).plan

        assert plan == govplan.loads(govplan.dumps(plan))

    @given(texts())
    def test_twice(self, text: str) -> None:
        """Any text gives the same reading twice."""
        assert read(text) == read(text)

    @given(texts())
    def test_places(self, text: str) -> None:
        """Each node has a place in the text, and lies in the node above it."""
        plan = read(text).plan
        for node in nodes(plan):
            assert place(node).end <= len(text)
            for name in node.child_fields:
                for child in getattr(node, name):
                    assert place(node).start <= place(child).start
                    assert place(child).end <= place(node).end

    @given(texts())
    def test_siblings(self, text: str) -> None:
        """Sections, measures and statements that stand side by side share no place."""
        for _, node in read(text).plan.walk():
            if isinstance(node, Plan | Section):
                beside: list[Section | Measure | Statement] = [
                    *node.sections,
                    *node.measures,
                    *node.statements,
                ]
                places = sorted((place(x).start, place(x).end) for x in beside)
                assert all(a[1] <= b[0] for a, b in pairwise(places))

    @given(texts())
    def test_every_figure(self, text: str) -> None:
        """Each digit of any text is in a target, a figure, or in what is left unread."""
        reading = read(text)
        taken = [place(n) for n in nodes(reading.plan) if isinstance(n, Target | Figure)]
        told = [*taken, *(unread.source for unread in reading.unread)]
        inside = {at for source in told for at in range(source.start, source.end)}

        assert {at for at, char in enumerate(text) if char in "0123456789０５９"} <= inside

    @given(texts())
    def test_none_twice(self, text: str) -> None:
        """No figure is both taken and left unread."""
        reading = read(text)
        taken = [place(n) for n in nodes(reading.plan) if isinstance(n, Target | Figure)]
        left = [unread.source for unread in reading.unread]
        starts = sorted([(source.start, source.end) for source in [*taken, *left]])

        assert all(a[1] <= b[0] for a, b in pairwise(starts))

    @example("\x1b百分之0畝")
    @given(texts())
    def test_words(self, text: str) -> None:
        """Titles and indicators are words of the text, unseen signs and broken lines aside."""
        reading = read(text)
        signs = set(reading.text)
        for node in nodes(reading.plan):
            words = node.indicator if isinstance(node, Target) else getattr(node, "title", None)
            assert set(words or "") <= signs

    @example("0\u200b0")
    @given(texts())
    def test_explained(self, text: str) -> None:
        """Every node of any draft, and every figure left unread, can be explained."""
        reading = read(text)

        for node in [*nodes(reading.plan), *reading.unread]:
            lines = reading.explain(node)
            assert lines
            assert all(line.isprintable() for line in lines.split("\n"))

    @given(texts())
    def test_checked(self, text: str) -> None:
        """The built-in checks run over the draft of any text, with its text; none of them fails."""
        reading = read(text)
        report = govplan.check(reading.plan, text=reading.text)

        assert not [found for found in report.findings if found.code.startswith("GP00")]

    @given(texts())
    def test_ids(self, text: str) -> None:
        """Ids of any draft are unique, and part_of and stretch_of name targets before."""
        plan = read(text).plan
        named = [n.id for n in nodes(plan) if isinstance(n, Section | Measure | Target)]

        assert len(set(named)) == len(named)
        for target in plan.iter_targets():
            for other in (target.part_of, target.stretch_of):
                assert other is None or isinstance(plan.find(other), Target)


class TestSigns:
    PLAIN = "一、要素\n完成征地1,200亩以上,财政收入增长7.5%。\n二、民生\n无。"

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("\n", "\r\n"), ("\n", "\r"), ("\n", "\u2028"), ("征地", "征地\u00a0"),
            ("1,200", "1\u200b,200"), ("1,200亩", "1,200 亩"), ("1,200", "１，２００"),
            ("%", "％"), (",", "，"), ("7.5", "7 .5"), ("7.5", "７．５"), ("以上", "\u200b以上"),
            ("。", "。\ufeff"), ("财政", "財政"), ("增长", "增長"), ("亩", "畝"),
        ],
    )  # fmt: skip
    def test_same_targets(self, old: str, new: str) -> None:
        """Line ends, blanks, widths, unseen signs and old characters change no figure."""
        other = read(self.PLAIN.replace(old, new)).plan

        assert [
            ("s1.m1.t1", ">=", "1200 mu", None),
            ("s1.t1", "=", "7.5 percent", "increase"),
        ] == [(t.id, t.comparator, str(t.value), t.change) for t in other.iter_targets()]

    def test_half_a_pair(self) -> None:
        """Half of a surrogate pair, which is no character, is read as a sign for one."""
        reading = read("\ud800种树5株以上")

        assert "\ufffd种树5株以上" == reading.text
        assert ["5 株"] == [str(target.value) for target in reading.plan.iter_targets()]


class TestMistakes:
    @pytest.mark.parametrize("name", ["plan.txt", "a/工作计划 2021.DOCX", "C:\\plan.pdf"])
    def test_name_of_a_file(self, name: str) -> None:
        """The name of a file is no text of a plan."""
        with pytest.raises(ReadingError) as caught:
            read(name)
        assert str(caught.value) == (
            f"the text: {name!r} is the name of a file; read_file(path) reads it"
        )

    def test_plan_in_json(self, tmp_path: Path) -> None:
        """A plan that is in JSON already is not read as a text."""
        path = tmp_path / "mended.json"
        govplan.dump(govplan.Plan(id="p", title="x"), path, indent=2)
        with pytest.raises(ReadingError) as caught:
            read_file(path)
        assert str(caught.value).endswith(
            "is a plan in JSON already, which govplan.load, show and check take"
        )

    @pytest.mark.parametrize("text", ["详见附件.txt\n种树5株。", "种树5株.", '{"plan": 1}'])
    def test_texts(self, text: str) -> None:
        """What looks a little like them is read."""
        assert text == read(text).text


class TestSize:
    def test_too_long(self) -> None:
        """A text that is too long is refused, with what to do."""
        with pytest.raises(ReadingError, match=r"^the text: 1,000,001 characters, more than"):
            read("一" * (MAX_CHARACTERS + 1))


class TestDoubtful:
    def test_worth_a_look(self) -> None:
        """A figure that may be the plan's all the same is told from dates and names."""
        found = {u.words: u.is_doubtful for u in read("2025年,新增数百家,5亿元以上。").unread}

        assert found["2025年"] is False
        assert True in found.values()

    @pytest.mark.parametrize("given", [b"plan", Path("plan.txt"), None])
    def test_no_text(self, given: Any) -> None:
        """What is no text is refused, with the functions that take it."""
        with pytest.raises(ReadingError, match=r"expected a str, got .*; read_file\(path\) reads"):
            read(given)


class TestFiles:
    def test_file(self, tmp_path: Path) -> None:
        """A file of plain text is read with its line ends, in the encoding it is in."""
        path = tmp_path / "plan.txt"
        path.write_bytes("一、植树\r\n种树5株以上。".encode("gb18030"))
        reading = read_file(path)

        assert "一、植树\r\n种树5株以上。" == reading.text
        assert ["5 株"] == [str(target.value) for target in reading.plan.iter_targets()]


class TestExplain:
    TEXT = (
        "一、整治(责任单位:执法队)\n加快推进“清水”工程,力争到2025年拆违30万平方米以上,总投资2亿元,"
        "提升形象。\n产值由5亿元增长到8亿元,力争10亿元,其中工业1亿元。收入增长5%。\n"
        "去年种树5株。\n二、回顾\n无。"
    )

    def explain(self, of: str) -> str:
        """Return the explanation of the node whose words are given."""
        reading = read(self.TEXT)
        start = self.TEXT.index(of)
        end = start + len(of)
        (node,) = (n for n in nodes(reading.plan) if (place(n).start, place(n).end) == (start, end))
        return reading.explain(node)

    def test_target(self) -> None:
        """A target is told by its figure, its indicator, its comparator and its date."""
        lines = self.explain("30万平方米以上").split("\n")

        assert "figure: 30万平方米以上" == lines[0].partition(" (")[0]
        assert "indicator: 拆违" == lines[1].partition(" (")[0]
        assert [
            "comparator: >=, by 以上",
            "due: 2025, by the date before it",
        ] == lines[2:]

    def test_change(self) -> None:
        """A rate of growth is told by its verb."""
        assert "change: increase, by 增长" in self.explain("增长5%")

    def test_bare(self) -> None:
        """A bare figure says so."""
        assert "comparator: =, since no word says otherwise" in self.explain("1亿元")

    def test_range(self) -> None:
        """A range speaks for itself."""
        reading = read("新建公园3-5个。")

        assert "comparator" not in reading.explain("m1.t1")

    def test_words_of_the_section(self) -> None:
        """An indicator that is not printed beside its figure is told to be other words."""
        reading = read("一、接待游客\n全年突破50万人。\n二、种树\n无。")

        (target,) = reading.plan.iter_targets()
        assert "indicator: 接待游客, the words of its clause or its section" in reading.explain(
            target
        )

    def test_who_acts(self) -> None:
        """A measure says how firmly it is announced and who has to act."""
        lines = read("确保建成公园(责任单位:城建局),种树。").explain("m1")

        assert "force: must, by its verbs" in lines
        assert "party: 城建局, named in a note" in lines

    def test_force(self) -> None:
        """A target that its measure does not speak for says how firmly it is announced."""
        assert "force: strive, by the words around it" in read("产量力争达到8万吨。").explain("t1")

    def test_by_pointer(self) -> None:
        """What has no id is named by its pointer."""
        reading = read("一、甲\n总投资2亿元。")
        assert reading.explain("/sections/0/figures/0") == reading.explain(
            next(reading.plan.iter_figures())
        )

    def test_relations(self) -> None:
        """Baseline, stretch and part are told with what they refer to."""
        assert "baseline: 5 yi_CNY" in self.explain("增长到8亿元")
        assert "stretch of s1.t1" in self.explain("10亿元")

    def test_figure(self) -> None:
        """A figure is told by what makes it one of its kind."""
        assert self.explain("2亿元").startswith(f"{FIGURES['investment']}: 2亿元")
        assert self.explain("5株").startswith(FIGURES["past_result"])

    def test_statement(self) -> None:
        """A statement is told by its kind."""
        assert self.explain("提升形象").startswith("it says what for: 提升形象")

    def test_sections(self) -> None:
        """A section is told by its number, and says who acts and whether it looks back."""
        reading = read(self.TEXT)

        assert "begins with a number like 一、: 一、整治" in reading.explain("s1")
        assert "party: 执法队" in reading.explain("s1")
        assert "looks back" in reading.explain("s2")

    def test_measure(self) -> None:
        """A measure is told by its clause, its verbs and its projects."""
        lines = read(self.TEXT).explain("s1.m1")

        assert "stage: continue, by its verbs" in lines
        assert "project: “清水”工程" in lines

    def test_unread(self) -> None:
        """A figure that is left unread is told by its reason."""
        reading = read(self.TEXT)

        assert "a year: 2025年" in [reading.explain(u).partition(" (")[0] for u in reading.unread]

    def test_pointer(self) -> None:
        """A node can be named by its id or its pointer."""
        reading = read(self.TEXT)

        assert reading.explain("s1.m1") == reading.explain("/sections/0/measures/0")

    def test_strangers(self) -> None:
        """What is of no text, or of another one, is refused."""
        reading = read(self.TEXT)
        other = Measure(id="m", title="植树", source=Source(start=0, end=1))

        for node in (reading.plan, other):
            with pytest.raises(NotFoundError, match="of this reading"):
                reading.explain(node)

    def test_every_reason(self) -> None:
        """Each reason has its words, in small letters and without a stop."""
        for words in [*REASONS.values(), *FIGURES.values()]:
            assert words[0].islower()
            assert words[-1] not in ".。"


def test_pickle() -> None:
    """A reading can be sent to another process."""
    reading = read(TestExplain.TEXT)
    again = pickle.loads(pickle.dumps(reading))  # noqa: S301 (made here)

    assert isinstance(again, Reading)
    assert reading == again
    assert reading.explain("s1.m1") == again.explain("s1.m1")
