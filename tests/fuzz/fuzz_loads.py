"""Fuzz :func:`govplan.loads`, guided by the branches of govplan that a document takes.

Whatever the bytes are, there is a plan or an :exc:`~govplan.InvalidPlanError`; a plan says
what an independent reading of the document says, and is written and read again the same.
A document that breaks this is kept as ``crash-…`` in the working folder, and the exit code
is not 0. Needs ``atheris`` and the extra ``test``; arguments go on to libFuzzer::

    python -m tests.fuzz.fuzz_loads -seed=4 -runs=100000 -max_total_time=40 -timeout=10
"""

from __future__ import annotations

import importlib
import json
import os
import random
import re
import sys
import tempfile
import traceback
import typing
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from types import ModuleType

if typing.TYPE_CHECKING:  # govplan is imported when it can be instrumented
    from govplan.errors import Problem

_ODD = (
    "1e999", "-0.0", "30.0", "1e-16", "1234567890123456", "NaN", "true", "null", "\\ud800",
    "\\u003a", "\\u0000", "2021-02-30", "2021-Q3", "20210810", "/", "~", "\ufeff", "[[[[", "{}",
)  # fmt: skip
"""What documents trip over, beside the words of the model."""

_BYTEWISE = 0.3
"""How often bytes are changed without regard to tokens."""

_SMALL = 500
"""Bytes of a document that is worth changing at random."""


def words(model: ModuleType) -> Iterator[str]:
    """Yield the keys and the words that the model's classes take."""
    yield "govplan"
    for thing in (getattr(model, name) for name in model.__all__):
        if typing.get_origin(thing) is typing.Literal:
            yield from typing.get_args(thing)
        else:
            yield from (field.name for field in getattr(thing, "__attrs_attrs__", ()))


def dictionary(found: Iterable[str]) -> str:
    """Return words as libFuzzer reads them: a line each, in quotes, byte for byte."""
    lines = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in found)
    return "".join(f'"{line}"\n' for line in lines)


def parts(node: object) -> Iterator[tuple[str, object]]:
    """Yield every member of a tree's arrays with its key, without what is in its own arrays."""
    for key, member in node.items() if isinstance(node, dict) else ():
        for part in member if isinstance(member, list) else ():
            bare = part
            if isinstance(part, dict):
                bare = {k: v for k, v in part.items() if not isinstance(v, list)}
            yield key, [bare]
            yield from parts(part)


def seeds() -> Iterator[bytes]:
    """Yield small documents: each node of the example in a plan of its own, and the corpus."""
    path = Path(__file__).parents[2] / "examples" / "dupan_2021.json"
    example = json.loads(path.read_bytes())
    head = {"govplan": 1, "id": "p", "title": "t"}
    whole = {key: part for key, part in example.items() if not isinstance(part, list)}
    whole["extra"] = {"a": [1, 2.5, None, True, "x", {"b": {}}]}
    for more in (whole, *({key: part} for key, part in parts(example))):
        yield json.dumps({**head, **more}, ensure_ascii=False).encode()
    corpus = importlib.import_module("tests.hostile.test_hostile").CORPUS
    yield from (case.data for case in corpus if len(case.data) < _SMALL)


_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[-+.\w]+|.', re.ASCII | re.DOTALL)


def mutator(
    bytewise: Callable[[bytes, int], bytes], known: list[list[bytes]]
) -> Callable[[bytes, int, int], bytes]:
    """Return what changes a document: its bytes, or one token, after which it may be JSON still.

    Args:
        bytewise: The mutator of libFuzzer.
        known: Tokens to put in beside those of the document, by kinds that count the same.
    """

    def mutate(data: bytes, max_size: int, seed: int) -> bytes:
        chance = random.Random(seed)  # noqa: S311 (no secrets)
        tokens = _TOKEN.findall(data)
        values = [i for i, token in enumerate(tokens) if len(token) > 1 or token.isalnum()]
        if not values or chance.random() < _BYTEWISE:
            return bytewise(data, max_size)
        at = chance.choice(values)
        near = [tokens[i] for i in values]
        changes = (
            lambda: chance.choice(chance.choice(known)),
            lambda: chance.choice(near),
            lambda: bytewise(tokens[at], len(tokens[at]) + 8),
            lambda: b"[" + tokens[at] + b"]",
            lambda: tokens[at] + b":1," + tokens[at],  # where it is a key, it comes twice
        )
        tokens[at] = chance.choice(changes)()
        return b"".join(tokens)[:max_size]

    return mutate


_FROM_WITHIN = re.compile(r"\w+(Error|Exception|Group|Operation): ")


def target() -> Callable[[bytes], None]:
    """Return what is done with each document."""
    codec, errors, tests = (
        importlib.import_module(name)
        for name in ("govplan.codec", "govplan.errors", "tests.test_codec")
    )

    def read(data: bytes) -> None:
        tests.means_what_it_says(data)
        problems: tuple[Problem, ...] = ()
        try:
            plan = codec.loads(data)
        except errors.InvalidPlanError as error:
            problems = error.problems
        else:
            written = codec.dumps(plan)
            assert plan == codec.loads(written)
            assert written == codec.dumps(codec.loads(written))
        # An exception from within would be told as a problem, as those of hooks are.
        assert not any(_FROM_WITHIN.match(problem.message) for problem in problems)

    return read


def fuzz(arguments: list[str], folder: Path) -> None:
    """Fuzz until libFuzzer has enough, and end the process."""
    atheris = importlib.import_module("atheris")  # by name, for type checkers that lack it
    with atheris.instrument_imports(include=["govplan"]):
        read = target()
        model, units = (importlib.import_module(f"govplan.{name}") for name in ("model", "units"))
    texts = [[*dict.fromkeys(words(model))], [*units.UNITS, *units.MULTIPLIERS]]
    listed, corpus = folder / "words.dict", folder / "corpus"
    listed.write_text(dictionary(chain(_ODD, *texts)), encoding="ascii")
    corpus.mkdir()
    for number, document in enumerate(seeds()):
        (corpus / f"{number}.json").write_bytes(document)
    # atheris.Mutate is another function once the fuzzing has begun.
    bytewise = lambda data, size: atheris.Mutate(data, size)  # noqa: E731,PLW0108 (see above)
    known = [[word.encode() for word in _ODD]]
    known += [[f'"{word}"'.encode() for word in kind] for kind in (_ODD, *texts)]
    options = [*arguments, f"-dict={listed}", str(corpus)]
    atheris.Setup(options, read, custom_mutator=mutator(bytewise, known))
    atheris.Fuzz()


def main(arguments: list[str]) -> int:
    """Fuzz in a child, since libFuzzer ends its process and would leave the folder behind."""
    with tempfile.TemporaryDirectory() as folder:
        child = os.fork()
        if not child:
            try:
                fuzz(arguments, Path(folder))
            except Exception:  # noqa: BLE001 (a child must not go on as its parent)
                traceback.print_exc()
            os._exit(1)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
