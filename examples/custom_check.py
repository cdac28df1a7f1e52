"""Checks of one's own region, in one file: what a county asks of its towns' plans.

The county of this example adds up land in mu and money in hundreds of millions of yuan, so
it wants its towns' targets in these units. Run it to check the Duqiao plan::

    python examples/custom_check.py

To have ``govplan check`` use the checks wherever they are installed, ship the file with this
``pyproject.toml``. The entry's name is the beginning of the codes, which is then its own:

.. code-block:: toml

    [build-system]
    requires = ["hatchling"]
    build-backend = "hatchling.build"

    [project]
    name = "govplan-linhai"
    version = "1.0"
    dependencies = ["govplan"]

    [project.entry-points."govplan.checks"]
    LHS = "custom_check:RULES"

    [tool.hatch.build.targets.wheel]
    include = ["custom_check.py"]

Its tests: each check finds what the bad examples of its docstring have, and nothing in the
good ones; tried by hand it says what it should; and no plan whatever makes it fail.

>>> from govplan import Target, amount
>>> from govplan.testing import assert_examples, assert_finds, assert_silent, well_behaved
>>> assert_examples(area_in_mu)
>>> target = Target(id="t", indicator="拆违", value=amount("30万平方米"))
>>> assert_finds(area_in_mu, target, at="/value", message="拆违: 30 万平方米").hint
'write 450 mu'
>>> target = Target(id="t", indicator="Investment", value=amount("5000 万元"))
>>> assert_finds(money_in_yi, target, at="/value").hint
'write 0.5 yi_CNY'
>>> assert_silent(money_in_yi, Target(id="t", indicator="投资", value=amount("0.5 亿元")))
>>> test_area_in_mu = well_behaved(area_in_mu)
>>> test_area_in_mu()
"""

from collections.abc import Iterator
from pathlib import Path

import govplan
from govplan import Target
from govplan.checks import BUILTIN, Context, Finding, Ruleset, Severity, rule


@rule("LHS201", "area-in-mu", Severity.WARNING, on=Target)
def area_in_mu(
    target: Target,
    context: Context,
    *,
    dimension: str = "area",
    units: tuple[str, ...] = ("mu", "wan_mu"),
) -> Iterator[Finding]:
    """An area is given in mu, as the county adds them up.

    The option ``units`` holds the units that may be used, the one to convert to first.

    Not reported: an area whose unit the plan does not give.

    Bad::

        target("拆违", ">= 30 万平方米")

    Bad, in English::

        target("Farmland", "= 200 hectare")

    Good::

        target("拆违", ">= 450 亩")
        target("5G基站", ">= 84 个")

    Good, with units = ["m2", "wan_m2"]::

        target("拆违", ">= 30 万平方米")
    """
    value = target.value
    if value is not None and value.dimension == dimension and value.unit not in units:
        unit = units[0]
        yield context.find(
            f"{target.indicator}: {value:zh} is not given in {unit}",
            field="value",
            hint=f"write {float(value.to(unit)):.15g} {unit}",
        )


money_in_yi = area_in_mu.derive(
    "LHS202", "money-in-yi", dimension="money_CNY", units=("yi_CNY",)
)  # a second check of the same function

RULES = Ruleset([area_in_mu, money_in_yi])


def main() -> None:
    """Check the plan of Duqiao with the built-in checks and these."""
    plan = govplan.load(Path(__file__).with_name("dupan_2021.json"))
    report = (BUILTIN | RULES).run(plan)
    print(report.to_text(), end="")


if __name__ == "__main__":
    main()
