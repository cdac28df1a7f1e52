"""Words that announce nothing: principles, purposes, slogans, and what only tells."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from govplan.model import StatementKind
from govplan.reading._marks import DATE_LABEL, has_quantity
from govplan.reading._rows import NOTE
from govplan.reading._text import Span
from govplan.reading._verbs import TIME, VERB

__all__ = ["PLACES", "SURE", "Kind", "is_context", "kind_of", "may_introduce", "only_tells"]

Kind: TypeAlias = Literal["measure", "goal"] | StatementKind
"""A measure; an indicator and its figure alone; or the kind of a statement."""

_PRINCIPLE = re.compile(
    r"(?:必须|始终|自觉|继续|切实|认真|牢固)*"
    r"(?:坚持(?!和)|树牢|树立|践行|遵循|秉持|恪守|牢记|时刻|坚定“|增强“|做到|突出)"
    r"|(?:自觉)?以.{1,30}(?:武装头脑|统揽全局)"
    r"|(?:自觉)?以.{1,30}为(?:指导|引领|统领|导向|目标|核心|主线|抓手|契机|重点|中心|支撑|保障)"
    r"|(?:自觉)?以.{1,30}为(?:遵循|根本|主|要|先)|以[^为]{1,30}为[一-鿿]{1,4}$"
    r"|综合考虑"
    r"|以[^“]{1,20}?(?:带动|促进|推动|引领|倒逼)"
    r"|对.{1,20}(?:负责|守诺)"
    r"|[^、]{2,12}没有.{1,12}、只有"
    r"|(?:[一-鿿]{3}、){2,6}[一-鿿]{3}$"
)
"""How to act: 坚持…, 以…为主线, three short calls in a row."""

PLACES = "紧紧围绕|围绕|按照|根据|对标|对照|立足|聚焦|紧扣|依据|遵照|本着|锚定|面对|针对|顺应"
_PLACED = re.compile(PLACES)
_MEANS = re.compile("通过|结合|依托|借助")
_VERB = re.compile(VERB)
_ACTS = re.compile(
    "开展|实施|推进|推动|加快|构建|建立|打造|完善|健全|制定|完成|新增|落实|补齐|做强|做优|做大|抓好"
    "|办好|夯实|筑牢|加大|狠抓"
)
"""What a clause looks to is a principle, unless it goes on to say what is to be done."""

_PURPOSE = re.compile(
    r"(?:为|让|使(?![命用馆])).{2,}"
    r"|以“.{1,10}”(?:加速|促进|推动).*"
    r"|(?:不断|持续|进一步|切实|努力|全面|有效|着力|力促|奋力|加快)*"
    r"(?:提升|提高|增强|促进|实现|打造|推动|激发|释放|丰富|减轻|改善|营造|重振|腾出|构筑|开创"
    r"|形成|力促|带动|改变).*"
    r"(?:能力|质量|价值|力|度|感|活力|空间|格局|局面|高地|环境|负担|后劲|雄风|世界|家园|形象"
    r"|提升|基础|新路)"
    r"|在.{2,24}[上中]\S{0,4}(?:突破|新作为|前列|进展|成效|示范)"
)
"""What for; it closes a sentence: …,不断提升群众获得感。"""

_AIM = re.compile(rf"为[了此]|为(?:认真|更好地?|{VERB}|[稳提促保抓])")
"""What for; it opens a sentence."""

_SLOGAN = re.compile(
    r"让我们|(?:奋力)?谱写|[绝决]不|敢于|勇于|争当|以优异成绩|迈好|撸起|奋力开创|(?:确保.{0,6})?交出"
)
_CONTEXT = re.compile(
    r"(?:[^“”]{2,20}?)?是(?![否非]).{4,}|(?:当前|目前|近年来|去年|上年|今年以来)"
    r"|各位[一-鿿]{2,4}|.*(?:如下|指标为)|.*(?:[已曾]|(?<!为)了(?!解)).*"
    rf"|{TIME}"
)
"""What is so already, and what is only introduced."""

_SAID = re.compile(
    r"我代表.{2,20}|向大会.{0,6}报告.{0,6}|请予审议.*|.*获悉"
    r"|现予?(?:公告|公布|印发).*|现[将就].{2,60}|特此(?:公告|通知|通告)"
    r"|请.{0,20}(?:贯彻|遵照|结合实际|认真)(?:.{0,12}(?:执行|落实|实施))?"
    r"|[现特]?制[定订](?:本|如下|以下)[一-鿿]{2,8}|本[一-鿿]{2,3}所称.{1,20}"
    r"|本[一-鿿]{2,3}自.{2,14}(?:施行|实施|执行)"
    r"|[^,]{0,12}[0-9]{1,2}月[0-9]{1,2}日.{0,30}(?:召开|举行).{0,20}"
    r"|.{0,30}会议?(?:召开|举行)"
    r"|.{0,30}以下.{0,20}(?:工作|任务|项目|实事|目标|措施|要求)"
)
"""Words of the print about itself, and of news: 特制定本方案, 3月9日,全县大会召开."""
_HINT = re.compile(
    "公[告布]|现[将就予印]|特此|请|报告|代表|本[方意办计规]|如下|以下|召开|举行|获悉"
)
"""Words without which there is none of those."""

_ADDRESSED = re.compile(
    r"各[^。;:0-9]{1,200}(?:政府|部门|单位|企业|委员会|办公室|领导小组|机构|公司|代表|同志|街道"
    r"|[局委办会院校镇乡村])(?:\([^()]{0,20}\))?:"
)
"""To whom a document goes, in a line of its own."""
_REACHES = re.compile(
    r"达到?|(?:提高|增加|提升|降低|下降)到|[降升增]至|降到|增长|下降|(?:控制|稳定|保持)在"
    r"|总?投资(?!.*元的)|占"
)
"""Verbs whose subject is an indicator, and no one who acts."""
_SAYING = frozenset(
    "必始自继切认牢坚树践遵秉恪时增做突以对综紧围按根立聚依本锚面针顺通结借为"
    "让奋谱绝决不敢勇争迈撸确交"
)
"""The first characters of those patterns, but for those of any word."""
SURE = {"purpose", "slogan"}
"""Kinds that a word such as 了 or 已 does not change."""
_ALONE = re.compile(
    r"(?:力争|争取|确保|冲刺|突破|达到?|超过?|再|新增|增加|减少|提高|降低)+ ?[0-9.,]+[^,、]{0,6}"
    r"(?:、(?:力争|争取|冲刺)[0-9.,]+[^,]{0,6})?"
)
"""A figure whose indicator stands in the clause before it."""


def kind_of(plain: str, body: Span, verbs: Span, *, last: bool) -> Kind:
    """Return what a clause is, by its verbs; *last* says that it closes its sentence."""
    quantity = has_quantity(plain, *body)
    if quantity and (
        verbs.start == verbs.end
        or _REACHES.match(plain, verbs.start, body.end)
        or _ALONE.fullmatch(plain, *body)
    ):
        return "goal"
    if not _says(plain, body):
        purpose = last and not quantity and _PURPOSE.fullmatch(plain, *body)
        return "purpose" if purpose else "measure"
    if _SLOGAN.match(plain, *body):
        return "slogan"
    if not quantity and _is_principle(plain, body):
        return "principle"
    aims = _AIM.match(plain, *body) or (last and _PURPOSE.fullmatch(plain, *body))
    return "purpose" if aims and not quantity else "measure"


def _says(plain: str, body: Span) -> bool:
    """Return whether a clause begins as principles, slogans and aims do; most do not."""
    start = body.start
    return (
        plain[start] in _SAYING
        or plain[start + 3 : start + 4] == "、"
        or plain.find("没有", *body) >= 0
    )


def _is_principle(plain: str, body: Span) -> bool:
    """Return whether a clause says how to act, or by what to go, and not what to do."""
    if placed := _PLACED.match(plain, *body):
        return _ACTS.search(plain, placed.end(), body.end) is None
    if means := _MEANS.match(plain, *body):
        return _VERB.search(plain, means.end(), body.end) is None
    return _PRINCIPLE.match(plain, *body) is not None


def may_introduce(plain: str, sentence: Span) -> bool:
    """Return whether a sentence has a word of the print about itself; most have none."""
    return _HINT.search(plain, *sentence) is not None


def is_context(plain: str, main: Span, *, bare: bool, introduces: bool) -> bool:
    """Return whether a clause only tells, or introduces what follows its colon.

    *bare* says that no verbs are at its head, *introduces* what :func:`may_introduce` does.
    """
    if plain[main.end : main.end + 1] == ":":
        return True
    if introduces and _HINT.search(plain, *main) and _SAID.fullmatch(plain, *main):
        return True
    return bare and _CONTEXT.fullmatch(plain, *main) is not None


def only_tells(plain: str, span: Span) -> bool:
    """Return whether a paragraph announces nothing by its form.

    It says to whom the document goes, is a note under a table, or the date in a form.
    """
    if plain.startswith("各", span.start):
        return _ADDRESSED.fullmatch(plain, *span) is not None
    return bool(NOTE.match(plain, *span) or DATE_LABEL.match(plain, *span))
