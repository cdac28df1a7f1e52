"""GP3: targets, their indicators, baselines and deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govplan.checks._context import Context
from govplan.checks._finding import Finding, Severity
from govplan.checks._rule import rule
from govplan.model import Target


@rule("GP305", "rate-out-of-range", Severity.ERROR, on=Target)
def rate_out_of_range(
    target: Target, context: Context, *, maximum: Decimal = Decimal(100)
) -> Iterator[Finding]:
    """A share lies between 0 and 100 %."""
    value = target.value
    if value is not None and value.dimension == "share" and value.to("percent") > maximum:
        yield context.find(f"{target.indicator}: {value:zh} is more than {maximum}%", field="value")


RULES = (rate_out_of_range,)
