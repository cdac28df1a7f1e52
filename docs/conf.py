"""Sphinx configuration of govplan's documentation."""

from importlib.metadata import version as installed

project = "govplan"
author = "The govplan developers"
release = version = installed("govplan")
extensions = ["myst_parser"]
html_theme = "furo"
html_title = f"govplan {version}"
exclude_patterns = ["_build"]
