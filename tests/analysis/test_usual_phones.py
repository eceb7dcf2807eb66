"""The short way for Dutch telephone numbers says what the library says."""

from __future__ import annotations

import phonenumbers
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.analysis.addresses import phone

BEGINNINGS = st.sampled_from(("0", "+31", "0031", "+31 (0)", "(0)", "00", "+32", "+31 0"))
REST = st.text("0123456789 -()./", min_size=6, max_size=14)


@given(BEGINNINGS, REST)
def test_short_way_is_the_library_s_way(beginning: str, rest: str) -> None:
    found = phone(beginning + rest)
    if found is not None:
        plain = (beginning + rest).replace("(0)", "")
        number = phonenumbers.parse(plain, "NL")
        assert found == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
