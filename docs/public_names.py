"""Shows the reference under public names, with types as the source has them.

What autodoc does not do by itself:

- Some of what a public module offers is written in a private one. Its docstrings are found
  there, and links to it lead to the public name.
- Types are shown as they are written: ``Comparator``, and not the seven words that it stands
  for. What a module imports tells where its names lead to.
- A class with fields says their types beside each field, and not in its signature as well.
- Of docstrings, sections such as ``Args:`` are understood; a field's docstring has none.
- A public name that is on no page is told of.
"""

from __future__ import annotations

import ast
import functools
import inspect
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING

import attrs
from sphinx.addnodes import pending_xref
from sphinx.ext.napoleon import Config, GoogleDocstring
from sphinx.pycode import ModuleAnalyzer
from sphinx.util import logging
from sphinx.util.inspect import stringify_signature
from sphinx.util.typing import stringify_annotation

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MODULES = tuple(
    f"govplan.{name}"
    for name in (
        *("errors", "numerals", "units", "model", "build", "codec", "checks", "reading"),
        *("schema", "testing"),
    )
)
"""The modules of the reference, from the bottom up."""

log = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, bool]:
    """Have all known before Sphinx reads the pages."""
    for module in MODULES:
        import_module(module)  # while their annotations are as Python wants them
    for module in MODULES:
        take_in(module)
    app.connect("autodoc-process-docstring", understand)
    app.connect("autodoc-process-signature", sign)
    app.connect("doctree-read", lead)
    app.connect("env-check-consistency", tell_missing)
    return {"parallel_read_safe": True}


# --- what is where --------------------------------------------------------------------


def analysed(module: str) -> ModuleAnalyzer:
    """Return what Sphinx sees in the source of a module, which it keeps and goes by."""
    analyzer = ModuleAnalyzer.for_module(module)
    analyzer.analyze()
    return analyzer


def imports(module: str) -> dict[str, str]:
    """Return whole names of what a module imports, by the names it has there."""
    found: dict[str, str] = {}
    for node in ast.walk(ast.parse(analysed(module).code)):
        if isinstance(node, ast.ImportFrom):
            found |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.asname or a.name: a.name for a in node.names}
    return found


def offered(module: str) -> dict[str, str]:
    """Return where each public name of a module is written, as a whole name."""
    taken = imports(module)
    return {name: taken.get(name, f"{module}.{name}") for name in import_module(module).__all__}


@functools.cache
def homes() -> dict[str, str]:
    """Return the public name of what is written anywhere, and of itself."""
    found = {
        written: f"{module}.{name}"
        for module in MODULES
        for name, written in offered(module).items()
        if written.rpartition(".")[0] not in {*MODULES} - {module}  # lent by a lower one
    }
    return found | {name: name for name in found.values()}


@functools.cache
def known_in(module: str) -> dict[str, str]:
    """Return whole names by the names that the source of a public module uses."""
    names: dict[str, str] = {}
    for written in offered(module).values():
        home = written.rpartition(".")[0]
        names |= {name: f"{home}.{name}" for name in vars(import_module(home))} | imports(home)
    return names | imports(module)


def take_in(module: str) -> None:
    """Give a module the docstrings of what it takes from others."""
    mine = analysed(module)
    for name, written in offered(module).items():
        theirs = analysed(written.rpartition(".")[0])
        if ("", name) in theirs.attr_docs:
            mine.attr_docs["", name] = theirs.attr_docs["", name]
        thing: object = getattr(import_module(module), name)
        if inspect.isclass(thing) and attrs.has(thing):
            as_written(thing)


def as_written(cls: type) -> None:
    """Put the source's words for the types of a class's fields."""
    words = analysed(cls.__module__).annotations
    fields = {name: words.get((cls.__qualname__, name)) for name in cls.__annotations__}
    # A class that names itself does so in quotation marks.
    shown = {
        name: said.replace(f"'{cls.__name__}'", cls.__name__)
        for name, said in fields.items()
        if said
    }
    # There is no such type as the last: Sphinx gives up on all, and shows the words.
    cls.__annotations__ = {**cls.__annotations__, **shown, "_": "shown_as_written"}


# --- what autodoc asks ----------------------------------------------------------------


def understand(  # noqa: PLR0917 (as Sphinx calls it)
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """Turn sections of a docstring into lists; a colon in a field's docstring is a colon."""
    del app, name, obj, options
    if what not in {"attribute", "data"}:
        config = Config(napoleon_use_ivar=True)  # attributes are told of once
        lines[:] = GoogleDocstring(list(lines), config, what="method").lines()


def sign(  # noqa: PLR0917 (as Sphinx calls it)
    app: Sphinx,
    what: str,
    name: str,
    obj: object,
    options: object,
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None]:
    """Write a signature with types as they are written, that of a class with fields without."""
    del app, name, options
    if signature is None or not callable(obj):
        return signature, returns
    given = inspect.signature(obj)
    parameters = list(given.parameters.values())
    if what == "method" and inspect.isfunction(obj):
        parameters = parameters[1:]
    if inspect.isclass(obj):
        if issubclass(obj, Enum):
            return "", None
        given = given.replace(return_annotation=given.empty)
        parameters = fields(obj, parameters) if attrs.has(obj) else parameters
    shown = stringify_signature(
        given.replace(parameters=parameters),
        show_return_annotation=False,
        unqualified_typehints=True,
    )
    answer = given.return_annotation
    return shown, None if answer is given.empty else stringify_annotation(answer, "smart")


def fields(cls: type, parameters: list[inspect.Parameter]) -> list[inspect.Parameter]:
    """Return the parameters of a class that are public fields, with defaults and without types."""
    public = attrs.fields_dict(cls)
    defaults = {
        name: inspect.Parameter.empty if field.default is attrs.NOTHING else field.default
        for name, field in public.items()
    }
    return [
        p.replace(annotation=p.empty, default=made_up(defaults[p.name]))
        for p in parameters
        if p.name in public
    ]


def made_up(default: object) -> object:
    """Return a default as it is shown: that of a factory is what it makes."""
    factory = getattr(default, "factory", None)
    return factory() if callable(factory) else default


def lead(_: Sphinx, page: nodes.document) -> None:
    """Lead names of the source to the public ones; those from elsewhere have no page here."""
    for link in list(page.findall(pending_xref)):
        module = link.get("py:module")
        if link.get("refdomain") != "py" or module not in MODULES:
            continue
        name = str(link["reftarget"])
        head, dot, tail = name.partition(".")
        whole = known_in(module).get(head)
        if name in homes():
            link["reftarget"] = homes()[name]
        elif whole in homes():
            link["reftarget"] = f"{homes()[whole]}{dot}{tail}"
        elif whole and not whole.startswith("govplan."):
            link.replace_self(link.children)


def tell_missing(_: Sphinx, env: BuildEnvironment) -> None:
    """Warn of public names that are on no page."""
    on_pages = env.domains.python_domain.objects
    for name in homes().values():
        if name not in on_pages:
            log.warning("%s is on no page of the reference", name)
