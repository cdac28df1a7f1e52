"""Keys that come twice, that only look like a field's name, or that do harm elsewhere."""

from __future__ import annotations

import unicodedata

from tests.hostile.case import Case, Told, bare, within

_UNKNOWN = "unknown key"
_AGAIN = "key given more than once"


def _twice(name: str, members: str, *pointers: str) -> Case:
    return within(name, members, *((pointer, _AGAIN) for pointer in pointers))


DUPLICATES = (
    _twice("title again, the same", '"title":"t"', "/title"),
    _twice("id again, spelt with escapes", '"\\u0069\\u0064":"q"', "/id"),
    _twice("kind again, a letter escaped", '"kind":null,"k\\u0069nd":"annual_plan"', "/kind"),
    _twice("extra again", '"extra":{},"extra":{}', "/extra"),
    _twice("in a target's value",
           '"targets":[{"id":"t","indicator":"i","value":{"magnitude":1,"unit":"mu","magnitude":2}}]',
           "/targets/0/value/magnitude"),
    _twice("in the second of two sections",
           '"sections":[{"id":"a"},{"id":"b","sections":[{"id":"c","id":"d"}]}]',
           "/sections/1/sections/0/id"),
    _twice("in a source", '"statements":[{"kind":"slogan","title":"x","source":'
           '{"start":1,"end":2,"end":2}}]', "/statements/0/source/end"),
    _twice("Chinese keys, one escaped", '"extra":{"征地":1,"\\u5f81\\u5730":1}', "/extra/征地"),
    _twice("emoji keys, one as a pair of escapes",
           '"extra":{"😀":1,"\\uD83D\\ude00":1}', "/extra/😀"),
    _twice("escapes in either case", '"extra":{"\\u00e9":1,"\\u00E9":2}', "/extra/é"),
    _twice("tab and its two escapes", '"extra":{"\\t":1,"\\u0009":2}', "/extra/\t"),
    _twice("slash and its escapes", '"extra":{"/":1,"\\/":2,"\\u002f":3}', "/extra/~1"),
    _twice("quotes", '"extra":{"\\"":1,"\\u0022":2}', '/extra/"'),
    _twice("backslashes", '"extra":{"\\\\":1,"\\u005c":2}', "/extra/\\"),
    _twice("colons within", '"extra":{"a:\\":":1,"a\\u003a\\":":2}', '/extra/a:":'),
    _twice("commas and braces within", '"extra":{"},{":1,"}\\u002c{":2}', "/extra/},{"),
    _twice("NUL", '"extra":{"\\u0000":1,"\\u0000":2}', "/extra/\0"),
    _twice("empty keys", '"extra":{"a":[{"":1,"":2}]}', "/extra/a/0/"),
    _twice("twenty levels down", '"extra":' + '{"a":' * 20 + '{"b":1,"b":1}' + "}" * 20,
           "/extra" + "/a" * 20 + "/b"),
    _twice("at two depths at once", '"extra":{"a":{"k":1,"k":{"k":1}},"a":{"k":2}}', "/extra/a"),
    _twice("a thousand times", '"extra":{"n":0' + ',"n":0' * 1_000 + "}", "/extra/n"),
    _twice("one hides a plan's targets", '"targets":[{"id":"t","indicator":"i"}],"targets":[]',
           "/targets"),
    within("in a strange member", '"x":{"a":1,"a":1}', ("/x/a", _AGAIN), ("/x", _UNKNOWN)),
    within("a strange member", '"x":1,"x":2', ("/x", _AGAIN), ("/x", _UNKNOWN)),
    within("of another type each", '"issuer":"x","issuer":{"issuer":1}',
           ("/issuer", _AGAIN), ("/issuer", "expected a text, got an object")),
)  # fmt: skip


def _strange(key: str, hint: str = "") -> Case:
    """Return a case of one key that no plan has, at the plan."""
    return within(f"key {ascii(key)[:40]}", f'"{key}":"x"', (f"/{key}", _UNKNOWN + hint))


_ID = "; did you mean 'id'?"
_TITLE = "; did you mean 'title'?"
_KIND = "; did you mean 'kind'?"

LOOK_ALIKES = (
    _strange("ＩＤ"),
    _strange("ｉｄ"),
    _strange("Id", ""),
    _strange("id ", _ID),
    _strange("\u200bid", _ID),
    _strange("i\u00add", _ID),
    _strange("\ufeffid", _ID),
    _strange("id\u0301", _ID),
    _strange("\u0456d"),
    _strange("t\u0456tle", _TITLE),
    _strange("titl\u0435", _TITLE),
    _strange("t\u0131tle", _TITLE),
    _strange("\u212aind", "; did you mean 'kind' or 'id'?"),
    _strange("ki\u200dnd", _KIND),
    _strange("\u202ednik"),
    _strange("\U0001d42d\U0001d422\U0001d42d\U0001d425\U0001d41e"),
    _strange(unicodedata.normalize("NFD", "kínd"), _KIND),
    _strange("标题"),
    within("composed and decomposed", '"é":1,"e\u0301":2',
           ("/é", _UNKNOWN), ("/e\u0301", _UNKNOWN)),
    bare("all keys in full width", '{"ｇｏｖｐｌａｎ":1,"ｉｄ":"p","ｔｉｔｌｅ":"t"}',
         ("/govplan", 'required, and missing: the format, as in {"govplan": 1}'),
         ("/id", "required, and missing"), ("/title", "required, and missing"),
         ("/ｇｏｖｐｌａｎ", _UNKNOWN), ("/ｉｄ", _UNKNOWN), ("/ｔｉｔｌｅ", _UNKNOWN)),
)  # fmt: skip

HARMFUL = (
    *(_strange(key) for key in (
        "__class__", "__dict__", "__proto__", "constructor", "prototype", "__init__", "__reduce__",
        "__attrs_post_init__", "__slots__",
        "!!python", "$type", "@type",
        "self", "child_fields", "_cls", "walk", "<<", "*", "{0}", "%s", "None", "null",
        "-1", "0", "C:", "..", "k" * 10_000,
    )),
    _strange("$id", _ID),
    _strange("$ref", "; did you mean 'refs'?"),
    _strange("__extra__", "; did you mean 'extra'?"),
    _strange("targets[0]", "; did you mean 'targets'?"),
    within("pointer as a key", '"sections/0/id":"x"',
           ("/sections~10~1id", f"{_UNKNOWN}; did you mean 'sections'?")),
    within("tildes as a key", '"~0~1~":1', ("/~00~01~0", _UNKNOWN)),
    within("computed values", '"measures":[{"id":"m","title":"x","due":{"date":"2021",'
           '"precision":"year","first":"2021-01-01"}}]',
           ("/measures/0/due/precision", _UNKNOWN), ("/measures/0/due/first", _UNKNOWN)),
    within("a class in a target", '"targets":[{"id":"t","indicator":"i",'
           '"__class__":{"__module__":"os"},"__proto__":{"admin":true}}]',
           ("/targets/0/__class__", _UNKNOWN), ("/targets/0/__proto__", _UNKNOWN)),
)  # fmt: skip


def _unseen(escaped: str) -> Case:
    """Return a case of a key of characters that must not reach a terminal."""
    key = escaped.encode().decode("unicode-escape")
    return within(f"key {escaped}", f'"{escaped}":1', (f"/{key}", _UNKNOWN))


CONTROLS = (
    *map(_unseen, (
        "\\u0000", "\\u001b[2J", "\\u001b]0;x\\u0007", "\\u009b31m", "\\u007f", "\\r", "\\b\\b\\b",
        "\\u2028", "\\u2029", "\\u202e", "\\u2066x\\u2069", "\\u200f", "\\u061c", "\\ufffe",
        "\\ue000", "\\u0600", "\\n  title\\n      expected nothing",
    )),
    within("raw override of the writing direction", '"\u202egro.live":1',
           ("/\u202egro.live", _UNKNOWN)),
    within("tag characters", '"\U000e0041":1', ("/\U000e0041", _UNKNOWN)),
    within("screen cleared by an id", '"sections":[{"id":"/\\u001b[2J"}]',
           ("/sections/0/id",
            "expected an id, not empty and not starting with '/', got '/\\x1b[2J'")),
    within("lines that a kind puts in", '"kind":"x\\n1 problem\\n"',
           ("/kind", ("expected one of annual_plan, five_year_plan, work_report, action_plan, "
                      "special_plan, other, got 'x\\n1 problem\\n'"))),
    within("direction turned by a date", '"period":{"start":"\\u202e2021","end":"2021-12-31"}',
           ("/period/start", "expected a date such as 2021-08-10, got '\\u202e2021'")),
)  # fmt: skip


def _version(written: str, shown: str) -> Case:
    message = f"expected the format's number, got {shown}"
    return bare(f"format {written[:20]}", f'{{"govplan":{written},"id":"p","title":"t"}}',
                ("/govplan", message))  # fmt: skip


def _newer(written: str, shown: str) -> Case:
    message = (
        f"format {shown} was written by a newer govplan; this one reads up to 1: update govplan"
    )
    return bare(f"newer format {written[:20]}", f'{{"govplan":{written},"id":3,"x":1}}',
                ("/govplan", message))  # fmt: skip


_NO_VERSION: Told = ("/govplan", 'required, and missing: the format, as in {"govplan": 1}')

FORMATS = (
    _version("-2", "-2"),
    _version("0.5", "0.5"),
    _version("1.00", "1.00"),
    _version("10e-1", "1.0"),
    _version("1e999", "1E+999"),
    _version('"１"', "'１'"),
    _version('"1.0.0"', "'1.0.0'"),
    _version("false", "false"),
    _version("[1]", "an array"),
    _version('{"version":1}', "an object"),
    _newer("3", "3"),
    _newer("18446744073709551616", "18446744073709551616"),
    _newer("9" * 4_000, "a very large integer"),
    bare("no format, and more", '{"id":"","x":1}', _NO_VERSION, ("/title", "required, and missing"),
         ("/x", _UNKNOWN), ("/id", "expected an id, not empty and not starting with '/', got ''")),
    bare("format in other letters", '{"Govplan":1,"id":"p","title":"t"}', _NO_VERSION,
         ("/Govplan", _UNKNOWN)),
    bare("format within", '{"extra":{"govplan":1},"id":"p","title":"t"}', _NO_VERSION),
    _twice("the same format twice", '"govplan":1', "/govplan"),
    _twice("format twice, escaped", '"gov\\u0070lan":1', "/govplan"),
    bare("nothing at all", "{ }", _NO_VERSION, ("/id", "required, and missing"),
         ("/title", "required, and missing")),
)  # fmt: skip
