"""What a numeral is: rules in order, of which the first that holds decides."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias, get_args

from govplan.reading import _names as names
from govplan.reading import _words as words
from govplan.reading._around import WIDTH, Kind, Rule, Surroundings
from govplan.reading._numbers import Form, Numeral

_AT = frozenset({"在", "于", ",", "。", ";", ":", "\n", ""})
_TIME = frozenset({"year", "quarter", "month", "half_year", "day", "week", "h", "min", "s"})
_MEASURES_OF_TIME = tuple(words.words_of(words.MEASURES_OF_TIME))
_HANDLED = re.compile(f"(?:之?内)?(?:{words.alternatives(words.HANDLED)})")


def _duration(s: Surroundings) -> Kind | None:
    """三年行动, 30日内; but not 寿命达到81年 or 优良天数300天."""
    if s.left.endswith(_MEASURES_OF_TIME):
        return None
    if _HANDLED.match(s.text, s.numeral.end) and s.sign_before not in _AT:
        return None  # 企业开办1天办结
    is_name = s.goes_on and s.trail is None and s.lead.operator is None  # 提升三年行动计划
    if not is_name and (s.lead.change is not None or s.lead.operator not in {None, "~"}):
        return None
    return "duration"


_SHARES = frozenset({"percent", "permille", "permyriad", "cheng"})
_NO_NOUN = re.compile(
    f"的?(?!{words.alternatives(words.KEPT_NOUN)})(?:{words.alternatives(words.NO_NOUN)})"
)


def _of_noun(s: Surroundings) -> Kind | None:
    """投资超50亿元的项目: a size that describes the noun behind it."""
    is_of = s.text.startswith("的", s.end)
    is_next = s.floor == s.numeral.start and s.text[s.floor - 1 : s.floor].isalpha()
    if is_of and is_next and s.numeral.has_unit:
        return "capacity"  # 1支50人的队伍
    is_range = s.numeral.upper is not None  # 3-5千瓦的电站
    is_class = is_of and (is_range or s.lead.operator in _CLASSES)
    return None if not is_class or _NO_NOUN.match(s.text, s.end) else "threshold"


_CLASSES = frozenset({">", ">=", "<", "<="})


_SHARED = tuple(f"{sign}{trail}" for sign in "%‰成" for trail in ("", "以上", "左右"))


def _of_share(s: Surroundings) -> Kind | None:
    """60%以上的村收入超过10万元: what so many of them reach."""
    if s.lead.operator is None or s.lead.change is not None:
        return None
    of_share = s.text[s.floor : s.floor + 1] == "的" and s.text.endswith(_SHARED, 0, s.floor)
    return "threshold" if of_share else None


def _graded(s: Surroundings) -> Kind | None:
    """百亿元级产业, 10万吨级码头: a size with 级 is a class."""
    is_class = s.numeral.has_unit and s.text.startswith("级", s.end)
    return "threshold" if is_class and not s.lead.has_words else None


def _threshold(s: Surroundings) -> Kind | None:
    """A size class within an indicator: 10亿元以上企业, 年出栏50头以上的养殖户.

    A share is none: 98%以上的行政村 are to be reached. Nor are things that a verb counts.
    """
    if s.follower is not None and s.follower.start == s.end and not s.is_counted:
        follower = s.text[s.follower.number_end : s.follower.end]
        if s.trail is not None or follower in words.COUNTING:
            return "threshold"  # 千亩以上1个, 5亿—10亿元3家
    if s.trail not in {">=", "<="}:
        return None
    is_last = s.follower is None or "、" in s.text[s.end : s.follower.start]
    if is_last and s.is_counted and _BUILD_BACK.match(s.before(WIDTH)[::-1]):
        return None  # 安装80万个以上智能电表
    # In 规上企业(年收入2000万元及以上) the class fills the bracket.
    is_gloss = s.text.startswith(")", s.end) and s.text[s.floor - 1 : s.floor] == "("
    is_before_noun = s.goes_on and not _NO_NOUN.match(s.text, s.end)
    return "threshold" if is_gloss or is_before_noun else None


_POINTS = frozenset({"percentage_point", "permille_point"})
_COMPARED = re.compile("超出|高于|低于|高出|快于|领先|优于")


def _comparison(s: Surroundings) -> Kind | None:
    """超出标准0.3个百分点."""
    return "other" if _COMPARED.search(s.text, s.floor, s.numeral.start) else None


_COUNTED = re.compile(f"[\u4e00-\u9fff]{{0,2}}?(?:{words.alternatives(words.ABSTRACT)})")
_OWN_PARTS = re.compile(f"[\u4e00-\u9fff]{{0,4}}任务|{words.alternatives(words.OWN_PARTS)}")


def _count(s: Surroundings) -> Kind | None:
    """四个方面, 三项改革, 26条措施."""
    if s.trail is not None or s.lead.has_words:
        return None
    if s.unit_name == "方面":
        return "count"
    if s.is_small and s.unit_name in words.GENERIC and s.goes_on and _SERIES.search(s.left):
        return "count"  # 危化、燃气、消防三类企业
    is_talk = s.unit_name == "种" or (s.is_small and s.unit_name in words.GENERIC)
    if is_talk and _COUNTED.match(s.text, s.end):
        return "count"
    if s.unit_name in {"件", "项"} and s.left.removesuffix("为").endswith(("实事", "实事项目")):
        return "count"  # 民生实事为10项
    is_own = s.unit_name in {"个", "项", "条", "类", "件"} and _OWN_PARTS.match(s.text, s.end)
    return "count" if is_own else None


_SERIES = re.compile("[\u4e00-\u9fff”]、[\u4e00-\u9fff“]+$")
_MONEY = ("CNY", "USD", "EUR", "HKD", "JPY", "GBP")
_WILL_BACK = re.compile(
    f"(?:{words.backwards('预计 计划 估算 大约 达到 合计 约 为 达 共 近 额')}|:|\\()+"
)
_INVESTMENT = re.compile(words.backwards(words.INVESTMENT))
_TOTAL = re.compile(
    words.backwards("总投资 总投资规模 总造价 计划总投资 债券收入 概算 补助 奖励 补贴")
)
_INVESTMENT_AFTER = re.compile(
    f"(?:{words.alternatives(words.INVESTMENT_AFTER)})|[\u4e00-\u9fff]{{2,10}}(?:基金|资金|经费)(?=[,;。、)]|$)"
)
_YEARLY = frozenset({"年度投资", "当年投资", "本年投资"})
"""What of the total of a project goes into it this year."""
_EXPECTED = ("收入安排", "收入预算", "收入预计")
_RESULT_MONEY = re.compile(words.alternatives(words.RESULT_MONEY))


_BY_RATE = re.compile(f"的?(?:比例|标准)?(?:{words.alternatives(words.GRANT)})")
_PAUSE = re.compile("[,;:。]")
_GRANT = re.compile(words.alternatives(words.GRANT))
_AT_MOST = ("最高", "最多", "封顶", "上限", "累计")
_STANDARD = re.compile(words.alternatives(words.GRANT_STANDARD))
_SPENT = re.compile(
    "(?<=[\u4e00-\u9fff])(?<!预算)(?<!财政)(?<!基金)(?<!总)(?<!消费)(?<!研发)(?<!R&D)支出$"
)
"""An item of a budget; 财政支出 is its sum, 消费支出 a statistic."""


def _granted(s: Surroundings) -> Kind | None:
    """按3‰给予奖励, 奖励最高100万元, 补助标准提高到55元, 教育支出6亿元."""
    is_money = s.unit is not None and s.unit.endswith(_MONEY)
    if s.sign_before in {"按", "照"} and (is_money or s.unit in _SHARES):
        return "investment" if _BY_RATE.match(s.text, s.end) else None
    if not is_money:
        return None
    left = s.left
    if left.endswith(_AT_MOST) and _GRANT.search(s.before(WIDTH)):
        return "investment"
    if s.lead.change is not None:
        return None
    is_standard = _STANDARD.search(_PAUSE.split(s.before(WIDTH))[-1])
    return "investment" if is_standard or _SPENT.search(left) else None


def _investment(s: Surroundings) -> Kind | None:
    """总投资3亿元, 补助500元; 完成投资 and 到位资金 are results, 总投资不低于 is asked for."""
    if s.unit is None or not s.unit.endswith(_MONEY) or s.lead.change is not None:
        return None
    left = s.left
    is_asked = s.text.startswith("不", s.lead.start) and left.endswith(("投资", "投资额"))
    if is_asked or left.endswith(_EXPECTED):
        return None
    back = left[::-1]
    if will := _WILL_BACK.match(back):
        back = back[will.end() :]
    if _TOTAL.match(back) or left in _YEARLY:
        return "investment"
    if _RESULT_MONEY.search(left):
        return None
    if _INVESTMENT.match(back) or (s.trail is None and _INVESTMENT_AFTER.match(s.text, s.end)):
        return "investment"
    return None


_LAND = re.compile(words.backwards(words.LAND))
_SIZE_ENDS = frozenset(word[-1] for word in words.words_of(words.LAND, words.CAPACITY))
_CAPACITY = re.compile(words.backwards(words.CAPACITY))


def _capacity(s: Surroundings) -> Kind | None:
    """占地120亩, 年产1.5亿米, 220千伏变电站."""
    if s.unit in {"kV", "V"} and s.goes_on:
        return "capacity"
    if s.unit in {"m", "km"} and s.text.startswith(("宽", "深", "厚"), s.end):
        return "capacity"  # 50米宽绿带
    left = s.left
    if left[-1:] not in _SIZE_ENDS:
        return None
    back = left[::-1]
    is_added = "新增" in left  # 新增日处理能力40万吨
    is_size = _CAPACITY.match(back) and not (s.lead.has_words or is_added)
    if _LAND.match(back) or is_size:
        return "capacity"
    return None


def _without_unit(s: Surroundings) -> Kind | None:
    """A number without unit is a target only where a comparator or 万 says that it is one."""
    n = s.numeral
    if s.trail is not None or s.lead.operator is not None:
        return None
    if s.lead.change is not None:
        # 改造提升2.0行动: a verb of change and the version of a name.
        return "name" if s.goes_on and not _NO_NOUN.match(s.text, s.end) else None
    if n.form == "arabic" and s.number[-1:] in {"万", "亿"} and (s.left or s.goes_on):
        return None
    return "number"


_BUILD = re.compile(words.alternatives(words.BUILD, words.ACTS))
_BUILD_BACK = re.compile(words.backwards(words.BUILD, words.ACTS))


def _weak(s: Surroundings) -> Kind | None:
    """一个好的开端, 分两批: small numbers in words, unless a verb or a noun counts with them."""
    if not s.is_small or s.numeral.is_more or s.lead.has_words or s.trail is not None:
        return None
    if _BUILD_BACK.match(s.before(WIDTH)[::-1]):
        return None
    if s.unit_name not in words.GENERIC:
        is_measure = s.unit is not None and s.unit.isascii() and s.unit not in _SHARES
        return "name" if is_measure and s.goes_on and s.unit != "person" else None  # 十里漫步道
    left = s.left
    if not s.goes_on and len(left) > 1:
        return None  # 新建公园一座
    if s.number == "一":
        return "word"
    return None if _BUILD.search(left) else "count"


def _past(s: Surroundings) -> Kind | None:
    return "past_result" if s.is_past else None


_HEADING = re.compile("[\u4e00-\u9fff]{1,12}:")
_WHOLE = re.compile("(?:(?<!为)(?<!解决)全[省市县区镇乡]|辖区|所有|现有)[的共]?$")
_WITH = re.compile("[与同](?![时步比期])|会同")
"""What those follow with whom something is done: 与11个村(社区)签订."""
_MADE = re.compile(words.alternatives(words.MADE))
_SCOPE = ("在", "下达", "涉及", "分", "按", "围绕", "于", "下辖")


def _list(s: Surroundings) -> Kind | None:
    """等10个项目 gives the length of a list, 在39个村 a scope."""
    if not s.numeral.has_unit or s.lead.has_words:
        return None
    if s.left.startswith("涉及") or (s.is_counted and _WITH.match(s.left)):
        return "other"
    if not s.goes_on:
        # (甲乡、乙乡、丙乡3个) counts what it lists.
        is_gloss = s.text.startswith(")", s.end) and s.text[s.floor - 1 : s.floor] == "("
        return "list_size" if is_gloss and "、" in s.left else None
    if s.is_after(("等", "等共")):
        return None if _MADE.search(s.left) else "list_size"
    is_heading = _HEADING.match(s.text, s.end) and not _BUILD.search(s.left)  # 县直32个单位:
    is_scope = is_heading or s.is_after(_SCOPE) or _WHOLE.search(s.before(5))
    return "other" if is_scope and s.is_counted else None


_VAGUE = words.GENERIC | words.NAME_UNITS
_AND = re.compile("[和及与并]|其中|达到")


def _attribute(s: Surroundings) -> Kind | None:
    """A figure whose noun has a figure of its own: 51个乡镇的50座, 12个省份下降16%."""
    has_size = s.numeral.has_unit or s.numeral.is_bare  # 税收超千万企业5家
    if s.follower is None or not s.goes_on or s.trail is not None or not has_size:
        return None
    if s.lead.change is not None and not s.is_counted:
        return None  # 增长1.2%造林面积5万亩, its comma lost
    if not _has_noun_between(s, s.follower):
        return None
    return "other" if s.is_counted else "capacity"


_IN_RATE = re.compile(
    f"(?!{words.alternatives(words.BUILD)})[\u4e00-\u9fff]{{1,16}}(?:率|占比|比例|比重)(?=[:,;。(]|$)"
)


def _in_rate(s: Surroundings) -> Kind | None:
    """500米站点覆盖率: what begins the name of a share."""
    if not s.goes_on or s.trail is not None or s.lead.has_words or not s.numeral.has_unit:
        return None
    if not _IN_RATE.match(s.text, s.end) or _BUILD_BACK.match(s.left[::-1]):
        return None
    return "other" if s.is_counted else "threshold"


_MEASURED = re.compile(
    "(?:项目|工程)?[共总合]?计?(?:计划|概算|估算)?(?:总?投资|[总全]?长度?|总?面积)[约达为]?"
)
_OF_NEXT = re.compile("的|及?以[上下](?=[\u4e00-\u9fff])")
_GLOSS = re.compile(r"\([^()0-9]{1,12}\)")


def _has_noun_between(s: Surroundings, follower: Numeral) -> bool:
    """Return whether nothing but a noun stands between a figure and one that it describes."""
    between = _GLOSS.sub("", s.text[s.end : follower.start])
    if not between.isalpha() or between[-1] in "第前和及与并" or len(between) > WIDTH // 2:
        return False
    if not follower.has_unit or _OF_NEXT.match(s.text, follower.end):
        return False  # 1个投资超50亿元的项目: that figure is of the noun behind
    unit = s.text[follower.number_end : follower.end]
    if follower.form == "han" and unit in _VAGUE:
        return False
    if s.is_counted and _MEASURED.fullmatch(between):
        return False  # 5个项目总投资3亿元
    is_other = _AND.search(between, 0, len(between) - 2) or _BUILD.match(between)
    return not (is_other or _NO_NOUN.match(between))


RULES: tuple[Rule, ...] = (
    names.written, names.enumerator, names.point, names.quoted, names.spelled, names.rank,
    names.bare_year, names.in_talk, names.named, names.in_words, names.valueless, names.wordlike,
    names.base, _granted, names.baseline, _without_unit, _duration, _of_noun, _of_share, _graded,
    _threshold, _comparison, _count, _investment, _capacity, _weak, _past, _list,
    _in_rate, _attribute,
)  # fmt: skip
"""In order: parts of names first, then figures of other kinds; what is left is a target."""

_Group: TypeAlias = Literal["none", "money", "time", "share", "points", "counted", "other"]
"""A sort of unit."""
_GROUPS: frozenset[_Group] = frozenset(get_args(_Group))


def _group(s: Surroundings) -> _Group:
    unit = s.unit
    if unit is None or unit == "ratio":
        return "other" if s.unit_name else "none"
    if unit in _SHARES:
        return "share"
    if unit in _TIME:
        return "time"
    if unit in _POINTS:
        return "points"
    return "counted" if s.is_counted else "money" if unit.endswith(_MONEY) else "other"


_FORMS_OF: dict[Rule, frozenset[Form]] = {
    names.point: frozenset({"han"}),
    names.wordlike: frozenset({"han"}),
    _weak: frozenset({"han"}),
    names.in_words: frozenset({"word"}),
}
_GROUPS_OF: dict[Rule, frozenset[_Group]] = {
    names.bare_year: frozenset({"none"}),
    _without_unit: frozenset({"none"}),
    _duration: frozenset({"time"}),
    _comparison: frozenset({"points"}),
    _granted: frozenset({"money", "share"}),
    _investment: frozenset({"money"}),
    _of_noun: _GROUPS - {"share"},
    _of_share: _GROUPS - {"share"},
    _threshold: _GROUPS - {"share"},
    _graded: _GROUPS - {"none"},
    _count: _GROUPS - {"none", "share", "money", "time"},
    _list: _GROUPS - {"none"},
    _in_rate: _GROUPS - {"none", "share"},
    _attribute: _GROUPS - {"share"},
}
"""What the rules hold for that do not hold for all; they need not test it again."""


def _rules(form: Form, group: _Group) -> tuple[Rule, ...]:
    """Return the rules that can hold for a numeral with its form and unit."""
    if form == "date" or form in names.BY_FORM:
        return (names.written,)
    return tuple(
        rule
        for rule in RULES[1:]
        if form in _FORMS_OF.get(rule, {form}) and group in _GROUPS_OF.get(rule, {group})
    )


_RULES_OF: dict[tuple[Form, _Group], tuple[Rule, ...]] = {
    (form, group): _rules(form, group) for form in get_args(Form) for group in _GROUPS
}


def kind(around: Surroundings) -> Kind:
    """Return what a numeral is."""
    for rule in _RULES_OF[around.numeral.form, _group(around)]:
        if (found := rule(around)) is not None:
            return found
    return "target"
