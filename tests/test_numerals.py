"""What :mod:`govplan.numerals` reads, and what it refuses.

The writers of numbers below are the tests' own: they share no table with the library.
"""

from __future__ import annotations

import decimal
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govplan.errors import NumeralError
from govplan.numerals import MAX_LENGTH, NUMERAL_CHARACTERS, Ordinal, fold, number, ordinal

T = TypeVar("T")

PLAIN = ("零一二三四五六七八九", "十百千", "万亿")
FORMAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿")
TRADITIONAL = ("〇一二三四五六七八九", "十百千", "萬億")
TRADITIONAL_FORMAL = ("零壹貳叄肆伍陸柒捌玖", "拾佰仟", "萬億")
STYLES = (PLAIN, FORMAL, TRADITIONAL, TRADITIONAL_FORMAL)

EXPECTED_DIGITS = "expected digits and 十, 百, 千, 万 or 亿 in falling order"
DOWNWARDS = "its parts do not follow each other downwards"
CHOICE = "may mean a choice, such as 3 to 5"
FRACTION_FIRST = "a decimal fraction before 万 or 亿 and digits after it"
BOTH_SIDES = "expected digits on both sides of 点"
NO_ZERO = "expected a digit other than zero at the end"
NO_ORDINAL = "not a section's number, such as 一、 （一） 1. 1.1 ① 第一章"


def write_group(n: int, style: tuple[str, str, str]) -> str:
    """Write 1 to 9999 in Chinese: 1005 is 一千零五, 110 is 一百一十."""
    digits, tens = style[:2]
    written, gap = "", False
    for power in (3, 2, 1, 0):
        digit = n // 10**power % 10
        if not digit:
            gap = bool(written)
            continue
        written += (digits[0] if gap else "") + digits[digit] + (tens[power - 1] if power else "")
        gap = False
    return written


def write(n: int, style: tuple[str, str, str] = PLAIN) -> str:
    """Write 0 to 10**16 - 1 in Chinese: 100005000 is 一亿零五千."""
    digits, wan, yi = style[0], style[2][0], style[2][1]
    if n < 10**4:
        return write_group(n, style) if n else digits[0]
    mark, scale = (yi, 10**8) if n >= 10**8 else (wan, 10**4)
    high, low = divmod(n, scale)
    gap = digits[0] if 0 < low < scale // 10 else ""
    return write(high, style) + mark + gap + (write(low, style) if low else "")


def write_short(n: int) -> str:
    """Write as people do: 12 is 十二, not 一十二."""
    return write(n).removeprefix("一") if write(n).startswith("一十") else write(n)


def attempt(read: Callable[[str], T], text: str) -> T | NumeralError:
    """Return what *read* makes of *text*, or its refusal."""
    try:
        return read(text)
    except NumeralError as error:
        return error


wholes = st.integers(min_value=0, max_value=10**16 - 1) | st.builds(
    lambda digit, power: digit * 10**power, st.integers(0, 9999), st.integers(0, 12)
)
plain_decimals = st.from_regex(r"(0|[1-9][0-9]{0,7})(\.[0-9]{1,6})?", fullmatch=True)
numeral_texts = st.text(alphabet=sorted(NUMERAL_CHARACTERS), min_size=1, max_size=10)


class TestWriter:
    @pytest.mark.parametrize(
        ("n", "expected"),
        [
            (0, "零"),
            (10, "一十"),
            (105, "一百零五"),
            (110, "一百一十"),
            (1005, "一千零五"),
            (1050, "一千零五十"),
            (10500, "一万零五百"),
            (15000, "一万五千"),
            (100005000, "一亿零五千"),
            (100050000, "一亿零五万"),
            (1234500006789, "一万二千三百四十五亿零六千七百八十九"),
        ],
    )
    def test_writes_as_schoolbooks_do(self, n: int, expected: str) -> None:
        """The tests' own writer follows the rules for 零."""
        assert expected == write(n)


class TestWholeNumbers:
    @pytest.mark.parametrize("style", STYLES, ids="".join)
    @given(n=wholes)
    def test_chinese(self, style: tuple[str, str, str], n: int) -> None:
        """Any whole number below 10**16 is read back from plain, formal and traditional writing."""
        assert Decimal(n) == number(write(n, style))

    @given(n=wholes)
    def test_chinese_with_bare_ten(self, n: int) -> None:
        """A number that starts with 十 instead of 一十 is read the same."""
        assert Decimal(n) == number(write_short(n))

    @given(n=wholes)
    def test_liang(self, n: int) -> None:
        """两 before 百, 千, 万 and 亿 is 2."""
        text = write(n)
        for mark in "百千万亿":
            text = text.replace("二" + mark, "两" + mark)

        assert Decimal(n) == number(text)

    @given(n=wholes)
    def test_arabic(self, n: int) -> None:
        """Digits are read bare, grouped, in full width and both."""
        grouped = f"{n:,}"
        wide = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789,"}

        assert [Decimal(n)] * 4 == [
            number(str(n)),
            number(grouped),
            number(str(n).translate(wide)),
            number(grouped.translate(wide)),
        ]

    @given(n=st.integers(min_value=100, max_value=10**16 - 1), zero=st.sampled_from("零〇○"))
    def test_digit_by_digit(self, n: int, zero: str) -> None:
        """Three digits and more in a row, as in years, are read digit by digit."""
        assert Decimal(n) == number("".join((zero + "一二三四五六七八九")[int(d)] for d in str(n)))

    @given(n=st.integers(min_value=1, max_value=9999))
    def test_wan_yi(self, n: int) -> None:
        """万亿 is 10**12 after a Chinese and after an Arabic number."""
        assert [Decimal(n * 10**12)] * 2 == [number(f"{write(n)}万亿"), number(f"{n}万亿")]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("十", 10),
            ("百", 100),
            ("千", 1000),
            ("万", 10**4),
            ("十万", 10**5),
            ("百万", 10**6),
            ("千万", 10**7),
            ("亿", 10**8),
            ("千亿", 10**11),
            ("万亿", 10**12),
            ("千万亿", 10**15),
            ("零", 0),
            ("〇", 0),
            ("0", 0),
            ("-0", 0),
            ("两", 2),
            ("一百十", 110),
            ("一百十五", 115),
            ("二〇", 20),
            ("二〇二一万", 20210000),
            ("陆拾", 60),
        ],
    )
    def test_bare(self, text: str, expected: int) -> None:
        """Powers of ten alone, zeros and short spoken forms have their value."""
        assert str(expected) == str(number(text))


class TestMixedForms:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("3万5千", "35000"),
            ("1.5亿", "150000000"),
            ("1.2万亿", "1200000000000"),
            ("千万", "10000000"),
            ("两万五", "25000"),
            ("两万五千", "25000"),
            ("一百二", "120"),
            ("一千二", "1200"),
            ("二百五", "250"),
            ("3万5", "35000"),
            ("3千5", "3500"),
            ("3万零5", "30005"),
            ("3万0500", "30500"),
            ("1万2345", "12345"),
            ("1千05", "1005"),
            ("1百10", "110"),
            ("12亿3456万7890", "1234567890"),
            ("一亿五", "150000000"),
            ("1亿零3", "100000003"),
            ("1.5百万", "1500000"),
            ("3.5千", "3500"),
            ("1,500万", "15000000"),
            ("３万５千", "35000"),
            ("一点五亿", "150000000"),
            ("三点五万", "35000"),
            ("10点五", "10.5"),
            ("零点五", "0.5"),
            ("五点零", "5"),
            ("一百二十点五", "120.5"),
            ("一百二十点五万", "1205000"),
            ("二〇点五", "20.5"),
            ("1.10亿", "110000000"),
            ("＋5", "5"),
            ("+5", "5"),
            ("-5", "-5"),
            ("－5", "-5"),
            ("−5", "-5"),
            (" 5 ", "5"),
            ("\u30005", "5"),
            ("1．5", "1.5"),
            ("007", "7"),
        ],
    )
    def test_examples(self, text: str, expected: str) -> None:
        """Arabic and Chinese mixed, spoken short forms and signs are read exactly."""
        assert expected == str(number(text))

    @given(
        text=plain_decimals,
        mark=st.sampled_from([("十", 1), ("百", 2), ("千", 3), ("万", 4), ("亿", 8), ("万亿", 12)]),
    )
    def test_decimal_before_a_mark(self, text: str, mark: tuple[str, int]) -> None:
        """A decimal number before 十 to 万亿 is multiplied exactly."""
        assert Decimal(text).scaleb(mark[1]) == number(text + mark[0])

    @given(wan=st.integers(1, 9999), qian=st.integers(1, 9), rest=st.integers(100, 999))
    def test_falling_parts(self, wan: int, qian: int, rest: int) -> None:
        """3万5千, 3万5千620 and 2亿3万5千 are sums of their parts."""
        total = wan * 10**4 + qian * 10**3

        assert Decimal(total) == number(f"{wan}万{qian}千")
        assert Decimal(total + rest) == number(f"{wan}万{qian}千{rest}")
        assert Decimal(2 * 10**8 + total) == number(f"2亿{wan}万{qian}千")

    @given(
        head=st.integers(1, 9),
        digit=st.integers(1, 9),
        mark=st.sampled_from([("百", 2), ("千", 3), ("万", 4), ("亿", 8)]),
    )
    def test_spoken_short(self, head: int, digit: int, mark: tuple[str, int]) -> None:
        """A lone last digit counts the next lower power: 一百二 is 120, 两万五 is 25,000."""
        expected = Decimal(head * 10 ** mark[1] + digit * 10 ** (mark[1] - 1))

        assert [expected] * 2 == [
            number(write(head) + mark[0] + write(digit)),
            number(f"{head}{mark[0]}{digit}"),
        ]

    @given(
        whole=st.integers(0, 9999), fraction=st.text("零一二三四五六七八九", min_size=1, max_size=8)
    )
    def test_point(self, whole: int, fraction: str) -> None:
        """Digits after 点 are decimal places, after any number below 万."""
        digits = "".join(str("零一二三四五六七八九".index(c)) for c in fraction)

        assert Decimal(f"{whole}.{digits}") == number(f"{write(whole)}点{fraction}")

    @pytest.mark.parametrize(
        ("text", "expected"), [("一万二千三百点五", "12300.5"), ("一万零五点二", "10005.2")]
    )
    def test_point_after_wan(self, text: str, expected: str) -> None:
        """Digits after 点 are decimal places after 万 too."""
        assert Decimal(expected) == number(text)

    @pytest.mark.parametrize(("text", "expected"), [("一百○五", 105), ("一万○五", 10005)])
    def test_circle_for_zero(self, text: str, expected: int) -> None:
        """○, typed for 〇, is a zero wherever 〇 is one."""
        assert Decimal(expected) == number(text) == number(text.replace("○", "〇"))

    def test_grouped_before_a_mark(self) -> None:
        """A grouped number is read before 千 as before 万."""
        assert Decimal(1500000) == number("1,500千")


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "empty"),
            ("  ", "empty"),
            ("-", "empty"),
            ("三五", CHOICE),
            ("二二", CHOICE),
            ("一二万", CHOICE),
            ("三五点五", CHOICE),
            ("两三", "may mean a choice, such as 2 to 3"),
            ("三兩", "may mean a choice, such as 2 to 3"),
            ("零一二", "starts with a zero"),
            ("零零", "starts with a zero"),
            ("十余", "余 makes it approximate; read it as a comparator"),
            ("5多", "多 makes it approximate; read it as a comparator"),
            ("几百", "几 makes it approximate; read it as a comparator"),
            ("数十", "数 makes it approximate; read it as a comparator"),
            ("近百", "近 makes it approximate; read it as a comparator"),
            ("约5", "约 makes it approximate; read it as a comparator"),
            ("--5", "'-' is not part of a number"),
            ("- 5", "' ' is not part of a number"),
            ("1 000", "' ' is not part of a number"),
            ("1e5", "'e' is not part of a number"),
            ("1_000", "'_' is not part of a number"),
            ("0x10", "'x' is not part of a number"),
            ("NaN", "'N' is not part of a number"),
            ("inf", "'i' is not part of a number"),
            ("∞", "'∞' is not part of a number"),
            ("半", "'半' is not part of a number"),
            ("负五", "'负' is not part of a number"),
            ("5%", "'%' is not part of a number"),
            ("٣", "'٣' is not part of a number"),
            ("३", "'३' is not part of a number"),
            ("一百²", "'²' is not part of a number"),
            ("5\u202e", "'\\u202e' is not part of a number"),
            ("5\x00", "'\\x00' is not part of a number"),
            ("1.", EXPECTED_DIGITS),
            (".5", EXPECTED_DIGITS),
            ("1.5.2", EXPECTED_DIGITS),
            ("1,50", EXPECTED_DIGITS),
            ("15,00", EXPECTED_DIGITS),
            ("1,5百", EXPECTED_DIGITS),
            ("一.五", EXPECTED_DIGITS),
            ("十三四", EXPECTED_DIGITS),
            ("三四十", EXPECTED_DIGITS),
            ("1百100", EXPECTED_DIGITS),
            ("一百零零五", EXPECTED_DIGITS),
            ("万万", EXPECTED_DIGITS),
            ("亿亿", EXPECTED_DIGITS),
            ("1.25百5", EXPECTED_DIGITS),
            ("千百十", EXPECTED_DIGITS),
            ("十十", DOWNWARDS),
            ("五百千", DOWNWARDS),
            ("1万10000", DOWNWARDS),
            ("1.55万5", FRACTION_FIRST),
            ("1.5万5千", FRACTION_FIRST),
            ("3.5万千", FRACTION_FIRST),
            ("五万千", "expected a digit before 千"),
            ("一万十", "expected a digit before 十"),
            ("三万亿五", "a digit whose power of ten is not clear"),
            ("点五", BOTH_SIDES),
            ("五点", BOTH_SIDES),
            ("3点5", BOTH_SIDES),
            ("五点十", BOTH_SIDES),
            ("一千零五百", "a zero where no place is empty"),
            ("一百零", NO_ZERO),
            ("二十〇", NO_ZERO),
            ("一百0", NO_ZERO),
        ],
    )
    def test_message(self, text: str, reason: str) -> None:
        """What is not one exact number is refused with the reason, never guessed."""
        with pytest.raises(NumeralError) as excinfo:
            number(text)

        assert (text, reason) == (excinfo.value.text, excinfo.value.reason)
        assert f"{text!r} is not an exact number: {reason}" == str(excinfo.value)

    def test_length(self) -> None:
        """64 characters are read, 65 refused before they are looked at."""
        assert Decimal("9" * MAX_LENGTH) == number("9" * MAX_LENGTH)

        with pytest.raises(NumeralError) as excinfo:
            number("x" * (MAX_LENGTH + 1))

        assert "longer than 64 characters" == excinfo.value.reason

    def test_message_is_short(self) -> None:
        """The message repeats the first 60 characters of a long text."""
        with pytest.raises(NumeralError) as excinfo:
            number("9" * 10**6)

        assert f"'{'9' * 60}…' is not an exact number: longer than 64 characters" == str(
            excinfo.value
        )

    def test_pickle(self) -> None:
        """The error survives pickling with its text and reason."""
        error = pickle.loads(pickle.dumps(NumeralError("三五", CHOICE)))  # noqa: S301 (our own)

        assert ("三五", CHOICE) == (error.text, error.reason)

    @pytest.mark.parametrize("text", ["亿万", "3亿万", "一亿万"])
    def test_yi_wan(self, text: str) -> None:
        """万 after 亿 without a digit before it is refused, as 一亿千 is."""
        with pytest.raises(NumeralError) as excinfo:
            number(text)

        assert "expected a digit before 万" == excinfo.value.reason

    @pytest.mark.parametrize("text", ["1.5千5百", "1.55千5百", "1.5百5十"])
    def test_fraction_before_tens(self, text: str) -> None:
        """A fraction before 千 or 百 and parts after it are refused, as 1.5万5千 is."""
        with pytest.raises(NumeralError):
            number(text)

    @pytest.mark.parametrize("text", ["一万零", "10亿零", "3万0", "一百00"])
    def test_zero_at_the_end(self, text: str) -> None:
        """A number broken off after a zero is refused, after 万 as after 百."""
        with pytest.raises(NumeralError):
            number(text)

    @pytest.mark.parametrize("text", ["二十零五", "十零五", "一百零十", "一万零六千"])
    def test_zero_for_no_place(self, text: str) -> None:
        """零 where no place is empty is refused: a digit may be missing."""
        with pytest.raises(NumeralError):
            number(text)

    @pytest.mark.parametrize("text", ["5万5.5", "一万五点五", "1亿5.5"])
    def test_short_form_with_fraction(self, text: str) -> None:
        """A lone digit after 万 with a fraction behind it is refused: its place is not clear."""
        with pytest.raises(NumeralError):
            number(text)

    def test_leading_zero_of_two(self) -> None:
        """A leading zero is named as the reason, in two digits as in three."""
        with pytest.raises(NumeralError) as excinfo:
            number("零五")

        assert "starts with a zero" == excinfo.value.reason


class TestAnyText:
    @given(text=st.text() | numeral_texts)
    @example("١٢")
    @example("²")
    @example("\ud800")
    def test_number_or_error(self, text: str) -> None:
        """Any text is a finite Decimal or a NumeralError, nothing else."""
        result = attempt(number, text)

        if isinstance(result, NumeralError):
            assert text == result.text
        else:
            assert isinstance(result, Decimal)
            assert result.is_finite()

    @given(text=st.text() | st.text(alphabet="一二十百第章节（）()①⑴㈠1２.、是要其", max_size=6))
    def test_ordinal_or_error(self, text: str) -> None:
        """Any text is an Ordinal of whole numbers or a NumeralError, nothing else."""
        result = attempt(ordinal, text)

        if isinstance(result, NumeralError):
            assert text == result.text
        else:
            assert result.values
            assert all(value >= 0 for value in result.values)

    @given(text=st.text())
    def test_fold_keeps_offsets(self, text: str) -> None:
        """Folding keeps every character's place, and folding twice changes nothing more."""
        assert len(text) == len(fold(text))
        assert fold(text) == fold(fold(text))

    @given(text=numeral_texts, sign=st.sampled_from("-－−"))
    def test_sign(self, text: str, sign: str) -> None:
        """A minus sign before any number that is read gives its negative."""
        value, negative = attempt(number, text), attempt(number, sign + text)

        if isinstance(value, Decimal):
            assert -value == negative
        else:
            assert isinstance(negative, NumeralError)
            assert value.reason == negative.reason


class TestDecimalContext:
    @given(n=wholes, fraction=st.sampled_from(["", "点二五"]))
    def test_low_precision(self, n: int, fraction: str) -> None:
        """A caller's precision of 5 changes no number."""
        texts = [write(n), str(n), f"{n}.25", f"{n % 10**4}点二五", f"{n}.5亿", f"1{fraction}"]
        expected = [number(text) for text in texts]
        with decimal.localcontext(prec=5):
            actual = [number(text) for text in texts]

        assert [str(value) for value in expected] == [str(value) for value in actual]

    def test_traps(self) -> None:
        """A caller's traps do not fire."""
        everything = [decimal.Inexact, decimal.Rounded, decimal.FloatOperation, decimal.Clamped]
        with decimal.localcontext(decimal.Context(prec=2, traps=everything)):
            assert Decimal(123456789) == number("一亿二千三百四十五万六千七百八十九")

    def test_context_is_left_alone(self) -> None:
        """Reading sets no flags and no precision in the caller's context."""
        with decimal.localcontext(decimal.Context(prec=5)) as context:
            number("1.25万亿")

            assert 5 == context.prec
            assert not any(context.flags.values())

    def test_negative_at_low_precision(self) -> None:
        """A caller's precision of 5 changes no negative number."""
        with decimal.localcontext(prec=5):
            value = number("-1234567")

        assert "-1234567" == str(value)

    def test_ordinal_at_low_precision(self) -> None:
        """A caller's precision of 2 changes no ordinal."""
        with decimal.localcontext(prec=2):
            values = ordinal("一百零五、").values

        assert (105,) == values


HAN_STYLES = {
    "(一)": "（{}）",
    "一)": "{}）",
    "一、": "{}、",
    "一是": "{}是",
    "一要": "{}要",
    "一.": "{}．",
    "其一": "其{}",
    "一": "{}",
    "第一部分": "第{}部分",
    "第一编": "第{}编",
    "第一篇": "第{}篇",
    "第一章": "第{}章",
    "第一节": "第{}节",
    "第一条": "第{}条",
    "第一款": "第{}款",
    "第一项": "第{}项：",
    "第一类": "第{}类、",
}
ARABIC_STYLES = {
    "(1)": "（{}）",
    "1)": "{})",
    "1、": "{}、",
    "1.": "{}.",
    "1": "{}",
    "第一章": "第{}章",
    "第一条": "第{}条:",
}


class TestOrdinals:
    @pytest.mark.parametrize(("style", "pattern"), HAN_STYLES.items())
    def test_chinese(self, style: str, pattern: str) -> None:
        """1 to 99 are read back in every Chinese style, with the style's name."""
        assert [Ordinal((n,), style) for n in range(1, 100)] == [
            ordinal(pattern.format(write_short(n))) for n in range(1, 100)
        ]

    @pytest.mark.parametrize(("style", "pattern"), ARABIC_STYLES.items())
    @pytest.mark.parametrize("zero", ["0", "０"], ids=["ascii", "full-width"])
    def test_arabic(self, style: str, pattern: str, zero: str) -> None:
        """1 to 99 are read back in every Arabic style, full-width digits included."""
        digits = {0x30 + i: ord(zero) + i for i in range(10)}

        assert [Ordinal((n,), style) for n in range(1, 100)] == [
            ordinal(pattern.format(str(n).translate(digits))) for n in range(1, 100)
        ]

    @pytest.mark.parametrize(
        ("first", "count", "style"), [("①", 20, "①"), ("⑴", 20, "⑴"), ("㈠", 10, "㈠")]
    )
    def test_circled(self, first: str, count: int, style: str) -> None:
        """Circled and bracketed signs are read as far as Unicode has them in a row."""
        assert [Ordinal((n,), style) for n in range(1, count + 1)] == [
            ordinal(chr(ord(first) + n - 1)) for n in range(1, count + 1)
        ]

    @given(
        values=st.lists(st.integers(0, 9999), min_size=2, max_size=8).map(tuple),
        end=st.sampled_from(["", ".", "、", "．"]),
    )
    def test_dotted(self, values: tuple[int, ...], end: str) -> None:
        """Two to eight numbers with dots between are read one by one."""
        assert Ordinal(values, "1.1") == ordinal(".".join(map(str, values)) + end)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("（四）", Ordinal((4,), "(一)")),
            ("(四)", Ordinal((4,), "(一)")),
            ("〔四〕", Ordinal((4,), "(一)")),
            (" 第 十 二 章 ", Ordinal((12,), "第一章")),
            ("\u3000（一）", Ordinal((1,), "(一)")),
            ("第一百零五条", Ordinal((105,), "第一条")),
            ("第二百零一条", Ordinal((201,), "第一条")),
            ("二〇", Ordinal((20,), "一")),
        ],
    )
    def test_examples(self, text: str, expected: Ordinal) -> None:
        """Brackets of both widths, blanks inside and articles above 99 are read."""
        assert expected == ordinal(text)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", NO_ORDINAL),
            ("1.1.1.1.1.1.1.1.1", NO_ORDINAL),
            ("12345", NO_ORDINAL),
            ("第12345章", NO_ORDINAL),
            ("第1", NO_ORDINAL),
            ("章", NO_ORDINAL),
            ("A.", NO_ORDINAL),
            ("1-1", NO_ORDINAL),
            ("[1]", NO_ORDINAL),
            ("Ⅰ", NO_ORDINAL),
            ("一万、", NO_ORDINAL),
            ("-1", NO_ORDINAL),
            ("一" * 64, NO_ORDINAL),
            ("三五、", CHOICE),
            ("第三五章", CHOICE),
            ("十十、", DOWNWARDS),
            ("一百零、", NO_ZERO),
        ],
    )
    def test_refused(self, text: str, reason: str) -> None:
        """What is no section's number is refused with the reason."""
        with pytest.raises(NumeralError) as excinfo:
            ordinal(text)

        assert (text, reason) == (excinfo.value.text, excinfo.value.reason)

    def test_too_long(self) -> None:
        """65 characters are refused before they are looked at."""
        with pytest.raises(NumeralError) as excinfo:
            ordinal("一" * 65)

        assert f"'{'一' * 60}…' is not an exact number: longer than 64 characters" == str(
            excinfo.value
        )

    @pytest.mark.parametrize("make", [pickle.dumps, hash, repr], ids=["pickle", "hash", "repr"])
    def test_value(self, make: Callable[[object], object]) -> None:
        """Equal ordinals pickle, hash and print alike, and cannot be changed."""
        one = ordinal("1.2")

        assert make(one) == make(ordinal("1.2"))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.style = "①"  # type: ignore[misc]
