"""The 2021 work plan of Duqiao town (杜桥镇), encoded in full.

Each ``at`` leads to the words in the published text, in code points; the words themselves
stay with their publisher. Names, numbers and headings are as printed, the titles of
measures and statements are the encoder's own. A measure about a named work that is to be
finished or put to use has that as its target; one that is only to be started or carried on
has its stage. :mod:`govplan.build` says how to encode your own town; its ``locate(text,
"拆违…以上")`` gives the range to put behind ``at=``.

Run it to see the plan, and to write it as JSON to the path given, or to
``dupan_2021.json`` in the working directory::

    python examples/dupan_2021.py [PATH]
"""

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import govplan
from govplan import Defect, Document, Jurisdiction, Measure, Period, Section, Source, Target
from govplan.build import figure, heading, measure, plan, project, section, statement, target

# One line for a simple measure: the code below is to read like the plan's outline.
# fmt: off

DOCUMENT = Document(
    index_number="LH331082-071/2021-114035",
    publicity="主动公开",
    date_written=date(2021, 8, 10),
    publisher="杜桥镇",
    title="杜桥镇2021年工作计划",
    sha256="181f10420d6888325811472d185e2aa065f26971e621c9f67bca68e623f690db",
    length=5592,
    blank=("document_number",),
)

DEFECTS = (
    Defect(kind="count_mismatch", note="announces four areas of work; there are five parts",
           source=Source(start=222, end=233)),
    Defect(kind="truncated", note="breaks off after 国家; what is to be attracted is missing",
           source=Source(start=756, end=762)),
    Defect(kind="misprint", note="带 is missing in the name of the Yangtze economic belt",
           source=Source(start=3009, end=3013)),
    Defect(kind="duplicate_number", note="the fifth part is numbered (四), as the fourth is",
           source=Source(start=4815, end=4818)),
    Defect(kind="other", note="a heading like its neighbours, run into the paragraph before it",
           source=Source(start=4980, end=4990)),
)

PREAMBLE = (
    statement("context", "“十四五”开局之年", at=(109, 127)),
    statement("slogan", "迈好第一步,以优异成绩迎建党百年", at=(128, 160)),
    statement("context", "全镇主要预期指标", at=(161, 179)),
    target("生产总值", ">= 7%", change="increase", basis="rate", direction="up", force="expected",
           at=(184, 190), indicator_at=(180, 184), id="gdp"),
    target("城乡居民收入", "稳步增长", kind="direction", change="increase", direction="up",
           force="expected", at=(197, 201), indicator_at=(191, 197)),
    target("一般公共预算收入", "增长与经济增长基本同步", kind="relative", relative="gdp",
           change="increase", basis="rate", direction="up", force="expected", at=(210, 221),
           indicator_at=(202, 210)),
    figure("count", "重点工作", "4 方面", at=(222, 233)),
)


ECONOMY = section(
    heading("坚定不移强实体,做优民营经济健康发展新环境", number="(一)", at=(235, 259)),
    statement("context", "民营经济是最大特色、资源和优势", at=(260, 284)),
    statement("principle", "非常之时下非常之功", at=(285, 297)),
    measure("制订特色产业发展规划", at=(298, 311)),
    measure("实施“三大行动”", at=(312, 328)),
    statement("purpose", "打造实体经济新高地", at=(329, 340)),
    section(
        heading("围绕“提质量”深化创新生态建设行动", at=(342, 359)),
        section(
            heading("深抓特色产业集聚核心平台攻坚", at=(360, 374)),
            measure("对接台州湾科创大走廊", at=(375, 387)),
            measure("推进“一镇一园一廊”建设", stage="continue", at=(388, 403)),
            measure("特色产业平台打造成创新联合体", at=(404, 420)),
            measure("建好用好重要平台", project("杜桥眼镜城"), project("眼镜小微企业创业创新园"),
                    at=(421, 447)),
            measure("培育眼镜特色小镇", project("临海时尚眼镜特色小镇"), stage="continue",
                    at=(448, 464)),
            measure("创建国家级眼镜质量提升示范区",
                    target("国家级眼镜(太阳镜)产品质量提升示范区", "创建", kind="designation",
                           at=(467, 469), indicator_at=(469, 488)),
                    force="strive", at=(465, 488)),
            measure("融入医化产业创新综合体", project("临海现代化医药化工产业创新服务综合体"),
                    at=(489, 511)),
            measure("打造绿色医化示范基地",
                    target("全国绿色医化示范性基地", "打造", kind="designation", at=(512, 514),
                           indicator_at=(514, 525)),
                    at=(512, 525)),
        ),
        section(
            heading("深抓重点科研成果转化", at=(526, 536)),
            measure("深化院地合作", stage="continue", at=(537, 543)),
            measure("加大成果转化奖补", at=(544, 556)),
            measure("鼓励设备更新和研发投入", force="encourage", at=(557, 572)),
            measure("实施工业重点项目",
                    figure("list_size", "工业重点项目", "10 个", at=(594, 597)),
                    figure("capacity", "高档织物面料年产量", "1.5 亿米", at=(582, 587)),
                    project("东海翔年产1.5亿米高档织物面料"), stage="continue", at=(573, 603)),
            measure("新增高新技术和科技型企业",
                    target("国家级高新技术企业", ">= 5 家", basis="increment", at=(615, 619),
                           indicator_at=(606, 615)),
                    target("省科技型企业", ">= 18 家", basis="increment", at=(626, 631),
                           indicator_at=(620, 626)),
                    at=(604, 631)),
        ),
        section(
            heading("深抓创新生态优化", at=(632, 640)),
            measure("发展金融、信息、物流、人力服务", at=(641, 666)),
            measure("实施快递“两进一出”工程", project("快递“两进一出”工程"), stage="continue",
                    at=(667, 681)),
            measure("做强城乡高效配送网络", at=(682, 692)),
            measure("加快5G基础设施建设", stage="continue", at=(693, 703)),
            measure("新建5G基站",
                    target("5G基站", ">= 84 个", basis="increment", at=(710, 715),
                           indicator_at=(706, 710)),
                    at=(704, 715)),
            measure("5G网络覆盖全镇",
                    target("5G网络", "镇域全覆盖", kind="coverage", at=(722, 727),
                           indicator_at=(718, 722)),
                    at=(716, 727)),
            measure("落实人才新政2.0版", at=(728, 740)),
            measure("拓宽人才“绿色通道”", stage="continue", at=(741, 755)),
            measure("引进国家……(文句残缺)", force="strive", at=(756, 762)),
            measure("吸引高校毕业生回乡来杜",
                    target("高校毕业生回乡创业、来杜就业人数", ">= 200 人", basis="increment",
                           at=(781, 788), indicator_at=(765, 781)),
                    at=(763, 788)),
        ),
    ),
    section(
        heading("围绕“促转型”深化传统产业改造提升2.0行动", at=(790, 812)),
        statement("principle", "对标工业“3.0”“4.0”", at=(813, 827)),
        measure("“三强一制造”品牌培育试点", force="pilot", stage="continue", at=(828, 845)),
        section(
            heading("推动“传统制造”转向“智能制造”", at=(846, 862)),
            measure("启动小微企业三年成长计划", stage="start", at=(863, 880)),
            measure("加强成长型企业要素配置", stage="continue", at=(881, 894)),
            measure("升级规模型企业自动化、信息化", stage="continue", at=(895, 913)),
            measure("改造成熟型企业数字化、智能化", stage="continue", at=(914, 932)),
            measure("实施大额工业投资项目",
                    target("千万元以上工业投资项目", "= 5 个", basis="total", direction="up",
                           at=(946, 948), indicator_at=(935, 946)),
                    figure("threshold", "工业项目投资额", ">= 1 千万元", at=(935, 940)),
                    at=(933, 948)),
            measure("新增智能化改造企业",
                    target("智能化改造企业", ">= 20 家", basis="increment", at=(958, 963),
                           indicator_at=(951, 958)),
                    at=(949, 963)),
        ),
        section(
            heading("推动“区域集群”转向“区域品牌”", at=(964, 980)),
            measure("实施汽摩配模块化转型计划", at=(981, 997)),
            measure("加强企业内控管理", stage="continue", at=(998, 1008)),
            measure("承接周边产业转移", at=(1009, 1029)),
            statement("purpose", "提升区域品牌价值", at=(1030, 1038)),
            measure("实施眼镜行业改造提升计划", at=(1039, 1051)),
            measure("招引规模眼镜企业", at=(1052, 1077)),
            measure("“以大带小”打响品牌", at=(1078, 1094)),
        ),
        section(
            heading("推动“做产品”转向“做标准”", at=(1095, 1109)),
            measure("参与国家和行业标准制定", at=(1110, 1123)),
            measure("新增“浙江制造”标准和认证",
                    target("品字标“浙江制造”团体标准", "= 3 个", basis="increment", direction="up",
                           at=(1139, 1141), indicator_at=(1126, 1139)),
                    target("品字标“浙江制造”品牌认证", "= 2 个", basis="increment", direction="up",
                           at=(1146, 1148), indicator_at=(1142, 1146)),
                    at=(1124, 1148)),
        ),
    ),
    section(
        heading("围绕“解难题”深化营商环境提升行动", at=(1150, 1167)),
        measure("争做营商环境最优镇街",
                target("全市营商环境", "最优镇街之一", kind="rank", at=(1179, 1185),
                       indicator_at=(1173, 1179)),
                force="strive", at=(1168, 1185)),
        measure("深化政务数字化改革", stage="continue", at=(1186, 1199)),
        measure("打破制约民企的障碍", force="must", at=(1200, 1228)),
        statement("purpose", "让企业轻装上阵", at=(1229, 1236)),
        section(
            heading("大力破解政策入企落地难", at=(1237, 1248)),
            measure("实施“三服务”2.0版", stage="continue", at=(1249, 1262)),
            measure("升级“企业码”应用", stage="continue", at=(1263, 1274)),
            measure("梳理、宣传、落实惠企政策", at=(1275, 1311)),
            measure("把政策红利转为帮扶", at=(1312, 1337)),
            statement("purpose", "减轻企业负担", at=(1338, 1347)),
        ),
        section(
            heading("大力破解审批服务提速难", at=(1348, 1359)),
            measure("深化营商环境“10+N”2.0行动", stage="continue", at=(1360, 1379)),
            measure("推行“证照分离”和投资审批改革", stage="continue", at=(1380, 1399)),
            measure("简化企业开办注销", at=(1400, 1411)),
            measure("实现审批再提速",
                    target("审批", "再提速", kind="direction", change="increase", direction="up",
                           at=(1416, 1419), indicator_at=(1414, 1416)),
                    at=(1412, 1419)),
        ),
        section(
            heading("大力破解企业成长难", at=(1420, 1429)),
            measure("实施“雏鹰行动”计划", at=(1430, 1442)),
            measure("试行企业信贷白名单制度", force="pilot", at=(1443, 1458)),
            measure("加大重点对象信贷支持", at=(1459, 1486)),
            measure("新增个转企和小升规",
                    target("“个转企”", "= 60 家", basis="increment", direction="up",
                           at=(1494, 1497), indicator_at=(1489, 1494)),
                    target("“小升规”", ">= 5 家", basis="increment", at=(1503, 1507),
                           indicator_at=(1498, 1503)),
                    at=(1487, 1507)),
        ),
        section(
            heading("大力破解要素公平配置难", at=(1508, 1519)),
            measure("亩均评价覆盖工业企业",
                    target("亩均论英雄评价", "工业企业全覆盖", kind="coverage",
                           scope=("工业企业",), at=(1531, 1538), indicator_at=(1522, 1529)),
                    stage="continue", at=(1520, 1538)),
            measure("亩均评价扩到服务业",
                    target("亩均论英雄评价", "向服务业企业扩面", kind="direction",
                           scope=("服务业企业",), change="increase", direction="up",
                           at=(1539, 1547)),
                    stage="continue", at=(1539, 1547)),
            measure("整治低效企业",
                    figure("threshold", "亩均税收", "<= 5 万元", at=(1554, 1559)),
                    stage="continue", at=(1548, 1563)),
            measure("处置“僵尸企业”", stage="continue", at=(1563, 1572)),
            measure("规范闲置厂房出租和再利用", at=(1573, 1587)),
            measure("建立工业项目全生命周期管理机制", force="pilot", at=(1588, 1605)),
            measure("改造提升老旧工业区",
                    target("改造提升老旧工业区", "= 3 个", basis="total", direction="up",
                           at=(1615, 1617), indicator_at=(1606, 1615)),
                    at=(1606, 1617)),
        ),
    ),
)


PROJECTS = section(
    heading("坚定不移强支撑,展现城市精建精美新面貌", number="(二)", at=(1619, 1641)),
    statement("context", "大项目是发展的重要抓手", at=(1642, 1666)),
    statement("principle", "坚持“项目为王”", at=(1667, 1678)),
    statement("principle", "以大项目带动大投入", at=(1679, 1694)),
    measure("列出非工重点项目",
            target("非工重点项目", "= 68 个", basis="total", at=(1705, 1708),
                   indicator_at=(1699, 1705)),
            at=(1695, 1708)),
    section(
        heading("强化招引赋能", at=(1710, 1716)),
        statement("principle", "“招大引强选优”", at=(1717, 1727)),
        measure("建立“招商地图”和“目标企业库”", at=(1728, 1747)),
        measure("强化特色招商机制", stage="continue", at=(1748, 1767)),
        measure("拓宽招商渠道", at=(1768, 1776)),
        measure("关注重大项目投资动向", at=(1777, 1789)),
        measure("完善招商闭环机制", stage="continue", at=(1790, 1822)),
        measure("完成市级招商任务",
                target("市级下达招商项目签约率", ">= 100%", basis="level", at=(1838, 1844),
                       indicator_at=(1827, 1838)),
                target("市级下达招商项目落地率", ">= 90%", basis="level", at=(1848, 1853),
                       indicator_at=(1845, 1848)),
                target("市级下达招商项目开工率", ">= 80%", basis="level", at=(1857, 1862),
                       indicator_at=(1854, 1857)),
                target("实际利用外资", ">= 500 万美元", basis="total", at=(1869, 1877),
                       indicator_at=(1863, 1869)),
                stage="finish", force="must", at=(1823, 1877)),
        measure("健全领导结对联系机制", at=(1878, 1892)),
        measure("实施专班盯引", at=(1893, 1899)),
        measure("完成重点项目投资",
                target("重点项目投资", ">= 20 亿元", basis="total", at=(1910, 1916),
                       indicator_at=(1904, 1910)),
                stage="finish", force="must", at=(1900, 1916)),
    ),
    section(
        heading("强化项目攻坚", at=(1918, 1924)),
        statement("principle", "“人民城市”理念", at=(1925, 1951)),
        measure("开展建成区规划建设", at=(1952, 1965)),
        measure("确立“两山一湖”格局", stage="continue", at=(1966, 1980)),
        measure("启动副中心首位度提升行动", stage="start", at=(1981, 1995)),
        measure("建成三处楼宇",
                target("金色学府、金港名苑、总部大楼", "建成交付", kind="completion"),
                project("金色学府"), project("金港名苑"), project("总部大楼", "国威大厦"),
                stage="finish", at=(1996, 2020)),
        measure("建设城市地标项目", project("杜桥眼镜城"), project("城市商贸综合体", "宝龙广场"),
                project("龙浦湖景观工程"), stage="continue", at=(2021, 2059)),
        measure("开工市政项目", project("农业服务大厅"), project("农业养殖培训基地"),
                project("综合服务站"), stage="start", at=(2060, 2090)),
        measure("实施城市更新三年计划", at=(2091, 2105)),
        measure("推进前王区块商住开发", project("前王区块商住开发"), stage="continue",
                at=(2106, 2118)),
        measure("提速小蟾洋等区块旧村改造", project("杜南小蟾洋"), project("杜东岙里"),
                project("炒货市场"), stage="continue", at=(2119, 2143)),
        measure("推进横楼等区块旧村改造", project("龙浦湖商务区", "良种"), project("横楼"),
                project("杜前"), stage="continue", at=(2144, 2171)),
        measure("推进“美丽城镇”建设工程", project("步行街"), project("松山公园改造提升"),
                project("杜前公路立面改造"), project("百里大河十里漫步道"), project("松浦河绿道"),
                stage="continue", at=(2172, 2226)),
        statement("purpose", "“大建大美”加速蝶变", at=(2227, 2240)),
        measure("加快基础设施建设", stage="continue", at=(2241, 2251)),
        measure("高速、出口和景观工程", project("台金高速东延二期", phase="二期"),
                project("沿海高速头门港南出口"), project("西邵高架桥下景观提升工程"),
                stage="continue", at=(2252, 2288)),
        measure("建设外环路和连接线", project("外环东路"), project("外环西路"),
                project("沿海大道连接线"), stage="continue", at=(2289, 2310)),
        measure("道路拓宽延伸",
                target("环城北路拓宽、杜北路延伸", "完成", kind="completion"),
                project("环城北路拓宽"), project("杜北路延伸工程"), stage="finish",
                at=(2311, 2327)),
        measure("杆线入地",
                target("滨海路、环城北路中段地上杆线入地", "完成", kind="completion"),
                project("滨海路、环城北路中段地上杆线入地工程"), stage="finish", at=(2328, 2346)),
        measure("道路修复硬化",
                target("南洋五路修复、嵩山路南延、洋浦路硬化", "完成", kind="completion"),
                project("南洋五路修复"), project("嵩山路南延"), project("洋浦路硬化工程"),
                stage="finish", at=(2347, 2367)),
    ),
    section(
        heading("强化要素保障", at=(2369, 2375)),
        measure("抢抓空间规划编制契机", at=(2376, 2391)),
        measure("优化重点区块城市设计", at=(2392, 2402)),
        measure("实现“一盘棋”全域统筹", stage="continue", at=(2403, 2418)),
        measure("完成城镇概念规划和城市设计",
                target("城镇新一轮概念规划和城市设计", "高标准完成", kind="completion",
                       at=(2419, 2424), indicator_at=(2424, 2438)),
                stage="finish", at=(2419, 2438)),
        measure("做好规划调整和用地报批", at=(2439, 2452)),
        measure("衔接项目与供地",
                target("项目落地和土地供应", "无缝衔接", kind="standard", at=(2466, 2470),
                       indicator_at=(2457, 2466)),
                force="strive", at=(2453, 2470)),
        measure("征地",
                target("土地征收", ">= 350 亩", basis="total", at=(2479, 2485),
                       indicator_at=(2475, 2479)),
                stage="finish", at=(2471, 2485)),
        measure("启动全域土地综合整治", stage="start", at=(2486, 2501)),
        measure("岩仓复绿",
                target("福岙岩仓复绿提升", "完成", kind="completion"),
                project("福岙岩仓复绿提升工程"), stage="finish", at=(2502, 2516)),
        measure("创成省级整治示范项目",
                target("省级全域整治示范项目", "= 2 个", basis="total", direction="up",
                       at=(2529, 2531), indicator_at=(2519, 2529)),
                stage="finish", at=(2517, 2531)),
        measure("打好“减量盘存”组合拳", at=(2532, 2543)),
        measure("低效用地再开发",
                target("低效用地再开发", ">= 70 亩", basis="total", at=(2553, 2558),
                       indicator_at=(2546, 2553)),
                stage="finish", at=(2544, 2558)),
        measure("盘活存量用地",
                target("盘活存量建设用地", ">= 100 亩", basis="total", at=(2567, 2573),
                       indicator_at=(2559, 2567)),
                at=(2559, 2573)),
        measure("消化批而未供土地",
                target("消化批而未供土地", ">= 500 亩", basis="total", at=(2582, 2588),
                       indicator_at=(2574, 2582)),
                at=(2574, 2588)),
        measure("拆违",
                target("拆违", ">= 30 万平方米", basis="total", at=(2591, 2599),
                       indicator_at=(2589, 2591)),
                at=(2589, 2599)),
        statement("purpose", "腾出生长空间", at=(2600, 2613)),
    ),
)


COUNTRYSIDE = section(
    heading("坚定不移强统筹,开辟城乡融合发展新路径", number="(三)", at=(2615, 2637)),
    statement("principle", "围绕乡村五大振兴", at=(2638, 2658)),
    measure("推动要素、产业、功能融合", stage="continue", at=(2659, 2675)),
    measure("争创乡村振兴示范镇",
            target("全市乡村振兴示范镇", "争创", kind="designation", at=(2676, 2678),
                   indicator_at=(2678, 2687)),
            force="strive", at=(2676, 2687)),
    section(
        heading("推进农业现代化", at=(2689, 2696)),
        section(
            heading("深化农业供给侧结构性改革", at=(2697, 2709)),
            measure("抓好粮食安全", force="must", at=(2710, 2720)),
            measure("整治粮食功能区“非粮化”", at=(2721, 2737)),
            measure("建成农田和灌溉工程",
                    target("高标准农田", "= 500 亩", basis="total", direction="up",
                           at=(2745, 2749), indicator_at=(2740, 2745)),
                    target("高效节水灌溉工程", "= 200 亩", basis="total", direction="up",
                           at=(2758, 2762), indicator_at=(2750, 2758)),
                    stage="finish", at=(2738, 2762)),
            measure("垦造耕地",
                    target("“二改一还”耕地垦造", "= 150 亩", basis="total", direction="up",
                           at=(2775, 2779), indicator_at=(2765, 2775)),
                    stage="finish", at=(2763, 2779)),
            measure("提高自给率",
                    target("自给率", "不断提高", kind="direction", change="increase",
                           direction="up", at=(2780, 2784), indicator_at=(2784, 2787)),
                    at=(2780, 2787)),
        ),
        section(
            heading("大力发展精准数字农业", at=(2788, 2798)),
            measure("推进种养基地数字化转型", stage="continue", at=(2799, 2810)),
            measure("培育示范农场和合作社",
                    target("市级示范性家庭农场和专业合作社", ">= 2 家", basis="increment",
                           at=(2828, 2832), indicator_at=(2813, 2828)),
                    at=(2811, 2832)),
        ),
        section(
            heading("大力发展精致高效农业", at=(2833, 2843)),
            measure("鼓励“机器换人”", force="encourage", at=(2844, 2878)),
            measure("提升农业机械化",
                    target("农业机械化水平", "提升", kind="direction", change="increase",
                           direction="up", at=(2879, 2881), indicator_at=(2881, 2888)),
                    at=(2879, 2888)),
        ),
        section(
            heading("大力发展精品特色农业", at=(2889, 2899)),
            measure("做强主导农产品", stage="continue", at=(2900, 2920)),
            measure("发展特色产业", at=(2921, 2946)),
            statement("purpose", "提升农产品知名度", at=(2947, 2961)),
        ),
    ),
    section(
        heading("提升镇村品质", at=(2963, 2969)),
        measure("深化“千万工程”", stage="continue", at=(2970, 2978)),
        measure("推进“三美”建设", stage="continue", at=(2979, 3003)),
        measure("完成环保督察整改",
                target("长江经济环保督察及中央环保督察反馈问题整改", "高标准完成",
                       kind="completion", at=(3004, 3009), indicator_at=(3009, 3030)),
                stage="finish", at=(3004, 3030)),
        measure("打好污染防治保卫战", force="strive", at=(3031, 3051)),
        measure("推进“三改一拆”“五水共治”“三大革命”", stage="continue", at=(3052, 3085)),
        measure("投运污水项目",
                target("污水零直排(一期)、污水处理厂提标扩容", "验收投运", kind="completion"),
                project("污水零直排(一期)", phase="一期"), project("污水处理厂提标扩容项目"),
                stage="operate", at=(3086, 3111)),
        measure("清淤整治西洋横河", project("西洋横河清淤整治"), stage="continue", at=(3112, 3122)),
        measure("建设污水管网、零直排和农污设施",
                figure("list_size", "农污基础设施建设村", "5 村", at=(3143, 3145)),
                project("污水一级主管网"), project("全域零直排"), project("上王等5村农污基础设施"),
                stage="continue", at=(3123, 3153)),
        statement("purpose", "改善农村人居环境", at=(3154, 3169)),
        measure("巩固行业整治成果", stage="continue", at=(3170, 3181)),
        measure("防治挥发性有机物和扬尘", stage="continue", at=(3182, 3202)),
        measure("推行“绣花式”微改造", stage="continue", at=(3203, 3213)),
        measure("保护古街古村落", stage="continue", at=(3214, 3228)),
        measure("修复历史古街",
                target("柴爿巷历史古街修复(一期)", "完成", kind="completion"),
                project("柴爿巷历史古街修复(一期)项目", phase="一期"), stage="finish",
                at=(3229, 3246)),
        measure("新增美丽乡村",
                target("新时代美丽乡村", ">= 2 个", basis="increment", at=(3256, 3260),
                       indicator_at=(3249, 3256)),
                at=(3247, 3260)),
        measure("创成垃圾分类示范村",
                target("市级垃圾分类示范村", ">= 2 个", basis="total", at=(3272, 3276),
                       indicator_at=(3263, 3272)),
                stage="finish", at=(3261, 3276)),
        measure("整治交通干线环境", stage="continue", at=(3277, 3289)),
        measure("启动“乡村振兴路”三年计划", stage="start", at=(3290, 3307)),
        measure("建设乡道", project("溪头村至岙底陈"), project("南溪村至南山村乡道"),
                stage="start", at=(3308, 3329)),
        measure("完成道路“白改黑”",
                target("“白改黑”改造提升", ">= 3.5 公里", basis="total", at=(3341, 3348),
                       indicator_at=(3332, 3341)),
                stage="finish", at=(3330, 3348)),
    ),
    section(
        heading("促进农民增收", at=(3350, 3356)),
        measure("做好换届“后半篇”文章", at=(3357, 3372)),
        measure("实施村级集体经济三年计划", at=(3373, 3391)),
        measure("引导村集体联合多元发展", force="encourage", at=(3392, 3410)),
        measure("转化相对薄弱村",
                target("相对薄弱村", "如期转化", kind="completion", at=(3418, 3422),
                       indicator_at=(3413, 3418)),
                force="must", at=(3411, 3422)),
        measure("促进村级集体经济增收",
                target("村级集体经济", "持续增收", kind="direction", change="increase",
                       direction="up", at=(3431, 3435), indicator_at=(3425, 3431)),
                at=(3423, 3435)),
        measure("发展乡村休闲旅游", stage="continue", at=(3436, 3446)),
        measure("谋划溪口“一日游”", project("溪口片区休闲“一日游”计划"), stage="plan",
                at=(3447, 3464)),
        measure("带动农家乐特色村", at=(3465, 3483)),
        measure("推进“两进两回”", stage="continue", at=(3484, 3494)),
        measure("创新惠农金融服务", at=(3495, 3503)),
        statement("purpose", "为乡村振兴注入活力", at=(3504, 3514)),
        measure("推进宅基地“三权分置”改革", force="pilot", stage="continue", at=(3515, 3532)),
        measure("盘活农村“沉睡”资产", at=(3533, 3543)),
    ),
)


WELFARE = section(
    heading("坚定不移强供给,实现共建共享美好家园新格局", number="(四)", at=(3545, 3569)),
    statement("principle", "改善民生只有进行时", at=(3570, 3585)),
    statement("principle", "一件接着一件、一年接着一年", at=(3586, 3603)),
    statement("purpose", "提升群众获得感", at=(3604, 3613)),
    section(
        heading("让社会事业更有厚度", at=(3615, 3624)),
        section(
            heading("坚持教育优先发展", at=(3625, 3633)),
            measure("构建现代化教育体系", force="strive", at=(3634, 3659)),
            statement("purpose", "提升教育质量", at=(3660, 3668)),
            measure("优化校网布局", stage="continue", at=(3669, 3677)),
            measure("加大教育投入", at=(3678, 3684)),
            measure("加快教育资源扩容", stage="continue", at=(3685, 3693)),
            measure("投用学校工程",
                    target("知溪小学、杜桥中学、杜前和碧桂园幼儿园", "投用", kind="completion"),
                    project("知溪小学迁建"), project("杜桥中学扩建"), project("杜前幼儿园"),
                    project("碧桂园幼儿园新建"), stage="operate", at=(3694, 3727)),
            measure("完成学校基础设施",
                    target("学校基础设施建设", "完成", kind="completion",
                           scope=("杜镇中学", "杜桥小学"), at=(3730, 3732),
                           indicator_at=(3744, 3752)),
                    figure("list_size", "基础设施建设的学校", "7 所", at=(3742, 3744)),
                    stage="finish", at=(3728, 3752)),
            measure("启动学校新建", project("临海市西湖双语实验学校三期", phase="三期"),
                    project("川北幼儿园"), project("川南幼儿园"),
                    project("山项幼儿园综合楼新建工程"), stage="start", at=(3753, 3793)),
            measure("筹建学校", project("杜桥三小"), project("知建幼儿园"), stage="prepare",
                    at=(3794, 3806)),
            measure("谋划学校扩建", project("杜镇中学"), project("川南小学"),
                    project("溪口小学扩建"), stage="plan", at=(3807, 3827)),
            measure("谋划学校选址", project("杜桥四小"), project("市场幼儿园"),
                    project("西洋幼儿园"), stage="plan", at=(3828, 3846)),
            measure("发挥乡贤教育奖励基金作用", stage="continue", at=(3847, 3861)),
            statement("purpose", "重振教育雄风", at=(3862, 3870)),
        ),
        section(
            heading("推动文化繁荣发展", at=(3871, 3879)),
            measure("完善公共文化服务体系", stage="continue", at=(3880, 3892)),
            measure("新建农村文化礼堂",
                    target("农村文化礼堂", ">= 24 家", basis="increment", at=(3901, 3906),
                           indicator_at=(3895, 3901)),
                    at=(3893, 3906)),
            measure("谋划公共自助图书馆",
                    target("公共自助图书馆", ">= 2 家", basis="increment", at=(3918, 3922),
                           indicator_at=(3911, 3918)),
                    stage="plan", at=(3907, 3922)),
            measure("改造农家书屋", stage="continue", at=(3923, 3935)),
            measure("开展全民健身运动", at=(3936, 3946)),
            statement("purpose", "丰富精神家园", at=(3947, 3958)),
        ),
        section(
            heading("深化健康杜桥建设", at=(3959, 3967)),
            measure("强化医疗集成改革", stage="continue", at=(3968, 3985)),
            measure("建设县域医共体", stage="continue", at=(3986, 3995)),
            measure("加大基建、人才投入", at=(3996, 4007)),
            measure("投用大芬中医院",
                    target("大芬中医院", "建成投用", kind="completion"),
                    project("大芬中医院"), stage="operate", at=(4008, 4017)),
            measure("启动医院扩建迁建", project("市二医院扩建"), project("章氏骨伤医院迁建"),
                    stage="start", at=(4018, 4038)),
        ),
    ),
    section(
        heading("让社会保障更有广度", at=(4040, 4049)),
        statement("principle", "兜底线、织密网、建机制", at=(4050, 4061)),
        measure("推动社保扩面",
                target("社保", "扩面", kind="direction", change="increase", direction="up",
                       at=(4066, 4068), indicator_at=(4064, 4066)),
                stage="continue", at=(4062, 4068)),
        section(
            heading("健全多元救助体系", at=(4069, 4077)),
            measure("构建大救助格局", at=(4078, 4100)),
            measure("推进全民参保计划", stage="continue", at=(4101, 4111)),
            measure("低收入人群参保清零",
                    target("社保低收入人群", "滚动清零", kind="zero", at=(4121, 4125),
                           indicator_at=(4114, 4121)),
                    force="must", at=(4112, 4125)),
        ),
        section(
            heading("健全多元养老体系", at=(4126, 4134)),
            measure("深化居家和社区养老改革", stage="continue", at=(4135, 4150)),
            measure("升级机构养老", stage="continue", at=(4151, 4161)),
            measure("支持社会化养老产业", force="encourage", at=(4162, 4173)),
            measure("投用敬老院",
                    target("杜桥敬老院", "建成投用", kind="completion"),
                    project("杜桥敬老院"), stage="operate", at=(4174, 4183)),
            measure("改造民办敬老院",
                    target("改造提升民办敬老院", ">= 2 家", basis="total", at=(4193, 4197),
                           indicator_at=(4184, 4193)),
                    at=(4184, 4197)),
            measure("打造家门口养老模式", force="strive", at=(4198, 4212)),
            measure("倡导移风易俗", at=(4213, 4221)),
            measure("深化殡葬改革", stage="continue", at=(4222, 4228)),
            measure("试点镇级生态公墓", force="pilot", at=(4229, 4242)),
        ),
        section(
            heading("健全多元就业创业服务体系", at=(4243, 4255)),
            measure("推进“无欠薪”行动", stage="continue", at=(4256, 4267)),
            measure("新增城镇就业",
                    target("城镇就业人数", ">= 500 人", basis="increment", at=(4276, 4282),
                           indicator_at=(4270, 4276)),
                    at=(4268, 4282)),
            measure("控制失业率",
                    target("城镇调查失业率", "<= 5%", basis="level", at=(4290, 4297),
                           indicator_at=(4283, 4290)),
                    at=(4283, 4297)),
            measure("建设退役军人服务站", stage="continue", at=(4298, 4316)),
            measure("加强国防动员、双拥", stage="continue", at=(4317, 4328)),
            measure("优化退役军人服务", at=(4329, 4337)),
        ),
    ),
    section(
        heading("让社会治理更有深度", at=(4339, 4348)),
        section(
            heading("抓好疫情常态化防控", at=(4349, 4358)),
            statement("principle", "“源头查控+硬核隔离+精密智控”", at=(4359, 4377)),
            measure("提升防控“十大能力”", stage="continue", at=(4378, 4392)),
            statement("slogan", "疫情防控高分答卷", at=(4393, 4407)),
        ),
        section(
            heading("以底线思维防范化解重大风险", at=(4408, 4421)),
            measure("开展“平安护航建党百年”大会战", at=(4422, 4439)),
            measure("重点风险问题整改销号",
                    target("重点风险问题清单", "整改销号", kind="completion", at=(4452, 4456),
                           indicator_at=(4444, 4452)),
                    at=(4440, 4456)),
            measure("健全扫黑除恶长效机制", at=(4457, 4467)),
            measure("严打诈骗走私犯罪", force="must", at=(4468, 4486)),
            measure("落实安全生产责任制", at=(4487, 4498)),
            measure("开展重点领域专项整治", stage="continue", at=(4499, 4535)),
            measure("压降安全事故",
                    target("安全生产事故起数", ">= 20%", change="decrease", basis="rate",
                           direction="down", at=(4551, 4558), indicator_at=(4538, 4546)),
                    target("安全生产事故死亡人数", ">= 20%", change="decrease", basis="rate",
                           direction="down", at=(4551, 4558), indicator_at=(4547, 4551)),
                    force="must", at=(4536, 4558)),
            measure("遏制重特大事故",
                    target("重特大事故", "坚决遏制", kind="zero", at=(4559, 4563),
                           indicator_at=(4563, 4568)),
                    force="must", at=(4559, 4570)),
            measure("健全应急救援体系", at=(4571, 4579)),
            measure("应对突发事件", at=(4580, 4593)),
            measure("做好防灾减灾救灾", at=(4594, 4604)),
        ),
        section(
            heading("以法治思维提高社会治理水平", at=(4605, 4618)),
            measure("发展新时代“枫桥经验”", stage="continue", at=(4619, 4633)),
            measure("推进基层治理现代化", stage="continue", at=(4634, 4645)),
            measure("建设镇级矛调中心", stage="continue", at=(4646, 4656)),
            measure("健全基层治理机制", stage="continue", at=(4657, 4682)),
            measure("健全网络舆情智治体系", at=(4683, 4695)),
            measure("化解信访积案", stage="continue", at=(4696, 4708)),
            measure("开展“八五”普法", at=(4709, 4719)),
            measure("做好宗教事务管理", at=(4720, 4730)),
        ),
    ),
    section(
        heading("让民生实事更有温度", at=(4732, 4741)),
        statement("principle", "群众提、代表定、政府办、人大评", at=(4742, 4759)),
        statement("principle", "财力、政策、服务向民生倾斜", at=(4760, 4785)),
        measure("办好民生实事", at=(4786, 4813)),
    ),
)


GOVERNMENT = section(
    heading("坚定不移强基础,开创裂变发展新局面", number="(四)", at=(4815, 4835)),
    statement("context", "新任务对政府的新要求", at=(4836, 4869)),
    statement("principle", "加强政府自身建设", at=(4870, 4896)),
    section(
        heading("旗帜鲜明讲政治", at=(4898, 4905)),
        statement("principle", "用新时代思想武装头脑", at=(4906, 4929)),
        statement("principle", "“四个意识”“四个自信”“两个维护”", at=(4930, 4956)),
        measure("落实上级和镇党委部署", force="must", at=(4957, 4979)),
        section(
            heading("我们将对标先进创一流", at=(4980, 4990)),
            statement("principle", "“窗口意识”“前列意识”", at=(4991, 5007)),
            statement("slogan", "敢比、敢争、敢赛", at=(5008, 5024)),
            measure("抓政府队伍能力建设", at=(5025, 5041)),
            measure("在全市争先进位",
                    target("各项工作", "在全市争先进位", kind="rank", at=(5048, 5055),
                           indicator_at=(5044, 5048)),
                    force="strive", at=(5042, 5055)),
            measure("强化“结果论英雄”导向", stage="continue", at=(5056, 5067)),
            measure("加强正向激励", stage="continue", at=(5068, 5074)),
            measure("落实容错免责", at=(5075, 5081)),
            statement("purpose", "鼓劲撑腰", at=(5082, 5095)),
        ),
    ),
    section(
        heading("勇于担当抓落实", at=(5097, 5104)),
        measure("营造干事氛围", at=(5105, 5123)),
        measure("健全“大抓落实”体系", at=(5124, 5152)),
        measure("实行项目化、专班化、销号式管理", at=(5153, 5174)),
        measure("常态化“理旧账”", at=(5175, 5187)),
        statement("principle", "对历史负责、守诺", at=(5188, 5202)),
        measure("加强政府督查", stage="continue", at=(5203, 5217)),
        statement("principle", "事事有落实、件件有回应", at=(5218, 5231)),
        statement("slogan", "不当挥手、甩手、背手干部", at=(5232, 5249)),
    ),
    section(
        heading("依法行政善作为", at=(5251, 5258)),
        statement("principle", "法无授权不可为", at=(5259, 5278)),
        measure("用法治思维开展工作", at=(5279, 5296)),
        measure("完善重大行政决策程序", stage="continue", at=(5297, 5309)),
        measure("接受人大监督", at=(5310, 5318)),
        measure("接受政协监督", at=(5319, 5329)),
        measure("接受其他监督", at=(5330, 5348)),
        measure("听取各界意见", at=(5349, 5377)),
        measure("深化政务公开", stage="continue", at=(5378, 5384)),
        measure("试点“大综合一体化”执法改革", force="pilot", at=(5385, 5403)),
        measure("规范公正文明执法", at=(5404, 5414)),
    ),
    section(
        heading("永葆本色树形象", at=(5416, 5423)),
        statement("principle", "以人民为中心", at=(5424, 5439)),
        measure("落实主体责任和“一岗双责”", at=(5440, 5455)),
        measure("执行中央八项规定精神", at=(5456, 5468)),
        measure("纠“四风”", stage="continue", at=(5469, 5478)),
        measure("正作风", stage="continue", at=(5479, 5482)),
        measure("政府过“紧日子”", at=(5483, 5493)),
        measure("压缩一般性支出",
                target("一般性支出", "进一步压缩", kind="direction", change="decrease",
                       direction="down", at=(5494, 5499), indicator_at=(5499, 5504)),
                at=(5494, 5504)),
        measure("严控非刚性支出", force="must", at=(5505, 5518)),
        measure("防廉政风险", force="must", at=(5519, 5534)),
        measure("惩处腐败", force="must", at=(5535, 5543)),
        statement("principle", "为民务实清廉", at=(5544, 5559)),
    ),
)

PLAN = plan(
    "杜桥镇2021年工作计划", *PREAMBLE, ECONOMY, PROJECTS, COUNTRYSIDE, WELFARE, GOVERNMENT,
    id="duqiao-2021",
    kind="annual_plan",
    issuer="杜桥镇",
    period=Period.of(2021),
    jurisdiction=Jurisdiction(
        name="杜桥镇", level="town",
        parent=Jurisdiction(name="临海市", code="331082", level="county"),
    ),
    document=DOCUMENT,
    defects=DEFECTS,
)
"""The plan; :func:`govplan.dumps` writes it as JSON."""

# fmt: on

# --- showing it ---------------------------------------------------------------------------

WORDS = {"increase": "增长", "decrease": "下降"}
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "=", "~": "≈"}


def outline() -> Iterator[str]:
    """Yield a line for each section: its title and how much is in it."""
    nodes = list(PLAN.walk())
    for pointer, node in nodes:
        if isinstance(node, Section):
            inside = [type(n) for p, n in nodes if p.startswith(f"{pointer}/")]
            title = "  " * (pointer.count("/sections/") - 1) + (node.number or "") + str(node.title)
            counts = f"{inside.count(Measure):4} measures {inside.count(Target):3} targets"
            yield cell(title, 58) + counts


def table() -> Iterator[str]:
    """Yield a line for each target: indicator, goal, its size in hectares, section."""
    where = PLAN.title
    for _, node in PLAN.walk():
        if isinstance(node, Section):
            where = node.title or where
        if isinstance(node, Target):
            columns = (cell(node.indicator, 44), cell(goal(node), 26), cell(hectares(node), 14))
            yield "".join(columns) + where


def goal(node: Target) -> str:
    """Return what has to be reached: ``≥ 350 亩``, ``增长 ≥ 7%`` or words."""
    if node.value is None or node.comparator is None:
        return node.goal or ""
    words = [WORDS[node.change]] if node.change else []
    return " ".join([*words, SIGNS[node.comparator], format(node.value, "zh")])


def hectares(node: Target) -> str:
    """Return the value of an area in hectares; nothing for what is no area."""
    if node.value is None or node.value.dimension != "area":
        return ""
    return f"{float(node.value.to('hectare')):.2f} 公顷"


def totals() -> Iterator[str]:
    """Yield a line for each unit: how many targets are set in it, and their sum."""
    found: defaultdict[str, list[govplan.Amount]] = defaultdict(list)
    for node in PLAN.iter_targets():
        if node.value is not None and node.value.unit is not None and node.basis != "rate":
            found[node.value.unit].append(node.value)
    for unit, amounts in found.items():
        if amounts[0].dimension == "share":
            continue  # shares of different things have no sum
        name = format(govplan.amount(1, unit), "zh").removeprefix("1 ")
        whole = sum(amount.magnitude for amount in amounts)
        line = f"{cell(name, 12)}{len(amounts):3} targets, in all {whole} {name}"
        in_hectares = sum(amount.to("hectare") for amount in amounts if amount.dimension == "area")
        yield f"{line} = {float(in_hectares):.2f} 公顷" if in_hectares else line


def cell(text: str, width: int) -> str:
    """Return *text* with spaces behind it; a Chinese character is two columns wide."""
    columns = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return text + " " * max(1, width - columns)


def main(arguments: list[str]) -> None:
    """Print the plan, and write it as JSON."""
    path = Path(arguments[0]) if arguments else Path("dupan_2021.json")
    path = path / "dupan_2021.json" if path.is_dir() else path
    print(f"{PLAN.title}   {PLAN.issuer}, {DOCUMENT.date_written}, {DOCUMENT.index_number}\n")
    print(*outline(), sep="\n")
    print("\nTargets")
    print(*table(), sep="\n")
    print("\nTotals by unit")
    print(*totals(), sep="\n")
    govplan.dump(PLAN, path, indent=2)
    print(f"\nwritten to {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
