"""The verbs that the clauses of a plan begin with, and what they say of stage and force."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from govplan.model import Force, Stage

__all__ = ["TIME", "VERB", "chain_end", "force_within", "last_stage", "stage_and_force"]

_STAGES: dict[Stage, str] = {
    "plan": "谋划 规划建设 规划新建 计划新建 拟建",
    "prepare": "筹建 筹备 筹划",
    "operate": "投用 投运 启用 投产 投入使用 投入运营 运营 通车 开通 开园 开业 交付使用 上线"
    " 试运行 开馆 达产 通航",
    "finish": "完成 建成 创成 竣工 完工 办结 落成 贯通 收官 封顶 交付",
    "start": "启动 开工 开建 动工 新开工 着手",
    "continue": "正在 推进 推动 加快 加速 持续 继续 深化 加强 强化 完善 巩固 提速 深入 续建 加码"
    " 接续",
}
"""Verbs by the stage they take a work to; the first of the stages that a clause names wins."""

_FORCES: dict[Force, str] = {
    "expected": "预计 预期 有望",
    "must": "必须 确保 坚决 务必 严禁 不得 毫不动摇 坚定不移 严防 严控 严打 严守 守牢 杜绝",
    "strive": "力争 争取 努力 全力 争创 争做 力促 尽力 力求 致力于",
    "encourage": "鼓励 支持 引导 倡导 提倡",
    "pilot": "试点 试行 探索 先行先试",
    "will": "计划 拟",
}
"""Words by how firmly they announce."""

_OTHERS = """
建设 新建 扩建 改建 迁建 重建 修建 改造 提升 提高 提档 升级 优化 健全 构建 构筑 建立 建好 搭建
组建 打造 培育 培养 发展 实施 开展 落实 推行 推广 推出 抓好 抓实 狠抓 深抓 抓牢 抢抓 做好 做实
做优 做精 办好 办理 用好 管好 新增 增加 增强 扩大 扩面 拓宽 延伸 引进 引育 招引 招商 吸引 承接
对接 融入 参与 保持 保障 保护 维护 守住 实现 达到 创建 创新 创优 打好 打赢 打响 打破 打通 打击
破解 解决 化解 防范 防治 防控 遏制 消除 消化 盘活 腾出 拆除 拆违 征收 出台 制定 制订 编制 修订
修编 组织 举办 召开 承办 开放 开设 开发 开行 设立 增设 扶持 帮助 帮扶 救助 服务 提供 满足 配备
配置 安装 更换 铺设 架设 疏浚 清淤 绿化 种植 栽植 新栽 造林 播种 养殖 投放 利用 转化 转变 转移
整治 治理 修复 修缮 淘汰 关停 取缔 清理 清退 规范 监管 监督 检查 督查 排查 宣传 普及 培训 选派
选树 评选 认定 表彰 奖励 补助 发放 募集 减轻 减少 降低 压减 压缩 压降 控制 整合 集聚 发挥 激发
释放 弘扬 传承 挖掘 丰富 营造 树立 简化 精简 加大 加密 扩容 扩种 稳定 恢复 改善 改进 调整 理顺
协调 衔接 列出 下达 签订 兑现 申报 获评 通过 受理 接受 听取 惩处 查处 执行 贯彻 学习 应对 处置
调处 调解 普查 登记 确权 流转 收储 出让 供应 供给 储备 征迁 搬迁 安置 改革 复垦 垦造 整理 治愈
救治 筛查 体检 接种 资助 输送 推介 引领 带动 支撑 凝聚 关注 跟踪 坚持 践行 验收 促进 做强 做大
拓展 集成 维修 布设 封育 除险加固 点播 加固 做到 搞好 厚植 抓住 运用 用足 签约 统筹 形成 夯实
筑牢 织密 补齐 补强 擦亮 锻造 畅通 疏通 壮大 布局 抢占 瞄准 紧盯 攻克 开辟 填补 纳入 归集 汇聚
推送 派驻 购置 采购 翻建 翻修 装修 招聘 招募 选聘 筹集 筹措 清偿 清缴 核查 核定 联通 接通 申请
申创 申建 报批 转型 退耕 禁止 限制 防止 避免 铲除 管控 养护 兜牢 兜底 稳住 延链 补链 强链 唱响
讲好 展示 展现 融合 共建 共享 签署 走访 慰问 关爱 美化 亮化 硬化 净化 送戏 放映 认证 扩种 复种
编好 编制 谋求 争当 谋深 建强 配强 育强 选优 育优 激活 唤醒 撬动 放大 赋能 提标 提质 提能 扮靓 实行
"""
"""Other verbs that a clause begins with."""

_ADVERBS = """
有序 稳步 稳妥 积极 大力 着力 全面 切实 认真 扎实 主动 高标准 高质量 高水平 高效 率先 重点 抓紧
加力 联合 严密 精准 科学 合理 充分 广泛 常态化 分级分类 实质 严格 进一步 不断 带头 纵深 统一
协同 同步 系统 多元 因地制宜 分类 分批 依法 严肃 严厉 密切 强力 优先 免费 联动 集中 累计 尽快 奋力
聚力 全方位 全域
同时 早日 逐步 基本 圆满
"""
"""Adverbs that stand before them."""

_SHORT = frozenset("加建修植种育引招拆清治造办抓防控稳促扩强补优推争创破解夺保守投改设做纠正压降")
"""Verbs of one character. Each begins many nouns too, so that they count only where they stand
first, and say neither stage nor force."""

_NOUN = re.compile(
    "建(?:制|档|筑|材|议)|种(?:子|业|质|养|粮)|加(?:工|上|油)|拆迁|治(?:理率|安)|创(?:意|业)|抓手"
    "|防(?:汛|洪|疫|护|范)|强(?:度|农|省|市|县|镇)|补(?:助|贴|偿)|优(?:良|质|秀|势|抚|惠)|推手|破产"
    "|守则|投(?:资|入|诉)|设(?:区|施|备|计)|做法|纠纷|正(?:常|规|式|面|处|在)|压力|降(?:尘|水|雨|幅)"
    "|清(?:洁|单|水|零|明)|造(?:价|纸)|稳(?:步|定)|办(?:公|法)|保险|引擎|促销"
)
"""Nouns that begin like such a verb."""

_STAGE_OF: dict[str, Stage] = {w: stage for stage, words in _STAGES.items() for w in words.split()}
_STAGE_ORDER: tuple[Stage, ...] = tuple(_STAGES)
_FORCE_OF: dict[str, Force] = {w: force for force, words in _FORCES.items() for w in words.split()}


def _one_of(words: Iterable[str]) -> str:
    """Return a pattern of one of some words, the longest; it looks at the first sign first."""
    longest = sorted(set(words), key=lambda w: (-len(w), w))
    first = "".join(sorted({word[0] for word in longest}))
    return f"(?=[{first}])(?:{'|'.join(longest)})(?![性型率者]|区(?!域))"


_STRONG = [*_STAGE_OF, *_FORCE_OF, *_OTHERS.split()]
VERB = _one_of([*_STRONG, *_ADVERBS.split()])
"""A pattern of one verb, or of an adverb before it; 引导性, 完成率 and 开发区 are nouns."""

TIME = (
    r"(?=[到至于自从截 0-9一二三四五六七八九十年明今当全上下“])(?:[到至于自从]|截至)? ?(?:"
    r"(?:(?:19|20)[0-9]{2} ?年|二[〇○零][一二三四五六七八九〇○零]{2}年|[明今当全]年|年内|年[底末初]"
    r"|[上下]半年|[一二三四]季度) ?(?:[0-9]{1,2} ?月份?)?(?:[0-9]{1,2} ?日)?"
    r"|(?:[0-9]{1,2}|[一二三四五六七八九]|十[一二]?) ?月份?(?:[0-9]{1,2} ?日)?"
    r"|“十[一二三四五六]五”(?:时期|期间|(?=[末初]))"
    r")(?:[上中下]旬)?[底末初]?[之以]?前?"
)
"""A pattern of a date, which may stand before the verbs and among them."""

_ANY = rf"新?{VERB}(?:和|并|地|好)?|新[打修栽植开购辟引]|新\([^()]{{1,6}}\)建"
_CHAIN = re.compile(
    rf"(?:{TIME}|{_one_of(_ADVERBS.split())}(?:和|并|地|好)?)*+"
    rf"(?:新?{_one_of(_STRONG)}|新[打修栽植开购辟引]|新\([^()]{{1,6}}\)建)(?:和|并|地|好)?"
    rf"(?:{_ANY}|{TIME})*+"
)
"""Verbs in a row, dates and adverbs among them, of which at least one is no adverb."""
_VERB = re.compile(VERB)
_LAST = tuple(
    word
    for stage in ("start", "finish", "operate")
    for word in _STAGES[stage].split()
    if word not in {"着手", "新开工", "运营"}
)
"""Verbs that end a clause whose subject is the work: 文化中心建成投用."""


def chain_end(plain: str, start: int, end: int) -> int:
    """Return where the verbs end that a clause begins with; its start if there are none.

    Adverbs alone may belong to a noun: 重点病险水库.

    >>> chain_end("加快推进管网建设", 0, 8), chain_end("重点病险水库", 0, 6)
    (4, 0)
    """
    if match := _CHAIN.match(plain, start, end):
        return match.end()
    short = start < end and plain[start] in _SHORT and not _NOUN.match(plain, start, end)
    return start + 1 if short else start


def last_stage(plain: str, start: int, end: int) -> Stage | None:
    """Return how far the verb that a clause ends with takes its work; None if it has none there.

    >>> last_stage("文化中心建成投用", 0, 8), last_stage("道路尚未完工", 0, 6)
    ('operate', None)
    """
    if not plain.endswith(_LAST, start, end):
        return None
    word = max((w for w in _LAST if plain.endswith(w, start, end)), key=len)
    at = end - len(word)
    return None if at <= start or plain[at - 1] in "未没的" else _STAGE_OF[word]


@functools.lru_cache(maxsize=4096)
def stage_and_force(verbs: str) -> tuple[Stage | None, Force | None]:
    """Return how far the verbs of a clause take its work, and how firmly they announce it.

    >>> stage_and_force("加快完成"), stage_and_force("力争建成投用")
    (('finish', None), ('operate', 'strive'))
    """
    words = _VERB.findall(verbs)
    named = {_STAGE_OF[word] for word in words if word in _STAGE_OF}
    forces: list[Force] = [_FORCE_OF[word] for word in words if word in _FORCE_OF]
    first: Stage | None = next((stage for stage in _STAGE_ORDER if stage in named), None)
    return first, forces[0] if forces else None


_FIRM: tuple[Force, ...] = ("expected", "must", "strive")
_FIRM_WORD = re.compile(
    _one_of(word for word, force in _FORCE_OF.items() if force in _FIRM) + "(?!目标|指标)"
)


def force_within(text: str, start: int, end: int) -> Force | None:
    """Return how firmly the words between an indicator and its figure announce it.

    >>> force_within("产量力争达到8.2万吨", 2, 6), force_within("产量达到8.2万吨", 2, 4)
    ('strive', None)
    """
    last: Force | None = None
    for match in _FIRM_WORD.finditer(text, start, end):
        last = _FORCE_OF[match[0]]
    return last
