"""Tests of what each figure is taken for."""

from __future__ import annotations

import pytest

from tests.reading.samples import kind_of, kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("【2025年】,全县建设公园5个", "year"),
        ("项目2024|【2024】|完工", "year"),
        ("【2025年6月】完工", "date"),
        ("【10月—次年3月】为重点时段", "date"),
        ("【一】季度开工", "date"),
        ("【1—10月】完成投资", "date"),
        ("工程于【9月】底前建成", "deadline"),
        ("实施方案(【2023-2027年】)", "period"),
        ("【十四五】期间新建", "plan_name"),
        ("用【三年】时间完成", "duration"),
        ("同时配套建设凉亭【12个】、长椅60张", "target"),
        ("同【12个】村签订协议", "other"),
        ("巩固提升【三年】行动计划", "duration"),
        ("在【30日】内办结", "duration"),
        ("实施“【513】”工程", "name"),
        ("《关于【26】条的意见》", "name"),
        ("PM【2.5】浓度", "name"),
        ("建设【5】G基站", "name"),
        ("完成2+【26】城市", "name"),
        ("推进【104】国道", "name"),
        ("开工公园【二期】", "name"),
        ("打造国家【3】A级景区", "name"),
        ("深化改造提升【2.0】行动", "name"),
        ("打造百里大河【十里】漫步道", "name"),
        ("经【二】路", "name"),
        ("第【三】届", "ordinal"),
        ("贯彻党的【二十】大精神", "ordinal"),
        ("跃居全省前【40位】", "rank"),
        ("进前【三】", "rank"),
        ("【一】、总体要求", "enumerator"),
        ("(【三】)重点", "enumerator"),
        ("【1】.壮大经济", "enumerator"),
        ("【1】.2025年前完成", "enumerator"),
        ("抓落实。【一】是抓项目", "enumerator"),
        ("【①】抓项目", "enumerator"),
        ("标题\n【01】\n交通", "enumerator"),
        ("每【万名】就业人员中", "base"),
        ("【万元】GDP能耗", "base"),
        ("年度投资(【万元】)", "unit"),
        ("由2000年的【0.43】提高到0.5", "baseline"),
        ("由目前的【40%】提高到60%", "baseline"),
        ("比2010年的【1.034吨】下降16%", "baseline"),
        ("实现【两】位数增长", "word"),
        ("统【一】部署", "word"),
        ("推进【二三】产业", "word"),
        ("取得了【一次】性成功", "word"),
        ("进【一步】", "word"),
        ("成为【一个】好地方", "word"),
        ("建成后达【三五】个", "inexact"),
        ("推广【一半】", "word"),
        ("实现【负增长】", "word"),
        ("惠及数【百家】企业", "inexact"),
        ("新建公路【三五】公里", "inexact"),
        ("招引【两三】家企业", "inexact"),
        ("占【三分之二】", "fraction"),
        ("拨打【12345】热线", "number"),
        ("编号【1.2.3】的", "number"),
    ],
)
def test_no_figure(text: str, kind: str) -> None:
    """Dates, names, ordinals and words are no figures, each for its own reason."""
    assert kind == kind_of(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("总投资【3亿元】", "investment"),
        ("项目总投资预计【300余万元】", "investment"),
        ("每亩补助【500元】", "investment"),
        ("投入【500万元】资金", "investment"),
        ("项目占地【120亩】", "capacity"),
        ("年产【1.5亿米】面料等10个项目", "capacity"),
        ("建设【220千伏】变电站", "capacity"),
        ("建设日处理【5万吨】的污水处理厂1座", "capacity"),
        ("引进【10亿元以上】项目2个", "threshold"),
        ("建设百亩以上基地5个、【千亩以上】1个", "threshold"),
        ("规上企业(年收入【2000万元及以上】)", "threshold"),
        ("引进1个投资【超50亿元】的龙头项目", "threshold"),
        ("打造【万亩】高产示范片", "threshold"),
        ("对【50人以上】的企业开展检查", "threshold"),
        ("突出抓好【四个】方面", "count"),
        ("做好【四方面】工作", "count"),
        ("做好【四】方面工作", "count"),
        ("制定【26条】措施", "count"),
        ("办好【十】大民生实事", "count"),
        ("分【两批】开工", "count"),
        ("面料等【10个】项目", "list_size"),
        ("在【39个】村推广", "other"),
        ("全县【130个】行政村实现全覆盖", "other"),
        ("涉及群众【3000人】", "other"),
        ("山西等地和【12个】省份下降16%", "other"),
        ("超出标准【0.3个百分点】", "other"),
        ("召开会议,形成【三项】共识", "count"),
        ("去年建成公园【5个】", "past_result"),
    ],
)
def test_other_figure(text: str, kind: str) -> None:
    """Money going in, sizes, classes, counts and results become figures of their kind."""
    assert kind == kind_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "引进【1个】投资超50亿元的龙头项目",
        "向突破【100亿元】的目标迈进",
        "新建公园【一座】",
        "新建公园【一个】",
        "完成投资【14亿元】",
        "到位资金【60亿元】",
        "储备项目总投资【不低于500亿元】",
        "财政投入【增长10%】",
        "【98%以上】的行政村通硬化路",
        "安装【80万个以上】智能电表",
        "人均寿命【达到81岁】",
        "优良天数【300天】",
        "平均受教育年限【达到11.3年】",
        "区域创新指数【达到160以上】",
        "财政收入【突破500亿】",
        "新增就业【12万】",
        "烟叶税突破【亿元】",
        "单产【增一成】",
        "产值【翻一番】",
        "用水总量【零增长】",
        "能耗压减【一半以上】",
        "建成【两个】邻里中心",
        "建设公园并启用【两个】邻里中心",
        "新增【十余家】企业",
        "为【300名】儿童提供支持",
        "新增2000个托额和【3200个】学位",
        "办结时限压缩【3天】",
        "启用医养中心和【两个】邻里中心",
        "为【300名】儿童办好一件实事",
        "新建电站【5座】铺设管道20公里",
        "造林【5万亩】3000吨",
    ],
)
def test_target(text: str) -> None:
    """What a plan asks for is a target, also where it looks like something else."""
    assert "target" == kind_of(text)


def test_no_shared_words() -> None:
    """The words that one figure takes are not those of the next."""
    assert [("零增长", "list_size"), ("一百二十", "word")] == kinds("项目等零增长一百二十")


def test_places() -> None:
    """A figure's place holds the comparator words beside it, and no words of will."""
    text = "力争林木覆盖率提高到28.6%以上,数据输出率达 100 %,前期3月19日"

    assert [
        ("提高到28.6%以上", "target"), ("达 100 %", "target"), ("3月19日", "date"),
    ] == kinds(text)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("【二级】以上公路比重", "name"),
        ("约谈排名后【三位】的单位", "rank"),
        ("评比后【3名】的乡镇", "rank"),
        ("单位:【万元】", "unit"),
        ("按【3‰】给予奖励", "investment"),
        ("给予奖励,最高【不超过100万元】", "investment"),
        ("补助标准由50元提高到【55元】", "investment"),
        ("教育支出【6亿元】", "investment"),
        ("教育支出6亿元,【增长5%】", "investment"),
        ("建立【10亿元】产业基金", "investment"),
        ("亩均投入【不低于2400元】", "investment"),
        ("引进【50亿元】级项目", "threshold"),
        ("培育【5亿—10亿元】3家", "threshold"),
        ("60%的村集体收入【超过10万元】", "threshold"),
        ("城区公交【500米】站点覆盖率:城区90%", "threshold"),
        ("【9个】断面水质优良(含支流)比例66%", "other"),
        ("税收【超千万】企业达到5家", "capacity"),
        ("组建1支【50人】的队伍", "capacity"),
        ("甲、乙、丙【三类】企业每季检查", "count"),
        ("一类乡镇(甲、乙、丙【3个】):", "list_size"),
        ("县直【32个】单位:每季外出", "other"),
        ("与【11个】村(社区)签约", "other"),
        ("与11个村(社区)、【20家】企业签约", "other"),
        ("【9个】断面水质达标率。", "other"),
        ("建公园5个,用【三年】时间", "duration"),
        ("巩固现有【3万亩】茶园", "past_result"),
        ("综合实力进入全省【50】强", "rank"),
        ("出水达到【一级】A标准", "name"),
        ("严守【八项】规定精神", "name"),
        ("治理【百里】东江,植树", "name"),
        ("建成【百里】长廊", "name"),
        ("打造【百亿级】产业集群", "threshold"),
        ("形成【千亿】产业集群", "threshold"),
        ("在【4个】车站周边绿化", "other"),
        ("以函件下达【12个】村种植面积", "other"),
        ("形成【万千亿级】集群", "name"),
        ("【60米】宽绿带", "capacity"),
        ("建设村级电站和【4-8千瓦/户】的屋顶电站", "threshold"),
        ("采取自建和代建【2种】模式", "count"),
        ("民生实事项目为【8项】,分别是", "count"),
        ("推进甲路、乙路等【3条】道路", "list_size"),
        ("项目总投资规模【约20亿元】", "investment"),
        ("道路项目4个,年度投资【2亿元】", "investment"),
        ("其中专项债券【300万元】", "investment"),
        ("其中专项债券300万元、县级配套【200万元】", "investment"),
        ("加上转移性收入【300万元】,收入总计", "investment"),
        ("对新认定的农场、协会分别奖补3万元、【5000元】", "investment"),
        ("养护标准每公里每年分别为【1万元】、5000元", "investment"),
        ("低保标准由每人每月【500元】提高到550元", "baseline"),
        ("单产由现在不到【300公斤】提高到400公斤", "baseline"),
        ("比2020年的3.4万吨、【1.2万吨】分别下降5%、6%", "baseline"),
        ("比上年排放总量(【200吨】)下降3%", "baseline"),
        ("低保标准由每人每月【500元】、400元分别提高到550元", "baseline"),
        ("低保标准由每人每月500元、【400元】分别提高到550元", "baseline"),
        ("力争排名上升【2位】", "rank"),
        ("按【1:1】配套", "number"),
        ("收入在2020年【3万元】的基础上年均增长5%", "baseline"),
    ],
)
def test_scope_grant_and_class(text: str, kind: str) -> None:
    """Money that is given, classes, and what a goal holds for are no targets."""
    assert kind == kind_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "按【5%】增长",
        "财政支出【6亿元】",
        "一般公共预算收入安排【7亿元】",
        "奖励标准【提高10%】",
        "项目总投资额【不低于5亿元】",
        "企业开办【1天】办结",
        "不动产登记【2个工作日】内办结",
        "优良天数不少于205天、【215天】",
        "巩固现有3万亩茶园,新建【5000亩】",
        "与会代表走访5家,走访【6家】企业",
        "会后【300名】职工参加培训",
        "改造提升【2万亩】",
        "完成【100户】改厕覆盖率。",
        "教育支出6亿元,农林水产值【增长5%】",
        "改造甲路、乙路等【3条】道路",
        "扶持【9个】年产值亿元以上企业",
        "会场设【2位】讲解员",
        "完成年度投资【2亿元】",
        "争取专项债券【3亿元】",
        "新增污水日处理能力【4万吨】",
        "农业类项目【9个】总投资3亿元",
        "清淤沟渠【50条】长80公里",
        "解决全市【9万人】的脱贫问题,植树",
        "收入在2020年3万元的基础上年均【增长5%】",
        "单产【提高约1.5个百分点】优质稻面积9万亩",
        "公路通达【90%】的乡镇",
        "引资5亿元,与去年持平;奋斗目标【6亿元】",
        "总投资5亿元、产值【增长5%】",
    ],
)
def test_goal_beside_them(text: str) -> None:
    """What only looks like one of those is a target."""
    assert "target" == kind_of(text)
