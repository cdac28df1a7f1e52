"""Sphinx configuration of govplan's documentation."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

from docutils.nodes import Text, document, literal_block
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))  # for the extensions that lie here

project = "govplan"
author = "The govplan developers"
release = version = installed("govplan")
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "check_pages",
    "public_names",
    "tables",
    "pictures",
]
html_theme = "furo"
html_title = f"govplan {version}"
html_static_path = ["_static"]
html_css_files = ["govplan.css"]
html_show_copyright = False
html_extra_path = ["_schemas", "_extra"]  # written by check_pages and pictures
exclude_patterns = ["_build", "_schemas", "_extra"]
myst_heading_anchors = 3  # links to headings of other pages

add_module_names = False
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
python_display_short_literal_types = True
python_maximum_signature_line_length = 240  # longer ones have a line for each parameter
smartquotes_action = "D"  # dashes alone: words of the model are copied from the pages
nitpicky = True
nitpick_ignore = [
    # Names for types, within govplan; the pages say what they stand for.
    ("py:class", "Powers"),
    ("py:class", "Reason"),
    ("py:class", "Status"),
    ("py:class", "Subject"),
]
nitpick_ignore_regex = [
    # Type variables, which have no page anywhere.
    ("py:class", r"_?NodeT(_co)?|_T|P(\.args|\.kwargs)?"),
    # The standard library; its inventory would have to come from the network.
    ("py:class", r"(collections\.abc|datetime|decimal|fractions|pathlib)\.\w+"),
]


def setup(app: Sphinx) -> None:
    """Have pages changed before they are written."""
    app.connect("doctree-read", trim)
    app.connect("html-page-context", name_language)


def trim(_: Sphinx, page: document) -> None:
    """Take off the blank lines at the end of each block of code."""
    for block in page.findall(literal_block):
        block[:] = [Text(block.astext().rstrip("\n"))]
        block.rawsource = block.astext()  # or it is taken for one that is not to be coloured


def name_language(
    _app: Sphinx, page: str, _template: str, context: dict[str, object], _doctree: object
) -> None:
    """Say of the Chinese pages that they are, which chooses the forms of their characters."""
    if page.startswith("zh/"):
        context["language"] = "zh-CN"
