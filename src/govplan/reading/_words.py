"""The words of plans that figures are read by: data, and what makes patterns of them.

Words stand in groups, separated by blanks. Longer words are always tried first, so that the
order within a group means nothing.
"""

from __future__ import annotations

import re


def alternatives(*groups: str) -> str:
    """Return a pattern for any of the words of some groups.

    >>> alternatives("达 达到")
    '达到|达'
    """
    return "|".join(map(re.escape, _longest_first(groups)))


def backwards(*groups: str) -> str:
    """Return the same for a reversed text; with it, what ends at a place is found in one step.

    >>> backwards("达 达到")
    '到达|达'
    """
    return "|".join(re.escape(word[::-1]) for word in _longest_first(groups))


def _longest_first(groups: tuple[str, ...]) -> list[str]:
    return sorted(words_of(*groups), key=lambda word: (-len(word), word))


def first_signs(*groups: str) -> str:
    """Return a pattern for the signs that words of some groups begin with.

    Before alternatives, it lets a search pass over the rest of a text at once.

    >>> first_signs("达 达到 超")
    '[超达]'
    """
    return f"[{re.escape(''.join(sorted({word[0] for word in words_of(*groups)})))}]"


def words_of(*groups: str) -> frozenset[str]:
    """Return the words of some groups."""
    return frozenset(" ".join(groups).split())


# --- comparators ------------------------------------------------------------------

OPERATORS = {
    ">=": """
达到 达 达成 不少于 不低于 不小于 不下于 不得低于 不得少于 至少 最少 最低 大于等于 大于或等于
高于或等于 ≥
""",
    ">": "突破 超过 超 超出 过 逾 多于 大于 高于 超越 跨越 >",
    "<=": """
控制在 控制到 控制 严控在 稳控在 压控在 限制在 限定在 压缩在 不超过 不超 不突破 不高于 不大于
不多于 不得超过 不得高于 小于等于 小于或等于 低于或等于 至多 最多 ≤
""",
    "<": "低于 少于 小于 <",
    "~": "约 大约 约为 近 将近 接近",
    "=": """
稳定在 稳定于 稳定到 保持在 维持在 保持 稳定 维持 为 是 到 至 在 升级到 升级至 扩容到 扩容至
扩充到 扩充至 扩面到 扩面至 提速到 提速至 提标到 提标至 达至 增强到 优化到 优化至 精简到 精简至
压降到 压降至 回升到 回升至 收窄到 收窄至 提升为 增加为 降为 减为 缩短为 压缩为 增长为
上升为 提高到 提高至 提升到 提升至
增加到 增加至 增长到 增长至 上升到 上升至 扩大到 扩大至 增至 升至 提至 发展到 发展至 延长到
延长至 恢复到 恢复至 拓展到 拓展至 扩展到 扩展至 壮大到 壮大至 下降到 下降至 降低到 降低至 降到
降至 减少到 减少至 减至 缩小到 缩小至 压缩到 压缩至 压减到 压减至 缩短到 缩短至 控制至 调整到
调整至 提高为 调整为
""",
}  # fmt: skip
"""Words right before a figure, by the comparator they stand for."""

CHANGES = {
    "increase": "增长 增加 提高 提升 上升 递增 上涨 扩大 增 增产 净增 净增长 净增加 上浮 攀升 调增",
    "decrease": """
下降 降低 减少 缩减 压减 削减 缩短 压缩 递减 下调 缩小 减低 降 减 减产 净减 净减少 净下降 下浮 压降
回落 调减 核减 精简 收窄
""",
}
"""Verbs of change right before a figure. Nouns such as 增幅 name an indicator instead."""

BESIDE = """
同比 比上年 较上年 比去年 较去年 年均 平均 净 要 均 都 也 分别 再 基本 力争 确保 总体 已 可
各 每人每月 每人每年
每人 每月 每年 每亩 每户
"""
"""What may stand between the words above and the figure, or between them."""

NO_OPERATOR = """
经过 通过 不过 透过 度过 新增 倍增 节约 集约 条约 预约 制约 合约 公约 契约 履约 违约 签约
续约 简约 附近 临近 邻近 就近 最近 发达 抵达 到达 直达 传达 通达 下达 起降 升降 沉降 表达
成为 作为 认为 行为 名为
存在 现在 正在 所在 内在 甚至 直至 乃至 以至 得到 受到 做到 还是 但是 国是 也是
"""
"""Words that end like a comparator and are none."""

TRAILING = {
    ">=": "以上 及以上 之上 或以上 (含)以上 +",
    "<=": "以下 以内 及以下 之内 之下 或以下 内",
    "~": "左右 上下",
    ">": "多 余 强",
}
"""Words right behind a figure, by the comparator they stand for."""

# --- units ------------------------------------------------------------------------

NO_UNIT = """
部门 部件 区域 市场 门店 面积 期间 期末 道路 级别 层次 类型 名称 本级 市级 县级 省级 区级 镇级 乡级
村级 对口 户籍 场所 站点 组织 组团 队伍 区块 市民 村民 镇区 年代 年龄 口径 字号 环节 道德 村集体
社会 县域 市域 市区 区县 市县 乡镇 乡村 镇村 台阶 县城 把手 里河 里桥 里湖 级联 包联 包保 包干
面旗 句话 字诀 步走 条心 张图 张网 张牌 把火 根本 种子 种养 度假 度汛 位数 周年
"""
"""Words that begin like a unit and are none: 12部门, 百亿台阶."""

GENERIC = words_of("""
个 项 条 类 种 方面 张 批 场 次 支 面 句 步 道 起 把 本 部 层 片 块 对 组 门 口 字 级 份 届 轮
班 件 大类 篇
""")
"""Counting words that small numbers in words take in talk as much as for things."""

COUNTING = GENERIC | words_of(
    "家 所 座 处 台 套 株 头 村 只 间 栋 幢 辆 名 位 户 人 社区 县 镇 乡 市 街道"
)
"""Counting words that a scope can have: 在39个村."""

NAME_UNITS = words_of("期 级 届 轮 环 区 市 县 镇 乡 省 街道 层 字 步 圈 站 队 班 组 季")
"""Counting words that make of a number in words a name: 二期, 三级, 四市."""

# --- names and words --------------------------------------------------------------

NAME_AFTER = """
号 路 国道 省道 县道 乡道 高速 标段 地块 版 等奖 等功 中全会 届 师 团 中学 小学 街 巷 线 桥 产
次产业 型 字型 式 维 代 网 农 公经费 支一扶 品一标 改 位一体 化 通一平 定方案 孩 胎 甲 线城市 横
纵 强 会一课 资 保 好 美 查 治 清 新 新经济 链 圈 端
"""
"""What makes the number right before it part of a name: 104国道, 1号地块, 三产."""

NO_RANK = "目前 日前 之前 以前 提前 年前 月前 底前 当前 此前 超前 空前 末前"
"""Words that end like 前, which leads a rank."""

IDIOMS = """
千家万户 千方百计 一心一意 一视同仁 一带一路 一村一品 一事一议 一对一 一站式 一体 一批 一些
一系列 一定 一般 一切 一致 一律 一并 一起 一同 一直 一旦 一流 一线 一方面 一次性 一步 一手
一家亲 一口清 一张图 一张网 一网 一窗 一件事 一盘棋 一把手 一把尺 一条龙 一条心 一揽子 一户一
一企一 一人一 一镇一 一县一 一乡一 一园 一廊 一码 一卡 一门 一大批 一刻钟 一二三产 二三产业 三农
三公 三资 五保 百姓 百花 千秋 万众 万物 万里 十分 一岗双责 一票否决 四季 一方 一面旗 一个个
一件件 一年一度 一日 一经 一道 一场硬仗 一份力 一级抓一级 万无一失 千头万绪 百年 千年
一半以上时间 十足 八方 四面 五湖 四海 一时 一度 一再 一番 一样 一枝 一举
"""
"""Words with a numeral in them that counts nothing."""

TALK_BEFORE = """
进 统 唯 同 单 专 划 万无 逐 另 某 任 这 那 首 头 新 更上 再上 再 不 之 合 归 最多跑
"""
"""What a following 一 makes a word with: 统一, 进一步, 新一轮."""

ABSTRACT = """
方面 任务 行动 改革 目标 重点 体系 环节 问题 领域 机制 原则 措施 举措 关系 建设 突破 转变 抓手
短板 坚持 统筹 攻坚 战略 优势 能力 转型 清单 关键 阶段 层面 维度 方向 主题 理念 意识 思路 效应
作风 要素 专项 责任 板块 格局 底线 红线 主线 工作 报告 要求 战役 硬仗 文件 精神 根本 基本 引擎
文章 品牌 结合 融合 联动 协同 一体 不变 统一 到位 挂钩 支柱 特色 主导 产业 循环 流域 事项
大类 类别 工程 定位 使命 保障 支撑 篇章 关口 渠道 载体 合一 同步 模式 方式 形式 类型
"""
"""What a small number in words counts in talk: 三个方面, 五项任务."""

OWN_PARTS = """
方面 目标 措施 举措 任务 重点任务 预期目标 主要目标 主要指标 意见 要求 规定 原则 实事 民生实事
民生项目 硬举措 硬措施 政策 具体措施 政策措施 重点举措 工作措施 重点工作 主要任务
"""
"""What a plan counts when it counts its own parts: 26条措施, 10件民生实事."""

# --- phrases ----------------------------------------------------------------------

BUILD = """
新建 建设 建成 改建 新增 打造 培育 完成 创建 创成 建立 设立 修建 扩建 改扩建 开工 引进 招引 引入
落地 实施 启用 投用 开展 举办 组织 新开 开通 开设 建 增 增加 提升 提档 推进 推动 落实 争创 争取
获 获得 申报 认定 解决 更换 铺设 安装 购置 配备 发展 启动 谋划 策划 储备 筹建 扶持 帮助 支持
发放 消除 关闭 淘汰 迁建 新改建 新(改)建 修订 制定 编制 出台 评选 选树 选派 招聘 招募 招收 孵化
上市 入库 入规 建造 兴建 增设 添置 布设 布局 设置 配置 建好 抓好 办好 做好 用好 达成 引育 培优
新引进 新招引 新培育 新认定 新发展 新开工 新建成 新投产 续建 投产 竣工 免费开展 组建 创办 承办
提供 覆盖 服务 惠及 带动 吸纳 引导 促成 实现 造 免费 分别 累计 其中 主要 重点
"""
"""Verbs whose object a plan counts, and the adverbs that go with them."""

MADE = """
新建 改建 扩建 建成 打造 培育 创建 创成 改造 打通 整治 治理 新增 修复 拆除 竣工 开通 新改建
"""
"""Verbs that make of a list's length a goal, as 推进 does not: 改造甲路、乙路等3条道路."""

ACTS = """
改造 转移 治理 整治 清理 修复 修缮 维修 种植 栽植 培训 培养 救助 资助 安置 拆除 盘活 出让 收储
征收 流转 复垦 复绿 绿化 疏浚 除险加固 加固 硬化 亮化 拓宽 延伸 签约
"""
"""The same, for what is measured itself where no object follows: 培训360人."""

EFFORT = """
大力 积极 着力 持续 继续 全力 全面 深入 扎实 稳步 切实 重点 努力 不断 进一步 加快 有序 精心 认真
严格
统筹 加速 稳妥 突出 坚持
"""
"""How work is to be done, before the verb."""

TASKS = """
抓好 狠抓 抓实 抓牢 抓紧 做好 做强 做大 做优 搞好 推进 推动 推行 推广 加强 强化 扩大 加大 深化 开展
实施
组织 优化 完善 提升 提高 发展 壮大 落实 巩固 聚焦 围绕 规范 促进 启动 加快
"""
"""Verbs that say no more than that work is done on their object."""

EFFORT_NOUNS = "力度 步伐 工作 进程 行动"
"""What such an object can end in: 加大造林力度."""

BEFORE_INDICATOR = (
    # will
    """
建成投用 建成投运 建成运营 建成启用 建成并投用 建成使用
拟建 拟新建 完工后 建成后 投产后 达产后 实施后 投用后 力争 确保 预计 努力 争取 拟 将 要
规划建设 预期 保证 力求 奋力 需 须 必须 应 应当 可 能 继续 持续 积极 着力 全力 大力 加快 全面
进一步 有序 深入 扎实 坚持 力促 推动 推进 尽快 稳步 严格 切实 强化 加大 高标准 高质量 高水平
高起点 适时 启动 今年 明年 全年 当年 本年 年内 年底 年底前 年末 上半年 下半年 今明两年 期间 时间
到 至 底 末 年 期末 时 前 以来 今后 未来 每年 届时 去年 今冬明春 今冬 今春 季度 规划期内 期内
同时 此外 另外 其余 完成 实现 达到 建成 建设 建立 争创 开展 实施 形成 打造 取得 创建 创成
做到 成功 累计 共 合计 总计 分别 并 以及 以 和 及 与 或 其中 使 让 令 把 为 对 在 从 由 按
用于 包括 包含 布设 设立 设置 配备 配置 购置 新建改建 认定 募集 筹集 发放 开设 举办 组织
组建 谋划 的 了 也 均 都 还 再 又 则 有 是 全市 全县 全镇 全乡 全区 全省 全国 全街道 全村
我市 我县 我镇 我乡 我区 我省 我局 我街道 本市 本县 本镇 本区 各地 各级
"""
)
"""What may stand before an indicator and is no part of it."""

KEPT_BEFORE = """
能源 能耗 能繁 能力 能效 可用 可再生 可支配 可降解 可循环 要素 要道 将军 应急 应用 应届 应税
应收 对外 对口 在校 在册 在建 在岗 在库 在园 有效 有机 有线 有限 再生 再就业 再贷款 从业 年产
年销售 年出栏 年接待 年培育 年周转 年加工 年处理 年营业 年用 年发电 年货 年轻 年报 年度 时装
时速 前沿 前期 底数 底线 为民 为老 和谐 和美 都市 均衡 需求 以工代赈 以旧换新 还款 还田 还林
还建 还湿 高标准农田 高质量就业 高质量发展 高水平大学 预期寿命 建设用地 建设规模 建设面积
规划建设面积 建设兵团
完成率 完成额 建成区 建成率 继续教育 使用 共同 共享 共有 共青团 形成率 开展率 实施率 创建率 取得率
到户
到位 到账 到期 到港 到货 把手 又一 启动区 启动资金 积极分子 推进率 达到率 全国性 全市性 前十
有色 有轨 对接 对标 与会 配备率 配置率 设置率 组织化 组织率 组织员 发放率 认定率 设置标准
配置标准 其余 由于 按揭 实施意见 建立健全 时令
"""
"""Words that begin like one of those above and belong to the indicator."""

AFTER_INDICATOR = """
力争 要 将 预计 应 均 都 分别 可 能 累计 为 是 约 比 较 较上年 比上年 同比 总计 共 共计 确保
计划 也 再 到 至 达 达到 在 年均 已 有 须 需 的 不 了 分别为 实现 基本 力求 不得 年内 合计 各 又
全部 预期 安排 实施 开展 全年 每人每月 每人每年 每月 每年 还 达成 今年 突破 年底 由 从 其中
总体 完成 必须 务必 争取 努力 有望
"""
"""What may stand between an indicator and its comparator."""

KEPT_AFTER = """
占比 同比增速 环比 性价比 对比 之比 拥有 持有 享有 功能 产能 节能 储能 智能 技能 许可 认可 首都
供应 反应 收入比 性别比 师生比 生师比 医护比 床护比 产销比 结构比 投入产出比
存贷比 杠杆比 负债比 人均 户均 亩均 村均 地均
"""
"""Words that end like one of those above and belong to the indicator."""

NO_NOUN = """
预计 计划 争取 拟 要 需 应 可 于 按 年底 达到 达 增长 下降 提高 提升到 增加 减少 超过 控制 并 和
及 与 或 以 以及 其中 用于 位于 分布 属于 在 前 内 后 外 起 完成 建成 投入 实现 确保 力争 全部
左右 以上 以下 以内 为 是 至 到 从 由 比 较 不 分 均 全面 逐步 将 已 来 多 余 时 等 目标 开工
竣工 投用 投产 转 通过 比重 上 下 中 任务 标准 水平 要求 限额 指标 基础 增收 受益 脱贫 次 大关 关口
台阶 红线 办结 办成 办完 审结 拿证
"""
"""What cannot begin the noun that a figure in front of it counts."""

KEPT_NOUN = """
上市 上云 上规 中小 中心 中医 中学 中药 中型 中低 中高 中央 中等 中试 下沉 后备 前沿 前置 分布式
分类 分散 分馆 分院 分中心 和美 和谐 外资 外贸 外籍 外商 内河 内涝 内资 在线 在建 在校 转型 转化
转移 次干 次要 为老 为民 时尚 时代 不动产 不良 多功能 多层 多媒体 多式 应急 应用 应届 可再生
可回收 可降解 基础教育 基础设施 基础学科 需求 均衡 从业 比赛 标准化 标准厂房 标准地 标准农田 起步区
等级
全面小康 建成区 建设用地 增值 达标 较大 要素 来料 余热 内外 将军 要道 按摩
"""
"""Nouns that begin like one of those: 多功能运动场, 应急避难场所."""

MEASURES = """
使用量 排放量 排放总量 消费量 消费总量 用水总量 覆盖率 利用率 处理率 增长率 达标率 普及率 参保率
面积 产量 总产量 产值 总产值 增加值 收入 纯收入 率 比重 比例 占比 人数 人次 数量 总量 数 量
出栏量 存栏量 出栏 存栏 增速 投资 总额 额 规模 浓度 装机 里程 能耗 指数 水平 密度 强度 床位
"""
"""Words that name what is measured; of several indicators often only the last prints it."""

MEASURED = """
播种 种植 栽培 养殖 转化 加工 保险 使用 利用 综合利用 处理 处置 集中处理 无害化处理 治理 有效治理
收集 回收 排放
消费 覆盖 普及 入学 毛入学 净入学 入园 毛入园 巩固 升学 参保 就业 达标 合格 出栏 存栏 收购 生产
销售 办结 化率 净 毛 年均 年平均 总 平均
"""
"""What may stand before such a word and is shared with it: 播种面积, 毛入学率."""

WHOLE = """
率 量 额 值 数 度 比 积 收入 支出 税收 投资 人数 人次 产值 面积 比重 比例 指数 GDP 规模 总产 单产
里程 能耗 涨幅 增幅 增速 利润 利税 进出口 出口 进口 外资 内资 外贸 消费 存款 贷款 余额 寿命 床位
出栏 存栏
"""
"""What ends an indicator that needs no other word."""

PLACES = """
城镇 农村 城市 乡村 城区 中心城区 主城区 县城 乡镇 镇区 村庄 城郊 山区 平原 市区 郊区 市域 县域
城乡 国家 省 市 县 区
"""
"""Places of which a list names several, and their common noun once."""

SCHOOLS = "小学 初中 高中 中小学 学前 学前教育 义务教育 高中阶段 高等教育 九年义务教育"
"""Schools, in the same way."""

GOAL_GRADES = """
底线目标 保底目标 基本目标 基础目标 确保目标 必保目标 考核目标 力争目标 争取目标 奋斗目标 冲刺目标
挑战目标
"""
"""What tells which of the goals for one indicator a figure is."""

# --- figures that are no targets --------------------------------------------------

INVESTMENT = """
总投资 投资 概算 估算 预算 造价 资金 补助 补贴 奖励 奖补 奖金 投入 拨款 经费 出资 投资额
补助标准 安排 给予 投资总额 总投资规模 投资规模 专项债券 债券资金 债券收入 转移性收入 调入资金
收入总计 预备费 配套 自筹 补助标准为 资助 股金 注册资本 注册资金 列支 拨付 专款 专项
补助资金 工作经费
"""
"""What ends the phrase before money that goes into the work."""

INVESTMENT_AFTER = (
    "投资 资金 补助 补贴 奖励 奖补 经费 奖金 的补助 的奖励 的资金 的标准 标准 专项资金 财政资金"
)
"""What begins the phrase behind it."""

GRANT = "奖励 奖补 补助 补贴 资助 给予 予以 安排 计提 提取 列支 兑现 奖 补"
"""What is done with money that is given by a rate, or up to a limit."""
GRANT_STANDARD = """
补助标准 补贴标准 奖励标准 奖补标准 补偿标准 资助标准 经费标准 投入标准 投资标准 养护标准 奖励总额
补助总额 补贴总额 奖补总额 奖励金额 补助金额 奖励额度 补助额度
"""
"""What ends the name of money that is given for each."""

RESULT_MONEY = """
完成 固定资产 固投 年度 到位 争取 实际 引进 招引 吸引 工业 民间 社会 有效 技改 技术改造 研发 R&D
实现 化解 盘活 发放 利用 筹集 筹措 募集 合同 撬动 带动 拉动 产业投资 制造业 房地产
基础设施投资 外资 内资
融资 存款 贷款 增长 新增 签约 民生支出 占
"""
"""What makes of money a result: 完成投资, 到位资金."""

LAND = "占地 占地面积 建筑面积 规划用地 规划用地面积 总用地 总用地面积 项目用地"
"""What ends the phrase before the land or floor that a work takes, even where it 达到 it."""

CAPACITY = """
年产 日产 月产 年处理 日处理 年加工 设计规模 设计能力 年产量 容纳 可停放 总长 全长 总长度 路宽
设计床位 规划床位 编制床位 日处理能力 设计日处理 年可产 年可生产 可保证 可满足 可供 可保障
"""
"""What ends the phrase before the size of a work."""

CHANGE_AFTER = (
    "提高 提升 增加 上升 下降 降低 降 减少 扩大 增长 缩短 压缩 增 升 调整 压减 拓展 缩小 变为 减"
)
"""What follows the value that an indicator starts from."""

START = "目前 现在 当前 去年 去年底 上年 上年末 原来 现有 原有 原先 以前 年 年末 年底 年度"
"""What may stand between 由 and such a value, years aside."""

HANDLED = "办结 办理 办成 办好 办完 拿证 取证 出证 审结 完成审批 领证"
"""What is done within a time that is asked for: 2个工作日内办结."""
MEASURES_OF_TIME = "天数 时间 教育年限 寿命 时长 学时 日数"
"""Indicators that are measured in time."""

# --- past and future --------------------------------------------------------------

PAST = """
已经 已 现有 去年 上年 上年度 截至 截止 近年来 年来 以来 过去 目前 前年 近几年 近三年 近五年
五年来 一年来 几年来 历年 今年以来 本年以来 地处 现辖 下辖 幅员面积 距县城 距市区 距城区
检测发现 排查发现 我县是 我市是 我镇是 我乡是 我区是 我省是
"""
"""Words after which a sentence tells what is, or was done."""

NOT_PAST = """
已有的 目前的 现有的 较上年 比上年 比去年 较去年 与上年 与去年 同上年 同去年 现有基础 已有基础
基础上 在现有 已建成的 已开工的
"""
FUTURE = "将 计划 拟 规划 争取 确保 下半年 期间 届时 预期 努力 要"
"""Words after which it tells what is to be done, unless a heading or a year says otherwise."""
HOLDING = "巩固 提升 盘活 利用 依托 改造 对 将 把 在 整合 优化 完善 保持 稳定 扩大 用好 立足"
NOW = "今年 本年 本年度"
"""The year of the plan, also where its sentence began with the one before."""
SURE_FUTURE = "明年 后年 力争 未来 今后 下一步 下步 新的一年 下阶段 下年度"
NOT_DID = "为了 除了 了解 罢了 明了 了然 了结"
"""Words with a 了 that ends no deed."""
PAST_HEADING = """
现状 回顾 总结 成效 成绩 发展基础 完成情况 工作情况 开展情况 执行情况 取得 存在 问题 形势 背景
基本情况
"""
DOING_HEADING = """
夯实 筑牢 打牢 夯牢 巩固 把握 适应 应对 解决 坚持 聚焦 破解 化解 推动 加快 强化 优化 改善
"""
"""Verbs by which a heading with such a word looks ahead: 夯实发展基础, 应对新形势."""
FUTURE_HEADING = """
目标 任务 计划 安排 打算 思路 措施 要求 部署 举措 要点 下一步 下步 方案 重点工作
"""
TITLES = """
工作计划 工作要点 工作思路 重点工作 工作安排 计划 要点 安排 任务 实事 目标 方案 意见 打算 部署
"""
"""What a plan's title or subject calls it, its year before it."""
AHEAD = "将 计划 力争 拟 预期目标 工作目标 主要目标 奋斗目标"
"""What follows the year that a plan is for: 2012年,我镇将…"""
PLAN_NAMES = "计划 规划 方案 行动 意见 纲要 要点 目标 任务"
"""What a period in brackets may stand behind: 行动方案(2023-2025年)."""
OPENINGS = "第一年 第二年 第三年 第四年 第五年 开局 关键 之年 收官 决胜"
"""What a plan says of its own year: 2021年是…开局之年."""
