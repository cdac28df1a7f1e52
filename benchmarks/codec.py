"""How fast plans are read and written, beside the libraries one would use otherwise.

Run it from a clone with ``python benchmarks/codec.py``. Contestants take turns, in another
order each round; a figure is the median of the ratios of the rounds, so that the machine's
other work touches both sides alike. The garbage collector runs as it does for users, and is
emptied before each turn.
"""

from __future__ import annotations

import functools
import gc
import importlib.metadata
import itertools
import multiprocessing
import random
import resource
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, cast, get_args

import attrs
import msgspec
import orjson
from rivals import Rival, floors, rivals

import govplan
from govplan import (
    Amount,
    Due,
    Figure,
    InvalidPlanError,
    Jurisdiction,
    Measure,
    Party,
    Period,
    Plan,
    Project,
    Section,
    Source,
    Statement,
    Target,
)
from govplan.codec import FORMAT
from govplan.model import Extra, Force, Stage

DUQIAO = Path(__file__).parent.parent / "examples" / "dupan_2021.json"
LIBRARIES = ("attrs", "cattrs", "msgspec", "orjson", "pint", "pydantic")
KEPT = 100
"""Plans that are held at once to see what memory one takes."""

OURS = Rival("govplan", govplan.loads, govplan.dumps)
FLOOR, SECOND_FLOOR = floors()
PINT, PYDANTIC, STRUCT, CATTRS = rivals()
CONTESTANTS = (OURS, FLOOR, SECOND_FLOOR, PINT, PYDANTIC, STRUCT, CATTRS)


# --- documents --------------------------------------------------------------------

WORDS = (
    "新建", "改造", "推进", "道路", "征地", "造林", "老旧小区", "就业", "垃圾分类", "拆违",
    "眼镜小镇", "特色产业", "平台", "招商引资", "农房", "文化礼堂", "养老服务", "智慧停车",
)  # fmt: skip
AMOUNTS = (
    ("12", "km"), ("350", "mu"), ("1.5", "wan_mu"), ("3", "个"), ("500", "person"),
    ("30", "wan_m2"), ("4.85", "yi_CNY"), ("1200", "wan_CNY"), ("7.5", "percent"), ("18", "家"),
)  # fmt: skip
PARTIES = ("农业农村局", "经济发展办", "城建办", "综合执法队", "社会事务办")
DATES = ("2021", "2021-H1", "2021-Q3", "2021-08", "2021-10-31")


class Generator:
    """Makes plans of the Duqiao plan's proportions, each of its own words and figures."""

    def __init__(self, seed: int) -> None:
        """Start with a seed, so that every run has the same documents."""
        self.random = random.Random(seed)  # noqa: S311 (no secret)
        self.ids = itertools.count(1)
        self.at = 0

    def plan(self, measures: int) -> Plan:
        """Return a plan of so many measures, five to a section, five sections to a part."""
        below = [self.section(min(5, measures - n)) for n in range(0, measures, 5)]
        parts = [self.section(0, below[i : i + 5]) for i in range(0, len(below), 5)]
        return Plan(
            id=f"plan-{measures}",
            title="2021年工作计划",
            kind="annual_plan",
            issuer="杜桥镇",
            period=Period.of(2021),
            jurisdiction=Jurisdiction(name="杜桥镇", level="town"),
            targets=(self.target(), self.target()),
            sections=tuple(parts),
            projects=tuple(Project(name=self.words()) for _ in range(measures // 4)),
        )

    def section(self, measures: int, below: Iterable[Section] = ()) -> Section:
        """Return a section with measures, or one with sections."""
        return Section(
            id=f"s{next(self.ids)}",
            number=f"({self.random.randint(1, 9)})" if self.chance(10) else None,
            title=self.words(),
            heading=self.source(),
            measures=tuple(self.measure() for _ in range(measures)),
            statements=(Statement(kind="purpose", title=self.words(), source=self.source()),),
            sections=tuple(below),
            source=self.source(),
        )

    def measure(self) -> Measure:
        """Return a measure; four of ten have a target."""
        pick = self.random.choice
        return Measure(
            id=f"m{next(self.ids)}",
            title=self.words(),
            stage=pick(get_args(Stage)) if self.chance(45) else None,
            force=pick(get_args(Force)) if self.chance(15) else None,
            projects=(self.words(),) if self.chance(13) else (),
            parties=(Party(name=pick(PARTIES), role="lead"),) if self.chance(10) else (),
            due=Due(date=pick(DATES)) if self.chance(10) else None,
            targets=(self.target(),) if self.chance(40) else (),
            figures=(self.figure(),) if self.chance(3) else (),
            source=self.source(),
        )

    def target(self) -> Target:
        """Return a target; every other has a figure."""
        goal = Target(
            id=f"t{next(self.ids)}",
            indicator=self.words(),
            source=self.source(),
            indicator_source=self.source(),
        )
        if self.chance(50):
            return attrs.evolve(
                goal, comparator=">=", value=self.amount(), basis="total", direction="up"
            )
        return attrs.evolve(goal, goal="完成", goal_kind="completion")

    def figure(self) -> Figure:
        """Return a figure."""
        return Figure(
            kind="investment", label=self.words(), value=self.amount(), source=self.source()
        )

    def amount(self) -> Amount:
        """Return an amount."""
        magnitude, unit = self.random.choice(AMOUNTS)
        return Amount(Decimal(magnitude), unit)

    def source(self) -> Source:
        """Return the next place in the text."""
        self.at += 20
        return Source(start=self.at, end=self.at + self.random.randint(5, 19))

    def words(self) -> str:
        """Return some words with a number, which hardly come twice."""
        return "".join(self.random.choices(WORDS, k=3)) + f"{self.random.randint(1, 999)}号"

    def chance(self, percent: int) -> bool:
        """Return whether something of that probability comes to pass."""
        return self.random.random() * 100 < percent


def generated(measures: int, seed: int = 0) -> bytes:
    """Return a plan of so many measures as a document."""
    return govplan.dumps(Generator(seed).plan(measures))


def with_nulls(value: object) -> object:
    """Return a tree of JSON that says of every absent field that it is absent."""
    if isinstance(value, tuple):
        return [with_nulls(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Extra):
        return dict(value)
    if attrs.has(type(value)):
        fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
        return {field.name: with_nulls(getattr(value, field.name)) for field in fields}
    return value


# --- whether the rivals do the same -----------------------------------------------

SMALL = (
    '{"govplan":1,"id":"p","title":"t","period":{"start":"2021-01-01","end":"2021-12-31"},'
    '"targets":[{"id":"t1","indicator":"i","comparator":">=",'
    '"value":{"magnitude":3.5,"unit":"mu"},"due":{"date":"2021-H1"}}]}'
)
FAULTS = {
    "a missing key": ('"indicator":"i",', ""),
    "an unknown key": ('"title"', '"titel":"t","title"'),
    "an unknown word": ('">="', '"=>"'),
    "a number for a text": ('"t1"', "1"),
    "a text for a number": ("3.5", '"3.5"'),
    "a day that is none": ("12-31", "02-30"),
    "a key given twice": ('"id":"p"', '"id":"p","id":"p"'),
    "an unknown unit": ('"mu"', '"muh"'),
    "a unit's other name": ('"mu"', '"亩"'),
    "20 digits": ("3.5", "3.1234567890123456789"),
    "a deadline that is none": ("2021-H1", "2021-H3"),
    "an end before the start": ("2021-12-31", "2020-12-31"),
}


def same_data(documents: Iterable[bytes]) -> None:
    """Check that every contestant reads the documents and writes the same data back.

    Raises:
        ValueError: If one does not.
    """
    for data, rival in itertools.product(documents, CONTESTANTS):
        if orjson.loads(rival.dumps(rival.loads(data))) != orjson.loads(data):
            raise ValueError(f"{rival.name} writes another plan than it read")


def refuses(rival: Rival, fault: str) -> bool:
    """Return whether a contestant refuses a document with that fault."""
    data = SMALL.replace(*FAULTS[fault]).encode()
    try:
        rival.loads(data)
    except Exception:  # noqa: BLE001 (each library has its own)
        return True
    return False


# --- measuring --------------------------------------------------------------------

Figures = Mapping[str, Sequence[float]]
"""What was measured in each round, by contestant."""


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of *work*, without what it takes to throw its result away.

    Time on the clock would hold the machine's other work against those who take longer: they
    are interrupted more often.
    """
    gc.collect()
    start = time.process_time()
    result = work()
    taken = time.process_time() - start
    del result
    return taken


def take_turns(works: Mapping[str, Callable[[], float]], rounds: int) -> Figures:
    """Return what each says that it took, in each round; the first does not count."""
    names = list(works)
    taken: dict[str, list[float]] = {name: [] for name in names}
    order = random.Random(0)  # noqa: S311 (no secret)
    for _ in range(rounds + 1):
        order.shuffle(names)
        for name in names:
            taken[name].append(works[name]())
    return {name: times[1:] for name, times in taken.items()}


def race(works: Mapping[str, Callable[[], object]], rounds: int) -> Figures:
    """Return what each takes, in each round."""
    return take_turns({n: functools.partial(seconds, work) for n, work in works.items()}, rounds)


def ratio(figures: Figures, name: str, to: str) -> float:
    """Return the median of the ratios of the rounds."""
    return statistics.median(a / b for a, b in zip(figures[name], figures[to], strict=True))


def reading(data: bytes, rounds: int) -> Figures:
    """Return what reading a document takes."""
    return race({r.name: functools.partial(r.loads, data) for r in CONTESTANTS}, rounds)


def writing(data: bytes, rounds: int) -> Figures:
    """Return what writing a plan takes."""
    works = {r.name: functools.partial(r.dumps, r.loads(data)) for r in CONTESTANTS}
    return race(works, rounds)


def kept(name: str, documents: Sequence[bytes]) -> float:
    """Return the bytes that a plan takes, where many are kept."""
    (loads,) = (rival.loads for rival in CONTESTANTS if rival.name == name)
    plans = [loads(documents[0])]  # what is made once, and then for all
    copies = [bytes(bytearray(data)) for data in documents]
    gc.collect()
    tracemalloc.start()
    plans += map(loads, copies)
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(documents)


def memory(documents: Sequence[bytes]) -> Figures:
    """Return what a plan takes, by contestant, each seen in a process of its own."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh, max_tasks_per_child=1) as pool:
        return {r.name: [pool.submit(kept, r.name, documents).result()] for r in CONTESTANTS}


def growth(small: int, large: int, rounds: int) -> Figures:
    """Return how much more a measure takes in a large plan than in a small one."""
    few, many = generated(small), generated(large)

    def grown(rival: Rival) -> float:
        alone = statistics.median(seconds(lambda: rival.loads(few)) for _ in range(9))
        return seconds(lambda: rival.loads(many)) / large / (alone / small)

    works = {rival.name: functools.partial(grown, rival) for rival in (OURS, FLOOR)}
    return take_turns(works, rounds)


IMPORT = """
import time
start = time.process_time()
import {}
print(time.process_time() - start)
import sys
print(*sorted({{"attrs", "cattrs", "msgspec", "pint"}} & {{*sys.modules}}))
"""


class Import(NamedTuple):
    """What an import takes."""

    process: float
    """Seconds of the process that does nothing else."""
    alone: float
    """Seconds of the statement."""
    loaded: str
    """Which libraries it loads."""


def imported(names: str) -> Import:
    """Import something in a new process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", IMPORT.format(names)], capture_output=True, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    alone, loaded = done.stdout.splitlines()
    return Import(process, float(alone), loaded)


def imports(names: str, rounds: int) -> Import:
    """Return what an import takes, over that of attrs and cattrs."""
    pairs = [(imported(names), imported("attrs, cattrs")) for _ in range(rounds + 1)][1:]
    return Import(
        statistics.median(ours.process / theirs.process for ours, theirs in pairs),
        statistics.median(ours.alone / theirs.alone for ours, theirs in pairs),
        pairs[0][0].loaded,
    )


def slow_roads(data: bytes, rounds: int) -> Figures:
    """Return what reading takes where a document or a caller asks for more."""
    plan = govplan.loads(data)
    nulls = {"govplan": FORMAT, **cast("dict[str, object]", with_nulls(plan))}
    last = data.rindex(b'"start":')
    documents = {
        "as govplan writes it": data,
        "indented by 2": govplan.dumps(plan, indent=2),
        "with nulls and empty arrays": msgspec.json.Encoder(decimal_format="number").encode(nulls),
        "with one fault, near the end": data[:last] + b'"strat":' + data[last + 8 :],
    }

    def read(document: bytes) -> None:
        with suppress(InvalidPlanError):
            govplan.loads(document)

    works: dict[str, Callable[[], object]] = {
        name: functools.partial(read, document) for name, document in documents.items()
    }
    converter = govplan.make_converter()
    works["with a converter passed"] = lambda: govplan.loads(data, converter=converter)
    return race(works, rounds)


# --- tables -----------------------------------------------------------------------


class Row(NamedTuple):
    """A figure of the first table."""

    figure: str
    values: Sequence[float]
    """One for each document, or one for all."""
    limit: float | None = None
    beyond: float | None = None

    def cells(self) -> list[str]:
        """Return it as text."""
        values = [f"{value:.2f}" for value in self.values] + [""] * 3
        limits = ["" if x is None else f"≤ {x}" for x in (self.limit, self.beyond)]
        return [self.figure, *values[:3], *limits, self.reached()]

    def reached(self) -> str:
        """Return whether the worst value is within the limits."""
        if self.limit is None:
            return ""
        worst = max(self.values)
        if self.beyond is not None and worst <= self.beyond:
            return "beyond"
        return "yes" if worst <= self.limit else "no"


def compared(figure: str, documents: Sequence[Figures], to: Rival, *limits: float) -> Row:
    """Return govplan's figure over a rival's, for every document."""
    values = [ratio(times, OURS.name, to.name) for times in documents]
    return Row(f"{figure} / {to.name}", values, *limits)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table in Markdown."""
    print(f"\n| {' | '.join(head)} |\n|---|{'---:|' * (len(head) - 1)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def medians(figure: str, documents: Sequence[Figures], scale: float) -> Iterator[list[str]]:
    """Yield the medians by contestant, for every document."""
    for name in documents[0]:
        yield [
            f"{figure}, {name}",
            *(f"{statistics.median(times[name]) * scale:,.2f}" for times in documents),
        ]


def main() -> None:
    """Print all figures."""
    duqiao = govplan.dumps(govplan.load(DUQIAO))
    documents = {"Duqiao": duqiao, "150": generated(150), "10,000": generated(10_000)}
    same_data(documents.values())
    rounds = {"Duqiao": 41, "150": 41, "10,000": 7}
    read = [reading(data, rounds[name]) for name, data in documents.items()]
    written = [writing(data, rounds[name]) for name, data in documents.items()]
    held = [memory([duqiao] * KEPT), memory([generated(150, seed) for seed in range(KEPT)])]
    grown = growth(1_000, 100_000, 3)
    new = imports("govplan", 21)
    used = imports("govplan; govplan.loads", 21)  # a module may be late in loading its parts
    slow = slow_roads(duqiao, 21)

    versions = (f"{library} {importlib.metadata.version(library)}" for library in LIBRARIES)
    print(f"Python {sys.version.split()[0]}, {', '.join(versions)}")
    rows = [
        compared("loads", read, FLOOR, 3.5, 1.5),
        compared("loads", read, SECOND_FLOOR),
        compared("loads", read, PINT, 0.45, 0.25),
        compared("loads", read, PYDANTIC, 0.8, 0.4),
        compared("loads", read, STRUCT),
        compared("loads", read, CATTRS),
        compared("dumps", written, PINT, 0.25, 0.12),
        compared("dumps", written, PYDANTIC),
        compared("dumps", written, STRUCT),
        compared("memory of a plan kept", held, STRUCT, 1.1, 0.9),
        Row("growth / the floor's", [ratio(grown, OURS.name, FLOOR.name)], 1.3),
        Row("import / attrs and cattrs, the whole process", [new.process], 1.3, 1.05),
        Row("import / attrs and cattrs, the statement", [new.alone], 1.3, 1.05),
        Row("import and loads looked up / attrs and cattrs, the whole process", [used.process]),
    ]
    table(
        ["figure", *documents, "to reach", "beyond that", "reached"], (row.cells() for row in rows)
    )
    print(f"\nimport loads: {new.loaded}; loads looked up: {used.loaded}")
    table(["ms", *documents], [*medians("loads", read, 1e3), *medians("dumps", written, 1e3)])
    table(["KB", "Duqiao", "150"], medians("a plan kept", held, 1e-3))
    table(["100,000 / 1,000 measures", "ratio"], medians("a measure", [grown], 1))
    table(["the Duqiao plan", "ms"], medians("loads", [slow], 1e3))
    table(
        ["refused", *(rival.name for rival in CONTESTANTS)],
        ([f, *("yes" if refuses(r, f) else "no" for r in CONTESTANTS)] for f in FAULTS),
    )


if __name__ == "__main__":
    main()
