"""A check as an object: a generator function with a code, a name and options."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Concatenate, Generic, ParamSpec, TypeVar, cast

import attrs

from govplan.checks._context import Context
from govplan.checks._finding import Finding, Severity
from govplan.errors import Problem, RulesetError, did_you_mean, nearest, shown
from govplan.model import Figure, Measure, Plan, Project, Section, Statement, Target

NodeT = TypeVar("NodeT", Plan, Section, Measure, Target, Figure, Statement, Project)
P = ParamSpec("P")

NODES: tuple[type, ...] = (Plan, Section, Measure, Target, Figure, Statement, Project)
"""What a check may be about."""

CODE = re.compile(r"[A-Z]{2,5}[0-9]{3}", re.ASCII)
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Rule(Generic[NodeT, P]):
    """A check; :func:`rule` makes one from a generator function.

    Calling it runs the function on one node, with the rule's options.
    """

    code: str
    """Its code: 2 to 5 capitals, which say whose it is, and 3 digits."""
    name: str
    """Its name, in words joined by hyphens."""
    severity: Severity
    """How grave its findings are, where the configuration does not say."""
    on: type[NodeT]
    """The class of the nodes it looks at."""
    function: Callable[Concatenate[NodeT, Context, P], Iterator[Finding]]
    """What looks at one node."""
    options: Mapping[str, object]
    """The options, as they are set."""
    needs_text: bool = False
    """Whether it reads the published text, and does not run without."""
    preview: bool = False
    """Whether it runs only when asked for by code or with ``preview``."""
    renamed_from: tuple[str, ...] = ()
    """Codes it had before, by which it can still be selected."""
    page: str | None = None
    """Where it is explained: a URL, or a path in the documentation; None if nowhere."""

    def __call__(self, node: NodeT, context: Context, /) -> Iterator[Finding]:
        """Yield what the rule finds at one node."""
        run = cast("Callable[..., Iterator[Finding]]", self.function)
        return run(node, context, **self.options)

    @property
    def doc(self) -> str:
        """The docstring of the function, without its indentation."""
        return _doc(self.function)

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return self.doc.partition("\n")[0]

    def configured(self, /, *args: P.args, **options: P.kwargs) -> Rule[NodeT, P]:
        """Return the same rule with other values of its options.

        Raises:
            RulesetError: For an option it does not have, or a value of another type.
        """
        return attrs.evolve(self, options=self._with(args, options))

    def derive(self, code: str, name: str, /, *args: P.args, **options: P.kwargs) -> Rule[NodeT, P]:
        """Return a second rule of the same function, with a code and a name of its own.

        Raises:
            RulesetError: As :meth:`configured`, and for a code or a name of another form.
        """
        _check_names(code, name)
        set_ = self._with(args, options)
        return attrs.evolve(self, code=code, name=name, options=set_, renamed_from=(), page=None)

    def _with(
        self, args: tuple[object, ...], options: Mapping[str, object]
    ) -> Mapping[str, object]:
        if args:
            raise _refuse(self.code, "options are given by name")
        problems = [
            Problem(f"/{name}", message)
            for name, value in options.items()
            if (message := option_problem(self.code, self.options, name, value)) is not None
        ]
        if problems:
            raise RulesetError(tuple(problems))
        frozen = {name: _frozen(value, self.options[name]) for name, value in options.items()}
        return MappingProxyType({**self.options, **frozen})

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name} on {self.on.__name__}>"


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    on: type[NodeT],
    needs_text: bool = False,
    preview: bool = False,
    renamed_from: tuple[str, ...] = (),
    page: str | None = None,
) -> Callable[[Callable[Concatenate[NodeT, Context, P], Iterator[Finding]]], Rule[NodeT, P]]:
    """Make a check of a generator function that takes a node and a :class:`Context`.

    The function yields what ``context.find(…)`` returns. Its keyword-only arguments are the
    rule's options: a bool, a whole number, a Decimal, a text, a tuple of texts, or a mapping
    of texts to texts, each with a default. Its docstring is what ``govplan explain`` and the
    rule's page say.

    Args:
        code: 2 to 5 capitals and 3 digits. ``GP`` is govplan's own.
        name: Words in small letters, joined by hyphens.
        severity: How grave the findings are.
        on: The class of the nodes to look at.
        needs_text: Whether it reads the published text; without the text it is then
            reported as not run.
        preview: Whether it runs only when asked for.
        renamed_from: Codes it had before.
        page: A URL at which it is explained.

    Raises:
        RulesetError: If the code, the name, the function or an option is of another form.

    >>> from govplan.model import Target
    >>> @rule("MYR201", "road-in-km", Severity.ERROR, on=Target)
    ... def road_in_km(target: Target, context: Context, *, word: str = "公路"):
    ...     '''A road is a length.'''
    ...     if word in target.indicator and target.value and target.value.dimension != "length":
    ...         yield context.find(f"{target.value:zh} is no length", field="value")
    >>> road_in_km
    <Rule MYR201 road-in-km on Target>
    """

    def decorate(
        function: Callable[Concatenate[NodeT, Context, P], Iterator[Finding]],
    ) -> Rule[NodeT, P]:
        _check_names(code, name)
        for former in renamed_from:
            _check_names(former, name)
        if not isinstance(severity, Severity):
            raise _refuse(code, f"expected a Severity, got {shown(severity)}")
        if on not in NODES:
            words = ", ".join(kind.__name__ for kind in NODES)
            found = getattr(on, "__name__", shown(on))
            raise _refuse(code, f"expected on= to be one of {words}, got {found}")
        if not inspect.isgeneratorfunction(function):
            raise _refuse(code, "expected a generator function: yield what context.find() returns")
        return Rule(
            code=code,
            name=name,
            severity=severity,
            on=on,
            function=function,
            options=_defaults(code, function),
            needs_text=needs_text,
            preview=preview,
            renamed_from=renamed_from,
            page=page,
        )

    return decorate


@functools.lru_cache(maxsize=1024)
def _doc(function: Callable[..., object]) -> str:
    # Every report asks for every rule's first line.
    return inspect.getdoc(function) or ""


def _refuse(code: str, message: str) -> RulesetError:
    return RulesetError((Problem("", f"{code}: {message}"),))


def _check_names(code: str, name: str) -> None:
    if not CODE.fullmatch(code):
        raise _refuse(code, "expected a code of 2 to 5 capitals and 3 digits, such as MYR201")
    if not NAME.fullmatch(name):
        raise _refuse(code, f"expected a name such as road-in-km, got {shown(name)}")


def _defaults(code: str, function: Callable[..., object]) -> Mapping[str, object]:
    """Return the options of a function and their defaults."""
    parameters = list(inspect.signature(function).parameters.values())
    given, others = parameters[:2], parameters[2:]
    kinds = {parameter.kind for parameter in given}
    if len(given) < len(("node", "context")) or not kinds <= _BY_PLACE:
        raise _refuse(code, "expected a function whose first arguments are a node and a context")
    for parameter in others:
        if parameter.kind is not parameter.KEYWORD_ONLY:
            raise _refuse(code, f"option {parameter.name} has to be keyword-only: put a * before")
        if parameter.default is parameter.empty:
            raise _refuse(code, f"option {parameter.name} has no default")
        if kind_of(parameter.default) is None:
            raise _refuse(
                code,
                f"option {parameter.name}: expected a default that is a bool, int, Decimal, "
                "text, tuple of texts or mapping of texts",
            )
    return MappingProxyType({p.name: _frozen(p.default, p.default) for p in others})


_BY_PLACE = {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}

_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a whole number"),
    (Decimal, "a number"),
    (str, "a text"),
    (tuple, "a list of texts"),
    (list, "a list of texts"),
    (Mapping, "a table of texts"),
)
"""What an option may be, with the words for it; a bool is an int to Python, so it comes first."""


def kind_of(value: object) -> str | None:
    """Return the words for the type of an option's value; None if it cannot be one."""
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    found = next((words for kind, words in _KINDS if isinstance(value, kind)), None)
    members: list[object] = []
    if isinstance(value, tuple | list):
        members += cast("list[object]", value)
    elif isinstance(value, Mapping):
        members += [
            part for pair in cast("Mapping[object, object]", value).items() for part in pair
        ]
    return found if all(isinstance(member, str) for member in members) else None


def option_problem(code: str, known: Mapping[str, object], name: str, value: object) -> str | None:
    """Return what is wrong with the name or the value of an option, or None."""
    if name not in known:
        hint = did_you_mean(nearest(name, known))
        return f"{code} has no option {shown(name)}{hint} (it has: {', '.join(known) or 'none'})"
    expected, given = kind_of(known[name]), kind_of(value)
    if given == expected or (expected == "a number" and given == "a whole number"):
        return None
    return f"{code}: expected {expected}, got {shown(value)}"


def _frozen(value: object, default: object) -> object:
    """Return an option's value as the rule gets it: unchangeable, of the default's type."""
    if isinstance(value, int) and isinstance(default, Decimal):
        return Decimal(value)  # TOML writes 150 where a rule asks for a number
    if isinstance(value, list):
        return tuple(cast("list[object]", value))
    if isinstance(value, Mapping):
        return MappingProxyType(dict(cast("Mapping[str, str]", value)))
    return value
