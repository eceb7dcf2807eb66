"""Charts in every kind of paper: drawn where that can be, and always told in words and figures."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from base64 import a85decode
from typing import Any

import pytest

from stvcrm.analysis.charts import PAPER, Tone


@pytest.fixture
def held(workspace: Any) -> Any:
    workspace.hold_survey()
    return workspace


def drawn(data: bytes) -> str:
    """What a PDF draws, as its own commands."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(a85decode(stream.strip().removesuffix(b"~>"))).decode("latin-1"))
        except (ValueError, zlib.error):
            continue
    return "\n".join(text for text in found if " Tf" in text)


def fill(tone: Tone) -> str:
    """How a PDF sets this colour."""
    colour = PAPER[tone]
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.6f}".rstrip("0").removeprefix("0") for part in parts) + " rg"


@pytest.mark.parametrize("key", ["survey_report", "non_response"])
@pytest.mark.parametrize("large_print", [False, True])
def test_same_survey_gives_the_same_bytes(held: Any, key: str, large_print: bool) -> None:
    first = held.paper(key, [], ".pdf", large_print=large_print)
    assert first == held.paper(key, [], ".pdf", large_print=large_print)


def test_parts_of_the_bars_have_their_colours(held: Any) -> None:
    commands = drawn(held.paper("survey_report", [], ".pdf"))
    assert all(fill(tone) in commands for tone in (Tone.SCORE_0, Tone.SCORE_1, Tone.SCORE_2, Tone.SCORE_3))


@pytest.mark.parametrize("key", ["survey_report", "non_response", "survey_feedback"])
def test_nothing_in_large_print_is_smaller_than_18_points(held: Any, key: str) -> None:
    ids = [held.home] if key == "survey_feedback" else []
    commands = drawn(held.paper(key, ids, ".pdf", large_print=True))
    sizes = [float(size) for size in re.findall(r"/F\d+\S* ([\d.]+) Tf", commands)]
    assert sizes
    assert min(sizes) >= 18


def test_html_draws_and_tells_the_chart(held: Any) -> None:
    found = held.paper("survey_report", [], ".html").decode()
    words = re.search(r'<svg role="img" aria-label="([^"]+)"', found)
    assert words is not None
    assert "Medewerkers: het vaakst" in words[1]
    assert "http" not in found.partition("</style>")[2]
    assert '<td dir="auto">V1-MO</td>' in found


def test_word_has_the_figures_as_a_table(held: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(held.paper("survey_report", [], ".docx"))) as archive:
        text = re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())
    assert "V1-MO" in text
    assert "Medewerkers: het vaakst" in text


def test_every_reference_of_a_figure_is_listed(held: Any) -> None:
    text = held.paper("survey_report", [], ".txt").decode()
    body, _heading, listed = text.partition("Verwijzingen\n")
    used = set(re.findall(r"\bV\d-[A-Z]+\b", body))
    assert used
    assert used <= set(re.findall(r"\bV\d-[A-Z]+\b", listed))
