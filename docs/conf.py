"""Sphinx configuration of govplan's documentation."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for check_pages

project = "govplan"
author = "The govplan developers"
release = version = installed("govplan")
extensions = ["myst_parser", "check_pages"]
html_theme = "furo"
html_title = f"govplan {version}"
html_extra_path = ["_schemas"]  # written by check_pages
exclude_patterns = ["_build", "_schemas"]
