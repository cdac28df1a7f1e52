"""A page of HTML taken apart, for the tests of the page to review."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {"meta"}
"""Elements of the page that have no end."""

TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "dl", "div", "dt",
    "dd", "nav", "details", "summary", "ol", "ul", "li", "main", "section", "p", "mark", "span",
    "b", "aside",
}  # fmt: skip
"""The elements of the page, whatever the text."""

ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "title", "style",
    "aria-label", "aria-labelledby", "aria-level", "role", "data-number", "open",
}  # fmt: skip
"""Their attributes, whatever the text."""


class Page(HTMLParser):
    """What a page of HTML holds; it fails where an element ends that is not open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: Counter[str] = Counter()
        self.links: list[tuple[str, str]] = []
        """The nearest id around a link, and where it leads."""
        self.words: list[str] = []
        """The pieces of the text."""
        self.marked: dict[str, str] = {}
        """The words of the marks, by where they lead."""
        self.under: dict[str, str] = {}
        """All words in an element, by its id."""
        self.titles: dict[str, str] = {}
        """What is shown when somebody points at a mark, by its id."""
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element and its attributes."""
        values = {name: value or "" for name, value in attrs}
        assert len(attrs) == len(values)
        self.tags.add(tag)
        self.attributes |= set(values)
        self.ids.update([values["id"]] if "id" in values else [])
        if tag == "mark" and "id" in values:
            self.titles[values["id"]] = values["title"]
        if "href" in values:
            around = [above["id"] for _, above in self._open if "id" in above]
            self.links.append(((around or [""])[-1], values["href"]))
        if tag not in VOID:
            self._open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Take words, for all that they stand in."""
        for tag, values in self._open:
            if "id" in values:
                self.under[values["id"]] = self.under.get(values["id"], "") + data
            if values.get("class") == "words":
                self.words.append(data)
                mark = [above["href"] for name, above in self._open if name == "a"]
                if mark:
                    self.marked[mark[0]] = self.marked.get(mark[0], "") + data
            assert tag != "script"

    @property
    def text(self) -> str:
        """The text that the page is about."""
        return "".join(self.words)

    def card(self, name: str) -> list[str]:
        """Return the lines of the card with an id."""
        return [" ".join(line.split()) for line in self.under[name].split("\n") if line.strip()]


def check(page: Page) -> None:
    """Fail where a page has parts that no page has, or where ids and links do not agree."""
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert {1} == set(page.ids.values())
    assert {f"#{name}" for name in page.ids} >= {link for _, link in page.links}
