"""The example of a check package: run from the clone, and installed through its entry point."""

from __future__ import annotations

import base64
import doctest
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from govplan import Plan
from govplan.checks import BUILTIN, Ruleset
from govplan.testing import assert_examples, well_behaved
from tests.conftest import ROOT, load_example

EXAMPLE = ROOT / "examples" / "custom_check.py"

CHECK = """
import json, sys
import govplan
from govplan.checks import Ruleset

rules = Ruleset.discover()
report = rules.run(govplan.load(sys.argv[1]))
print(json.dumps({
    "codes": [rule.code for rule in rules],
    "from": sys.modules["custom_check"].__file__,
    "found": [(finding.code, finding.pointer, finding.hint) for finding in report],
}))
"""


@pytest.fixture(scope="module")
def example() -> ModuleType:
    """The example, as a module."""
    return load_example("custom_check")


def pyproject(example: ModuleType) -> dict[str, dict[str, object]]:
    """Return the ``pyproject.toml`` in the example's docstring."""
    shown = re.search(r"\.\. code-block:: toml\n((?:    .*\n|\n)+)", example.__doc__ or "")
    assert shown is not None
    return tomllib.loads(textwrap.dedent(shown[1]))


def wheel(folder: Path, example: ModuleType) -> Path:
    """Build what a build backend makes of the example and its ``pyproject.toml``.

    By hand, since the test environment has no build backend.
    """
    project = pyproject(example)["project"]
    name, version = str(project["name"]).replace("-", "_"), project["version"]
    groups: object = project["entry-points"]
    assert isinstance(groups, dict)
    info = f"{name}-{version}.dist-info"
    files = {
        "custom_check.py": EXAMPLE.read_bytes(),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": "".join(
            f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in entries.items())
            for group, entries in groups.items()
        ).encode(),
    }
    record = "".join(f"{path},{digest(data)},{len(data)}\n" for path, data in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    made = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return made


def digest(data: bytes) -> str:
    """Return a digest as the records of wheels have it."""
    raw = base64.urlsafe_b64encode(hashlib.sha256(data).digest())
    return f"sha256={raw.rstrip(b'=').decode()}"


def python(*args: str, **environ: str) -> str:
    """Run Python and return what it prints."""
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-X", "utf8", *args],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, **environ},
    )
    return done.stdout


class TestFromTheClone:
    def test_run(self) -> None:
        """It prints what these and the built-in checks find, and how much that is."""
        lines = python(str(EXAMPLE)).splitlines()

        (found,) = (line for line in lines if "LHS" in line)
        assert "LHS201 拆违: 30 万平方米 is not given in mu" in found
        assert "s2.3.m15.t1" in found
        assert re.search(r"\d+ warnings?", lines[-1])

    def test_its_own_tests(self, example: ModuleType) -> None:
        """The tests in its docstring pass."""
        done = doctest.testmod(example)

        assert done.attempted > 5
        assert done.failed == 0

    def test_examples(self, example: ModuleType) -> None:
        """The docstring of the check holds what it finds and what it does not."""
        assert_examples(example.area_in_mu)

    def test_duqiao(self, example: ModuleType, duqiao: Plan) -> None:
        """The one area that Duqiao gives in another unit is found, and no money is."""
        report = (BUILTIN | example.RULES).run(duqiao)
        found = report.filter(code="LHS").findings

        assert [("LHS201", "s2.3.m15.t1", "write 450 mu")] == [
            (finding.code, finding.node_id, finding.hint) for finding in found
        ]

    def test_well_behaved(self, example: ModuleType) -> None:
        """No plan makes the derived check fail either."""
        well_behaved(example.money_in_yi)()


@pytest.mark.skipif(importlib.util.find_spec("pip") is None, reason="there is no pip here")
class TestInstalled:
    def test_entry_point(self, example: ModuleType, duqiao: Plan, tmp_path: Path) -> None:
        """Installed by pip, its checks are discovered, and find the same in the Duqiao plan."""
        target = tmp_path / "site"
        options = [
            "--isolated",
            "--disable-pip-version-check",
            "--quiet",
            "--no-index",
            "--no-deps",
        ]
        made = wheel(tmp_path, example)

        python("-m", "pip", "install", *options, f"--target={target}", str(made))
        plan = EXAMPLE.with_name("dupan_2021.json")
        result = json.loads(python("-c", CHECK, str(plan), PYTHONPATH=str(target)))

        assert ["LHS201", "LHS202"] == result["codes"]
        assert target == Path(result["from"]).parent
        assert [[f.code, f.pointer, f.hint] for f in example.RULES.run(duqiao)] == result["found"]

    def test_not_installed(self) -> None:
        """Where nobody installed it, nothing of it is discovered."""
        assert not [rule for rule in Ruleset.discover() if rule.code.startswith("LHS")]
