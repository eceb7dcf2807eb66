"""The product's own source files, parsed once, for the tests that hold it to its rules."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / "stvcrm"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file: its path from the root of the repository, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The path from the root, as messages show it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        """The dotted name by which it is imported."""
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def functions(self) -> Iterator[Function]:
        """Every function and method."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))


@cache
def sources() -> tuple[Source, ...]:
    """Every file of the product, in order of path."""
    return tuple(_read(path) for path in sorted(PRODUCT.rglob("*.py")))


def _read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text))


def code_lines(source: Source, function: Function) -> int:
    """Lines of a function without its docstring, blank lines and comments."""
    assert function.end_lineno is not None
    lines = source.text.splitlines()[function.lineno - 1 : function.end_lineno]
    docstring = ast.get_docstring(function, clean=False)
    spent = 0 if docstring is None else docstring.count("\n") + 1
    return sum(1 for line in lines if line.strip() and not line.strip().startswith("#")) - spent


def percentile(values: list[int], share: float) -> int:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
