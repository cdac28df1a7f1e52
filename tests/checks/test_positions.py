"""Tests of :mod:`govplan.checks._positions`, and of reports that know where things stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govplan import InvalidPlanError, Plan, dumps
from govplan._fields import escape
from govplan.checks import Baseline, Config, Suppression
from govplan.checks._positions import positions
from tests.checks import noisy

KEYS = st.sampled_from(["a", "0", "", "a/b", "~", "~1", "标题", "𠮷", '"', "\\", "a\nb", ":,{"])
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    LEAVES | KEYS | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(), inner, max_size=4)
    ),
    max_leaves=20,
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, object]:
    """Draw a JSON document, however it is laid out, and its value."""
    value = draw(VALUES)
    text = json.dumps(
        value,
        indent=draw(st.none() | st.integers(0, 3) | st.just("\t")),
        ensure_ascii=draw(st.booleans()),
        separators=draw(st.sampled_from([(",", ":"), (", ", ": "), (" ,", "\t:")])),
    )
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")  # a newline in a string is escaped
    return draw(st.sampled_from(["", " ", "\n\n"])) + text, value


def inside(value: object, pointer: str = "") -> Iterator[tuple[str, object]]:
    """Yield a value and all that is in it, each with its pointer."""
    yield pointer, value
    if isinstance(value, Mapping):
        for key, member in value.items():
            yield from inside(member, f"{pointer}/{escape(key)}")
    elif isinstance(value, list):
        for i, member in enumerate(value):
            yield from inside(member, f"{pointer}/{i}")


def standing_at(text: str, position: tuple[int, int]) -> object:
    """Return the JSON value that begins at a line and column."""
    line, column = position
    offset = sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + column - 1
    return json.JSONDecoder().raw_decode(text, offset)[0]


class TestPositions:
    @given(documents())
    def test_every_value(self, document: tuple[str, object]) -> None:
        """At the position of any pointer begins the very value that it names."""
        text, value = document
        members = dict(inside(value))

        found = positions(text.encode(), members.keys())

        # repr tells 1 from true, and -0.0 from 0.0
        assert repr(members) == repr({p: standing_at(text, found[p]) for p in members})

    @given(documents(), st.data())
    def test_one_of_them(self, document: tuple[str, object], data: st.DataObject) -> None:
        """A pointer has the same position whichever others are asked for."""
        text, value = document
        pointers = [pointer for pointer, _ in inside(value)]
        one = data.draw(st.sampled_from(pointers))

        assert positions(text.encode(), pointers)[one] == positions(text.encode(), [one])[one]

    @given(documents(), st.sampled_from(["nowhere", "99", "-", "01"]))
    def test_not_there(self, document: tuple[str, object], token: str) -> None:
        """What is not in the document stands where the nearest thing above it does."""
        text, value = document
        members = dict(inside(value))
        pointers = [p for p in members if f"{p}/{token}" not in members]

        found = positions(text.encode(), [*pointers, *(f"{p}/{token}/x" for p in pointers)])

        assert [found[p] for p in pointers] == [found[f"{p}/{token}/x"] for p in pointers]

    @pytest.mark.parametrize(
        ("data", "pointer", "expected"),
        [
            ('{"\\u0061\\/b": 1}', "/a~1b", (1, 15)),
            ('{"𠮷": "𠮷", "标": 2}', "/标", (1, 17)),
            ('{"x": "a\u2028b",\r\n\t"y": 2}', "/y", (2, 7)),
            ('{"a~1b": 1}', "/a~01b", (1, 10)),
            ("\n [1,\n  [], {}, [[2]]]", "/3/0/0", (3, 13)),
            ('{"a": {"a": "a"}}', "/a/a", (1, 13)),
            ("3", "", (1, 1)),
        ],
    )
    def test_examples(self, data: str, pointer: str, expected: tuple[int, int]) -> None:
        """Escapes are resolved, code points are counted, and only newlines end lines."""
        assert {pointer: expected} == positions(data.encode(), [pointer])

    def test_none_asked_for(self) -> None:
        """Where nothing is asked for, nothing is told."""
        assert {} == positions(b"[1]", [])

    def test_not_a_pointer(self) -> None:
        """What is no pointer is taken to be about the whole."""
        assert {"x": (1, 2)} == positions(b' {"x": 1}', ["x"])

    @pytest.mark.parametrize(
        "data",
        [b"", b" ", b"[1 2]", b"[1,]", b'{"a"}', b'"', b'"\\', b"[[", b"]", b"1 2", b'"\xff"',
         b'"a\nb"', b"\xef\xbb\xbf1", b"NaN", b"[" * 100_000, b'{"a":' * 100_000],
    )  # fmt: skip
    def test_no_document(self, data: bytes) -> None:
        """What is no JSON document is refused, in the way of the loader."""
        with pytest.raises(InvalidPlanError, match="is no JSON document: "):
            positions(data, [""])

    @given(documents(), st.data())
    def test_damaged(self, document: tuple[str, object], data: st.DataObject) -> None:
        """A damaged document is refused or read, and never ends in another way."""
        raw = bytearray(document[0].encode())
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + 1] = data.draw(st.binary(max_size=2))
        try:
            found = positions(bytes(raw), ["/0/a", "/a/0"])
        except ValueError:
            return

        json.loads(raw)
        assert 2 == len(found)

    def test_deep(self) -> None:
        """Depth costs no stack of its own."""
        assert {"/0" * 500: (1, 501)} == positions(b"[" * 501 + b"]" * 501, ["/0" * 500])


class TestLocated:
    def test_every_finding(self, duqiao: Plan) -> None:
        """Each finding of a real plan has the place of its node in the file."""
        data = dumps(duqiao, indent=2)
        tree = dict(inside(json.loads(data)))

        report = noisy.report_on(duqiao, file=None).located("duqiao.json", data)

        assert "duqiao.json" == report.file
        assert 300 < len(report.findings)
        for finding in report.findings:
            assert finding.line is not None
            assert finding.column is not None
            found = standing_at(data.decode(), (finding.line, finding.column))
            above = finding.pointer
            while above not in tree:
                above = above.rpartition("/")[0]
            assert tree[above] == found

    def test_accepted_and_related(self, duqiao: Plan) -> None:
        """So have those that are suppressed or in the baseline, and their other places."""
        data = dumps(duqiao)
        known = Baseline.of(
            [noisy.RULES.run(duqiao, Config(select=("TST002",)), today=noisy.TODAY)]
        )
        accepted = Suppression(code="TST001", node="", reason="agreed")
        config = Config(suppressions={duqiao.id: (accepted,)})

        report = noisy.RULES.run(duqiao, config, today=noisy.TODAY, baseline=known)
        located = report.located("duqiao.json", data)

        assert located.suppressed
        assert located.baselined
        things = (*located.suppressed, *located.baselined)
        others = [other for finding in things for other in finding.related]
        assert others
        assert all(finding.line == 1 and finding.column for finding in things)
        assert all(other.line == 1 and other.column for other in others)

    def test_nothing_else_changes(self, duqiao: Plan) -> None:
        """But for the file and the places, the report is as it was."""
        before = noisy.report_on(duqiao, file=None)
        after = before.located("x", dumps(duqiao))

        assert [f.fingerprint for f in before] == [f.fingerprint for f in after]
        assert before.runs == after.runs
        assert before.summary() == after.summary()
