"""The corpus of bad documents, each told exactly what is wrong with it.

The modules beside this one hold the documents by kind; :mod:`tests.hostile.case` says what a
case is. Whatever a document is, one error tells its problems, the same ones from bytes,
text and file, and the cost stays in proportion to its size.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from govplan.codec import load, loads
from govplan.errors import InvalidPlanError
from tests.costs import calls, untraced
from tests.hostile import amounts, bulk, encodings, keys, syntax, values
from tests.hostile.case import Case, Told, plan

CORPUS = tuple(
    case
    for module in (encodings, syntax, bulk, keys, values, amounts)
    for cases in vars(module).values()
    if isinstance(cases, tuple)
    for case in cases
    if isinstance(case, Case)
)


def refusal(read: Callable[[], object]) -> InvalidPlanError:
    """Return the error of reading a document; any other one goes through."""
    with pytest.raises(InvalidPlanError) as excinfo:
        read()
    assert InvalidPlanError is type(excinfo.value)
    return excinfo.value


def told(error: InvalidPlanError) -> tuple[Told, ...]:
    """Return what an error says is wrong."""
    return tuple((problem.pointer, problem.message) for problem in error.problems)


class TestCorpus:
    def test_size(self) -> None:
        """The corpus is a large one, and no two cases are the same."""
        assert 500 <= len(CORPUS)
        assert len(CORPUS) == len({case.data for case in CORPUS})
        assert len(CORPUS) == len({case.name for case in CORPUS})

    @pytest.mark.parametrize("case", CORPUS, ids=lambda case: ascii(case.name))
    def test_bytes(self, case: Case) -> None:
        """A bad document gives exactly its problems, in words that a terminal can show."""
        error = refusal(lambda: loads(case.data, max_size=case.max_size))

        assert case.problems == told(error)
        assert error.origin is None
        assert all(message.isprintable() for _, message in case.problems)
        assert str(error).replace("\n", "").isprintable()
        assert 1 + 2 * len(case.problems) == len(str(error).split("\n"))

    def test_text(self) -> None:
        """The same documents as texts give the same problems."""

        def agrees(case: Case, text: str) -> bool:
            return case.problems == told(refusal(lambda: loads(text, max_size=case.max_size)))

        texts = [(case, case.text) for case in CORPUS if case.text is not None]
        assert 500 <= len(texts)
        assert [] == [case.name for case, text in texts if not agrees(case, text)]

    def test_file(self, tmp_path: Path) -> None:
        """So do files, and the error names the file."""
        path = tmp_path / "计划.json"

        def agrees(case: Case) -> bool:
            path.write_bytes(case.data)
            error = refusal(lambda: load(path, max_size=case.max_size))
            named = str(path) == error.origin and " in '/" in str(error).split("\n")[0]
            return named and case.problems == told(error)

        assert [] == [case.name for case in CORPUS if not agrees(case)]

    def test_white_space(self) -> None:
        """White space between the tokens changes nothing."""

        def agrees(case: Case) -> bool:
            spaced = msgspec.json.format(case.data, indent=3).replace(b"\n", b" \r\n\t")
            return spaced != case.data and case.problems == told(refusal(lambda: loads(spaced)))

        cases = [
            *keys.DUPLICATES, *keys.LOOK_ALIKES, *keys.FORMATS, *values.TEXTS, *values.DATES,
            *values.RANGES, *values.IDS, *amounts.NAMES_FOR_IDS, *amounts.AS_SOMETHING_ELSE,
        ]  # fmt: skip
        assert [] == [case.name for case in cases if not agrees(case)]


class TestHalfPairs:
    """A text in memory may hold what no bytes can: half of a surrogate pair."""

    @pytest.mark.parametrize(
        "text",
        [
            plan('"issuer":"\ud800"'),
            plan('"issuer":"\udfff杜桥"'),
            plan('"\udc00":1'),
            plan('"extra":{"a":"\ude00\ud83d"}'),
            "\udcff",
            "[" * 10_000 + "\udc80",
        ],
        ids=lambda text: ascii(text)[:30],
    )
    def test_refused(self, text: str) -> None:
        """It is refused before anything else is looked at."""
        assert (("", "holds half of a surrogate pair, which is no character"),) == told(
            refusal(lambda: loads(text))
        )


# --- costs ------------------------------------------------------------------------

GROWING = {
    "zeros": ("[@0]", "0,"),
    "brackets": ("@", "["),
    "white space": ("@", "\n"),
    "lines, then no JSON": ("[@x", "\n\n"),
    "empty targets": (plan('"targets":[@{}]'), "{},"),
    "sound sections": (plan('"sections":[@{"id":"s"}]'), '{"id":"s"},'),
    "long text": (plan('"issuer":"@"'), "征地"),
    "long strange key": (plan('"@":[[[1]]]'), "k"),
    "long key above values": (plan('"title":"t","x":{"k@":[@0]}'), "0,"),
    "keys given twice": (plan('"extra":{"a":[@0]}'), '{"a":1,"a":1},'),
    "colons and escapes": (plan('"issuer":"\\u003a@"'), ":\\u003a"),
    "long number": (plan('"extra":{"n":0.@1}'), "3"),
    "number of many zeros": (plan('"extra":{"n":1@.0e1}'), "0"),
    "strange units": (
        plan('"figures":[@0]'),
        '{"kind":"count","label":"x","value":{"magnitude":1,"unit":"wan-m"}},',
    ),
    "problems below 30 sections": (
        plan('"sections":[' + '{"id":"s","sections":[' * 30 + "@0" + "]}" * 30 + "]"),
        '{"id":1},',
    ),
    "sound sections below 30": (
        plan('"sections":[' + '{"id":"s","sections":[' * 30 + "@" + '{"id":"s"}' + "]}" * 30 + "]"),
        '{"id":"s"},',
    ),
}
"""Documents that grow by what stands in the place of ``@``, again and again."""


def read(data: bytes) -> None:
    """Read a document or have it refused."""
    with suppress(InvalidPlanError):
        loads(data)


def peak(data: bytes) -> int:
    """Return the bytes of memory that it takes at most to read a document."""
    tracemalloc.start()
    try:
        with untraced():
            read(data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def called(data: bytes) -> int:
    """Return how many functions are called to read a document."""
    return calls(lambda: read(data))


class TestCosts:
    @pytest.mark.parametrize("cost", [peak, called])
    @pytest.mark.parametrize("kind", GROWING)
    def test_in_proportion(self, kind: str, cost: Callable[[bytes], int]) -> None:
        """A document of four times the size costs about four times as much, not sixteen."""
        template, repeated = GROWING[kind]
        small, large = (template.replace("@", repeated * n).encode() for n in (800, 3_200))
        read(small)  # what is made on first use is not counted

        assert 5 * cost(small) >= cost(large)
