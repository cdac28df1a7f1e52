"""The Duqiao plan against its published text, and the example that holds it."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

import govplan
from govplan import Amount, Figure, Measure, Plan, Section, Source, Statement, Target
from govplan.numerals import number
from govplan.units import UNITS

from .conftest import ROOT

NEITHER = {
    # years, and names of years
    "2021年": "the year of the plan",
    "“十四五”": "name of a five-year plan",
    "100周年": "name of an anniversary",
    "百年”": "name of an anniversary",
    "“八五”": "name of a five-year plan of law education",
    # numbers of sections, phases, ordinals
    "(一)": "number of a section",
    "(二)": "number of a section",
    "(三)": "number of a section",
    "(四)": "number of a section",
    "(一期)": "phase of a project",
    "东延二期": "phase of a project",
    "学校三期": "phase of a project",
    "杜桥三小": "ordinal in the name of a school",
    "杜桥四小": "ordinal in the name of a school",
    "市二医院": "ordinal in the name of a hospital",
    "南洋五路": "ordinal in the name of a road",
    "一级主管网": "grade of a pipe",
    "第一步": "ordinal in an idiom",
    # versions and generations
    "5G": "name of a technology",
    "2.0": "version of a policy",
    "“3.0”": "generation of industry",
    "“4.0”": "generation of industry",
    "“10+N”": "name of an action",
    # campaigns and slogans
    "“三大行动”": "name of a campaign",
    "“一镇一园一廊”": "name of a campaign",
    "“两进一出”": "name of a project",
    "“三强一制造”": "name of a campaign",
    "三年成长计划": "name of a plan",
    "三年行动计划": "name of a plan",
    "“三服务”": "name of a campaign",
    "“两山一湖”": "name of a layout",
    "百里大河十里": "name of a promenade",
    "“一盘棋”": "idiom",
    "“二改一还”": "name of a campaign",
    "“千万工程”": "name of a campaign",
    "“三美”": "name of a campaign",
    "“三改一拆”": "name of a campaign",
    "“五水共治”": "name of a campaign",
    "“三大革命”": "name of a campaign",
    "“一日游”": "name of a product",
    "“两进两回”": "name of a campaign",
    "“三权分置”": "name of a reform",
    "“三医联动、六医统筹”": "name of a reform",
    "“十大能力”": "name of a programme",
    "“一中心+四个平台": "name of a mechanism",
    "“四个意识”": "political formula",
    "“四个自信”": "political formula",
    "“两个维护”": "political formula",
    "“大综合一体化”": "name of a reform",
    "“一岗双责”": "name of a principle",
    "八项规定": "name of a rule",
    "“四风”": "name of a campaign",
    # words that hold a numeral and count nothing
    "一般": "a word: general",
    "新一轮": "a word: once more",
    "一批": "a word: some",
    "之一": "a word: one among several",
    "进一步": "a word: further",
    "一流": "a word: first-rate",
    "一件接着一件": "idiom: one thing after the other",
    "一年接着一年": "idiom: year after year",
    "零直排": "name of a standard: no direct discharge",
    "清零": "the goal of a target without figure",
}
"""Every figure of the text that is in no target and no Figure, and why."""

STAGES = {
    "prepare": "筹建",
    "plan": "谋划|选址",
    "start": "启动|开工",
    "continue": "推进|加快|加速|深化|深入|持续|继续|推动|加强|强化|提速|加码|巩固"
    "|推行|完善|坚持|持之以恒",
    "finish": "完成|建成|创成",
    "operate": "投用|投运",
}
"""The words that show a stage."""

FORCES = {
    "must": "确保|必须|坚决|严打|严防|严控|毫不动摇|坚定不移",
    "strive": "力争|争创|全力|努力|致力",
    "encourage": "鼓励|支持|引导",
    "pilot": "试点|探索",
}
"""The words that show a force."""


def _figures(plan: Plan) -> Iterator[tuple[Amount, Source]]:
    """Yield each value of the plan's targets and figures with its place."""
    nodes: list[Target | Figure] = [*plan.iter_targets(), *plan.iter_figures()]
    for node in nodes:
        assert node.source is not None
        if node.value is not None:
            yield node.value, node.source


def _children(node: object) -> list[Section | Measure | Target | Figure | Statement]:
    """Return what is right below a node, in the order of the text."""
    fields = ("targets", "measures", "statements", "figures", "sections")
    found = [child for name in fields for child in getattr(node, name, ())]
    return sorted(found, key=lambda child: child.source.start)


class TestAgainstTheText:
    def test_document_is_this_text(self, duqiao: Plan, text: str) -> None:
        """Length and hash are those of the text, so that ranges mean what they say."""
        assert duqiao.document is not None
        assert len(text) == duqiao.document.length
        assert hashlib.sha256(text.encode()).hexdigest() == duqiao.document.sha256

    def test_header(self, duqiao: Plan, text: str) -> None:
        """Every field of the page's header is there, the empty one as empty."""
        document = duqiao.document
        assert document is not None
        rows = [row.split("|") for row in text[: text.index("2021年是")].splitlines()]
        cells = [cell.strip() for row in rows for cell in row]
        assert document.index_number == cells[cells.index("索引号:") + 1]
        assert document.publicity == cells[cells.index("公开方式:") + 1]
        assert document.publisher == cells[cells.index("发布单位:") + 1]
        assert str(document.date_written) == cells[cells.index("成文日期:") + 1]
        assert cells[cells.index("文号:") + 1] == "成文日期:"
        assert document.blank == ("document_number",)
        assert document.title in cells
        assert document.title == duqiao.title

    def test_every_source_lies_in_the_text(self, duqiao: Plan, text: str) -> None:
        """No range reaches beyond the text, and every node has one."""
        for pointer, node in duqiao.walk():
            if isinstance(node, Plan | govplan.Project):
                continue
            assert node.source is not None, pointer
            assert node.source.end <= len(text), pointer

    def test_headings_are_as_printed(self, duqiao: Plan, text: str) -> None:
        """A section's number and title are the words of its heading."""
        for section in duqiao.iter_sections():
            assert section.heading is not None
            words = text[section.heading.start : section.heading.end]
            assert words == f"{section.number or ''}{section.title}"

    def test_every_printed_number_is_a_section(self, duqiao: Plan, text: str) -> None:
        """The numbers that the text prints are those of the sections, in order, repeats too."""
        printed = re.findall(r"(?<= )\([一二三四五六]\)", text)
        assert printed == ["(一)", "(二)", "(三)", "(四)", "(四)"]
        assert printed == [s.number for s in duqiao.iter_sections() if s.number is not None]

    def test_every_block_starts_with_something(self, duqiao: Plan, text: str) -> None:
        """Where the text starts a new block, a heading or a clause starts."""
        body = range(text.index("2021年是"), text.index(" |\n打印"))
        starts = {i + 1 for i in body if text[i] == " "}
        known = {node.source.start for node in duqiao.iter_measures() if node.source}
        known |= {s.heading.start for s in duqiao.iter_sections() if s.heading}
        statements = [n for _, n in duqiao.walk() if isinstance(n, Statement)]
        known |= {node.source.start for node in statements if node.source}
        assert starts
        assert starts <= known

    def test_nothing_is_left_over(self, duqiao: Plan, text: str) -> None:
        """Between header and furniture, only punctuation is in no node."""
        first, last = text.index("2021年是"), text.index(" |\n打印")
        for gap in duqiao.coverage(text):
            words = text[max(gap.start, first) : min(gap.end, last)]
            assert re.fullmatch(r"[\s,。;:、“”]*", words), (gap, words)

    def test_siblings_are_identical_or_disjoint(self, duqiao: Plan) -> None:
        """Two nodes below one parent stand in the same place, or in places apart."""
        for _, node in duqiao.walk():
            for one, other in pairwise(_children(node)):
                assert one.source is not None
                assert other.source is not None
                if isinstance(node, Measure) and isinstance(other, Target | Figure):
                    continue  # targets and figures of one clause may share or interleave
                assert one.source == other.source or one.source.end <= other.source.start

    def test_children_lie_in_their_parents(self, duqiao: Plan) -> None:
        """What is below a section or a measure stands within it."""
        for pointer, node in duqiao.walk():
            if isinstance(node, Section | Measure):
                assert node.source is not None
                for child in _children(node):
                    assert child.source is not None
                    assert node.source.start <= child.source.start, pointer
                    assert child.source.end <= node.source.end, pointer

    def test_excerpts_hold_their_figures(self, duqiao: Plan, text: str) -> None:
        """The words of every target and figure with a value hold that number and unit."""
        seen = 0
        for value, source in _figures(duqiao):
            words = text[source.start : source.end]
            numerals = re.findall(r"[0-9]+(?:\.[0-9]+)?|千(?=万)|四", words)
            known = {Amount(number(n), None).magnitude for n in numerals} | (
                {Amount(1).magnitude} if "千" in numerals else set()
            )
            assert value.magnitude in known, words
            assert format(value, "zh").lstrip("0123456789. ") in words, words
            seen += 1
        assert seen >= 40

    def test_comparators_are_those_of_the_words(self, duqiao: Plan, text: str) -> None:
        """以上 and 达到 are at least, 以下 and 以内 at most, a bare figure is exact."""
        for target in duqiao.iter_targets():
            if target.value is None:
                continue
            words = duqiao.excerpt(target, text)
            if re.search("以上|达到", words):
                assert target.comparator == ">=", words
            elif re.search("以下|以内", words):
                assert target.comparator == "<=", words
            else:
                assert target.comparator == "=", words

    def test_changes_are_those_of_the_words(self, duqiao: Plan, text: str) -> None:
        """A figure of growth is an increase, one of decline a decrease, the rest neither."""
        for target in duqiao.iter_targets():
            if target.value is None:
                continue
            words = duqiao.excerpt(target, text)
            expected = "increase" if "增长" in words else "decrease" if "下降" in words else None
            assert expected == target.change, words

    def test_indicators_stand_where_they_are_said_to(self, duqiao: Plan, text: str) -> None:
        """An indicator's range holds words of the indicator."""
        for target in duqiao.iter_targets():
            if target.indicator_source is not None:
                place = target.indicator_source
                common = set(text[place.start : place.end]) & set(target.indicator)
                assert len(common) >= 0.6 * len(set(text[place.start : place.end]))

    def test_every_figure_of_the_text_is_accounted_for(self, duqiao: Plan, text: str) -> None:
        """A numeral is in a target, in a Figure, or in the table that says why it is neither."""
        taken = {i for _, source in _figures(duqiao) for i in range(source.start, source.end)}
        used: set[str] = set()
        for words in NEITHER:
            for match in re.finditer(re.escape(words), text):
                places = set(range(*match.span()))
                if not places <= taken:
                    used.add(words)
                    taken |= places
        assert sorted(set(NEITHER) - used) == []
        body = re.compile(r"[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百千万亿]")
        first, last = text.index("2021年是"), text.index(" |\n打印")
        left = [
            text[m.start() - 5 : m.end() + 5]
            for m in body.finditer(text, first, last)
            if not set(range(*m.span())) <= taken
        ]
        assert left == []

    def test_stages_are_those_of_the_words(self, duqiao: Plan, text: str) -> None:
        """A measure's stage is shown by its verb, or by the verb of the clause before it."""
        before: Measure | None = None
        for measure in duqiao.iter_measures():
            if measure.stage is not None:
                words = duqiao.excerpt(measure, text)
                shared = before is not None and before.stage == measure.stage
                assert re.search(STAGES[measure.stage], words) or shared, words
            before = measure

    def test_telling_verbs_have_a_stage(self, duqiao: Plan, text: str) -> None:
        """A clause whose verb tells how far the work is taken has a stage."""
        verbs = re.compile(
            "启动|开工|投用|验收投运|建成|完成|创成|谋划|筹建|加快|加速|持续|继续|推进|深化"
        )
        for measure in duqiao.iter_measures():
            words = duqiao.excerpt(measure, text)
            assert measure.stage is not None or not verbs.match(words), words

    def test_forces_are_those_of_the_words(self, duqiao: Plan, text: str) -> None:
        """How firmly a measure is announced is shown by a word of its clause."""
        for measure in duqiao.iter_measures():
            if measure.force is not None:
                words = duqiao.excerpt(measure, text)
                assert re.search(FORCES[measure.force], words), words

    def test_projects_are_named_as_printed(self, duqiao: Plan, text: str) -> None:
        """The names, aliases and phases of projects stand in the clauses that name them."""
        known = {project.name: project for project in duqiao.projects}
        named = set()
        for measure in duqiao.iter_measures():
            for name in measure.projects:
                project = known[name]
                named.add(name)
                words = duqiao.excerpt(measure, text)
                for part in (name, *project.aliases, project.phase or ""):
                    assert part in words
        assert named == set(known)

    def test_defects_stand_where_they_are_said_to(self, duqiao: Plan, text: str) -> None:
        """The slips of the print can be looked up."""
        places = [duqiao.excerpt(defect, text) for defect in duqiao.defects]
        assert places[0].count("四方面") == 1
        assert places[1].endswith("国家")
        assert text[duqiao.defects[1].source.end] == ","  # type: ignore[union-attr]
        assert places[2] == "长江经济"
        assert places[3] == "(四)"
        assert places[4] == duqiao.find("s5.1.1").title  # type: ignore[union-attr]

    def test_measures_are_single_clauses(self, duqiao: Plan, text: str) -> None:
        """No measure runs over the end of a sentence."""
        for measure in duqiao.iter_measures():
            assert "。" not in duqiao.excerpt(measure, text)
            assert ";" not in duqiao.excerpt(measure, text)


class TestThePlan:
    def test_size(self, duqiao: Plan) -> None:
        """The plan is in, whole."""
        assert len(list(duqiao.iter_sections())) == 46
        assert len(list(duqiao.iter_measures())) == 238
        assert len(list(duqiao.iter_targets())) == 72
        assert sum(target.value is not None for target in duqiao.iter_targets()) == 38
        kinds = [figure.kind for figure in duqiao.iter_figures()]
        assert kinds == [
            "count", "capacity", "list_size", "threshold", "threshold", "list_size", "list_size",
        ]  # fmt: skip

    def test_ids_are_unique(self, duqiao: Plan) -> None:
        """An id names one node."""
        ids = [n.id for _, n in duqiao.walk() if isinstance(n, Plan | Section | Measure | Target)]
        assert len(ids) == len(set(ids))

    def test_walk_is_in_the_order_of_the_text(self, duqiao: Plan) -> None:
        """No node comes before one that stands before it."""
        places = [
            node.source.start
            for _, node in duqiao.walk()
            if isinstance(node, Section | Measure | Statement) and node.source
        ]
        assert places == sorted(places)

    @pytest.mark.parametrize(
        ("id_", "indicator", "comparator", "value", "change"),
        [
            ("gdp", "生产总值", ">=", "7 percent", "increase"),
            ("s2.3.m7.t1", "土地征收", ">=", "350 mu", None),
            ("s2.1.m6.t1", "市级下达招商项目签约率", ">=", "100 percent", None),
            ("s2.1.m6.t4", "实际利用外资", ">=", "500 wan_USD", None),
            ("s4.3.2.m7.t2", "安全生产事故死亡人数", ">=", "20 percent", "decrease"),
            ("s4.2.3.m3.t1", "城镇调查失业率", "<=", "5 percent", None),
            ("s1.3.3.m4.t1", "“个转企”", "=", "60 家", None),
            ("s3.2.m19.t1", "“白改黑”改造提升", ">=", "3.5 km", None),
        ],
    )
    def test_some_targets(  # noqa: PLR0917 (one for each column)
        self, duqiao: Plan, id_: str, indicator: str, comparator: str, value: str, change: str
    ) -> None:
        """Targets of each kind have the figure that the plan prints."""
        target = duqiao.find(id_)
        assert isinstance(target, Target)
        found = (target.indicator, target.comparator, str(target.value), target.change)
        assert (indicator, comparator, value, change) == found

    def test_goals_without_figure(self, duqiao: Plan) -> None:
        """Every goal without figure says what it is and of what kind."""
        goals = [t for t in duqiao.iter_targets() if t.value is None]
        assert all(t.goal and t.goal_kind for t in goals)
        kinds = {t.goal_kind for t in goals}
        assert kinds == {
            "completion", "coverage", "designation", "direction", "rank", "relative", "standard",
            "zero",
        }  # fmt: skip

    def test_who_and_when(self, duqiao: Plan) -> None:
        """The plan knows its place and its time, and hands them down."""
        effective = duqiao.effective(duqiao.find("s2.3.m7.t1"))
        assert effective.due is not None
        assert effective.due.last == date(2021, 12, 31)
        assert effective.level == "town"

    def test_units_are_those_of_the_text(self, duqiao: Plan) -> None:
        """A counting word stays the word that is printed."""
        units = {value.unit for value, _ in _figures(duqiao)}
        assert units == {
            "percent", "个", "家", "person", "wan_USD", "yi_CNY", "mu", "wan_m2", "村", "km", "所",
            "方面", "yi_m", "qianwan_CNY", "wan_CNY",
        }  # fmt: skip
        assert "person" in UNITS


class TestTheExample:
    def test_json_beside_it_is_the_plan(self, duqiao: Plan) -> None:
        """The JSON in the repository is what the plan is written as, and reads back equal."""
        path = ROOT / "examples" / "dupan_2021.json"
        assert govplan.dumps(duqiao, indent=2) + b"\n" == path.read_bytes()
        assert govplan.load(path) == duqiao

    def test_running_it(self, duqiao: Plan, tmp_path: Path) -> None:
        """As a script it prints outline, targets and totals, and writes JSON where it is run."""
        script = ROOT / "examples" / "dupan_2021.py"
        done = subprocess.run(  # noqa: S603 (our own script)
            [sys.executable, "-X", "utf8", str(script)],
            cwd=tmp_path,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        assert "(二)坚定不移强支撑,展现城市精建精美新面貌" in done.stdout
        assert re.search("土地征收 +≥ 350 亩 +23.33 公顷 +强化要素保障", done.stdout)
        assert "7 targets, in all 1870 亩 = 124.67 公顷" in done.stdout
        assert govplan.load(tmp_path / "dupan_2021.json") == duqiao

    def test_writing_to_a_path(
        self, dupan: ModuleType, duqiao: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """It writes to the file or into the folder that it is given."""
        dupan.main([str(tmp_path / "plan.json")])
        dupan.main([str(tmp_path)])
        assert govplan.load(tmp_path / "plan.json") == duqiao
        assert govplan.load(tmp_path / "dupan_2021.json") == duqiao
        assert str(tmp_path / "plan.json") in capsys.readouterr().out

    def test_no_sentence_of_the_text_is_pasted(self, text: str) -> None:
        """The words stay with their publisher: names and headings only, no running sentence."""
        for path in (ROOT / "examples").iterdir():
            if path.suffix in {".py", ".json"}:
                data = path.read_text(encoding="utf-8")
                runs = {data[i : i + 30] for i in range(len(data) - 30)}
                assert not any(text[i : i + 30] in runs for i in range(len(text) - 30))
