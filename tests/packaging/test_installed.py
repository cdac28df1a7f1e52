"""What a user has who installed govplan, with the extras that are there and no others.

The session ``package`` of nox runs this against the wheel, in an environment without the other
tests' libraries, and names the extras that it installed in ``GOVPLAN_EXTRAS``.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib import resources
from io import BytesIO
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import govplan
from govplan import codec, schema

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "dupan_2021.json"
TEXT = "甲镇2022年工作计划\n一、强化要素保障\n全年完成征地350亩以上。\n"
EXTRAS = ("cli", "reading", "testing")
CHOSEN = os.environ.get("GOVPLAN_EXTRAS")

wheel = pytest.mark.skipif(CHOSEN is None, reason="not the wheel: run nox -s package")


def is_there(distribution: str) -> bool:
    """Tell whether a distribution is installed."""
    try:
        importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def brought(extra: str) -> list[str]:
    """Return the names of what an extra installs."""
    found = map(Requirement, importlib.metadata.requires("govplan") or [])
    return [r.name for r in found if r.marker and r.marker.evaluate({"extra": extra})]


def has(extra: str) -> bool:
    """Tell whether all of an extra is installed."""
    return all(map(is_there, brought(extra)))


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run Python with arguments, in a folder that holds nothing of the project."""
    return subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-X", "utf8", *command],
        capture_output=True,
        check=False,
        cwd=cwd,
        encoding="utf-8",
    )


@wheel
class TestWheel:
    def test_it_is_the_wheel(self) -> None:
        """What is tested is not the clone."""
        assert not Path(govplan.__file__).is_relative_to(ROOT)

    def test_extras(self) -> None:
        """Each extra that was asked for is whole, and nothing of the others is there."""
        chosen = (CHOSEN or "").split(",")
        for extra in EXTRAS:
            assert brought(extra)
            assert {extra in chosen} == set(map(is_there, brought(extra))), extra

    def test_only_the_package(self) -> None:
        """The wheel holds the package, what describes it, and the command."""
        files = importlib.metadata.files("govplan") or []
        version = importlib.metadata.version("govplan")
        scripts = {path for path in files if path.stem == "govplan" and ".." in path.parts}
        assert 1 == len(scripts)
        assert {"govplan", f"govplan-{version}.dist-info"} == {
            path.parts[0] for path in set(files) - scripts
        }


@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "units.txt",
        "_schemas/plan.json",
        "_schemas/report.json",
        "reading/review.html.j2",
    ],
)
def test_files(name: str) -> None:
    """What the modules read is beside them."""
    file = resources.files("govplan").joinpath(name)
    assert file.is_file()
    assert bool(file.read_bytes()) == (name != "py.typed")


def test_core(tmp_path: Path) -> None:
    """Plans are made, stored, checked, read and described without any extra."""
    plan = govplan.load(EXAMPLE)
    assert EXAMPLE.read_bytes() == codec.dumps(plan, indent=2) + b"\n"
    assert "1 error, " == govplan.check(plan).summary()[:9]
    assert "km" == str(govplan.quantity("3 km").units)
    assert "urn:govplan:plan:1" == schema.json_schema()["$id"]
    (target,) = govplan.read(TEXT).plan.iter_targets()
    assert (">=", "350 mu") == (target.comparator, str(target.value))

    done = run(ROOT / "examples" / "dupan_2021.py", "plan.json", cwd=tmp_path)
    assert (0, "") == (done.returncode, done.stderr)
    assert EXAMPLE.read_bytes() == (tmp_path / "plan.json").read_bytes()


class TestCommandLine:
    @pytest.mark.skipif(not has("cli"), reason="needs govplan[cli]")
    def test_with_the_extra(self, tmp_path: Path) -> None:
        """The command runs, and tells the version that is installed."""
        checked = run("-m", "govplan", "checks", cwd=tmp_path)
        version = run("-m", "govplan", "--version", cwd=tmp_path)
        assert (0, "") == (checked.returncode, checked.stderr)
        assert "GP305" in checked.stdout
        assert f"govplan {importlib.metadata.version('govplan')}\n" == version.stdout

    @pytest.mark.skipif(has("cli"), reason="govplan[cli] is there")
    def test_without_the_extra(self, tmp_path: Path) -> None:
        """A line says what to install, and the exit code that nothing was done."""
        done = run("-m", "govplan", "checks", cwd=tmp_path)
        line = 'the command line needs click and rich: pip install "govplan[cli]"\n'
        assert (2, "", line) == (done.returncode, done.stdout, done.stderr)


def page() -> bytes:
    """Return the text as a web page."""
    lines = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    return f"<html><meta charset=utf-8><body>{lines}</body></html>".encode()


def document() -> bytes:
    """Return the text as a .docx file with what such a file has at the least."""
    office = "http://schemas.openxmlformats.org"
    kinds = "application/vnd.openxmlformats"
    word = f"{office}/wordprocessingml/2006/main"
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.splitlines())
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{kinds}-package.relationships+xml"/>'
        f'<Override PartName="/d.xml" ContentType="{kinds}-officedocument.wordprocessingml'
        '.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
        f'<Relationship Id="a" Target="d.xml" Type="{office}/officeDocument/2006/relationships'
        '/officeDocument"/></Relationships>',
        "d.xml": f'<w:document xmlns:w="{word}"><w:body>{lines}</w:body></w:document>',
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


class TestReading:
    @pytest.mark.skipif(not has("reading"), reason="needs govplan[reading]")
    @pytest.mark.parametrize(("make", "name"), [(page, "a.html"), (document, "a.docx")])
    def test_with_the_extra(self, make: Callable[[], bytes], name: str, tmp_path: Path) -> None:
        """Files of each kind are read, and a page to review is made."""
        path = tmp_path / name
        path.write_bytes(make())
        found = govplan.reading.read_file(path)
        (target,) = found.plan.iter_targets()
        assert "350 mu" == str(target.value)
        assert "350亩" in found.review()

    @pytest.mark.skipif(has("reading"), reason="govplan[reading] is there")
    @pytest.mark.parametrize(
        ("data", "name", "library"),
        [
            (page(), "a.html", "lxml"),
            (document(), "a.docx", "docx"),
            (b"%PDF-1.7\n", "a.pdf", "pypdf"),
        ],
    )
    def test_without_the_extra(self, data: bytes, name: str, library: str, tmp_path: Path) -> None:
        """A line says what to install."""
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(govplan.errors.ReadingError) as caught:
            govplan.reading.read_file(path)
        line = f'{name!r}: reading it needs {library}: pip install "govplan[reading]"'
        assert line == str(caught.value)

    @pytest.mark.skipif(has("reading"), reason="govplan[reading] is there")
    def test_review_without_the_extra(self) -> None:
        """So it is for the page to review."""
        with pytest.raises(govplan.errors.ReadingError) as caught:
            govplan.read(TEXT).review()
        assert 'needs jinja2: pip install "govplan[reading]"' in str(caught.value)


class TestTesting:
    @pytest.mark.skipif(not has("testing"), reason="needs govplan[testing]")
    def test_with_the_extra(self) -> None:
        """There are strategies."""
        hypothesis = importlib.import_module("hypothesis")
        testing = importlib.import_module("govplan.testing")
        drawn: list[object] = []

        def collect(target: object) -> None:
            drawn.append(target)

        few = hypothesis.settings(max_examples=1, deadline=None, database=None)
        few(hypothesis.given(testing.targets())(collect))()
        assert {govplan.Target} == set(map(type, drawn))

    @pytest.mark.skipif(has("testing"), reason="govplan[testing] is there")
    def test_without_the_extra(self) -> None:
        """A line says what to install."""
        with pytest.raises(ModuleNotFoundError) as caught:
            importlib.import_module("govplan.testing")
        line = 'govplan.testing needs hypothesis: pip install "govplan[testing]"'
        assert line == str(caught.value)
