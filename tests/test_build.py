"""Encoding a plan by hand."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Callable

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govplan import (
    Baseline,
    Defect,
    Document,
    Due,
    Jurisdiction,
    Measure,
    Party,
    Period,
    Plan,
    Project,
    Ref,
    Relative,
    Scope,
    Section,
    Source,
    Suppression,
    Target,
    amount,
)
from govplan.build import (
    add,
    defect,
    figure,
    heading,
    locate,
    measure,
    plan,
    project,
    section,
    statement,
    target,
)
from govplan.errors import (
    AmbiguousError,
    BuildError,
    LocateError,
    NotFoundError,
    NumeralError,
    UnknownUnitError,
)
from govplan.testing import plans


class TestTarget:
    @pytest.mark.parametrize(
        ("goal", "comparator", "value", "upper"),
        [
            (">= 350 亩", ">=", "350 mu", None),
            ("≥350亩", ">=", "350 mu", None),
            ("<= 5%", "<=", "5 percent", None),
            ("≤ 5 %", "<=", "5 percent", None),
            ("> 15000 立方米", ">", "15000 m3", None),
            ("<3 ‰", "<", "3 permille", None),
            ("= 10 个", "=", "10 个", None),
            ("~ 5%", "~", "5 percent", None),
            ("≈ 三十万平方米", "~", "30 wan_m2", None),
            ("3-5 个", "range", "3 个", "5 个"),
            ("3 km - 5000 m", "range", "3 km", "5000 m"),
            ("10至20 万元", "range", "10 wan_CNY", "20 wan_CNY"),
            ("1..2 hectare", "range", "1 hectare", "2 hectare"),
            ("3~5家", "range", "3 家", "5 家"),
            ("6%到7%", "range", "6 percent", "7 percent"),
            (">= -2%", ">=", "-2 percent", None),
        ],
    )
    def test_goals(self, goal: str, comparator: str, value: str, upper: str | None) -> None:
        """A goal is a comparator and an amount, or a range of amounts."""
        node = target("x", goal).node
        assert comparator == node.comparator
        assert amount(value) == node.value
        assert (None if upper is None else amount(upper)) == node.upper

    def test_goal_without_figure(self) -> None:
        """With a kind, the goal is words; both may be left out."""
        node = target("5G网络", "镇域全覆盖", kind="coverage").node
        assert (node.goal, node.goal_kind, node.comparator) == ("镇域全覆盖", "coverage", None)
        assert target("x", kind="zero").node.goal is None
        assert target("x").node.comparator is None

    def test_bare_figure_is_refused(self) -> None:
        """How a figure is meant has to be said."""
        with pytest.raises(BuildError) as caught:
            target("土地征收", "350 亩")
        assert str(caught.value) == (
            "土地征收: '350 亩' has no comparator; write '= 350 亩' for a bare figure, "
            "'>= 350 亩' for 以上, '<= 350 亩' for 以内"
        )

    @pytest.mark.parametrize(
        ("goal", "written"),
        [
            ("350亩以上", ">= 350亩"),
            ("至少 350 亩", ">= 350 亩"),
            ("不超过5%", "<= 5%"),
            ("5%左右", "~ 5%"),
            ("达到90%以上", ">= 90%"),
        ],
    )
    def test_words_are_refused(self, goal: str, written: str) -> None:
        """A comparator in words is told with what to write."""
        with pytest.raises(BuildError) as caught:
            target("土地征收", goal)
        assert str(caught.value) == (
            f"土地征收: '{goal}' has its comparator in words; write '{written}'"
        )

    @pytest.mark.parametrize(
        ("goal", "change"),
        [("增长 7%", "increase"), ("增长7%以上", "increase"), (" 下降3%", "decrease")],
    )
    def test_change_is_refused(self, goal: str, change: str) -> None:
        """A change in words is told with the argument that says it."""
        with pytest.raises(BuildError) as caught:
            target("生产总值", goal)
        assert str(caught.value) == (
            f"生产总值: {goal!r} has its change in words; write change={change!r}, and the figure "
            "with a comparator, as in '>= 7%'"
        )

    @pytest.mark.parametrize(("goal", "written"), [("=> 3 亩", ">= 3 亩"), ("=<5%", "<= 5%")])
    def test_signs_the_wrong_way_round(self, goal: str, written: str) -> None:
        """Two signs in the other order are told with the right one."""
        with pytest.raises(BuildError) as caught:
            target("x", goal)
        assert str(caught.value) == f"x: {goal!r}: write '{written}'"

    def test_words_are_refused_in_figures(self) -> None:
        """So it is for the value of a figure."""
        with pytest.raises(BuildError, match="has its comparator in words; write '~ 5 亿元'"):
            figure("investment", "公路", "5 亿元左右")

    def test_bad_goals(self) -> None:
        """What is no amount is refused by numerals or units."""
        with pytest.raises(NumeralError):
            target("x", "镇域全覆盖")
        with pytest.raises(UnknownUnitError):
            target("x", ">= 3 wan-mu")

    def test_every_field(self) -> None:
        """Every field of a target can be given, short forms included."""
        node = target(
            "单位能耗",
            "= 0.869 吨标准煤",
            at=(10, 20),
            indicator_at=(5, 10),
            change="decrease",
            basis="level",
            direction="down",
            baseline=Baseline(year=2010),
            scope=("全市",),
            relative="gdp",
            series="能耗",
            stretch_of="t1",
            part_of="t2",
            due="2015",
            parties=("发改局", Party(name="统计局", role="support")),
            stage="finish",
            force="must",
            id="energy",
            extra={"code": 7},
        ).node
        assert node == Target(
            id="energy",
            indicator="单位能耗",
            comparator="=",
            value=amount("0.869 tce"),
            change="decrease",
            basis="level",
            direction="down",
            baseline=Baseline(year=2010),
            scope=Scope(places=("全市",)),
            relative=Relative(to="gdp"),
            series="能耗",
            stretch_of="t1",
            part_of="t2",
            due=Due(date="2015"),
            parties=(Party(name="发改局"), Party(name="统计局", role="support")),
            stage="finish",
            force="must",
            source=Source(start=10, end=20),
            indicator_source=Source(start=5, end=10),
            extra={"code": 7},
        )

    def test_a_text_is_one_name(self) -> None:
        """A single name is not taken for a list of characters."""
        node = target("x", scope="杜桥镇", parties="经信局").node
        assert node.scope == Scope(places=("杜桥镇",))
        assert node.parties == (Party(name="经信局"),)
        assert measure("x", parties="经信局").node.parties == (Party(name="经信局"),)

    def test_full_forms(self) -> None:
        """Value classes are taken as they are."""
        scope, relative = Scope(each=True), Relative(to="t1", offset=amount("1 百分点"))
        due = Due(date="2021-Q3", words="三季度末")
        node = target("x", scope=scope, relative=relative, due=due).node
        assert (node.scope, node.relative, node.due) == (scope, relative, due)


class TestPuttingTogether:
    def test_ids_come_from_the_position(self) -> None:
        """Sections count within sections, measures and targets within what holds them."""
        made = plan(
            "x",
            target("a"),
            measure("b", target("c"), target("d")),
            section("e", target("f"), section("g"), section("h", measure("i", target("j")))),
            section("k"),
            measure("l"),
            id="p",
        )
        ids = {p: n.id for p, n in made.walk() if isinstance(n, Section | Measure | Target)}
        assert ids == {
            "/targets/0": "t1",
            "/measures/0": "m1",
            "/measures/0/targets/0": "m1.t1",
            "/measures/0/targets/1": "m1.t2",
            "/measures/1": "m2",
            "/sections/0": "s1",
            "/sections/0/targets/0": "s1.t1",
            "/sections/0/sections/0": "s1.1",
            "/sections/0/sections/1": "s1.2",
            "/sections/0/sections/1/measures/0": "s1.2.m1",
            "/sections/0/sections/1/measures/0/targets/0": "s1.2.m1.t1",
            "/sections/1": "s2",
        }

    def test_ids_of_ones_own(self) -> None:
        """An id that is given stays, and starts the ids below it."""
        made = plan(
            "x",
            section("a", measure("b", target("c"), id="land"), section("d"), id="north"),
            id="p",
        )
        north = made.sections[0]
        assert north.id == "north"
        assert north.sections[0].id == "north.1"
        assert north.measures[0].id == "land"
        assert north.measures[0].targets[0].id == "land.t1"

    def test_reading_order_within_a_kind(self) -> None:
        """Children keep their order; figures, statements and projects go where they belong."""
        made = plan(
            "x",
            statement("slogan", "one"),
            figure("count", "方面", "4 方面"),
            section(
                "s",
                statement("purpose", "two"),
                measure("m", figure("threshold", "税", "<= 5 万元"), project("工程")),
                figure("other", "y", "3-5 个"),
            ),
            id="p",
        )
        assert made.statements[0].title == "one"
        assert made.figures[0].comparator is None
        inner = made.sections[0]
        assert inner.statements[0].kind == "purpose"
        assert inner.figures[0].upper == amount("5 个")
        assert inner.measures[0].figures[0].comparator == "<="
        assert inner.measures[0].projects == ("工程",)

    def test_places(self) -> None:
        """A target without place takes its measure's; a section spans what is in it."""
        made = plan(
            "x",
            section(
                heading("要素保障", number="(一)", at=(0, 7)),
                measure("a", target("b"), target("c", at=(12, 14)), at=(8, 20)),
                section("d", statement("slogan", "e", at=(21, 30)), measure("f", project("g"))),
            ),
            section("h", measure("i")),
            section("j", at=(40, 50)),
            id="p",
        )
        first, second, third = made.sections
        assert first.heading == Source(start=0, end=7)
        assert first.number == "(一)"
        assert first.source == Source(start=0, end=30)
        assert first.measures[0].targets[0].source == Source(start=8, end=20)
        assert first.measures[0].targets[1].source == Source(start=12, end=14)
        assert second.source is None
        assert third.source == Source(start=40, end=50)

    def test_every_field_of_a_measure(self) -> None:
        """Every field of a measure can be given."""
        made = measure(
            "征地",
            at=(1, 2),
            stage="finish",
            force="must",
            parties=("镇政府",),
            start="2021-03",
            due=Due(date="2021-12"),
            level="village",
            extra={"a": 1},
        ).node
        assert made == Measure(
            id="?",
            title="征地",
            stage="finish",
            force="must",
            parties=(Party(name="镇政府"),),
            start=Due(date="2021-03"),
            due=Due(date="2021-12"),
            level="village",
            source=Source(start=1, end=2),
            extra={"a": 1},
        )

    def test_every_field_of_a_section(self) -> None:
        """Every field of a section can be given; a title may be missing."""
        made = section(None, parties=("农办",), due="2021-H1", extra={"a": 1}).node
        assert made == Section(
            id="?", parties=(Party(name="农办"),), due=Due(date="2021-H1"), extra={"a": 1}
        )

    def test_every_field_of_a_plan(self) -> None:
        """Every field of a plan can be given."""
        fields: dict[str, typing.Any] = {
            "kind": "annual_plan",
            "issuer": "杜桥镇",
            "period": Period.of(2021),
            "jurisdiction": Jurisdiction(name="杜桥镇"),
            "document": Document(date_written=dt.date(2021, 8, 10)),
            "extra": {"a": 1},
        }
        lists: dict[str, typing.Any] = {
            "suppressions": [Suppression(code="GP301", node="t1", reason="x")],
            "refs": [Ref(relation="same_as", scheme="url", id="x")],
            "defects": [Defect(kind="other", note="x")],
        }
        made = plan("x", id="p", **fields, **lists)
        tuples: dict[str, typing.Any] = {name: tuple(value) for name, value in lists.items()}
        assert made == Plan(id="p", title="x", **fields, **tuples)


class TestProjects:
    def test_each_once_in_reading_order(self) -> None:
        """A project that several measures name stands once, with all that is said of it."""
        made = plan(
            "x",
            measure("a", project("乙"), project("甲")),
            section("s", measure("b", project("甲", "别名", phase="二期"))),
            measure("c", project("甲")),
            project("丙"),
            id="p",
        )  # fmt: skip
        assert made.projects == (
            Project(name="乙"),
            Project(name="甲", aliases=("别名",), phase="二期"),
            Project(name="丙"),
        )

    def test_two_of_one_name(self) -> None:
        """Two projects of one name cannot be told apart by their measures."""
        with pytest.raises(BuildError) as caught:
            plan("x", project("甲", phase="一期"), project("甲", phase="二期"), id="p")
        assert str(caught.value) == (
            "project '甲' is given in two ways; give each a name of its own"
        )


class TestAdd:
    TOWN = plan(
        "x",
        section(
            heading("要素", number="一、", at=(0, 5)),
            measure("征地", target("征地", ">= 350 亩", at=(8, 14)), at=(6, 20)),
            measure("修路", project("环路"), at=(30, 40)),
        ),
        id="p",
    )

    def test_target(self) -> None:
        """A target that was missed goes on counting; without a place it has its measure's."""
        more = add(self.TOWN, "s1.m1", target("林地", ">= 30 亩", part_of="s1.m1.t1"))
        (made, _) = more.sections[0].measures[0].targets

        assert ("s1.m1.t2", "s1.m1.t1", Source(start=6, end=20)) == (
            made.id, made.part_of, made.source,
        )  # fmt: skip
        assert self.TOWN == more.remove("s1.m1.t2")

    def test_in_order(self) -> None:
        """What has a place stands where the text has it, all else behind the others."""
        more = add(
            self.TOWN, "s1",
            measure("拆违", target("拆违", "= 2 处"), at=(22, 28)), measure("办学"),
            measure("架桥", at=(50, 55)), target("增长", ">= 7%"), section("细目", measure("绿化")),
        )  # fmt: skip
        (section_,) = more.sections

        assert [("s1.m1", "征地"), ("s1.m3", "拆违"), ("s1.m2", "修路"), ("s1.m4", "办学"),
                ("s1.m5", "架桥")] == [(m.id, m.title) for m in section_.measures]  # fmt: skip
        assert "s1.m3.t1" == section_.measures[1].targets[0].id
        assert [["s1.t1"], ["s1.1"], ["s1.1.m1"]] == [
            [node.id for node in nodes]
            for nodes in (section_.targets, section_.sections, section_.sections[0].measures)
        ]

    def test_counts_from_the_highest(self) -> None:
        """Ids that are in use, or were before something was removed, come no second time."""
        more = add(self.TOWN, "s1", measure("办学")).remove("s1.m1")
        again = add(
            more, "/sections/0", measure("架桥"), measure("绿化", id="green"), measure("灯")
        )

        assert ["s1.m2", "s1.m3", "s1.m4", "green", "s1.m6"] == [
            m.id for m in again.sections[0].measures
        ]

    def test_plan(self) -> None:
        """The plan takes parts too, by its id."""
        more = add(
            self.TOWN, "p", section("二"), target("增长", ">= 7%"), measure("统筹"),
            statement("slogan", "实干"), figure("investment", "总投资", "2 亿元"), project("二桥"),
        )  # fmt: skip

        assert ["s1", "s2"] == [s.id for s in more.sections]
        assert ("t1", "m1", 1, 1) == (
            more.targets[0].id, more.measures[0].id, len(more.statements), len(more.figures),
        )  # fmt: skip
        assert ("环路", "二桥") == tuple(p.name for p in more.projects)

    def test_projects(self) -> None:
        """A measure names a project, and the plan lists it once, with what is known of it."""
        more = add(self.TOWN, "s1.m1", project("环路"), project("大桥", phase="一期"))

        assert ("环路", "大桥") == more.sections[0].measures[0].projects
        assert (Project(name="环路"), Project(name="大桥", phase="一期")) == more.projects
        assert "环路一期" == add(more, "p", project("环路", "环路一期")).projects[0].aliases[0]
        with pytest.raises(BuildError, match="project '大桥' is given in two ways"):
            add(more, "s1.m2", project("大桥", phase="二期"))

    def test_refuses(self) -> None:
        """What is not there, what takes no such part, and what takes none."""
        with pytest.raises(NotFoundError, match="no node has this id"):
            add(self.TOWN, "s9", measure("x"))
        with pytest.raises(BuildError, match=r"^section 's1' takes .*, got a Project$"):
            add(self.TOWN, "s1", project("x"))
        with pytest.raises(
            BuildError, match=r"^target 's1\.m1\.t1' takes no parts; add to what it"
        ):
            add(self.TOWN, "s1.m1.t1", target("x"))
        drawn = add(self.TOWN, "", figure("investment", "总投资", "2 亿元"))
        with pytest.raises(BuildError, match="figure '/figures/0' takes no parts"):
            add(drawn, "/figures/0", target("x"))
        twice = plan("x", target("a", id="t"), measure("b", id="t"), id="p")
        with pytest.raises(AmbiguousError):
            add(twice, "t", target("x"))

    def test_listed_twice(self) -> None:
        """A plan that lists a project twice, which a check finds, stays as it is."""
        one, other = Project(name="甲", phase="一期"), Project(name="甲", phase="二期")
        town = attrs.evolve(self.TOWN, projects=(one, other, one))

        assert town.projects == add(town, "s1.m1", project("甲", phase="二期")).projects
        assert town.projects == add(town, "s1.m1", project("甲")).projects

    @given(plans(), st.data())
    def test_any(self, town: Plan, data: st.DataObject) -> None:
        """To any node of any plan something can be added, and removed; nothing else changes."""
        places = [p for p, n in town.walk() if p and isinstance(n, Section | Measure)]
        assume(places)
        place = data.draw(st.sampled_from(places))
        at = data.draw(st.none() | st.tuples(st.integers(0, 20), st.integers(21, 40)))
        more = add(town, place, target("新增", ">= 1 个", at=at))
        before, after = (dict(p.walk()) for p in (town, more))
        (made,) = (p for p, n in after.items() if isinstance(n, Target) and n.indicator == "新增")
        node = more.at(made)
        assert isinstance(node, Target)
        siblings = getattr(town.at(place), "targets", ())

        assert len(before) + 1 == len(after)
        assert node.id not in {sibling.id for sibling in siblings}
        assert town == more.remove(made)


class TestDefect:
    def test_fields(self) -> None:
        """What a print got wrong, with or without a place."""
        assert Defect(kind="misprint", note="x", source=Source(start=1, end=2)) == defect(
            "misprint", "x", at=(1, 2)
        )
        assert Defect(kind="other", note="x") == defect("other", "x")


class TestWrongParts:
    def test_measure(self) -> None:
        """A measure holds no section."""
        with pytest.raises(BuildError) as caught:
            measure("x", section("y"))  # type: ignore[arg-type]
        assert str(caught.value) == (
            "measure 'x' takes Target, Figure or Project as parts, got a Section"
        )

    @pytest.mark.parametrize(
        ("owner", "make"),
        [
            ("plan", lambda node: plan("x", node, id="p")),
            ("section", lambda node: section("x", node)),
            ("measure", lambda node: measure("x", node)),
        ],
    )
    def test_finished_nodes(self, owner: str, make: Callable[[Target], object]) -> None:
        """A node of the model, which has its own id already, would be lost."""
        with pytest.raises(BuildError) as caught:
            make(target("y").node)
        assert str(caught.value) == (
            f"{owner} 'x' takes what target() of govplan.build returns, got a Target"
        )

    def test_section(self) -> None:
        """A section holds no project: a measure names it."""
        with pytest.raises(BuildError) as caught:
            section("x", project("y"))  # type: ignore[arg-type]
        assert str(caught.value) == (
            "section 'x' takes Section, Measure, Target, Figure or Statement as parts, "
            "got a Project"
        )

    def test_plan(self) -> None:
        """A plan holds parts, not texts."""
        with pytest.raises(BuildError) as caught:
            plan("x", "y", id="p")  # type: ignore[arg-type]
        assert str(caught.value) == (
            "plan 'x' takes Section, Measure, Target, Figure, Statement or Project as parts, "
            "got a str"
        )


class TestLocate:
    TEXT = "征地350亩以上,拆违30万平方米以上。征地完成。"

    @pytest.mark.parametrize(
        ("words", "place"),
        [
            ("拆违…以上", (9, 19)),
            ("拆违30万平方米", (9, 17)),
            ("征地3…亩", (0, 6)),
            ("征地完…", (20, 23)),
        ],
    )
    def test_found(self, words: str, place: tuple[int, int]) -> None:
        """Words, or the first and the last of them, stand in one place."""
        assert place == locate(self.TEXT, words)

    def test_within(self) -> None:
        """A range to look in makes words unique."""
        assert locate(self.TEXT, "征地", within=(5, 25)) == (20, 22)

    def test_in_english(self) -> None:
        """English words are found in the same way."""
        assert locate("Acquire 350 mu of land. Demolish.", "350…land") == (8, 22)

    @pytest.mark.parametrize("words", ["不在", "", "…以上", "拆违…没有", "征地…不在"])
    def test_nowhere(self, words: str) -> None:
        """Words that are not there, or none, are refused."""
        with pytest.raises(LocateError) as caught:
            locate(self.TEXT, words)
        assert str(caught.value) == f"{words!r}: these words stand nowhere in the text"

    def test_several(self) -> None:
        """Words that stand twice are refused, and the places named."""
        with pytest.raises(LocateError) as caught:
            locate(self.TEXT, "征地")
        assert str(caught.value) == (
            "'征地': stands in 2 places: (0, 2), (20, 22); give more words, or within="
        )
        with pytest.raises(LocateError, match=r"stands in 9 places: .*, …; give more words"):
            locate("甲" * 9, "甲")

    @given(
        before=st.text("甲乙"), words=st.text("丙丁", min_size=1), after=st.text("甲乙"),
    )  # fmt: skip
    def test_any_words_that_stand_once_are_found(self, before: str, words: str, after: str) -> None:
        """Any words that stand in one place are found there, whole or by their ends."""
        text = before + words + after
        assert (len(before), len(before + words)) == locate(text, words)
        if len(words) >= 2 and words.count(words[0]) == 1:
            last = words[1:]
            assert (len(before), len(before + words)) == locate(text, f"{words[0]}…{last}")
