"""The tasks of a contributor, of continuous integration and of a release.

``nox`` alone runs what has to pass before a pull request; ``nox --list`` names the rest.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"  # the first with requires=

PROJECT = nox.project.load_toml("pyproject.toml")
EXTRAS = PROJECT["project"]["optional-dependencies"]
PYTHONS = nox.project.python_versions(PROJECT)
TYPED = "3.12"  # from here on pint's types are whole
USERS = ("cli", "reading", "testing")
"""The extras for users; the others are for developers."""
SETS = {"core": (), **{extra: (extra,) for extra in USERS}, "all": USERS}
"""What is installed when the package is tested."""

nox.options.error_on_missing_interpreters = True  # what is skipped is not passed
nox.options.default_venv_backend = "virtualenv"
nox.options.sessions = ["lint", "pyright", f"tests-{PYTHONS[0]}", "docs"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests and the examples of the docs; arguments go to pytest."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions that pyproject.toml allows."""
    requirements = PROJECT["project"]["dependencies"] + EXTRAS["test"]
    requirements += [requirement for extra in USERS for requirement in EXTRAS[extra]]
    lines = [line.replace(">=", "==") for line in requirements if ">=" in line]
    constraints = Path(session.create_tmp(), "lowest.txt")
    constraints.write_text("\n".join(lines), "utf-8")
    session.install("-e", ".[test]", "--constraint", str(constraints))
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=TYPED)
def lint(session: nox.Session) -> None:
    """Check style, form, types (by mypy) and floors; nothing is changed."""
    session.install("-e", ".[lint]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session(python=TYPED)
def pyright(session: nox.Session) -> None:
    """Check types by pyright, which gets itself from the registry of Node."""
    session.install("-e", ".[lint]")
    session.run("pyright")


@nox.session(python=PYTHONS[0])
def docs(session: nox.Session) -> None:
    """Build the documentation into docs/_build; a warning is an error."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-W", "-n", "-q", "docs", "docs/_build")


@nox.session
def build(session: nox.Session) -> None:
    """Build the sdist, and from it the wheel, into dist, and check both."""
    session.install(*nox.project.dependency_groups(PROJECT, "build"))
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build")
    session.run("twine", "check", "--strict", *map(str, Path("dist").iterdir()))
    session.run("check-wheel-contents", "dist")


def built(pattern: str) -> Path:
    """Return the file that ``build`` has put into dist."""
    return next(Path("dist").resolve().glob(pattern))


@nox.session(python=PYTHONS, requires=["build"])
@nox.parametrize("extras", list(SETS.values()), ids=list(SETS))
def package(session: nox.Session, extras: tuple[str, ...]) -> None:
    """Test the wheel in an environment of its own: without extras, with each, with all."""
    chosen = f"[{','.join(extras)}]" if extras else ""
    session.install(f"{built('*.whl')}{chosen}", "pytest")
    shutil.unpack_archive(built("*.tar.gz"), session.create_tmp(), filter="data")
    with session.chdir(next(Path(session.create_tmp()).glob("govplan-*"))):
        session.run(
            *("python", "-m", "pytest", "--confcutdir=tests/packaging", "tests/packaging"),
            env={"GOVPLAN_EXTRAS": ",".join(extras)},
        )


@nox.session(python=PYTHONS, requires=["build"])
def types(session: nox.Session) -> None:
    """Check the types of the wheel from the side of its user."""
    session.install(f"{built('*.whl')}[lint]")
    folder = Path(session.create_tmp(), "typing_tests")
    shutil.copytree("typing_tests", folder, dirs_exist_ok=True)
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', "utf-8")
    with session.chdir(folder):  # away from src
        session.run("mypy", "--strict", "--config-file=", ".")
        if session.python != PYTHONS[0]:
            session.run("pyright")
            session.run("pyright", "--verifytypes", "govplan", "--ignoreexternal")


@nox.session(python=PYTHONS[0], name="property")
def property_(session: nox.Session) -> None:
    """Run the property tests with many more examples; arguments go to pytest."""
    session.install("-e", ".[test]")
    session.run(
        *("python", "-m", "pytest", "-m", "hypothesis", "-n", "auto", *session.posargs),
        env={"GOVPLAN_HYPOTHESIS_PROFILE": "deep"},
    )


@nox.session(python=PYTHONS[0])
def fuzz(session: nox.Session) -> None:
    """Fuzz the reader of JSON, the same 40 seconds each time; arguments go to libFuzzer."""
    session.install("-e", ".[fuzz]")
    limits = ["-seed=4", "-runs=100000", "-max_total_time=40", "-timeout=10"]
    session.run("python", "-m", "tests.fuzz.fuzz_loads", *(session.posargs or limits))


@nox.session
def bench(session: nox.Session) -> None:
    """Run a benchmark, ``checks --quick`` if none is named."""
    session.install("-e", ".[bench]")
    name, *arguments = session.posargs or ["checks", "--quick"]
    session.run("python", f"benchmarks/{name}.py", *arguments)


@nox.session(python=TYPED, requires=["build"])
def sbom(session: nox.Session) -> None:
    """Write the bill of materials of the wheel without extras to dist/govplan.cdx.json."""
    session.install(*nox.project.dependency_groups(PROJECT, "sbom"))
    core = str(Path(session.create_tmp(), "core"))
    session.run("python", "-m", "venv", "--clear", "--without-pip", core)
    session.run("python", "-m", "pip", "--python", core, "install", "-q", str(built("*.whl")))
    session.run(
        *("cyclonedx-py", "environment", core, "--pyproject", "pyproject.toml"),
        *("--output-reproducible", "--output-file", "dist/govplan.cdx.json"),
    )
