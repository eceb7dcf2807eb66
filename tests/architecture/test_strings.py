"""What the user reads: whole sentences that can be found and translated, and their English."""

from __future__ import annotations

import ast
import importlib.util
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po
from sources import ROOT, Source, sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from babel.messages.catalog import Catalog, Message

MARKERS = {"_": 1, "N_": 1, "n_": 2}


def _marked(source: Source) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Each call of a marker with each of its strings."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
            for argument in node.args[: MARKERS[node.func.id]]:
                yield node, argument


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """packaging/catalogue.py, which `make catalogue` runs."""
    spec = importlib.util.spec_from_file_location("catalogue_tool", ROOT / "packaging" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def english(tool: Any) -> Catalog:
    with tool.ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def _texts(message: Message) -> Iterator[tuple[str, str]]:
    ids = message.id if isinstance(message.id, (tuple, list)) else [message.id]
    strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    yield from ((str(source), text) for source, text in zip(ids, strings, strict=True) if text)


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.module)
def test_sentences_are_literal_so_that_they_are_found(source: Source) -> None:
    for call, argument in _marked(source):
        place = f"{source.name}:{call.lineno}"
        assert not isinstance(argument, ast.JoinedStr), (
            f"{place}: format after translation, with named fields"
        )
        assert not isinstance(argument, ast.BinOp), f"{place}: one sentence, one string"
        if isinstance(argument, ast.Constant):
            assert "" not in _fields(argument.value), f"{place}: name the fields, as in {{name}}"


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.module)
def test_the_user_is_not_called_je(source: Source) -> None:
    for call, argument in _marked(source):
        if isinstance(argument, ast.Constant):
            words = {word.strip(".,;:!?«»").lower() for word in argument.value.split()}
            assert not words & {"je", "jij", "jouw", "jullie"}, f"{source.name}:{call.lineno}: stay neutral"


def test_the_template_has_every_sentence(tool: Any) -> None:
    assert tool.TEMPLATE.read_bytes() == tool.as_po(tool.collect()), "run `make catalogue`"


def test_every_sentence_has_its_english(tool: Any, english: Catalog) -> None:
    waiting = [
        item.id for item in tool.english(tool.collect()) if item.id and not tool.is_translated(item.string)
    ]
    assert not waiting, f"{len(waiting)} sentences wait for English in {tool.ENGLISH.name}: {waiting[:5]}"
    assert len(english) > 0


def test_the_english_keeps_every_field(english: Catalog) -> None:
    for message in english:
        for source, text in _texts(message):
            if message.id:
                assert _fields(text) == _fields(source), f"«{source}» and «{text}» fill in other fields"


def test_the_compiled_catalogue_is_up_to_date(tool: Any, english: Catalog) -> None:
    assert tool.ENGLISH.with_suffix(".mo").read_bytes() == tool.as_mo(english), "run `make catalogue`"
