"""The user's language. Source strings are Dutch, so Dutch can never be incomplete; English is a catalogue.

`_` translates now, `N_` only marks a string that is translated where it is shown, `n_` chooses by number.
The language is a context variable: a report can be English while the window stays Dutch.
"""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from functools import cache

from stvcrm.base.resources import resource

LANGUAGES = ("nl", "en")
_language: ContextVar[str] = ContextVar("language", default="nl")


def set_language(language: str) -> None:
    """Use this language from now on in this context.

    Raises:
        ValueError: not one of LANGUAGES.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _language.set(language)


def language() -> str:
    """The language in force: `nl` or `en`."""
    return _language.get()


def _(message: str) -> str:
    """The message in the language in force."""
    return message if _language.get() == "nl" else _catalogue(_language.get()).gettext(message)


def n_(one: str, more: str, count: int) -> str:
    """The form that goes with `count`."""
    if _language.get() == "nl":
        return one if count == 1 else more
    return _catalogue(_language.get()).ngettext(one, more, count)


def N_(message: str) -> str:  # noqa: N802  gettext's own name, which extraction looks for
    """Mark for translation; `_` is called where it is shown."""
    return message


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("stvcrm", resource("locale"), [language], fallback=True)
