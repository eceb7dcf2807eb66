"""Dates are shown as the Dutch write them and read as people type them."""

from __future__ import annotations

from contextvars import copy_context
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stvcrm.base import dates
from stvcrm.base.clock import AMSTERDAM
from stvcrm.base.i18n import set_language

WEDNESDAY = date(2017, 5, 10)
DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
WORDINGS = (dates.long_date, dates.short_date, dates.plain_date)


def in_english(call):
    def run():
        set_language("en")
        return call()

    return copy_context().run(run)


def moment(hour: int, minute: int, day: int = 15) -> datetime:
    return datetime(2017, 5, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        (dates.long_date, "maandag 15 mei 2017"),
        (dates.short_date, "ma 15 mei 2017"),
        (dates.short_day, "ma 15 mei"),
        (dates.day_month, "15 mei"),
        (dates.plain_date, "15 mei 2017"),
    ],
)
def test_dutch_wording(wording, text):
    assert wording(date(2017, 5, 15)) == text


def test_english_wording():
    assert in_english(lambda: dates.short_date(date(2017, 5, 15))) == "Mon 15 May 2017"


def test_a_moment_in_utc_is_shown_on_a_dutch_clock():
    assert dates.clock_time(datetime(2017, 5, 15, 7, 30, tzinfo=UTC)) == "09:30"


def test_a_moment_with_its_end():
    assert dates.moment_text(moment(9, 34), moment(11, 2)) == "ma 15 mei 2017, 09:34–11:02"


@pytest.mark.parametrize(
    ("minutes", "text"), [(45, "45 min"), (120, "2 u"), (126, "2 u 6 min"), (0, "0 min"), (-5, "0 min")]
)
def test_duration(minutes, text):
    assert dates.duration(minutes) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [(10, "vandaag"), (9, "gisteren"), (11, "morgen"), (3, "wo 3 mei"), (12, "vr 12 mei")],
)
def test_relative_date(day, text):
    assert dates.relative_date(date(2017, 5, day), WEDNESDAY) == text


def test_a_relative_date_of_another_year_has_its_year():
    assert dates.relative_date(date(2016, 5, 10), WEDNESDAY) == "di 10 mei 2016"


def test_relative_moment_has_its_time_only_nearby():
    now = moment(12, 0, day=16)
    assert dates.relative_moment(moment(17, 5), now) == "gisteren 17:05"
    assert dates.relative_moment(moment(17, 5, day=10), now) == "wo 10 mei"


def test_week_numbers_are_iso():
    assert dates.iso_week(date(2017, 1, 1)) == 52


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11-5", "2017-05-11"),
        ("11-5-2017", "2017-05-11"),
        ("11/5/17", "2017-05-11"),
        ("11.5.2017", "2017-05-11"),
        ("2017-05-11", "2017-05-11"),
        ("11 mei", "2017-05-11"),
        ("11 Mei 2017", "2017-05-11"),
        ("do 11 mei", "2017-05-11"),
        ("Do. 11 mei 2017", "2017-05-11"),
        ("1e juni", "2017-06-01"),
        ("3 mrt", "2017-03-03"),
        ("vandaag", "2017-05-10"),
        ("morgen", "2017-05-11"),
        ("overmorgen", "2017-05-12"),
        ("gisteren", "2017-05-09"),
        ("do", "2017-05-11"),
        ("donderdag", "2017-05-11"),
        ("wo", "2017-05-17"),
        ("komende ma", "2017-05-15"),
        ("+3d", "2017-05-13"),
        ("+2w", "2017-05-24"),
        ("+1m", "2017-06-10"),
        ("-1w", "2017-05-03"),
        ("over 3 weken", "2017-05-31"),
        ("over drie weken", "2017-05-31"),
        ("volgende week", "2017-05-15"),
        ("volgende week dinsdag", "2017-05-16"),
        ("dinsdag volgende week", "2017-05-16"),
        ("deze week vrijdag", "2017-05-12"),
        ("eind maart", "2017-03-31"),
        ("eind februari 2020", "2020-02-29"),
        ("half juni", "2017-06-15"),
        ("begin januari", "2017-01-01"),
        ("May 11", "2017-05-11"),
        ("11 May 2017", "2017-05-11"),
        ("tomorrow", "2017-05-11"),
        ("next week tuesday", "2017-05-16"),
        ("in 3 weeks", "2017-05-31"),
        ("end of march", "2017-03-31"),
    ],
)
def test_typed_dates(text, expected):
    assert dates.parse_date(text, WEDNESDAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text", ["", "x", "31-2-2017", "31-2", "vr 11 mei", "ma 11 mei 2017", "13-13", "+2x", "over veel weken"]
)
def test_what_is_not_clearly_a_date_is_refused(text):
    assert dates.parse_date(text, WEDNESDAY) is None


def test_a_day_long_past_without_year_is_next_years():
    assert dates.parse_date("11-1", date(2017, 12, 20)) == date(2018, 1, 11)


def test_a_weekday_points_to_last_year():
    assert dates.parse_date("wo 28 december", date(2017, 1, 9)) == date(2016, 12, 28)


def test_a_month_later_stays_within_the_month():
    assert dates.parse_date("+1m", date(2017, 1, 31)) == date(2017, 2, 28)


@given(DAYS, DAYS, st.sampled_from(WORDINGS))
def test_what_is_shown_is_read_back(day, today, wording):
    assert dates.parse_date(wording(day), today) == day
    assert in_english(lambda: dates.parse_date(wording(day), today)) == day


@given(DAYS, st.integers(-180, 180))
def test_a_day_with_its_weekday_needs_no_year(today, distance):
    day = today + timedelta(days=distance)
    assert dates.parse_date(dates.short_day(day), today) == day


SCRAPS = (
    "over",
    "volgende",
    "week",
    "eind",
    "mei",
    "do",
    "31",
    "12",
    "2017",
    "99",
    ":",
    "-",
    "/",
    "+",
    "w",
    "14u",
)
TYPED = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from(SCRAPS), max_size=6).map(" ".join),
    st.from_regex(r"[+-]?\d{1,6}[-/. u:]?\d{0,4}[-/. ]?\d{0,5}", fullmatch=True),
)


@given(TYPED, DAYS)
def test_readers_never_raise(text, today):
    found = dates.parse_date(text, today)
    assert found is None or isinstance(found, date)
    dates.parse_moment(text, today)
    dates.file_date(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("do 9:30", "2017-05-11T09:30+02:00"),
        ("15-5 14u", "2017-05-15T14:00+02:00"),
        ("15 mei om 9.30 uur", "2017-05-15T09:30+02:00"),
        ("morgen 14u30", "2017-05-11T14:30+02:00"),
        ("9:30", "2017-05-10T09:30+02:00"),
        ("2017-05-15T09:30", "2017-05-15T09:30+02:00"),
        ("2017-05-15T09:30+02:00", "2017-05-15T09:30+02:00"),
        ("2017-05-15T07:30Z", "2017-05-15T09:30+02:00"),
        ("2017-12-15 09:30", "2017-12-15T09:30+01:00"),
    ],
)
def test_typed_moments(text, expected):
    assert dates.parse_moment(text, WEDNESDAY) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("text", ["15-5", "25:00", "15-5 9:75", "9:30 x", "", "kwart over negen"])
def test_what_is_not_clearly_a_moment_is_refused(text):
    assert dates.parse_moment(text, WEDNESDAY) is None


def test_an_hour_that_never_comes_is_an_hour_later():
    assert dates.clock_time(dates.parse_moment("26-3-2017 2:30", WEDNESDAY)) == "03:30"


def test_of_an_hour_that_comes_twice_it_is_the_first():
    found = dates.parse_moment("29-10-2017 2:30", WEDNESDAY)
    assert found.astimezone(UTC) == datetime(2017, 10, 29, 0, 30, tzinfo=UTC)


@given(st.integers(-600_000_000, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_iso_moments_keep_their_instant(instant):
    assert dates.parse_moment(instant.isoformat(), WEDNESDAY).astimezone(UTC) == instant


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("8-12-2013", date(2013, 12, 8)),
        ("08/12/13", date(2013, 12, 8)),
        ("8 dec 2013", date(2013, 12, 8)),
        ("2013-12-08", date(2013, 12, 8)),
        ("2013-12-08 00:00:00", date(2013, 12, 8)),
        ("8-12-83", date(1983, 12, 8)),
        (datetime(2013, 12, 8, 12, 0), date(2013, 12, 8)),  # noqa: DTZ001  a cell has no zone
        (date(2013, 12, 8), date(2013, 12, 8)),
        ("31-2-2017", None),
        ("8-12", None),
        ("morgen", None),
        ("12-31-2017", None),
        (41616, None),
        (True, None),
        (None, None),
    ],
)
def test_dates_in_files(cell, expected):
    assert dates.file_date(cell) == expected


def test_a_number_is_a_date_in_a_column_of_dates():
    assert dates.file_date(41616.0, serial=True) == date(2013, 12, 8)
    assert dates.file_date(float("nan"), serial=True) is None


def test_american_order_on_request():
    assert dates.file_date("12/31/2017", month_first=True) == date(2017, 12, 31)
