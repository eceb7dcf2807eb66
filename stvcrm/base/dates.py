"""Wording of dates and times in Dutch and English, and reading of dates as people type them.

Reports and the command line have no Qt, so this needs nothing but the standard library.
Every moment is shown on a Dutch clock; every reader answers None instead of guessing or raising.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from stvcrm.base.clock import AMSTERDAM, local
from stvcrm.base.i18n import language
from stvcrm.base.text import fold

_DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_SHORT_DAY = {"nl": 2, "en": 3}
_SHORT_MONTHS = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_RELATIVE = {
    "nl": {-1: "gisteren", 0: "vandaag", 1: "morgen"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_HOUR = {"nl": "u", "en": "h"}


# Wording ------------------------------------------------------------------------------------------


def long_date(day: date) -> str:
    """`maandag 15 mei 2017`."""
    return f"{_DAYS[language()][day.weekday()]} {day_month(day)} {day.year}"


def short_date(day: date) -> str:
    """`ma 15 mei 2017`."""
    return f"{short_day(day)} {day.year}"


def short_day(day: date) -> str:
    """`ma 15 mei`: for where the year speaks for itself."""
    return f"{_DAYS[language()][day.weekday()][: _SHORT_DAY[language()]]} {day_month(day)}"


def day_month(day: date) -> str:
    """`15 mei`."""
    return f"{day.day} {month_name(day.month)}"


def plain_date(day: date) -> str:
    """`15 mei 2017`."""
    return f"{day_month(day)} {day.year}"


def brief_date(day: date, today: date) -> str:
    """`28 apr`, with the year when it is another year: for narrow columns."""
    brief = f"{day.day} {_SHORT_MONTHS[language()][day.month - 1]}"
    return brief if day.year == today.year else f"{brief} {day.year}"


def month_name(month: int) -> str:
    """The name of month 1 to 12."""
    return _MONTHS[language()][month - 1]


def clock_time(moment: datetime) -> str:
    """`09:30` on a Dutch clock; a moment without zone is Dutch time already."""
    return f"{local(moment):%H:%M}"


def time_range(start: datetime, end: datetime | None = None) -> str:
    """`09:30–11:00`, or only the start when the end is not known."""
    return clock_time(start) if end is None else f"{clock_time(start)}–{clock_time(end)}"


def moment_text(start: datetime, end: datetime | None = None) -> str:
    """`ma 15 mei 2017, 09:30–11:00`."""
    return f"{short_date(local(start).date())}, {time_range(start, end)}"


def duration(minutes: int) -> str:
    """`45 min`, `2 u`, `2 u 6 min`; negative durations count as none."""
    hours, rest = divmod(max(minutes, 0), 60)
    parts = [f"{hours} {_HOUR[language()]}"] if hours else []
    return " ".join(parts + ([f"{rest} min"] if rest or not hours else []))


def relative_date(day: date, today: date) -> str:
    """`vandaag`, `gisteren`, `morgen`, else `wo 10 mei`, with the year when it is another year."""
    near = _RELATIVE[language()].get((day - today).days)
    return near or (short_day(day) if day.year == today.year else short_date(day))


def relative_moment(moment: datetime, now: datetime) -> str:
    """`vandaag 09:12`, `gisteren 17:05`, `morgen 10:00`; further away only the day."""
    day, today = local(moment).date(), local(now).date()
    words = relative_date(day, today)
    return f"{words} {clock_time(moment)}" if abs((day - today).days) <= 1 else words


def iso_week(day: date) -> int:
    """The ISO week number, as Dutch diaries count."""
    return day.isocalendar().week


# Reading ------------------------------------------------------------------------------------------

_EARLIEST, _LATEST = 1800, 2200
_HALF_YEAR = 183
_TODAY_WORDS = {
    "eergisteren": -2, "gisteren": -1, "vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2,
    "yesterday": -1, "today": 0, "tomorrow": 1, "day after tomorrow": 2,
}  # fmt: skip
_WEEKDAYS = {
    form: number
    for names in _DAYS.values()
    for number, name in enumerate(names)
    for form in (name.lower(), name.lower()[:3])
} | {name[:2]: number for number, name in enumerate(_DAYS["nl"])}
_MONTH_NUMBERS = {
    form: number
    for names in _MONTHS.values()
    for number, name in enumerate(names, 1)
    for form in (name.lower(), name.lower()[:3])
} | {"mrt": 3, "sept": 9}
_COUNTS = {
    word: number
    for words in (
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf",
        "one two three four five six seven eight nine ten eleven twelve",
    )
    for number, word in enumerate(words.split(), 1)
} | {"a": 1}
_UNITS = {
    "d": "day", "dag": "day", "dagen": "day", "day": "day", "days": "day",
    "w": "week", "wk": "week", "week": "week", "weken": "week", "weeks": "week",
    "m": "month", "mnd": "month", "maand": "month", "maanden": "month", "month": "month", "months": "month",
    "j": "year", "y": "year", "jaar": "year", "year": "year", "years": "year",
}  # fmt: skip
_NEXT_WEEK = re.compile(
    r"(?:(?P<first>[a-z]+) )?(?P<which>volgende|deze|next|this) week(?: (?P<last>[a-z]+))?"
)
_STEP = re.compile(r"(?P<sign>[+-]) ?(?P<count>\d{1,4}) ?(?P<unit>[a-z]+)")
_AHEAD = re.compile(r"(?:over|in) (?P<count>\d{1,4}|[a-z]+) (?P<unit>[a-z]+)")
_PART = re.compile(
    r"(?P<part>begin|half|medio|mid|eind|einde|end)(?: van| of)? (?P<month>[a-z]+)\.?(?: (?P<year>\d{4}))?"
)
_NUMERIC = re.compile(r"(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d{2}))?")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:e|de|ste|st|nd|rd|th)?[- ](?P<month>[a-z]+)\.?(?:,?[- ]'?(?P<year>\d{4}|\d{2}))?"
)
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?")
_DATES = (_ISO, _NUMERIC, _NAMED, _MONTH_FIRST)
_LEAD = re.compile(r"(?P<weekday>[a-z]+)\.?,? (?P<rest>.*\d.*)")
_CLOCK = re.compile(
    r"(?:^|[ ,t]|om |at )(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d{2})(?::\d{2})?(?: ?uur)?|u(?P<past>\d{2})|(?: ?uur| ?u))$"
)


class _Parts(NamedTuple):
    day: int
    month: int
    year: int | None


def parse_date(text: str, today: date) -> date | None:
    """The date a person means, or None where the text is not clearly one date.

    A date without year is this year's, or next year's when this year's lies over half a year back;
    a weekday written before a date must be the right one. A bare weekday is the first after today.
    """
    words = _plain(text)
    try:
        return _relative(words, today) or _with_weekday(words, today)
    except (OverflowError, ValueError):
        return None


def parse_moment(text: str, today: date) -> datetime | None:
    """The moment a person means (`do 9:30`, `15-5 14u`, ISO 8601), on a Dutch clock, or None.

    A time without day is today's. A time without offset is Dutch time: of an hour that comes twice
    (the clock goes back) it is the first, and one that never comes (the clock goes forward) is an hour later.
    """
    try:
        found = _iso_moment(text.strip())
        if found is None:
            words = _plain(text)
            clock = _CLOCK.search(words)
            if clock is None:
                return None
            before = words[: clock.start()].strip(" ,")
            before = re.sub(r"(^| )(om|at)$", "", before)
            day = parse_date(before, today) if before else today
            if day is None:
                return None
            minute = clock["minute"] or clock["past"] or "0"
            found = datetime.combine(day, time(int(clock["hour"]), int(minute)))
        aware = found if found.tzinfo else found.replace(tzinfo=AMSTERDAM)
        return aware.astimezone(UTC).astimezone(AMSTERDAM)
    except (OverflowError, ValueError):
        return None


def file_date(value: object, *, serial: bool = False, month_first: bool = False) -> date | None:
    """The date in a cell of an imported file, or None where it is none.

    Text is read in Dutch order (day, month, year) unless `month_first`, or as ISO; it needs a year.
    A number is a date only with `serial`: when the column is known to hold dates (Excel's day count of 1900).
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        whole = 1 <= value <= 109_574
        return date(1899, 12, 30) + timedelta(days=int(value)) if serial and whole else None
    return _text_date(value, month_first=month_first) if isinstance(value, str) else None


def _text_date(text: str, *, month_first: bool) -> date | None:
    words = re.sub(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})?$", "", _plain(text))
    weekday, words = _split_weekday(words)
    parts = _parts(words)
    if parts is None or parts.year is None:
        return None
    swap = month_first and _NUMERIC.fullmatch(words) is not None
    found = _valid(parts.year, parts.day, parts.month) if swap else _valid(parts.year, parts.month, parts.day)
    return found if found and weekday in (None, found.weekday()) else None


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("–", "-").split()).strip(" .,;")


def _relative(words: str, today: date) -> date | None:
    """Dates told from today: words, weekdays, steps, weeks, parts of a month."""
    if words in _TODAY_WORDS:
        return today + timedelta(days=_TODAY_WORDS[words])
    coming = re.sub(r"^(komende|aanstaande|a\.?s\.?) | (a\.?s\.?|aanstaande)$", "", words)
    if coming.rstrip(".") in _WEEKDAYS:
        return today + timedelta(days=(_WEEKDAYS[coming.rstrip(".")] - today.weekday() - 1) % 7 + 1)
    return _stepped(words, today) or _in_week(words, today) or _part_of_month(words, today)


def _stepped(words: str, today: date) -> date | None:
    found = _STEP.fullmatch(words) or _AHEAD.fullmatch(words)
    if found is None or found["unit"] not in _UNITS:
        return None
    text = found["count"]
    count = int(text) if text.isdecimal() else _COUNTS.get(text)
    if count is None:
        return None
    back = found.re is _STEP and found["sign"] == "-"
    return _step(today, -count if back else count, _UNITS[found["unit"]])


def _step(today: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    index = today.year * 12 + today.month - 1 + count * (12 if unit == "year" else 1)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _in_week(words: str, today: date) -> date | None:
    if words in ("volgende maand", "next month"):
        return _step(today, 1, "month")
    found = _NEXT_WEEK.fullmatch(words)
    if found is None or (found["first"] and found["last"]):
        return None
    ahead = 7 if found["which"] in ("volgende", "next") else 0
    name = found["first"] or found["last"]
    if (name and name not in _WEEKDAYS) or (name is None and not ahead):
        return None
    return today + timedelta(days=ahead - today.weekday() + (_WEEKDAYS[name] if name else 0))


def _part_of_month(words: str, today: date) -> date | None:
    found = _PART.fullmatch(words)
    if found is None or found["month"] not in _MONTH_NUMBERS:
        return None
    month = _MONTH_NUMBERS[found["month"]]
    days = {"begin": 1, "half": 15, "medio": 15, "mid": 15}
    for year in [int(found["year"])] if found["year"] else _years(today):
        day = _valid(year, month, days.get(found["part"], monthrange(year, month)[1]))
        if day and (found["year"] or not _long_ago(day, today)):
            return day
    return None


def _with_weekday(words: str, today: date) -> date | None:
    weekday, rest = _split_weekday(words)
    parts = _parts(rest)
    if parts is None:
        return None
    if parts.year:
        days = [_valid(parts.year, parts.month, parts.day)]
    else:
        days = [_valid(year, parts.month, parts.day) for year in _years(today)]
        meant = next((day for day in days if day and not _long_ago(day, today)), None)
        # With its weekday a date of last year is as clear as one of this year; far ahead it is a slip.
        days = [meant, *(day for day in days if day and weekday is not None and _near(day, today))]
    return next((day for day in days if day and weekday in (None, day.weekday())), None)


def _years(today: date) -> tuple[int, ...]:
    return (today.year, today.year + 1, today.year - 1)


def _long_ago(day: date, today: date) -> bool:
    return (today - day).days > _HALF_YEAR


def _near(day: date, today: date) -> bool:
    return abs((day - today).days) <= _HALF_YEAR


def _split_weekday(words: str) -> tuple[int | None, str]:
    found = _LEAD.fullmatch(words)
    known = found is not None and found["weekday"] in _WEEKDAYS
    return (_WEEKDAYS[found["weekday"]], found["rest"]) if found and known else (None, words)


def _parts(words: str) -> _Parts | None:
    for pattern in _DATES:
        found = pattern.fullmatch(words)
        if found is None:
            continue
        month = int(found["month"]) if found["month"].isdecimal() else _MONTH_NUMBERS.get(found["month"], 0)
        return _Parts(int(found["day"]), month, _full_year(found["year"]))
    return None


def _full_year(text: str | None) -> int | None:
    if text is None or len(text) != 2:
        return int(text) if text else None
    return int(text) + (2000 if int(text) < 50 else 1900)


def _valid(year: int, month: int, day: int) -> date | None:
    fits = _EARLIEST <= year <= _LATEST and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if fits else None


def _iso_moment(text: str) -> datetime | None:
    if re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text) is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
