"""The page to review in a browser: no text runs in it, and it fits the screens it is read on."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import attrs
import pytest

from govplan.reading import read
from govplan.reading._review import visible
from tests.reading.pages import Page, check
from tests.reading.test_review import HOSTILE, TEXT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--enable-logging=stderr", "--dump-dom",
)  # fmt: skip
"""How it runs: alone, as root too; it prints the page as it is in the end, and the console."""

PLAN = TEXT + "".join(
    f"（{n}）深抓产业集聚。建成{'很长的' * 30}产业园{n}个以上,{'x' * 200}增长5%,总投资3亿元。\n"
    for n in "二三四五"
)
"""A text with what may stand out over the side: long indicators, and a long word."""


@attrs.frozen
class Seen:
    """What a browser made of a page."""

    dom: str
    console: list[str]


def browse(page: str, folder: Path) -> Seen:
    """Open a page in a browser."""
    assert CHROMIUM is not None
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", path.as_uri()]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)  # noqa: S603 (found by its name)
    return Seen(done.stdout.decode(), re.findall('CONSOLE[^"]*"(.*)"', done.stderr.decode()))


def hostile() -> str:
    """Return a plan whose every word is hostile."""
    words = "".join(HOSTILE)
    return f"{words}\n一、{words}\n建成{words}公园5个以上。\n" + "".join(
        f"{piece}\n建成“{piece}”公园5个以上,总投资{piece}3亿元,{piece}7。\n" for piece in HOSTILE
    )


def test_no_script(tmp_path: Path) -> None:
    """Nothing of a hostile text becomes an element, or is tried to be run or loaded."""
    reading = read(hostile())
    assert any(reading.plan.iter_targets())
    seen = browse(reading.review(), tmp_path)
    page = Page(seen.dom)

    check(page)
    assert [] == seen.console
    assert visible(reading.text) == page.text
    assert {f"#{target.id}" for target in reading.plan.iter_targets()} <= set(page.marked)


def test_script_would_be_seen(tmp_path: Path) -> None:
    """A script in a page would run where no policy forbids it, and be told of where one does."""
    script = "<script>document.title = 'run'; console.log('run')</script>"
    free = browse(f"<!DOCTYPE html><title>x</title>{script}", tmp_path)
    forbidden = browse(read("").review().replace("</body>", f"{script}</body>"), tmp_path)

    assert ["run"] == free.console
    assert "<title>run</title>" in free.dom
    assert "Content Security Policy" in " ".join(forbidden.console)
    assert "<title>run</title>" not in forbidden.dom


MEASURE = """
addEventListener("load", () => {
  const all = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, root = page.documentElement;
    const box = element => element.getBoundingClientRect();
    const wide = [...page.querySelectorAll("body *")].filter(e => box(e).right > root.clientWidth);
    const beside = page.querySelector("aside"), words = beside.previousElementSibling;
    all.push({
      width: root.clientWidth,
      scrolled: root.scrollWidth,
      wide: wide.map(e => e.outerHTML.slice(0, 80)),
      below: box(beside).top >= box(words).bottom,
      right: box(beside).left >= box(words).right,
      unseen: [...page.querySelectorAll("main mark, .card, .left li")]
        .filter(e => !box(e).width).length,
      marks: page.querySelectorAll(".words mark").length,
    });
  }
  document.body.textContent = JSON.stringify(all);
});
"""


def frame(page: str, width: int, height: int = 800) -> str:
    """Return a frame with a page in it, for which it is all of a screen of that width."""
    style = f"width: {width}px; height: {height}px; border: 0"
    return f'<iframe style="{style}" srcdoc="{html.escape(page)}"></iframe>'


def measured(pages: list[tuple[str, int]], folder: Path) -> list[dict[str, Any]]:
    """Return what pages measure on screens of some widths."""
    frames = "".join(frame(page, width) for page, width in pages)
    seen = browse(
        f"<!DOCTYPE html><meta charset=utf-8><body>{frames}<script>{MEASURE}</script>", folder
    )
    found: list[dict[str, Any]] = json.loads(
        html.unescape(re.sub("<.*?>", "", seen.dom.partition("<body>")[2]))
    )
    return found


def test_widths(tmp_path: Path) -> None:
    """On a telephone the cards fall under their paragraph, else beside; nothing is cut off."""
    page = read(PLAN).review()
    phone, desk = measured([(page, 360), (page, 1280)], tmp_path)

    for found, width in ((phone, 360), (desk, 1280)):
        assert (width, width, []) == (found["width"], found["scrolled"], found["wide"])
        assert 0 == found["unseen"]
        assert 10 < found["marks"]
    assert (True, False) == (phone["below"], phone["right"])
    assert (False, True) == (desk["below"], desk["right"])


def test_width_would_be_seen(tmp_path: Path) -> None:
    """A page that is too wide is told from one that fits."""
    page = read(PLAN).review().replace("</main>", '<p style="width: 400px">x</p></main>')
    (phone,) = measured([(page, 360)], tmp_path)

    assert phone["scrolled"] != 360
    assert phone["wide"]
