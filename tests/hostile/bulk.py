"""Documents that are too deep, or wrong in very many places; and those that are no object."""

from __future__ import annotations

from tests.hostile.case import LEVELS, TOO_DEEP, Case, Told, bare, plan, whole, within

_OVER = f"{TOO_DEEP}: over 128 levels"
_MANY = 10_000
_MORE: Told = ("", "more than 10000 problems; the rest is not told")


def _sections(levels: int) -> str:
    return '"sections":[' + '{"id":"s","sections":[' * levels + "]}" * levels + "]"


def _places(levels: int) -> str:
    return '{"name":"x","parent":' * levels + "null" + "}" * levels


DEEP = (
    whole("10,000 arrays", "[" * 10_000 + "]" * 10_000, TOO_DEEP),
    whole("10,000 arrays, never closed", "[" * 10_000, TOO_DEEP),
    whole("10,000 objects", '{"a":' * 10_000 + "1" + "}" * 10_000, TOO_DEEP),
    whole("10,000 objects, never closed", '{"a":' * 10_000, TOO_DEEP),
    whole("10,000 arrays and objects by turns", '[{"a":' * 5_000, TOO_DEEP),
    whole("a million arrays, never closed", "[" * 1_000_000, TOO_DEEP),
    whole("10,000 levels with white space", "[\n" * 10_000 + "]\n" * 10_000, TOO_DEEP),
    whole("10,000 levels in extra",
          plan('"extra":{"a":' + "[" * 10_000 + "]" * 10_000 + "}"), TOO_DEEP),
    whole("10,000 sections", plan(_sections(10_000)), TOO_DEEP),
    whole("10,000 places", plan('"jurisdiction":' + _places(10_000)), TOO_DEEP),
    whole("129 arrays", "[" * 129 + "]" * 129, _OVER),
    whole("129 objects", '{"a":' * 128 + "{}" + "}" * 128, _OVER),
    whole("129 levels in a strange member", plan('"x":' + "[" * 128 + "]" * 128), _OVER),
    whole("129 levels, with a key twice", plan('"id":"q","x":' + "[" * 128 + "]" * 128), _OVER),
    whole("65 sections", plan(_sections(65)), _OVER),
    within("128 arrays as a title", '"issuer":' + "[" * 127 + "]" * 127,
           ("/issuer", "expected a text, got an array")),
    within("33 sections", _sections(33), ("/sections/0", LEVELS)),
    within("33 sections in the second", '"sections":[{"id":"a"},{"id":"b",' + _sections(32) + "}]",
           ("/sections/1", LEVELS)),
    within("33 places", '"jurisdiction":' + _places(33), ("/jurisdiction", LEVELS)),
    within("33 levels in a plan's extra", '"extra":{"a":' + "[" * 33 + "]" * 33 + "}",
           ("/extra/a" + "/0" * 32, LEVELS)),
    within("33 levels in a section's extra",
           '"sections":[{"id":"s","extra":' + '{"k":' * 33 + "1" + "}" * 33 + "}]",
           ("/sections/0/extra" + "/k" * 33, LEVELS)),
    within("33 levels in a target's extra, twice",
           '"targets":[{"id":"t","indicator":"i","extra":{"a":@,"b":@}}]'.replace(
               "@", "[" * 40 + "]" * 40),
           ("/targets/0/extra/a" + "/0" * 32, LEVELS)),
)  # fmt: skip


def _wrong(pointer: str, message: str, count: int = _MANY) -> tuple[Told, ...]:
    return tuple((pointer.replace("@", str(i)), message) for i in range(count))


MANY = (
    within("10,000 problems", f'"projects":[{",".join(["3"] * _MANY)}]',
           *_wrong("/projects/@", "expected an object, got 3")),
    within("10,001 problems", f'"projects":[{",".join(["3"] * (_MANY + 1))}]',
           *_wrong("/projects/@", "expected an object, got 3"), _MORE),
    within("100,000 problems", f'"measures":[{"0," * 99_999}0]',
           *_wrong("/measures/@", "expected an object, got 0"), _MORE),
    within("20,000 strange keys",
           ",".join(f'"{i} {"x" * 60}":0' for i in range(2 * _MANY)),
           *_wrong(f"/@ {'x' * 60}", "unknown key"), _MORE),
    within("5,000 strange keys", ",".join(f'"number of a stranger {i}":0' for i in range(5_000)),
           *_wrong("/number of a stranger @", "unknown key", 5_000)),
    within("10,001 names that are none",
           '"projects":[{"name":"x","aliases":[' + "1," * _MANY + "1]}]",
           *_wrong("/projects/0/aliases/@", "expected a text, got 1"), _MORE),
    within("20,000 keys given twice",
           '"extra":{' + ",".join(f'"{i}":0,"{i}":1' for i in range(2 * _MANY)) + "}",
           *_wrong("/extra/@", "key given more than once"), _MORE),
    within("two problems in each of 5,000 targets",
           f'"targets":[{",".join(["{}"] * 5_000)}]',
           *(told for i in range(5_000) for told in (
               (f"/targets/{i}/id", "required, and missing"),
               (f"/targets/{i}/indicator", "required, and missing")))),
)  # fmt: skip


def _no_plan(name: str, data: str, what: str) -> Case:
    return whole(name, data, f"expected an object, got {what}")


NO_OBJECTS = (
    _no_plan("true", "true", "true"),
    _no_plan("negative zero", "-0", "0"),
    _no_plan("number", "1.50", "1.50"),
    _no_plan("a plan as a text", '"{\\"govplan\\":1}"', "'{\"govplan\":1}'"),
    _no_plan("a long text", f'"{"杜" * 100_000}"', f"'{'杜' * 60}…'"),
    _no_plan("an array of plans", "[" + plan('"extra":{}') + "]", "an array"),
    _no_plan("an array of a million zeros", f"[{'0,' * 999_999}0]", "an array"),
    bare("a plan in an envelope", '{"plan":{"govplan":1,"id":"p","title":"t"}}',
         ("/govplan", 'required, and missing: the format, as in {"govplan": 1}'),
         ("/id", "required, and missing"), ("/title", "required, and missing"),
         ("/plan", "unknown key")),
)  # fmt: skip
