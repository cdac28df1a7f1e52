"""GP6: who has to act, and by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from govplan.checks._context import Context, Located
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.checks.rules import _scan, _shared
from govplan.errors import NumeralError, shown
from govplan.model import Due, Measure, Node, Party, Plan, Section, Source, Target
from govplan.numerals import number


@rule("GP601", "measure-without-responsible", Severity.WARNING, on=Plan)
def measure_without_responsible(_: Plan, context: Context, *, named: int = 50) -> Iterator[Finding]:
    """A measure names nobody who has to act, in a plan that names somebody for most.

    A party of the section counts for all that is in it.

    Not reported: plans that name somebody for less than *named* percent of the measures.
    Most published plans name nobody at all: the issuer is meant.

    Bad::

        measure("征地", parties="自然资源所"), measure("建站", parties="经发办"), measure("绿化")

    Good::

        measure("征地", parties="自然资源所"), measure("建站", parties="经发办")

    Good, in a plan that names nobody::

        measure("征地"), measure("建站"), measure("绿化")
    """
    places = context.places(Measure)
    without = [place for place in places if not _shared.inherited(place, "parties")]
    if len(places) - len(without) < max(1, len(places) * named / 100):
        return
    for place in without:
        if not any(target.parties for target in place.node.targets):
            yield context.find(
                f"{_shared.name_of(place.node)}: nobody is named; "
                f"{len(places) - len(without)} of {len(places)} measures name somebody",
                field="parties",
                at=place,
            )


def _with_parties(context: Context) -> Iterator[tuple[Located[Node], tuple[Party, ...]]]:
    for place in context.all_places():
        if isinstance(place.node, Section | Measure | Target) and place.node.parties:
            yield place, place.node.parties


@rule("GP602", "unknown-body", Severity.WARNING, on=Plan, preview=True)
def unknown_body(_: Plan, context: Context, *, bodies: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Somebody who has to act is not on the list of bodies that you keep.

    The option is that list. Without a list nothing is reported.

    Bad, with bodies = ["农业农村局"]::

        measure("征地", parties="农委")

    Good, with bodies = ["农业农村局"]::

        measure("征地", parties="农业农村局")

    Bad, in English, with bodies = ["Bureau of Roads"]::

        measure("Roads", parties="Road Office")

    Good, in English, with bodies = ["Bureau of Roads"]::

        measure("Roads", parties="Bureau of Roads")
    """
    known = frozenset(bodies)
    for place, parties in _with_parties(context) if known else ():
        for i, party in enumerate(parties):
            if party.name not in known:
                yield context.find(
                    f"{party.name}: not on the list of bodies",
                    field=f"parties/{i}/name",
                    at=place,
                    key=party.name,
                )


@rule("GP603", "no-lead-body", Severity.INFO, on=Plan)
def no_lead_body(_: Plan, context: Context) -> Iterator[Finding]:
    """Several bodies have to act, and none of them leads.

    Only where the plan tells roles: at least one of them supports or supervises.

    Bad::

        measure("征地", parties=[Party(name="农业农村局", role="support"), Party(name="财政局")])

    Good::

        measure("征地", parties=[Party(name="农业农村局", role="lead"), Party(name="财政局")])
        measure("绿化", parties=["农业农村局", "财政局"])
    """
    for place, parties in _with_parties(context):
        roles = {party.role for party in parties}
        if len(parties) > 1 and roles != {None} and "lead" not in roles:
            names = "、".join(party.name for party in parties[:5])
            yield context.find(f"{names}: none of them leads", field="parties", at=place)


@rule("GP604", "collective-responsibility", Severity.INFO, on=Plan)
def collective_responsibility(
    _: Plan,
    context: Context,
    *,
    words: tuple[str, ...] = (
        "各有关部门", "各相关部门", "有关部门", "相关部门", "各部门", "各有关单位", "有关单位",
        "相关单位", "各单位", "各科室", "各线办", "all partners", "all departments",
        "relevant departments", "departments concerned", "all stakeholders",
    ),
) -> Iterator[Finding]:  # fmt: skip
    """Everybody has to act, so nobody in particular has.

    Not reported: where a body that is named leads.

    Bad::

        measure("征地", parties="各有关部门")

    Good::

        measure("征地", parties=[Party(name="自然资源所", role="lead"), Party(name="各有关部门")])

    Bad, in English::

        measure("Land", parties="All partners")

    Good, in English::

        measure("Land", parties="Bureau of Land")
    """
    for place, parties in _with_parties(context):
        collective = [p.name for p in parties if _shared.word_in(p.name, words)]
        everybody = frozenset(collective)
        leads = any(p.role == "lead" and p.name not in everybody for p in parties)
        if collective and not leads:
            yield context.find(
                f"{collective[0]}: nobody in particular",
                field="parties",
                at=place,
                hint="name the body that leads",
            )


def _dues(context: Context) -> Iterator[tuple[Located[Node], str, Due]]:
    """Yield the dates that nodes have of their own, with the field."""
    for place in context.all_places():
        if isinstance(place.node, Section | Measure | Target):
            if place.node.due is not None:
                yield place, "due", place.node.due
            if isinstance(place.node, Measure) and place.node.start is not None:
                yield place, "start", place.node.start


@rule("GP611", "deadline-outside-period", Severity.ERROR, on=Plan)
def deadline_outside_period(plan: Plan, context: Context) -> Iterator[Finding]:
    """A date lies wholly outside the plan's period.

    The plan's own reviews look only inside it.

    Not reported: an outlook, which plans give on purpose: a target of a series that has
    another date within the period; work that started before the period, or that starts in it
    and ends later.

    Bad::

        plan("规划", target("造林", ">= 9 亩", due="2032"), id="p", period=Period.of(2026, 2030))

    Good::

        plan("规划", target("造林", ">= 9 亩", due="2030"), id="p", period=Period.of(2026, 2030))
    """
    period = plan.period
    if period is None:
        return
    inside = {
        key
        for key, places in context.fact(_shared.by_series).items()
        if any(p.node.due and p.node.due.first <= period.end for p in places)
    }
    for place, field, due in _dues(context):
        node = place.node
        if isinstance(node, Target) and (node.series, node.change) in inside:
            continue
        start = node.start if isinstance(node, Measure) else None
        if start is not None and start.first <= period.end and field == "start":
            continue
        if start is not None and start.first <= period.end < due.first:
            continue
        if due.first > period.end or due.last < period.start:
            yield context.find(
                f"{_shared.name_of(node)}: {due.date} is outside {period.start} to {period.end}",
                field=f"{field}/date",
                at=place,
                data={"date": due.date, "start": str(period.start), "end": str(period.end)},
            )


@rule("GP612", "deadline-passed", Severity.WARNING, on=Plan)
def deadline_passed(plan: Plan, context: Context) -> Iterator[Finding]:
    """A deadline was over when the plan was made.

    The day the plan was written decides, or published. A plan without document is taken for
    a draft of today.

    Not reported: the start of a measure; plans whose document gives no date, or whose period
    is over by today.

    Bad::

        plan("工作计划", measure("征地", due="2021-03"), id="p", period=Period.of(2021),
             document=Document(date_written=date(2021, 8, 10)))

    Good::

        plan("工作计划", measure("征地", due="2021-09"), id="p", period=Period.of(2021),
             document=Document(date_written=date(2021, 8, 10)))
    """
    document = plan.document
    written = document and (document.date_written or document.date_published)
    if written is None and (document or (plan.period and plan.period.end < context.today)):
        return
    made = written or context.today
    for place, field, due in _dues(context):
        if field == "due" and due.last < made:
            what = "the day the plan was written" if written else "today"
            yield context.find(
                f"{_shared.name_of(place.node)}: due {due.date}, before {made}, {what}",
                field="due/date",
                at=place,
            )


_N = r"[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_CHINESE_DATE = re.compile(
    rf"(?<!农历)(?<!阴历)(?:(?<![0-9０-９])([0-9０-９]{{4}})年)?({_N})月({_N})"
    # 5月38号文 is a document.
    r"(?:日|号(?![文令楼线院门]|公告|地块))"
)
_DIGITS_DATE = re.compile(
    r"(?<![0-9./-])((?:19|20)[0-9]{2})([./-])(0?[1-9]|1[0-2])\2([0-2]?[0-9]|3[01])(?![0-9./-])"
)
_MONTHS: tuple[str, ...] = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_ENGLISH_DATE = re.compile(
    rf"(?<![0-9A-Za-z])([0-9]{{1,2}})(?:st|nd|rd|th)? ({_MONTH})(?: ([0-9]{{4}}))?(?![0-9A-Za-z])"
)
_AMERICAN_DATE = re.compile(
    rf"(?<![A-Za-z])({_MONTH}) ([0-9]{{1,2}})(?:st|nd|rd|th)?(?:, ?([0-9]{{4}}))?(?![0-9A-Za-z])"
)


@rule("GP613", "impossible-date", Severity.ERROR, on=Plan, needs_text=True)
def impossible_date(_: Plan, context: Context) -> Iterator[Finding]:
    """The text names a day that no calendar has.

    29 February without a year is let pass, and 30 days in a month of the old calendar
    (农历二月三十日).

    Bad::

        text = "2月30日前完成征地。"
        measure("征地", at=(0, 9))

    Good::

        text = "2024年2月29日前完成征地,二月二十八日开工。"
        measure("征地", at=(0, 15))

    Bad, in English::

        text = "Open the bridge by 31 June 2021."
        measure("Open", at=(0, 31))

    Good, in English::

        text = "Open the bridge by 30 June 2021."
        measure("Open", at=(0, 31))
    """
    holder = context.fact(_scan.holders)
    for start, end, year, month, day in _days(context.text):
        # A year that has all days that some year has, where none is given.
        if not _exists(2024 if year is None else year, month, day):
            words = context.text[start:end]
            yield context.find(
                f"{shown(words)} is no day of the calendar",
                at=holder(start),
                source=Source(start=start, end=end),
                key=words,
            )


def _days(text: str) -> Iterator[tuple[int, int, int | None, int, int]]:
    for match in _CHINESE_DATE.finditer(text):
        month, day = _number(match[2]), _number(match[3])
        if month is not None and day is not None:
            year = int(match[1]) if match[1] else None
            yield *match.span(), year, month, day
    for match in _ENGLISH_DATE.finditer(text):
        month = _MONTHS.index(match[2]) + 1
        yield *match.span(), int(match[3]) if match[3] else None, month, int(match[1])
    for match in _AMERICAN_DATE.finditer(text):
        month = _MONTHS.index(match[1]) + 1
        yield *match.span(), int(match[3]) if match[3] else None, month, int(match[2])
    for match in _DIGITS_DATE.finditer(text):
        yield *match.span(), int(match[1]), int(match[3]), int(match[4])


def _number(text: str) -> int | None:
    try:
        return int(number(text))
    except NumeralError:
        return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


@rule("GP614", "milestone-after-deadline", Severity.ERROR, on=Plan)
def milestone_after_deadline(_: Plan, context: Context) -> Iterator[Finding]:
    """A step is due after what it is a step of, or work starts after it is due.

    Not reported: dates that overlap, such as a month against its year.

    Bad::

        measure("建桥", target("桥墩", ">= 6 座", due="2029"), due="2028")

    Good::

        measure("建桥", target("桥墩", ">= 6 座", due="2027"), due="2028", start="2026")
    """
    for place, field, due in _dues(context):
        node = place.node
        # A measure starts before its own end, and ends before the end of what it is in.
        around = (place.node, *reversed(place.parents))[field == "due" :]
        end = next((n.due for n in around if isinstance(n, Section | Measure) and n.due), None)
        if end is not None and due.first > end.last:
            word = "due" if field == "due" else "starts"
            yield context.find(
                f"{_shared.name_of(node)}: {word} {due.date}, after {end.date}, "
                "when the whole is due",
                field=f"{field}/date",
                at=place,
            )


RULES = (
    measure_without_responsible,
    unknown_body,
    no_lead_body,
    collective_responsibility,
    deadline_outside_period,
    deadline_passed,
    impossible_date,
    milestone_after_deadline,
)
