"""Documents that break the grammar of JSON."""

from __future__ import annotations

from tests.hostile.case import Case, plan, whole

_CUT = "is no whole JSON document: Input data was truncated"
_INVALID = "invalid character"
_KEYS = "object keys must be strings"
_NUMBER = "invalid number"
_TRAILING = "trailing characters"
_LINES = "; a file of JSON Lines is read with load_many"
_PLAN = '{"govplan":1,"id":"p","title":"t"}'
_PAIR = "invalid utf-16 surrogate pair"


def _at(name: str, data: str, column: int, reason: str, line: int = 1) -> Case:
    return whole(name, data, f"is no JSON document: line {line}, column {column}: {reason}")


def _value(text: str, column: int, reason: str) -> Case:
    """Return a case of something that is no value; its first character has column 0."""
    at = len(plan('"x":')) + column
    return _at(f"value {text[:20]!a}", plan(f'"x":{text}'), at, reason)


CUT_OFF = tuple(
    whole(f"cut off: {text!r}", text, _CUT)
    for text in (
        "{", "[", '"', '{"govplan"', '{"govplan":', '{"govplan":1', '{"govplan":1,', "[\n1,\n2\n",
        '{"id":"p', '{"id":"\\', '{"id":"\\u12', "nul", "tru", "[fals", '{"title":"杜桥镇", "id": ',
    )
)  # fmt: skip

STRUCTURE = (
    _at("array closed as an object", "[}", 2, _INVALID),
    _at("object closed as an array", "{]", 2, _KEYS),
    _at("array closed as an object, later", "[1}", 3, "expected ',' or ']'"),
    _at("object closed as an array, later", '{"a":1]', 7, "expected ',' or '}'"),
    _at("closed and never opened", "]" * 10_000, 1, _INVALID),
    _at("closed twice", _PLAN + "}", 35, _TRAILING),
    _at("braces of a template", "{" + _PLAN + "}", 2, _KEYS),
    _at("semicolon between members", '{"a":1;"b":2}', 7, "expected ',' or '}'"),
    _at("equals sign behind a key", '{"a"=1}', 5, "expected ':'"),
    _at("nothing between members", '{"a":1 "b":2}', 8, "expected ',' or '}'"),
    _at("two commas", '{"a":1,,"b":2}', 8, _KEYS),
    _at("comma at the start", '{,"a":1}', 2, _KEYS),
    _at("comma at the end of an array", "[1,]", 4, "trailing comma in array"),
    _at("comma at the end of an object", '{"a":1,\n}', 1, "trailing comma in object", line=2),
    _at("nothing between values", "[1 2]", 4, "expected ',' or ']'"),
    _at("hole in an array", "[1,,2]", 4, _INVALID),
    _at("key without quotes", "{govplan:1}", 2, _KEYS),
    _at("key in curly quotes", "{“govplan”:1}", 2, _KEYS),
    _at("key in single quotes", "{'govplan':1}", 2, _KEYS),
    _at("full-width colon", '{"govplan"：1}', 11, "expected ':'"),
    _at("full-width comma", '{"govplan":1，"id":"p"}', 13, "expected ',' or '}'"),
    _at("full-width braces", "｛｝", 1, _INVALID),
    _at("number as a key", "{1:1}", 2, _KEYS),
    _at("null as a key", "{null:1}", 2, _KEYS),
    _at("array as a key", "{[1]:1}", 2, _KEYS),
    _at("key without value", '{"a"}', 5, "expected ':'"),
    _at("colon without value", '{"a":}', 6, _INVALID),
    _at("comment behind slashes", "// a plan\n" + _PLAN, 1, _INVALID),
    _at("comment in stars", '{/* a plan */"govplan":1}', 2, _KEYS),
    _at("comment behind a hash", '{\n  "govplan": 1, # first\n}', 17, _KEYS, line=2),
    _at("prefix against scripts", ")]}',\n" + _PLAN, 1, _INVALID),
    _at("callback", f"callback({_PLAN})", 1, _INVALID),
    _at("no-break space", "\u00a0" + _PLAN, 1, _INVALID),
    _at("ideographic space", '{\u3000"govplan":1}', 2, _KEYS),
    _at("form feed", "\f" + _PLAN, 1, _INVALID),
    _at("line separator", "[1,\u20282]", 4, _INVALID),
    _at("mark within", '{"a":\ufeff1}', 6, _INVALID),
)  # fmt: skip

TRAILING = (
    _at("two documents", '{"govplan":1} {"govplan":1}', 15, _TRAILING),
    _at("two lines of JSON Lines", f"{_PLAN}\n{_PLAN}\n", 1, f"{_TRAILING}{_LINES}", line=2),
    _at("record separator of JSON text sequences", f"\x1e{_PLAN}\n", 1, _INVALID),
    _at("comma behind the document", _PLAN + ",", 35, _TRAILING),
    _at("mark behind the document", _PLAN + "\ufeff", 35, _TRAILING),
    _at("NUL behind the document", _PLAN + "\0", 35, _TRAILING),
    _at("end of a script behind the document", _PLAN + "</script>", 35, _TRAILING),
    _at("two words", "true false", 6, _TRAILING),
)  # fmt: skip

VALUES = (
    *(_value(word, 0, _INVALID) for word in (
        "NaN", "Infinity", "+Infinity", "inf", "True", "None", "TRUE", "undefined", "+1", ".5",
        "１", "一", "٣", "'x'", "”x”", "=1", "\\u0031", "`x`", "/x/",
    )),
    _value("-NaN", 1, _INVALID),
    _value("-Infinity", 1, _INVALID),
    _value("--1", 1, _INVALID),
    _value("-", 1, _INVALID),
    _value("-01", 2, _NUMBER),
    _value("00", 1, _NUMBER),
    _value("1.", 2, _NUMBER),
    _value("1.e5", 2, _NUMBER),
    _value("1..2", 2, _NUMBER),
    _value("1e", 2, _NUMBER),
    _value("1e+", 3, _NUMBER),
    *(_value(text, column, "expected ',' or '}'") for text, column in (
        ("0x10", 1), ("1_000", 1), ("1n", 1), ("1f", 1), ("1e5.5", 3), ("30亩", 2), ("1/2", 1),
        ("nullnull", 4), ("trues", 4), ('"a""b"', 3), ("1'000", 1),
    )),
    _value("1,000", 2, _KEYS),
)  # fmt: skip

STRINGS = (
    _value('"\n"', 1, _INVALID),
    _value('"a\tb"', 2, _INVALID),
    _value('"\0"', 1, _INVALID),
    _value('"\x1f"', 1, _INVALID),
    _value('"\\x41"', 3, "invalid escape character in string"),
    _value('"\\\'"', 3, "invalid escape character in string"),
    _value('"\\U0001F600"', 3, "invalid escape character in string"),
    _at("line that goes on", '["a\\\n"]', 1, "invalid escape character in string", line=2),
    _value('"\\u12g4"', 6, "invalid character in unicode escape"),
    _value('"\\u{1F600}"', 4, "invalid character in unicode escape"),
    _value('"\\u  "', 4, "invalid character in unicode escape"),
    _value('"\\u+123"', 4, "invalid character in unicode escape"),
)

SURROGATES = (
    _value('"\\ud83d      "', 7, "unexpected end of escaped utf-16 surrogate pair"),
    _value('"\\uDBFFx........"', 7, "unexpected end of escaped utf-16 surrogate pair"),
    _value('"\\ud83d\\ud83d"', 13, _PAIR),
    _value('"\\ud83d\\u0041"', 13, _PAIR),
    _value('"\\udc00"', 7, _PAIR),
    _value('"\\udfff\\ud800"', 7, _PAIR),
    _value('{"\\udc00":1}', 8, _PAIR),
)
