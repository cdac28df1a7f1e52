"""What the clauses of a plan announce."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import Measure, Plan
from govplan.reading._measures import Announcement, announcements
from govplan.reading._outline import outline
from govplan.reading._text import LINE_ENDS, UNSEEN, Span, Text, prepare
from govplan.reading._verbs import chain_end, stage_and_force

PIECES = st.sampled_from([
    "加快推进", "全年", "到2025年", "力争", "建成", "500亩", "以", "为主线", "坚持", ",", "。",
    ";", ":", "(", ")", "责任单位:", "甲局", "牵头", "“清水”", "工程", "其中", "将",
    "\u200b", "\n", "是", "1,500", "提升", "能力", "各乡镇", "注:", "去年", "过去五年,", "今年",
    "为", "在", "的", "其中,", "“十四五”末", "6月底前", "现将", "以下", "工作", "项目内容:",
    "建成后,", "对",
])  # fmt: skip
ANY_CLAUSES = st.lists(PIECES, max_size=40).map("".join) | st.text()


def announced(raw: str, *, past: bool = False) -> tuple[Text, list[Announcement]]:
    """Return what a text without parts announces."""
    text = prepare(raw)
    return text, list(announcements(text, [Span(0, len(text.plain))], past=past))


def only(raw: str) -> tuple[Text, Announcement]:
    """Return what a text of one clause announces."""
    text, (found,) = announced(raw)
    return text, found


class TestAnyText:
    @given(ANY_CLAUSES)
    def test_ranges(self, raw: str) -> None:
        """Clauses lie apart and in order, and titles are slices of them."""
        text, found = announced(raw)
        at = 0
        for one in found:
            assert at <= one.source.start <= one.title.start < one.title.end <= one.source.end
            at = one.source.end
            assert text.words(*one.title) in "".join(
                c for c in raw if c not in UNSEEN and c not in LINE_ENDS
            )
            assert all(
                one.title.start <= start < end <= one.title.end for start, end in one.projects
            )


class TestKinds:
    @pytest.mark.parametrize(
        ("clause", "kind"),
        [
            ("加快推进管网建设", "measure"),
            ("新增高新技术企业5家以上", "measure"),
            ("新(改)建高标准农田2万亩", "measure"),
            ("种树5万株", "measure"),
            ("住院率达到98%以上", "goal"),
            ("达到50%", "goal"),
            ("重点病险水库除险加固10座", "goal"),
            ("坚持以人民为中心", "principle"),
            ("以项目建设为抓手", "principle"),
            ("围绕乡村组织振兴", "principle"),
            ("对标一流开展建成区规划建设", "measure"),
            ("结合区域特点", "principle"),
            ("通过以大带小打响品牌", "measure"),
            ("扬优势、补短板、强弱项", "principle"),
            ("让企业轻装上阵", "measure"),
            ("县长 张三", "context"),
            ("为落实上述目标", "purpose"),
            ("绝不当挥手干部", "slogan"),
            ("奋力谱写新篇章", "slogan"),
            ("2021年是“十四五”开局之年", "context"),
            ("目前已投产电站11座", "context"),
            ("各位代表", "context"),
            ("县人民政府办公室", "context"),
            ("优良天数比例达到62%", "goal"),
            ("降到52微克以下", "goal"),
            ("新增5公里左右", "goal"),
            ("占全市总量的20%", "goal"),
            ("新装路灯300盏", "goal"),
            ("筹集保障性住房500套", "measure"),
            ("为60岁以上老人安装设备300套", "measure"),
            ("在5个村建设停车场20个", "measure"),
            ("将覆盖率提高到28%", "goal"),
            ("以“实”字为先", "principle"),
            ("以三产融合为方式", "principle"),
            ("锚定远景目标", "principle"),
            ("围绕主导产业补齐链条", "measure"),
            ("县委、县政府围绕发展需要", "principle"),
            ("为深入落实上级部署", "purpose"),
            ("为了推动发展", "purpose"),
            ("为稳面积", "purpose"),
            ("为困难家庭升级宽带", "measure"),
            ("让我们团结一心", "slogan"),
            ("是最后一年", "context"),
            ("制定了发展规划", "context"),
            ("从大会上获悉", "context"),
            ("3月9日,全县春耕现场会召开", "context"),
            ("现印发给你们", "context"),
            ("请认真贯彻执行", "context"),
            ("制定本方案", "context"),
            ("本规划自印发之日起施行", "context"),
            ("着力抓好以下四个方面工作", "context"),
            ("2021年6月3日", "context"),
            ("各乡镇人民政府,县直各部门:", "context"),
            ("各村落实责任", "measure"),
            ("注:数据为预计;口径不变。", "context"),
            ("完成时限:2022年11月底", "context"),
        ],
    )
    def test_kind(self, clause: str, kind: str) -> None:
        """A measure begins with its verbs; what tells, calls or aims is a statement."""
        assert kind == only(clause)[1].kind

    def test_purpose_closes_a_sentence(self) -> None:
        """不断提升… is what for behind a measure, and a measure alone."""
        _, found = announced("完善设施,提升水平,不断提升群众获得感。不断提升群众获得感。")

        assert ["measure", "measure", "purpose", "measure"] == [one.kind for one in found]

    def test_purpose_of_a_kind(self) -> None:
        """在…上实现新突破 closes a sentence as a purpose does."""
        assert ["measure", "purpose"] == [
            one.kind for one in announced("做大企业,在产业发展上实现新突破。")[1]
        ]

    def test_what_was(self) -> None:
        """Behind 过去五年 and 去年 nothing is announced, up to the full stop or to 今年."""
        _, found = announced("过去五年,修路;建成学校。修路。去年种树,今年修路,架桥。")

        assert ["context", "context", "measure", "context", "measure", "measure"] == [
            one.kind for one in found
        ]

    def test_introduction(self) -> None:
        """What a colon follows only introduces."""
        assert ["context", "measure"] == [one.kind for one in announced("抓好三件事:修路。")[1]]

    def test_review(self) -> None:
        """In a part that looks back nothing is announced."""
        assert ["context"] == [one.kind for one in announced("建成学校5所。", past=True)[1]]


class TestVerbs:
    @pytest.mark.parametrize(
        ("clause", "stage", "force"),
        [
            ("文化中心建成投用", "operate", None),
            ("道路改造全面完工", "finish", None),
            ("道路改造尚未完工", None, None),
            ("产业园开工", "start", None),
            ("筹建小学", "prepare", None),
            ("谋划推进小学扩建", "plan", None),
            ("开工建设水厂", "start", None),
            ("加快建设水厂", "continue", None),
            ("加快完成水厂建设", "finish", None),
            ("力争建成投用水厂", "operate", "strive"),
            ("计划2023年3月建成", "finish", "will"),
            ("省农业厅将继续建设示范区", "continue", "will"),
            ("我们要坚决遏制事故", None, "must"),
            ("完成引导性培训", "finish", None),
            ("深化品牌培育试点工作", "continue", "pilot"),
            ("水厂建设", None, None),
            ("實施改造", None, None),
            ("推進建設", "continue", None),
            ("6月底前投入使用", "operate", None),
            ("五月底前开工", "start", None),
            ("2024年下闸蓄水", None, None),
            ("确保年底通车", "operate", "must"),
            ("杜绝重大事故", None, "must"),
            ("建成交付安置房", "finish", None),
            ("在全县率先建成园区", "finish", None),
            ("对口开展建成区规划", None, None),
            ("各乡镇应当落实责任", None, None),
            ("镇政府将以规划为遵循", None, "will"),
        ],
    )
    def test_stage_and_force(self, clause: str, stage: str | None, force: str | None) -> None:
        """The verbs at the head of a clause say how far, and how firmly."""
        _, found = only(clause)

        assert (stage, force) == (found.stage, found.force)

    def test_works_share_a_verb(self) -> None:
        """Works that are listed by commas share the verb of the first."""
        _, found = announced("完成东路拓宽工程,西路硬化工程,绿道。")

        assert ["finish", "finish", None] == [one.stage for one in found]

    def test_pieces(self) -> None:
        """Verbs end where the object begins; a short verb counts only alone."""
        assert 4 == chain_end("加快推进管网", 0, 6)
        assert 1 == chain_end("种树", 0, 2)
        assert 0 == chain_end("", 0, 0)
        assert 0 == chain_end("优质小麦", 0, 4)
        assert 0 == chain_end("今年", 0, 2)
        assert (None, None) == stage_and_force("")


class TestClauses:
    def test_what_goes_together(self) -> None:
        """A date goes with the clause behind it, a share with the one before."""
        text, found = announced("到2025年,造林11万亩,其中人工造林500亩,修路。")

        assert ["到2025年,造林11万亩,其中人工造林500亩", "修路"] == [
            text.words(*one.source) for one in found
        ]
        assert "造林11万亩" == text.words(*found[0].title)

    @pytest.mark.parametrize(
        "adjunct",
        [
            "“十四五”时期", "到“十四五”末", "用两年时间", "其中", "为此", "投产后", "建成后",
            "在去年完成5亿元的基础上", "今年要在稳定面积的同时", "对新认定的企业", "总体来看",
            "队伍建设上", "五年来", "项目内容",
        ],
    )  # fmt: skip
    def test_adjuncts(self, adjunct: str) -> None:
        """A clause that says when, where or for whom goes with the one behind it."""
        sign = ":" if adjunct == "项目内容" else ","
        text, (found,) = announced(f"{adjunct}{sign}修路。")

        assert (f"{adjunct}{sign}修路", "修路") == (
            text.words(*found.source),
            text.words(*found.title),
        )

    def test_an_adjunct_alone(self) -> None:
        """Nothing is lost where no clause is behind it."""
        text, found = announced("修路,到“十四五”末。")

        assert ["修路", "到“十四五”末"] == [text.words(*one.source) for one in found]

    def test_who_acts_is_no_title(self) -> None:
        """A title begins with its verbs, not with who and when."""
        for raw in ("各省(区、市)完成任务", "全县完成任务", "到2025年,各乡镇人民政府要完成任务"):
            text, (found,) = announced(raw)

            assert "完成任务" == text.words(*found.title)

    def test_projects(self) -> None:
        """A work named in quotation marks is a project."""
        text, found = only("实施“一村一品”提升工程和“满意”活动")

        assert ["“一村一品”提升工程"] == [text.words(*span) for span in found.projects]

    def test_parties(self) -> None:
        """A note before the stop says who acts on its clause; one behind it is the part's."""
        _, found = announced("修路(责任单位:甲局),架桥。(责任单位:乙局)种树。")

        assert [["甲局"], [], []] == [[party.name for party in one.parties] for one in found]


class TestDuqiao:
    def test_measures(self, duqiao: Plan, text: str) -> None:
        """Most of the encoding's measures are one clause, with its stage and force."""
        found = outline(text)
        spans = [*found.own, *(span for part in found.walk() for span in part.own)]
        read = {found.text.source(*one.source): one for one in announcements(found.text, spans)}
        gold = [node for _, node in duqiao.walk() if isinstance(node, Measure)]
        same = [(node, read[node.source]) for node in gold if node.source in read]
        alike = [(node.stage, node.force) == (one.stage, one.force) for node, one in same]

        assert len(same) >= 0.94 * len(gold)
        assert sum(alike) >= 0.95 * len(same)
        assert sum(one.kind in {"measure", "goal"} for _, one in same) >= 0.98 * len(same)
