"""What a check finds: where, how grave, in which words."""

import enum
from collections.abc import Mapping
from typing import Literal

import attrs

from govplan._fields import NO_EXTRA, Extra, brief_repr
from govplan._values import Source, Suppression
from govplan.errors import FieldError


class Severity(enum.IntEnum):
    """How grave a finding is; more is graver.

    >>> Severity.ERROR > Severity.WARNING > Severity.INFO
    True
    >>> Severity["ERROR"], str(Severity.ERROR)
    (<Severity.ERROR: 3>, 'error')
    """

    INFO = 1
    """Worth knowing; published plans are full of it."""
    WARNING = 2
    """Most often a slip, or something that will be asked about."""
    ERROR = 3
    """Contradicts itself, or cannot be meant."""

    def __str__(self) -> str:
        return self.name.lower()


@attrs.frozen(kw_only=True)
class Related:
    """Another place that a finding is about, such as the other half of a conflict.

    >>> Related(pointer="/sections/0", message="the first one with this number").pointer
    '/sections/0'
    """

    pointer: str
    """JSON Pointer to the place."""
    message: str
    """What it has to do with the finding."""
    source: Source | None = None
    """Its place in the published text; None if unknown."""
    line: int | None = None
    """Its line in the JSON file, from 1; None where no file is known."""
    column: int | None = None
    """Its column in that line, in code points from 1; None where no file is known."""


def _freeze(value: Mapping[str, object]) -> Extra:
    try:
        return Extra(value)
    except FieldError as error:
        raise type(error)("Finding", f"/data{error.pointer}", error.message) from None


@attrs.frozen(kw_only=True, repr=False)
class Finding:
    """One thing that a check found, and where; made by :meth:`Context.find`.

    >>> Finding(code="GP305", name="rate-out-of-range", severity=Severity.ERROR, pointer="/x",
    ...         message="5G覆盖率: 120% is more than 100%")
    Finding(code='GP305', name='rate-out-of-range', severity=<Severity.ERROR: 3>,
            message='5G覆盖率: 120% is more than 100%', pointer='/x')
    """

    code: str
    """Code of the check, such as ``GP305``."""
    name: str
    """Name of the check, such as ``rate-out-of-range``."""
    severity: Severity
    """How grave it is, as the check or the configuration says."""
    message: str
    """What is wrong, with the values."""
    pointer: str
    """JSON Pointer to what it is about, a field included; one that is None or empty too."""
    node_id: str | None = None
    """Id of the node, or of what holds it where it has none (figures, statements)."""
    section: str | None = None
    """Number and title of the section it stands in, the innermost; None where there is none."""
    source: Source | None = None
    """Its place in the published text; None if unknown."""
    line: int | None = None
    """Its line in the JSON file, from 1; None where no file is known."""
    column: int | None = None
    """Its column in that line, in code points from 1; None where no file is known."""
    hint: str | None = None
    """What to do; None where the message says it."""
    page: str | None = None
    """The check's page: a URL, or a path in the documentation; None if it has none."""
    data: Extra = attrs.field(default=NO_EXTRA, converter=_freeze, hash=False)
    """The values behind the message, to word it anew or to translate it."""
    related: tuple[Related, ...] = ()
    """The other places it is about."""
    fingerprint: str = ""
    """What tells it from others when the plan changes: 16 hexadecimal digits."""
    suppression: Suppression | None = None
    """What suppresses it; None where nothing does."""
    suppressed_in: Literal["plan", "config"] | None = None
    """Where that stands; None where nothing suppresses it."""
    baselined: bool = False
    """Whether the baseline has it."""

    __repr__ = brief_repr


def crashed_check(finding: Finding) -> str | None:
    """Return the code of the check that a finding says crashed; None for other findings."""
    return str(finding.data.get("check", "GP000")) if finding.code == "GP000" else None
