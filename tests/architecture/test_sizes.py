"""Small files, short functions, plain names: what keeps the program readable for whoever comes next."""

from __future__ import annotations

import re

import pytest
from sources import Source, code_lines, percentile, sources

FILE_MAX, FILE_P95, FILE_MEDIAN = 500, 320, 110
FUNCTION_MAX, FUNCTION_P95 = 60, 25
EXCUSES_PER_THOUSAND_LINES = 2.0
VAGUE_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "misc", "core", "manager", "managers"}
)
EXCUSE = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<rest>.*)")


def _lengths() -> dict[str, int]:
    return {source.name: len(source.text.splitlines()) for source in sources()}


def test_no_file_is_too_long() -> None:
    long = {name: length for name, length in _lengths().items() if length > FILE_MAX}
    assert not long, f"split these files by what they do, {FILE_MAX} lines at most: {long}"


def test_files_are_short_as_a_whole() -> None:
    lengths = list(_lengths().values())
    median, p95 = percentile(lengths, 0.5), percentile(lengths, 0.95)
    assert median <= FILE_MEDIAN, f"half of the files are over {median} lines; split by what they do"
    assert p95 <= FILE_P95, f"one file in twenty is over {p95} lines; split the longest ones"


def test_no_function_is_too_long() -> None:
    long = {
        f"{source.name}:{function.lineno} {function.name}": length
        for source in sources()
        for function in source.functions()
        if (length := code_lines(source, function)) > FUNCTION_MAX
    }
    assert not long, f"give the steps of these functions a name of their own: {long}"


def test_functions_are_short_as_a_whole() -> None:
    lengths = [code_lines(source, item) for source in sources() for item in source.functions()]
    p95 = percentile(lengths, 0.95)
    assert p95 <= FUNCTION_P95, f"one function in twenty is over {p95} lines; split the longest ones"


def test_names_say_what_is_inside() -> None:
    vague = [source.name for source in sources() if set(source.module.split(".")) & VAGUE_NAMES]
    assert not vague, f"name these after what they do: {vague}"


def test_excuses_to_the_checkers_are_rare() -> None:
    found = [line for source in sources() for line in source.text.splitlines() if EXCUSE.search(line)]
    lines = sum(_lengths().values())
    assert len(found) * 1000 <= EXCUSES_PER_THOUSAND_LINES * lines, "mend the code instead: " + "\n".join(
        found
    )


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.module)
def test_every_excuse_has_its_reason(source: Source) -> None:
    for number, line in enumerate(source.text.splitlines(), start=1):
        if "BLE001" in line:
            assert re.search(r"BLE001\s{2,}\S", line), f"{source.name}:{number}: say why everything is caught"
