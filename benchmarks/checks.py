"""How long checking takes: growth with the size of the plan, cost of a visit, many plans.

Run it from a clone with ``python benchmarks/checks.py``; ``--quick`` leaves out the largest
plan and the thousand files. Every figure is a median over rounds of one run, so that the
machine's other work touches all of them alike.
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import govplan
from govplan import Measure, Period, Plan, Section, Source, Target, amount
from govplan.checks import BUILTIN, Config

HERE = Path(__file__).parent
DUQIAO = HERE.parent / "examples" / "dupan_2021.json"
SIZES = (200, 2_000, 20_000, 200_000)
WORDS = ("新建道路", "征地", "造林", "改造老旧小区", "新增就业", "垃圾分类覆盖率", "拆违")
GOALS = ("12 公里", "350 亩", "1.5 万亩", "3 个", "500 人", "95 %", "30 万平方米")


LENGTH = 20
"""Characters of a measure's clause in the text of a generated plan."""


def generated(measures: int) -> tuple[Plan, str]:
    """Return a plan with so many measures, ten to a section, a third with a target; its text."""
    made = [_measure(n) for n in range(measures)]
    sections = tuple(
        Section(
            id=f"s{i}",
            number=f"{i % 10 + 1}.",
            title=f"第{i}部分",
            measures=tuple(measure for measure, _ in made[i * 10 : i * 10 + 10]),
            source=Source(start=i * 10 * LENGTH, end=(i + 1) * 10 * LENGTH),
        )
        for i in range(measures // 10)
    )
    chapters = tuple(
        Section(id=f"c{i}", title=f"第{i}篇", sections=sections[i : i + 10])
        for i in range(0, len(sections), 10)
    )
    plan = Plan(
        id=f"plan-{measures}", title="规划", period=Period.of(2021, 2025), sections=chapters
    )
    return plan, "".join(words for _, words in made)


def _measure(n: int) -> tuple[Measure, str]:
    """Return a measure, and its clause."""
    word, goal = WORDS[n % len(WORDS)], GOALS[n % len(GOALS)]
    words = f"全年{word}{goal}以上" if n % 3 == 0 else f"加快推进{word}工程"
    place = Source(start=n * LENGTH, end=n * LENGTH + len(words))
    target = Target(
        id=f"t{n}", indicator=f"{word}{n}", comparator=">=", value=amount(goal), source=place
    )
    measure = Measure(
        id=f"m{n}",
        title=f"推进{n}号工程",
        targets=(target,) if n % 3 == 0 else (),
        source=place,
    )
    return measure, words.ljust(LENGTH, "。")


def timed(work: Callable[[], object], rounds: int) -> float:
    """Return the median seconds of *work*."""
    taken: list[float] = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def growth(sizes: tuple[int, ...]) -> None:
    """Print the time for a measure and for a visit at each size.

    A visit is a rule at a node; a rule on the plan goes over its nodes by itself and counts
    as visiting them all.
    """
    print(f"{'measures':>10} {'nodes':>9} {'seconds':>9} {'µs/measure':>11} {'µs/visit':>9}")
    for size in sizes:
        plan, text = generated(size)
        look = functools.partial(BUILTIN.run, plan, Config(preview=True), text=text)
        seconds = timed(look, 5 if size < SIZES[-1] else 3)
        nodes = sum(1 for _ in plan.walk())
        visits = sum(run.nodes if run.on != "Plan" else nodes for run in look().runs)
        print(
            f"{size:>10,} {nodes:>9,} {seconds:>9.3f} {seconds / size * 1e6:>11.1f} "
            f"{seconds / visits * 1e6:>9.2f}"
        )


def duqiao() -> None:
    """Print the time for the Duqiao plan, without and with a text."""
    plan = govplan.load(DUQIAO)
    seconds = timed(lambda: BUILTIN.run(plan), 21)
    print(f"Duqiao, without its text: {seconds * 1e3:.1f} ms")
    source = os.environ.get("GOVPLAN_SOURCE_DIR")
    if source is None:
        print("Duqiao, with its text: set GOVPLAN_SOURCE_DIR to the folder that has it")
        return
    with (Path(source) / "dupan_2021.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    seconds = timed(lambda: BUILTIN.run(plan, text=text), 21)
    print(f"Duqiao, with its text: {seconds * 1e3:.1f} ms")


def thousand() -> None:
    """Print what a command over 1,000 plans of real size takes, with one process and with two."""
    tree = json.loads(DUQIAO.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        for i in range(1_000):
            data = json.dumps({**tree, "id": f"town-{i}"}, ensure_ascii=False)
            (Path(folder) / f"{i:04}.json").write_text(data, "utf-8")
        for jobs in (1, 2):
            start = time.perf_counter()
            largest = _largest_process("check", folder, "--jobs", str(jobs))
            seconds = time.perf_counter() - start
            print(f"1,000 plans, {jobs} at once: {seconds:.1f} s, largest process {largest} MB")


def _largest_process(*arguments: str) -> int:
    """Run the command line, and return the most memory that one of its processes had, in MB."""
    command = [sys.executable, "-m", "govplan", *arguments]
    watch = (
        "import resource, subprocess\n"
        f"subprocess.run({command!r}, stdout=subprocess.DEVNULL, check=False)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", watch], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    print(f"Python {sys.version.split()[0]}, {len(BUILTIN)} built-in rules")
    duqiao()
    growth(SIZES[:-1] if quick else SIZES)
    if not quick:
        thousand()


if __name__ == "__main__":
    main()
