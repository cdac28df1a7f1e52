"""What several test files share."""

from __future__ import annotations

import gc
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import govplan

ROOT = Path(__file__).parents[1]

_ANY_PROFILE = settings(
    deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
# Few examples, other ones in each run: what is drawn in CI adds up over the runs.
settings.register_profile("bounded", _ANY_PROFILE, max_examples=25)
# What ``nox -s property`` draws.
settings.register_profile("deep", _ANY_PROFILE, max_examples=500)
PROFILE = os.environ.get("GOVPLAN_HYPOTHESIS_PROFILE", "bounded")
settings.load_profile(PROFILE)

DEEP = PROFILE == "deep"
"""Whether tests may take long."""


def examples(factor: float, **others: Any) -> settings:
    """Return settings with so many times the examples of the profile."""
    return settings(max_examples=round(factor * settings().max_examples), **others)


def load_example(name: str) -> ModuleType:
    """Import a file of ``examples/`` by its name."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def dupan() -> ModuleType:
    """The module with the Duqiao plan."""
    return load_example("dupan_2021")


@pytest.fixture(scope="session")
def duqiao(dupan: ModuleType) -> govplan.Plan:
    """The Duqiao plan."""
    plan = dupan.PLAN
    assert isinstance(plan, govplan.Plan)
    return plan


@pytest.fixture(scope="session")
def text() -> str:
    """The published text of the Duqiao plan, where it is to be had."""
    folder = Path(os.environ.get("GOVPLAN_SOURCE_DIR", ROOT.parent / "shared" / "source"))
    path = folder / "dupan_2021.txt"
    if not path.is_file():
        pytest.skip("the published text is not kept in the project; set GOVPLAN_SOURCE_DIR")
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def pytest_collection_finish() -> None:
    """Have the collector of garbage look less often, and not at what stays for the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
