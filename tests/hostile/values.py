"""Values of a wrong type, dates that are none, and fields that do not go together."""

from __future__ import annotations

from tests.hostile.case import each, within

_MISSING = "required, and missing"
_TARGET = '"targets":[{"id":"t","indicator":"i",@}]'
_MEASURE = '"measures":[{"id":"m","title":"x",@}]'
_STATED = '"figures":[{"kind":"count","label":"方面","value":{"magnitude":4},@}]'


def _expected(what: str, *values: tuple[str, str]) -> list[tuple[str, str]]:
    return [(value, f"expected {what}, got {shown}") for value, shown in values]


_OTHER = (("true", "true"), ("[[]]", "an array"), ('{"a":{}}', "an object"))

TEXTS = (
    *each("title of a section", '"sections":[{"id":"s","title":@}]', "/sections/0/title",
          _expected("a text", ("4", "4"), ("4.0", "4.0"), ("1e400", "1E+400"), *_OTHER)),
    *each("places", _TARGET.replace("@", '"scope":{"places":["杜桥小学",@]}'),
          "/targets/0/scope/places/1",
          _expected("a text", ("null", "null"), ("12", "12"), *_OTHER)),
    *each("code of a place", '"jurisdiction":{"name":"杜桥镇","code":@}', "/jurisdiction/code",
          _expected("a text", ("331082107", "331082107"), ("-0", "0"))),
    within("null as a name", '"projects":[{"name":null}]',
           ("/projects/0/name", "expected a text, got null")),
    within("null as a label",
           '"figures":[{"kind":"count","label":null,"value":{"magnitude":4}}]',
           ("/figures/0/label", "expected a text, got null")),
)  # fmt: skip

WHOLE_NUMBERS = (
    *each("length", '"document":{"length":@}', "/document/length", _expected(
        "a whole number", ("30.0", "30.0"), ("3e1", "3E+1"), ("3E+0", "3"), ("-0.0", "-0.0"),
        ("1e400", "1E+400"), ("0.5", "0.5"), ('"30"', "'30'"), ('"三十"', "'三十'"), *_OTHER)),
    *each("year", _TARGET.replace("@", '"baseline":{"year":@}'), "/targets/0/baseline/year",
          _expected("a whole number", ("2020.0", "2020.0"), ('"2020"', "'2020'"),
                    ("false", "false"))),
    *each("start", '"sections":[{"id":"s","heading":{"start":@,"end":9}}]',
          "/sections/0/heading/start", _expected("a whole number", ("null", "null"), ("1.5", "1.5"),
                                                 ("true", "true"), ("[]", "an array"))),
)  # fmt: skip

TRUTHS = each("each", _TARGET.replace("@", '"scope":{"each":@}'), "/targets/0/scope/each",
              _expected("true or false", ("0", "0"), ("1.0", "1.0"), ('"false"', "'false'"),
                        ('"是"', "'是'"), ('""', "''"), ("[]", "an array")))  # fmt: skip

_LEVELS = "one of state, province, prefecture, county, town, village"
_COMPARATORS = "one of >=, >, <=, <, =, ~, range"

LITERALS = (
    *each("level", _MEASURE.replace("@", '"level":@'), "/measures/0/level", (
        ('"Town"', f"expected {_LEVELS}, got 'Town'; did you mean 'town'?"),
        ('"town "', f"expected {_LEVELS}, got 'town '; did you mean 'town'?"),
        ('"镇"', f"expected {_LEVELS}, got '镇'"),
        ('""', f"expected {_LEVELS}, got ''"),
        ("5", f"expected {_LEVELS}, got 5"),
        ('["town"]', f"expected {_LEVELS}, got an array"),
        ("false", f"expected {_LEVELS}, got false"),
    )),
    *each("comparator", _TARGET.replace("@", '"comparator":@'), "/targets/0/comparator", (
        ('"=="', f"expected {_COMPARATORS}, got '=='; did you mean '='?"),
        ('"≤"', f"expected {_COMPARATORS}, got '≤'"),
        ('"＞＝"', f"expected {_COMPARATORS}, got '＞＝'"),
        ('"以上"', f"expected {_COMPARATORS}, got '以上'"),
        ('">=|<="', f"expected {_COMPARATORS}, got '>=|<='"),
    )),
    within("role", '"sections":[{"id":"s","parties":[{"name":"x","role":"led"}]}]',
           ("/sections/0/parties/0/role",
            "expected one of lead, support, supervise, got 'led'; did you mean 'lead'?")),
    within("change", _TARGET.replace("@", '"change":"increased"'),
           ("/targets/0/change",
            ("expected one of increase, decrease, got 'increased'; "
             "did you mean 'increase' or 'decrease'?"))),
    within("null as a kind",
           '"statements":[{"kind":null,"title":"x"}]',
           ("/statements/0/kind", "expected one of principle, purpose, slogan, context, got null")),
    within("kind of a figure, out of bounds",
           '"figures":[{"kind":3e999,"label":"x","value":{"magnitude":1}}]',
           ("/figures/0/kind",
            ("expected one of investment, capacity, threshold, count, list_size, past_result, "
             "other, got 3E+999"))),
    within("relation", '"refs":[{"relation":"is","scheme":"url","id":"x"}]',
           ("/refs/0/relation",
            "expected one of same_as, implements, continues, assigned_from, got 'is'")),
)  # fmt: skip

ARRAYS = (
    *each("targets", '"targets":@', "/targets", _expected(
        "an array", ("null", "null"), ('{"0":{}}', "an object"), ('"t1"', "'t1'"), ("0", "0"),
        ("false", "false"))),
    *each("sections in a section", '"sections":[{"id":"s","sections":@}]', "/sections/0/sections",
          _expected("an array", ("null", "null"), ('{"id":"s"}', "an object"))),
    *each("aliases", '"projects":[{"name":"x","aliases":@}]', "/projects/0/aliases",
          _expected("an array", ('"一期"', "'一期'"), ("2.0", "2.0"))),
    within("arrays in an array", '"measures":[[{"id":"m","title":"x"}]]',
           ("/measures/0", "expected an object, got an array")),
    within("an array with a hole", '"defects":[null,{"kind":"other","note":"x"},null]',
           ("/defects/0", "expected an object, got null"),
           ("/defects/2", "expected an object, got null")),
)  # fmt: skip

OBJECTS = (
    *each("period", '"period":@', "/period", _expected(
        "an object", ('"2021"', "'2021'"), ("2021", "2021"), ('["2021-01-01"]', "an array"),
        ("false", "false"))),
    *each("due", _MEASURE.replace("@", '"due":@'), "/measures/0/due",
          _expected("an object", ('"2021-08"', "'2021-08'"), ("2021", "2021"))),
    *each("source", _STATED.replace("@", '"source":@'), "/figures/0/source",
          _expected("an object", ("[3,5]", "an array"), ('"3-5"', "'3-5'"), ("3.5", "3.5"))),
    *each("extra", _MEASURE.replace("@", '"extra":@'), "/measures/0/extra", _expected(
        "an object", ("null", "null"), ('"{}"', "'{}'"), ("[[1,2]]", "an array"), ("0", "0"))),
    within("text as a place", '"jurisdiction":"杜桥镇"',
           ("/jurisdiction", "expected an object, got '杜桥镇'")),
    within("place in a place", '"jurisdiction":{"name":"x","parent":{"name":"y","parent":"z"}}',
           ("/jurisdiction/parent/parent", "expected an object, got 'z'")),
)  # fmt: skip

MISSING = (
    within("a plan in a plan", '"sections":[{"govplan":1,"title":"x"}]',
           ("/sections/0/id", _MISSING), ("/sections/0/govplan", "unknown key")),
    within("empty objects", '"targets":[{}],"refs":[{}],"suppressions":[{}],"document":{}',
           ("/targets/0/id", _MISSING), ("/targets/0/indicator", _MISSING),
           ("/suppressions/0/code", _MISSING), ("/suppressions/0/node", _MISSING),
           ("/suppressions/0/reason", _MISSING), ("/refs/0/relation", _MISSING),
           ("/refs/0/scheme", _MISSING), ("/refs/0/id", _MISSING)),
    within("nothing to relate to", _TARGET.replace("@", '"relative":{"offset":null}'),
           ("/targets/0/relative/to", _MISSING)),
    within("half a source", _MEASURE.replace("@", '"source":{"start":3}'),
           ("/measures/0/source/end", _MISSING)),
)  # fmt: skip

_ID = "expected an id, not empty and not starting with '/', got "

IDS = (
    within("empty id of a target", '"targets":[{"id":"","indicator":"i"}]',
           ("/targets/0/id", f"{_ID}''")),
    within("id like a pointer", '"sections":[{"id":"/sections/0"}]',
           ("/sections/0/id", f"{_ID}'/sections/0'")),
    within("id of a slash, escaped", '"measures":[{"id":"\\u002F","title":"x"}]',
           ("/measures/0/id", f"{_ID}'/'")),
    within("null as an id", '"measures":[{"id":null,"title":"x"}]',
           ("/measures/0/id", "expected a text, got null")),
    within("number as an id", '"sections":[{"id":"s","measures":[{"id":31,"title":"x"}]}]',
           ("/sections/0/measures/0/id", "expected a text, got 31")),
)  # fmt: skip

_DATES = (
    "20210810", "2021-W01-1", "2021W011", "2021-222", "2021-02-30", "2021-02-29", "1900-02-29",
    "2021-04-31", "2021-13-01", "2021-00-10", "2021-01-00", "0000-01-01", "2021-8-1", "21-08-10",
    "10000-01-01", "+2021-08-10", "-2021-08-10", "2021/08/10", "2021.08.10", "2021—08—10",
    "2021年8月10日", " 2021-08-10", "2021-08-10 ", "2021-08-10Z", "2021-08-10T00:00+08:00",
    "２０２１-０８-１０", "2021-08-１0", "٢٠٢١-٠٨-١٠", "2021-08", "2021", "today", "",
)  # fmt: skip
_DUES = (
    "0000", "0000-Q1", "0000-01", "2021-Q0", "2021-Q5", "2021-H0", "2021-H3", "2021-h1", "2021-q3",
    "2021Q3", "2021-00", "2021-13", "2021-9", "2021-02-30", "2021-Q1-01", "2021-H1-Q1", "21",
    "20211", "2021-", "-2021", "2021-Q３", "２０２１", "2021年", "年底", "2021-08-10\\n", "",
)  # fmt: skip


def _shown(text: str) -> str:
    return repr(text.replace("\\n", "\n"))


DATES = (
    *each("date", '"document":{"date_published":@}', "/document/date_published", _expected(
        "a date such as 2021-08-10", *((f'"{text}"', _shown(text)) for text in _DATES),
        ("20210810", "20210810"), ("2021.0810", "2021.0810"), ("true", "true"),
        ("[2021,8,10]", "an array"), ('{"$date":0}', "an object"))),
    *each("due date", _MEASURE.replace("@", '"start":{"date":@}'), "/measures/0/start/date",
          _expected("a date such as 2021, 2021-H1, 2021-Q3, 2021-08 or 2021-08-10",
                    *((f'"{text}"', _shown(text)) for text in _DUES))),
    *each("due, no text", _MEASURE.replace("@", '"start":{"date":@}'), "/measures/0/start/date",
          _expected("a text", ("2021", "2021"), ("null", "null"), ("2021.5", "2021.5"))),
    within("null as a start", '"period":{"start":null,"end":"2021-12-31"}',
           ("/period/start", "expected a date such as 2021-08-10, got null")),
    within("until the end of time", '"suppressions":[{"code":"GP306","node":"t","reason":"x",'
           '"until":"9999-99-99"}]',
           ("/suppressions/0/until", "expected a date such as 2021-08-10, got '9999-99-99'")),
)  # fmt: skip

_FROM_TO = "expected 0 <= start < end, got"

RANGES = (
    *each("source", _MEASURE.replace("@", '"source":@'), "/measures/0/source", (
        ('{"start":8,"end":8}', f"{_FROM_TO} 8 and 8"),
        ('{"start":9,"end":8}', f"{_FROM_TO} 9 and 8"),
        ('{"start":-1,"end":8}', f"{_FROM_TO} -1 and 8"),
        ('{"end":-3,"start":-8}', f"{_FROM_TO} -8 and -3"),
        ('{"start":0,"end":0}', f"{_FROM_TO} 0 and 0"),
        ('{"start":18446744073709551616,"end":1}', f"{_FROM_TO} 18446744073709551616 and 1"),
    )),
    within("period", '"period":{"end":"2020-12-31","start":"2021-01-01"}',
           ("/period", "expected start <= end, got 2021-01-01 and 2020-12-31")),
    within("two places at once",
           _TARGET.replace(
               "@", '"source":{"start":2,"end":1},"indicator_source":{"start":1,"end":1}'),
           ("/targets/0/source", f"{_FROM_TO} 2 and 1"),
           ("/targets/0/indicator_source", f"{_FROM_TO} 1 and 1")),
    within("range of a target", _TARGET.replace(
        "@", '"comparator":"range","value":{"magnitude":1,"unit":"hectare"},'
             '"upper":{"magnitude":14.9999,"unit":"mu"}'),
           ("/targets/0/upper", "expected at least 1 hectare, got 14.9999 mu")),
    within("range of a figure", _STATED.replace("@", '"upper":{"magnitude":3.99999999999999}'),
           ("/figures/0/upper", "expected at least 4, got 3.99999999999999")),
    within("range below zero", _TARGET.replace(
        "@", '"value":{"magnitude":-1,"unit":"percent"},'
             '"upper":{"magnitude":-15,"unit":"permille"}'),
           ("/targets/0/upper", "expected at least -1 percent, got -15 permille")),
)  # fmt: skip
