"""The value classes of the model; :mod:`govplan.model` is where to import them from."""

import calendar
import datetime as dt
import functools
import re
from typing import ClassVar, Literal

import attrs

from govplan._fields import MAX_LEVELS, brief_repr, checked
from govplan.errors import InvalidValueError, shown
from govplan.units import Amount

Level = Literal["state", "province", "prefecture", "county", "town", "village"]
"""Levels of government: 国家 省 地市 县 乡镇 村."""

Precision = Literal["year", "half", "quarter", "month", "day"]
"""How exactly a date is given."""

Role = Literal["lead", "support", "supervise"]
"""What a party does: 牵头 配合 督导."""

Relation = Literal["same_as", "implements", "continues", "assigned_from"]
"""What a plan is to what it refers to."""

DefectKind = Literal[
    "duplicate_number", "wrong_number", "count_mismatch", "truncated", "misprint", "other"
]
"""What a print got wrong: 编号重复 编号有误 数目不符 文句残缺 错字."""


@attrs.frozen(kw_only=True, field_transformer=checked, weakref_slot=False)
class Source:
    """A place in the published text.

    >>> Source(start=2471, end=2485)
    Source(start=2471, end=2485)
    """

    start: int
    """First code point, counted from 0."""
    end: int
    """One after the last code point; more than *start*."""

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidValueError(
                "Source",
                "",
                f"expected 0 <= start < end, got {shown(self.start)} and {shown(self.end)}",
            )


_DUE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])"
    r"|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?",
    re.ASCII,
)


@attrs.frozen(kw_only=True, field_transformer=checked, weakref_slot=False)
class Due:
    """A date as exact as the plan gives it.

    >>> due = Due(date="2021-Q3", words="三季度末")
    >>> due.precision, due.first, due.last
    ('quarter', datetime.date(2021, 7, 1), datetime.date(2021, 9, 30))
    """

    date: str
    """``2021``, ``2021-H1``, ``2021-Q3``, ``2021-08`` or ``2021-08-10``."""
    words: str | None = None
    """The plan's own words for it; None where they say no more than the date."""

    def __attrs_post_init__(self) -> None:
        try:
            _span(self.date)
        except ValueError:
            raise InvalidValueError(
                "Due",
                "/date",
                "expected a date such as 2021, 2021-H1, 2021-Q3, 2021-08 or 2021-08-10, "
                f"got {shown(self.date)}",
            ) from None

    @property
    def precision(self) -> Precision:
        """How exactly the date is given."""
        return _span(self.date)[0]

    @property
    def first(self) -> dt.date:
        """First day of what is named."""
        return _span(self.date)[1]

    @property
    def last(self) -> dt.date:
        """Last day of what is named: what is due in a year is due on its last day."""
        return _span(self.date)[2]


def _span(text: str) -> tuple[Precision, dt.date, dt.date]:
    match = _DUE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year = int(match["year"])
    if match["day"]:
        day = dt.date(year, int(match["month"]), int(match["day"]))
        return "day", day, day
    if match["month"]:
        return "month", *_months(year, int(match["month"]), 1)
    if match["quarter"]:
        return "quarter", *_months(year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return "half", *_months(year, 6 * int(match["half"]) - 5, 6)
    return "year", *_months(year, 1, 12)


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    first, last = dt.date(year, month, 1), month + count - 1
    return first, dt.date(year, last, calendar.monthrange(year, last)[1])


@attrs.frozen(kw_only=True, field_transformer=checked, weakref_slot=False)
class Period:
    """The time that a plan is for, both days included.

    >>> Period.of(2021, 2025)
    Period(start=datetime.date(2021, 1, 1), end=datetime.date(2025, 12, 31))
    """

    start: dt.date
    """First day."""
    end: dt.date
    """Last day, not before *start*."""

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidValueError(
                "Period", "", f"expected start <= end, got {self.start} and {self.end}"
            )

    @classmethod
    def of(cls, first: int, last: int | None = None) -> "Period":
        """Return the period of whole years; of one year where *last* is None."""
        return cls(start=dt.date(first, 1, 1), end=dt.date(last or first, 12, 31))


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Jurisdiction:
    """The place that a plan is for.

    >>> Jurisdiction(name="杜桥镇", level="town", parent=Jurisdiction(name="临海市"))
    Jurisdiction(name='杜桥镇', level='town', parent=Jurisdiction(name='临海市'))
    """

    name: str
    """Its name."""
    code: str | None = None
    """Its code in the national standard GB/T 2260 or the statistical one; None if unknown."""
    level: Level | None = None
    """Its level of government; None if unknown."""
    parent: "Jurisdiction | None" = None
    """The place it belongs to; None if the data do not say."""

    __repr__ = brief_repr

    def __attrs_post_init__(self) -> None:
        levels, place = 0, self.parent
        while place is not None:
            levels, place = levels + 1, place.parent
        if levels >= MAX_LEVELS:
            raise InvalidValueError("Jurisdiction", "", f"expected at most {MAX_LEVELS} levels")


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Document:
    """The publication that a plan was taken from: the table at the head of its page.

    >>> Document(index_number="LH331082-071/2021-114035", blank=("document_number",))
    Document(index_number='LH331082-071/2021-114035', blank=('document_number',))
    """

    index_number: str | None = None
    """索引号, the number in the register of government information; None if not printed."""
    document_number: str | None = None
    """文号 as printed; None if not printed, or printed empty (see *blank*)."""
    publicity: str | None = None
    """公开方式 as printed, such as 主动公开; None if not printed."""
    date_written: dt.date | None = None
    """成文日期, the day it was signed; None if not printed."""
    date_published: dt.date | None = None
    """发布日期, the day it was put on line; None if not printed."""
    publisher: str | None = None
    """发布单位 as printed; None if not printed."""
    title: str | None = None
    """The title as printed; None if not printed."""
    url: str | None = None
    """Where it was published; None if unknown."""
    sha256: str | None = None
    """Hash of the published text in UTF-8, 64 hexadecimal digits; None if unknown."""
    length: int | None = None
    """Length of the published text in code points; None if unknown."""
    blank: tuple[str, ...] = ()
    """Names of those of these fields that are printed, and printed empty."""

    __repr__ = brief_repr

    @classmethod
    def of(cls, text: str) -> "Document":
        """Return the document of a published text, which no other text is taken for.

        Args:
            text: The published text, whole and as it is.

        >>> document = Document.of("云溪镇2022年工作计划")
        >>> document.length, document.sha256[:8]
        (12, 'db01a9aa')
        >>> attrs.evolve(document, publisher="云溪镇人民政府").length
        12
        """
        return cls(length=len(text), sha256=sha256_of(text))


@functools.lru_cache(maxsize=4)
def sha256_of(text: str) -> str:
    """Return the hash of a published text in UTF-8, as 64 hexadecimal digits."""
    import hashlib  # noqa: PLC0415 (it loads OpenSSL, and few plans are held to their text)

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Party:
    """Somebody who has to act.

    >>> Party(name="农业农村局", role="lead")
    Party(name='农业农村局', role='lead')
    """

    name: str
    """Name as printed."""
    role: Role | None = None
    """牵头 ``lead``, 配合 ``support``, 督导 ``supervise``; None if the plan does not say."""

    __repr__ = brief_repr


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Project:
    """A named project. It stands once on the plan; measures refer to it by name.

    >>> Project(name="污水零直排(一期)", phase="一期")
    Project(name='污水零直排(一期)', phase='一期')
    """

    name: str
    """Name as printed, its phase included; what measures refer to it by."""
    aliases: tuple[str, ...] = ()
    """Other names the plan uses, such as the one in brackets."""
    phase: str | None = None
    """Phase as printed, such as 一期; None if the plan names none."""

    child_fields: ClassVar[tuple[str, ...]] = ()
    __repr__ = brief_repr


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Ref:
    """A link from the plan to another plan or to a register.

    >>> Ref(relation="implements", scheme="plan", id="linhai-2021")
    Ref(relation='implements', scheme='plan', id='linhai-2021')
    """

    relation: Relation
    """What the plan is to the other: the same, implementing, continuing, assigned from it."""
    scheme: str
    """What kind of identifier *id* is, such as ``plan``, ``url`` or ``GB/T 2260``."""
    id: str
    """The identifier."""

    __repr__ = brief_repr


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Defect:
    """Something that the print got wrong and the data keep as printed.

    >>> Defect(kind="duplicate_number", note="two parts are numbered (四)")
    Defect(kind='duplicate_number', note='two parts are numbered (四)')
    """

    kind: DefectKind
    """What kind of slip it is."""
    note: str
    """What is wrong, in words of the encoder."""
    source: Source | None = None
    """Where it stands; None if it has no one place."""

    __repr__ = brief_repr


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Suppression:
    """A finding of a check that this plan is not to be told of again.

    >>> Suppression(code="GP306", node="s2.m1.t1", reason="a floor agreed with the bureau")
    Suppression(code='GP306', node='s2.m1.t1', reason='a floor agreed with the bureau')
    """

    code: str
    """Code of the check."""
    node: str
    """Id of a node, or a JSON Pointer for all that is below it."""
    reason: str
    """Why, for readers; a check reports an empty one."""
    until: dt.date | None = None
    """Last day on which it holds; None if it has no end."""

    __repr__ = brief_repr


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Baseline:
    """Where an indicator starts from.

    >>> Baseline(amount=Amount(60, "percent"), year=2020)
    Baseline(amount=amount('60 percent'), year=2020)
    """

    amount: Amount | None = None
    """The value then; None if only the year is given, which is not zero."""
    year: int | None = None
    """The calendar year it was measured in; None if the plan does not say."""

    __repr__ = brief_repr


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Scope:
    """The places or bodies that a target holds for.

    >>> Scope(places=("杜桥小学", "杜镇中学"), each=False)
    Scope(places=('杜桥小学', '杜镇中学'), each=False)
    """

    places: tuple[str, ...] = ()
    """Their names as printed."""
    each: bool | None = None
    """True if the value holds for each, False if for all together, None if it is not said."""

    __repr__ = brief_repr


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Relative:
    """A goal that is set against another target.

    >>> Relative(to="t1")
    Relative(to='t1')
    """

    to: str
    """Id of the other target."""
    offset: Amount | None = None
    """How much above it (below if negative); None for level with it."""

    __repr__ = brief_repr


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False, weakref_slot=False)
class Effective:
    """What holds for a node once that is added which it has from above.

    >>> Effective(due=Due(date="2021"), level="town")
    Effective(due=Due(date='2021', words=None), level='town')
    """

    due: Due | None = None
    """Its own deadline or the nearest above; the end of the plan's period where none is given."""
    parties: tuple[Party, ...] = ()
    """Its own parties or the nearest above."""
    level: Level | None = None
    """Its own level or the nearest above, at last the jurisdiction's."""

    __repr__ = brief_repr
