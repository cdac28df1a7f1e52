"""Tests of the text that figures are read from."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.reading.samples import clean, texts


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("到 2025 年,控制在 1%以内", "到2025年,控制在1%以内"),
        ("１２．５％；ＧＤＰ", "12.5%;GDP"),
        ("建5\u00a0个\u200b项目", "建5个项目"),
        ("投入1 500万元", "投入1500万元"),
        ("投入12 500 万 元", "投入12500万元"),
        ("3 .5%和1 ,500个", "3.5%和1,500个"),
        ("增长3. 5%", "增长3.5%"),
        ("≥ 80 %", "≥80%"),
        ("萬畝", "万亩"),
        ("建设 \u200b公园", "建设 公园"),
        ("1 项目名称", "1 项目名称"),
        ("产量2.1 \n 万吨。", "产量2.1万吨。"),
        ("覆盖率50\n%以上", "覆盖率50%以上"),
        ("面积\n亩,", "面积\n亩,"),
        ("12\n万元产值能耗", "12\n万元产值能耗"),
        ("1. 5个项目", "1. 5个项目"),
        ("1360 3000", "1360 3000"),
        ("12 5000", "12 5000"),
        ("长5 km,5 kind", "长5km,5 kind"),
        ("建设 公园", "建设 公园"),
        ("指标\t目标 \t 2\n\t造林\t3", "指标|目标 | 2\n|造林|3"),
        ("\t造林 3亩\t", " 造林3亩 "),
        ("森林覆盖率 0.3  40%", "森林覆盖率\t0.3\t40%"),
        ("2024 3 5", "2024 3 5"),
        (" \n5 个", "\n5 个"),
    ],
)
def test_clean(given_text: str, cleaned: str) -> None:
    """Blanks inside figures go, other blanks stay, and signs are folded."""
    assert cleaned == clean(given_text).text


@given(texts())
def test_places(text: str) -> None:
    """Any place of the clean text leads to the same signs in the given one."""
    cleaned = clean(text)

    for at, char in enumerate(cleaned.text):
        source = cleaned.source(at, at + 1)
        assert 1 == source.end - source.start
        seen = clean(text[source.start : source.end]).text
        assert char == seen or (char == "\t" and seen.isspace())


@given(texts())
def test_order(text: str) -> None:
    """The characters of any text keep their order."""
    cleaned = clean(text)
    places = [cleaned.source(at, at + 1).start for at in range(len(cleaned.text))]

    assert sorted(set(places)) == places


def test_words() -> None:
    """Words are those of the text as published, without the blanks that are left out."""
    cleaned = clean("新建 5 个公園")

    assert "5个公園" == cleaned.words(2, 6)
    assert "公園" == cleaned.words(4, 6)
