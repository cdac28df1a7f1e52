"""The commands, their options and their help."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections import Counter
from pathlib import Path

import attrs
import click
from click.shell_completion import CompletionItem

from govplan import schema as schemas
from govplan.checks import BUILTIN, ENGINE, Ruleset, find_config
from govplan.checks._formats import FORMATS
from govplan.cli import _check, _files, _output, _rules
from govplan.cli._check import Checker, Settings
from govplan.cli._output import COULD_NOT
from govplan.cli._print import console, print_lines
from govplan.cli._show import show as show_plan
from govplan.errors import (
    GovplanError,
    InvalidPlanError,
    RulesetError,
    TextMismatchError,
    printable,
)


class _Refusal(click.ClickException):
    """One message on standard error."""

    exit_code = COULD_NOT


class _App(click.Group):
    """The commands, with all that may go wrong in them told in the same way."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            code: object = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # Whoever read has seen enough. What is left to write must not fail again at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            code = COULD_NOT
        except (RulesetError, InvalidPlanError) as error:
            raise _Refusal(_told(error)) from error
        except TextMismatchError as error:
            message = f"the file of --text is not the text of this plan: {error}"
            raise _Refusal(printable(message)) from error
        except GovplanError as error:
            raise _Refusal(printable(str(error))) from error
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise _Refusal(printable(f"{where}{error.strerror or error}")) from error
        except KeyboardInterrupt:
            raise _Refusal("interrupted") from None
        except Exception as error:  # noqa: BLE001 (Python would exit with 1, for findings)
            sys.excepthook(type(error), error, error.__traceback__)
            code = COULD_NOT
        ctx.exit(code if isinstance(code, int) else 0)


def _told(error: RulesetError | InvalidPlanError) -> str:
    """Return what is wrong, without a heading where it is one thing and has no place."""
    if error.origin is None:
        return "\n".join(problem.message for problem in error.problems)
    return _output.told_of(f"{error.origin} cannot be used", error.problems)


# --- options ----------------------------------------------------------------------


def _complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[str | CompletionItem]:
    """Return the codes and names of checks that the last of some selectors may become."""
    before, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{name}", help=rule.summary)
        for rule in BUILTIN | ENGINE
        for name in (rule.code, rule.name)
        if name.startswith(last)
    ]


def _split(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(","))


FILE = click.Path(dir_okay=False)
EXISTING = click.Path(dir_okay=False, exists=True)

config_option = click.option(
    "--config",
    type=EXISTING,
    help="The configuration, instead of the nearest govplan.toml, or pyproject.toml with a "
    "[tool.govplan], from the working directory upward.",
)
rules_option = click.option(
    "--rules",
    "modules",
    multiple=True,
    metavar="MODULE|FILE.py",
    help="More checks: a module or a file that has RULES. Its code runs. May be repeated.",
)


def _settings(
    config: str | None, modules: tuple[str, ...], today: dt.datetime | None = None
) -> Settings:
    found = config or find_config()
    return Settings(
        today=(today or dt.datetime.now().astimezone()).date(),
        config=None if found is None else str(Path(found).resolve()),
        modules=modules,
    )


def _all_rules(config: str | None, modules: tuple[str, ...]) -> tuple[Ruleset, Ruleset]:
    """Return all rules as they are configured, and those that run."""
    settings = _settings(config, modules)
    given = settings.configured()
    rules = _check.load_rules(settings, given.plugins)
    whole = attrs.evolve(given, select=("ALL",), ignore=(), preview=True)
    return (
        _check.chosen_rules(rules, whole, settings),
        _check.chosen_rules(rules, given, settings),
    )


# --- the commands -----------------------------------------------------------------


@click.group(
    cls=_App,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""
For completion in bash, put this in ~/.bashrc (zsh and fish likewise):

\b
  eval "$(_GOVPLAN_COMPLETE=bash_source govplan)"
""",
)
@click.version_option(package_name="govplan", message="%(prog)s %(version)s")
def app() -> None:
    """Check and show local-government plans.

    Exit codes: 0 all is well; 1 findings at or above --fail-on; 2 something could not be
    checked: a file that is no plan, a check that crashed, a configuration that does not fit.
    """


@app.command(
    epilog="""
\b
Examples:
  govplan check plan.json --text plan.txt
  govplan check "plans/**/2021.json" --select GP3,duplicate-node-id
  govplan check plans/ --format sarif --output plans.sarif
  govplan check plans/ --write-baseline known.json
"""
)
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...")
@click.option("--text", type=EXISTING, help="The published text, where there is one plan.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to write the report.",
)
@click.option("--output", type=FILE, help="Where to write it, instead of standard output.")
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    callback=_split,
    shell_complete=_complete,
    help="Which checks run: codes, beginnings of codes or names, separated by commas, or ALL. "
    "Takes the place of the configuration's.",
)
@click.option(
    "--ignore",
    metavar="CODES",
    multiple=True,
    callback=_split,
    shell_complete=_complete,
    help="Which checks do not run. Comes on top of the configuration's.",
)
@click.option("--preview", is_flag=True, help="Run the checks that are in preview too.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="The least severity that makes the exit code 1; error where nothing else is configured.",
)
@config_option
@rules_option
@click.option(
    "--baseline",
    type=EXISTING,
    help="Known findings, not to be told of again. Takes the place of the configuration's.",
)
@click.option(
    "--write-baseline",
    type=FILE,
    metavar="FILE",
    help="Write a new baseline of all that is found, instead of a report.",
)
@click.option(
    "--prune-baseline", is_flag=True, help="Take off the baseline what is not found any more."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 61),  # more than 61 are refused on Windows
    metavar="N",
    default=min(os.cpu_count() or 1, 61),
    help="How many processes work on many files; one for each core where it is not given.",
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day to look at the plans on, for reports that stay the same.",
)
@click.option("--quiet", is_flag=True, help="As text, only a line for each plan.")
def check(
    *,
    plans: tuple[str, ...],
    text: str | None,
    format_: str,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    fail_on: str | None,
    config: str | None,
    modules: tuple[str, ...],
    baseline: str | None,
    write_baseline: str | None,
    prune_baseline: bool,
    jobs: int,
    today: dt.datetime | None,
    quiet: bool,
) -> int:
    """Check plans.

    PLAN is a JSON file, a folder for all *.json below it, a pattern (quote it; ** is any
    number of folders), or - for standard input. A file that is no plan is told of, and the
    others are checked all the same.
    """
    if write_baseline is not None and (output or baseline or prune_baseline):
        raise click.UsageError("--write-baseline takes no --output and no other baseline")
    given = _settings(config, modules, today)
    known = _baseline_in_use(given, baseline)
    if prune_baseline and known is None:
        raise click.UsageError("--prune-baseline needs a baseline")
    paths = _paths(plans, baselines=(known, write_baseline), output=output)
    words = None if text is None else _published(text, paths)
    used = known if write_baseline is None else None
    settings = attrs.evolve(
        given, select=select, ignore=ignore, preview=preview, fail_on=fail_on, baseline=used
    )
    run = _output.Run(Checker.load(settings), settings, paths, words=words, jobs=jobs)
    if write_baseline is not None:
        return run.write_baseline(write_baseline)
    code = run.write(format_, output, quiet=quiet)
    run.tell_stale(prune=prune_baseline)
    return code


def _baseline_in_use(settings: Settings, option: str | None) -> str | None:
    """Return the file of the baseline: of the option, or of the configuration in its folder."""
    if option is not None or settings.config is None:
        return option
    named = settings.configured().baseline
    return None if named is None else str(Path(settings.config).parent / named)


def _paths(
    plans: tuple[str, ...], *, baselines: tuple[str | None, ...], output: str | None
) -> tuple[str, ...]:
    """Return the files to check, none of which is also to be written."""
    written = [path for path in baselines if path is not None]
    paths = _files.find(plans, leave_out=written)
    places = {os.path.realpath(path) for path in paths}
    for path in (*written, *([] if output is None else [output])):
        if os.path.realpath(path) in places:
            raise click.UsageError(f"{printable(path)} is among the plans; write elsewhere")
    return paths


def _published(file: str, paths: tuple[str, ...]) -> str:
    if len(paths) != 1:
        raise click.UsageError(f"--text is the text of one plan, and there are {len(paths)}")
    try:
        with Path(file).open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except UnicodeDecodeError:
        message = f"{printable(file)} is not UTF-8; govplan read FILE --text writes the text in it"
        raise click.UsageError(message) from None


@app.command(
    epilog="""
\b
Examples:
  govplan explain GP305
  govplan explain rate-out-of-range
"""
)
@click.argument("name", metavar="CHECK", shell_complete=_complete)
@config_option
@rules_option
def explain(*, name: str, config: str | None, modules: tuple[str, ...]) -> None:
    """Say what a check is about, by its code or name."""
    rules, _ = _all_rules(config, modules)
    print_lines(console(sys.stdout), _rules.explain(rules[name]))


@app.command(short_help="List all checks.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the list.",
)
@config_option
@rules_option
def checks(*, format_: str, config: str | None, modules: tuple[str, ...]) -> None:
    """List all checks: built in, installed, and of the configuration's plugins."""
    rules, chosen = _all_rules(config, modules)
    if format_ == "json":
        click.echo(_rules.rules_json(rules, chosen))
    else:
        _rules.print_rules(console(sys.stdout), rules, chosen)


@app.command(
    short_help="Read a draft of a plan from its text.",
    epilog="""
\b
Examples:
  govplan read page.html
  govplan read plan.docx --output plan.json --review plan.html
  govplan read plan.pdf --output plan.json --text plan.txt
  govplan check plan.json --text plan.txt
""",
)
@click.argument("file", metavar="FILE")
@click.option(
    "-o",
    "--output",
    type=FILE,
    help="Where to write the plan as JSON; - for standard output, instead of the summary.",
)
@click.option(
    "--review",
    type=FILE,
    help="Where to write a page in HTML to check the draft by: the text with each figure marked, "
    "and the targets beside it.",
)
@click.option("--text", type=FILE, help="Where to write the text that was read, for check --text.")
def read(*, file: str, output: str | None, review: str | None, text: str | None) -> None:
    """Read a draft of a plan from its text, and print what was found.

    FILE is a text, a page in HTML, a .docx, a .pdf with text in it, or - for standard input.
    The draft holds nothing that the text does not say; what it says has to be checked.
    """
    from govplan.cli import _read  # noqa: PLC0415 (its many patterns take others' time)

    written = [path for path in (output, review, text) if path and path != _files.STDIN]
    places = Counter(os.path.realpath(path) for path in [file, *written])
    for path in written:
        if places[os.path.realpath(path)] > 1:
            raise click.UsageError(f"{printable(path)} is named twice; write elsewhere")
    reading = _read.read(file)
    _read.write(reading, output=output, review=review, text=text)
    if output != _files.STDIN:
        _read.summarize(console(sys.stdout), reading)


@app.command(
    short_help="Print the outline and the targets of a plan.",
    epilog="""
\b
Examples:
  govplan show plan.json
  govplan show plan.json --targets | grep 公路
""",
)
@click.argument("plan", metavar="PLAN")
@click.option("--outline", is_flag=True, help="The outline alone.")
@click.option("--targets", is_flag=True, help="The targets alone.")
def show(*, plan: str, outline: bool, targets: bool) -> None:
    """Print the outline and the targets of a plan; PLAN is a JSON file, or -.

    Long cells are cut on a terminal, never in a pipe.
    """
    both = outline == targets
    show_plan(
        console(sys.stdout), _files.read(plan)[0], outline=outline or both, targets=targets or both
    )


@app.command(short_help="Print the JSON Schema of plans or reports.")
@click.argument("what", type=click.Choice(["plan", "report"]), default="plan")
def schema(*, what: str) -> None:
    """Print the JSON Schema of plans, or of the reports of check --format json."""
    made = schemas.json_schema() if what == "plan" else schemas.report_schema()
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
