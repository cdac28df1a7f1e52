"""How well plans are read, and how fast: precision, recall and F1 on annotated texts.

Run it from a clone with ``python benchmarks/reading.py --corpus DIR``; DIR holds the texts
``NNN.txt`` with their annotations ``NNN.json``. ``--mistakes`` lists what was read wrongly.

A target is *detected* where its place overlaps that of an annotated one (one to one),
*valued* where comparator, value, unit and change agree too, *named* where it is valued and
one indicator contains the other or at least 60 % of the longer one's characters are in
both. What the annotation leaves open (``borderline``) counts neither way.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias, cast

import attrs
from reading_rivals import Reader as RivalReader
from reading_rivals import expanded, rivals

import govplan
from govplan import units
from govplan.errors import GovplanError

HERE = Path(__file__).parent
DUQIAO = HERE.parent / "examples" / "dupan_2021.json"
SHARED = HERE.parent.parent / "shared"


@attrs.frozen
class Found:
    """A target as read or as annotated."""

    start: int
    end: int
    operator: str | None
    values: tuple[Fraction, ...]
    unit: str | None
    change: str | None
    indicator: str
    borderline: bool = False


@attrs.frozen
class Text:
    """An annotated text."""

    name: str
    text: str
    gold: tuple[Found, ...]
    distractors: tuple[tuple[int, int, str], ...]


Reader: TypeAlias = Callable[[str], list[Found]]

# --- what was annotated -----------------------------------------------------------


def load(directory: Path) -> list[Text]:
    """Read the annotated texts of a directory."""
    texts: list[Text] = []
    for path in sorted(directory.glob("*.json")):
        data = json.loads(path.read_text("utf-8"), parse_float=Decimal)
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        gold = tuple(map(_annotated, data["gold"]))
        others = tuple((d["start"], d["end"], str(d["why"])) for d in data["distractors"])
        texts.append(Text(path.stem, text, gold, others))
    return texts


def _annotated(gold: dict[str, Any]) -> Found:
    value: Any = gold["value"]
    values = cast("list[Decimal]", value if isinstance(value, list) else [value])
    return Found(
        gold["start"],
        gold["end"],
        gold["op"],
        tuple(map(Fraction, values)),
        _unit(gold["unit"]),
        gold["change"],
        gold["indicator"],
        bool(gold.get("borderline")),
    )


def _unit(name: str | None) -> str | None:
    if not name:
        return None
    try:
        return units.unit_id(name)
    except GovplanError:
        return f"unknown {name}"


def duqiao(text_path: Path) -> Text:
    """Return the work plan of Duqiao as encoded by hand: its figures and their targets."""
    plan = govplan.loads(DUQIAO.read_bytes())
    gold = tuple(_encoded(t) for t in plan.iter_targets() if t.value is not None)
    others = tuple(
        (f.source.start, f.source.end, f.kind) for f in plan.iter_figures() if f.source is not None
    )
    with text_path.open(encoding="utf-8", newline="") as file:
        return Text("duqiao", file.read(), gold, others)


def _encoded(target: govplan.Target) -> Found:
    source = target.source
    if source is None or target.value is None:
        raise ValueError(target.id)
    amounts = [target.value, *([target.upper] if target.upper else [])]
    scaled = [expanded(amount) for amount in amounts]
    values = tuple(value for value, _ in scaled)
    span, unit = (source.start, source.end), scaled[0][1]
    return Found(*span, target.comparator, values, unit, target.change, target.indicator)


# --- what is read -----------------------------------------------------------------


def govplan_reader(text: str) -> list[Found]:
    """Return the targets with a figure that govplan reads."""
    return [_encoded(t) for t in govplan.read(text).plan.iter_targets() if t.value is not None]


# --- scoring ----------------------------------------------------------------------


@attrs.define
class Score:
    """Counts over the texts."""

    gold: int = 0
    read: int = 0
    detected: int = 0
    valued: int = 0
    named: int = 0
    distracted: int = 0
    distractors: int = 0
    mistakes: list[str] = attrs.Factory(list[str])

    def rates(self, right: int) -> tuple[float, float, float]:
        """Return precision, recall and F1 of so many right ones."""
        precision = right / self.read if self.read else 0.0
        recall = right / self.gold if self.gold else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def score(texts: Iterable[Text], reader: Reader) -> Score:
    """Hold what is read against what is annotated."""
    total = Score()
    for text in texts:
        _score_text(text, reader(text.text), total)
    return total


def _score_text(text: Text, found: list[Found], total: Score) -> None:
    free = list(found)
    for gold in text.gold:
        match = max(free, key=lambda f: _overlap(f, gold), default=None)
        if match is None or _overlap(match, gold) <= 0:
            match = None
        else:
            free.remove(match)
        if gold.borderline:
            continue
        total.gold += 1
        if match is None:
            total.mistakes.append(f"{text.name} missed   {_shown(text, gold)}")
            continue
        total.read += 1
        total.detected += 1
        if not _same_value(match, gold):
            total.mistakes.append(
                f"{text.name} value    {_shown(text, gold)}, read {_shown(text, match)}"
            )
            continue
        total.valued += 1
        if _agree(match.indicator, gold.indicator):
            total.named += 1
        else:
            total.mistakes.append(
                f"{text.name} name     {_shown(text, gold)}, read as {match.indicator!r}"
            )
    total.read += len(free)
    for f in free:
        total.mistakes.append(f"{text.name} no goal  {_shown(text, f)}")
    total.distractors += len(text.distractors)
    for start, end, _ in text.distractors:
        total.distracted += any(f.start < end and start < f.end for f in free)


def _shown(text: Text, f: Found) -> str:
    values = "-".join(map(str, map(float, f.values)))
    words = text.text[max(0, f.start - 14) : f.end + 8].replace("\n", "⏎")
    return f"[{f.start}] {f.indicator!r} {f.operator} {values} {f.unit} {f.change or ''} …{words}…"


def _overlap(a: Found, b: Found) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _same_value(a: Found, b: Found) -> bool:
    if (a.operator, a.change) != (b.operator, b.change):
        return False
    if (a.values, a.unit) == (b.values, b.unit):
        return True
    # 一成 and 10 % are the same.
    shares = {"cheng": Fraction(10), "percent": Fraction(1)}
    if a.unit in shares and b.unit in shares:
        return [v * shares[a.unit] for v in a.values] == [v * shares[b.unit] for v in b.values]
    return False


def _agree(a: str, b: str) -> bool:
    if not a or not b:
        return False
    common = sum((Counter(a) & Counter(b)).values())
    return a in b or b in a or common >= 0.6 * max(len(a), len(b))


# --- figures ----------------------------------------------------------------------

KINDS = {
    "input": {"investment"},
    "project scale": {"capacity"},
    "project capacity": {"capacity", "threshold"},
    "size class": {"threshold"},
    "past achievement": {"past_result"},
    "status": {"past_result"},
    "size of the list": {"list_size", "count"},
    "count": {"count", "list_size"},
    "scope": {"other", "list_size", "count"},
    "resource endowment": {"past_result", "other"},
}
"""What a distractor that is a quantity ought to become, by the first words of its reason."""


def kinds(texts: Iterable[Text]) -> tuple[int, int, list[str]]:
    """Return how many distractors that are quantities became figures of the right kind."""
    right = total = 0
    wrong: list[str] = []
    for text in texts:
        read = [(f.source, f.kind) for f in govplan.read(text.text).plan.iter_figures()]
        for start, end, why in text.distractors:
            wanted = next((k for name, k in KINDS.items() if why.startswith(name)), None)
            if wanted is None:
                continue
            total += 1
            got = {kind for at, kind in read if at and at.start < end and start < at.end}
            if got & wanted:
                right += 1
            else:
                wrong.append(f"{text.name} kind     {text.text[start:end]} ({why}): {got}")
    return right, total, wrong


SIZE = 200_000
"""Characters of the texts that are timed; the longer ones have four times as many."""


def speed(name: str, texts: Iterable[Text]) -> None:
    """Print how much is read in a second of the processor's time, and how that grows."""
    whole = "\n".join(t.text for t in texts)
    short, long = (whole * (n // len(whole) + 1) for n in (SIZE, 4 * SIZE))
    once, more = _seconds(short), _seconds(long)
    size = len(short.encode())
    print(
        f"{name}: {size / once / 1e6:.2f} MB, {len(short) / once / 1e6:.2f} million characters a "
        f"second; {len(long) / len(short):.1f} times the text takes {more / once:.1f} times as long"
    )


def _seconds(text: str) -> float:
    rounds: list[float] = []
    for _ in range(3):
        gc.collect()
        start = time.process_time()
        govplan.read(text)
        rounds.append(time.process_time() - start)
    return statistics.median(rounds)


def _like_ours(rival: RivalReader) -> Reader:
    return lambda text: [Found(*found) for found in rival(text)]


def table(name: str, texts: list[Text], *, mistakes: bool) -> None:
    """Print how govplan, and a regular expression, read some texts."""
    print(f"{name:28}{'precision':>10}{'recall':>8}{'F1':>8}")
    others = [(rival_name, _like_ours(rival)) for rival_name, rival in rivals()]
    for reader_name, reader in (("govplan", govplan_reader), *others):
        result = score(texts, reader)
        for level in ("detected", "valued", "named"):
            p, r, f = result.rates(getattr(result, level))
            print(f"{reader_name:20}{level:8}{p:10.3f}{r:8.3f}{f:8.3f}")
        print(
            f"{reader_name:20}others taken as targets: {result.distracted} of {result.distractors}"
        )
        if mistakes and reader is govplan_reader:
            print("\n".join(result.mistakes))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpus")
    parser.add_argument("--duqiao", type=Path, default=SHARED / "source" / "dupan_2021.txt")
    parser.add_argument("--mistakes", action="store_true", help="list what was read wrongly")
    options = parser.parse_args()
    texts = load(options.corpus)
    table("corpus", texts, mistakes=options.mistakes)
    right, total, wrong = kinds(texts)
    print(f"others that are quantities and became figures of the right kind: {right} of {total}")
    if options.mistakes:
        print("\n".join(wrong))
    encoded = duqiao(options.duqiao)
    table("Duqiao", [encoded], mistakes=options.mistakes)
    speed("corpus", texts)
    speed("Duqiao", [encoded])


if __name__ == "__main__":
    main()
