"""Whatever the order of columns, the encoding, the delimiter or the shape: the same answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lists import Desk, counts
from surveys import DUIN, MEMBERS, ZEE, coded, one_row

from stvcrm.store.database import Database

if TYPE_CHECKING:
    import pytest

QUIET = settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@QUIET
@given(
    st.permutations(range(21)),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from([one_row, coded]),
)
def test_order_encoding_and_shape_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], mark: str, encoding: str, shape: Any
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    desk = Desk(Database.create(folder / "proef.stv", None), folder)
    desk.bring(desk.csv(MEMBERS))
    desk.kind = "survey"
    desk.bring(desk.csv(one_row(ZEE, DUIN)))
    rows = [[each[place] for place in order] for each in shape(ZEE, DUIN)]
    assert counts(desk.plan(desk.csv(rows, mark, encoding))) == {"same": 2}
    desk.database.close()
