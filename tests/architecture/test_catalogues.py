"""What is written is also catalogued: a page, report, importer or list that nobody names does not exist."""

from __future__ import annotations

import ast
import importlib

import pytest
from sources import Source, sources

from stvcrm.model import catalog as model_catalog
from stvcrm.model.base import Entity
from stvcrm.operations.catalog import OPERATIONS, OperationSpec
from stvcrm.queries.catalog import LISTS
from stvcrm.queries.rows import RowList

DECLARED = {
    "stvcrm.desktop.pages": ("PAGE", "stvcrm.desktop.catalog", "PAGES"),
    "stvcrm.reports": ("REPORT", "stvcrm.reports.catalog", "REPORTS"),
    "stvcrm.importers": ("IMPORTER", "stvcrm.importers.catalog", "IMPORTERS"),
}


def _top_level_names(source: Source) -> set[str]:
    found = set()
    for node in source.tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


@pytest.mark.parametrize("package", DECLARED)
def test_every_declaration_is_in_its_catalogue(package: str) -> None:
    word, catalog, names = DECLARED[package]
    declared = [
        item.module
        for item in sources()
        if item.module.startswith(f"{package}.") and word in _top_level_names(item)
    ]
    listed = getattr(importlib.import_module(catalog), names)
    forgotten = [name for name in declared if getattr(importlib.import_module(name), word) not in listed]
    assert declared, f"no module of {package} declares {word}"
    assert not forgotten, f"add these to {names} in {catalog}: {forgotten}"


def test_every_entity_is_in_the_catalogue() -> None:
    assert set(Entity.__subclasses__()) <= set(model_catalog.ENTITIES), (
        "add it to ENTITIES in model/catalog.py"
    )


def test_every_list_is_in_the_catalogue() -> None:
    modules = [item.module for item in sources() if item.module.startswith("stvcrm.queries.")]
    made = {
        id(value): f"{name}.{key}"
        for name in modules
        for key, value in vars(importlib.import_module(name)).items()
        if isinstance(value, RowList)
    }
    listed = {id(rows) for rows in LISTS}
    forgotten = [name for key, name in made.items() if key not in listed]
    assert not forgotten, f"add these to LISTS in queries/catalog.py: {forgotten}"


def test_public_names_are_unique() -> None:
    names = [spec.name for spec in OPERATIONS]
    nouns = [rows.noun for rows in LISTS]
    assert len(set(names)) == len(names)
    assert len(set(nouns)) == len(nouns)


@pytest.mark.parametrize("spec", OPERATIONS, ids=lambda spec: spec.name)
def test_an_operation_says_what_it_does_and_takes_keywords_only(spec: OperationSpec) -> None:
    assert spec.summary, "the first line of its docstring is what `do --list` prints"
    assert spec.label, "the label is what a menu and the journal call it"
    assert all(parameter.name for parameter in spec.parameters())
