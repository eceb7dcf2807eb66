"""Marking passages of the notes: for or against, about what, and whether they may be used."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from stvcrm.base.i18n import _
from stvcrm.desktop.kit.commands import Command
from stvcrm.desktop.kit.field_editors import Field
from stvcrm.desktop.kit.form_dialog import FormDialog
from stvcrm.model.utterances import Polarity, QuoteConsent, Utterance
from stvcrm.operations.catalog import BY_NAME

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from stvcrm.desktop.kit.autosave import Autosave
    from stvcrm.desktop.kit.context import Context
    from stvcrm.desktop.kit.note_editor import NoteEditor
    from stvcrm.queries.visit_record import VisitRecord


class Screen(Protocol):
    """What marking needs of the screen with the notes."""

    context: Context
    editor: NoteEditor
    autosave: Autosave

    def record(self) -> VisitRecord | None:
        """The visit."""
        ...


class Marking:
    """The acts on the selection, or on the mark or line at the cursor."""

    def __init__(self, screen: Any) -> None:
        self._screen: Screen = screen
        self._widget: QWidget = screen
        self._commands = self._make()

    def commands(self) -> list[Command]:
        """With their keys, for menu, palette and the sheet of keys."""
        return self._commands

    def set(self, **values: Any) -> None:
        """Give the mark at the cursor these values, or make a mark of the selection with them."""
        screen, record = self._screen, self._screen.record()
        if record is None:
            return
        mark = screen.editor.mark_here()
        if mark is not None:
            screen.context.runner.do(self._widget, BY_NAME["edit"], noun=Utterance.noun, id=mark.id, **values)
            return
        start, text = screen.editor.passage()
        if not text:
            return
        speaker, theme = screen.editor.speaker_and_theme()
        given = {"themes": [theme] if theme else [], "speaker": speaker} | values
        # The passage is found in the stored text, so that goes first: writes keep their order.
        screen.autosave.flush()
        screen.context.runner.do(
            self._widget,
            BY_NAME["visits.mark"],
            visit_id=record.dossier.id,
            text=text,
            start=start,
            **given,
            then=screen.editor.marked,
        )

    def remove(self, utterance_id: int) -> None:
        """Take a mark away; the text stays."""
        act = BY_NAME["remove"]
        self._screen.context.runner.do(self._widget, act, noun=Utterance.noun, id=utterance_id)

    def _make(self) -> list[Command]:
        def act(key: str, text: str, shortcut: str, icon: str, **values: Any) -> Command:
            return Command(f"note.{key}", text, partial(self.set, **values), shortcut, icon)

        return [
            act(
                "positive",
                _("Markeren als positief"),
                "Ctrl+Shift+P",
                "thumbs-up",
                polarity=Polarity.POSITIVE,
            ),
            act(
                "negative",
                _("Markeren als negatief"),
                "Ctrl+Shift+N",
                "thumbs-down",
                polarity=Polarity.NEGATIVE,
            ),
            act(
                "neutral", _("Markeren zonder strekking"), "Ctrl+Shift+U", "minus", polarity=Polarity.NEUTRAL
            ),
            Command("note.theme", _("Thema van de passage…"), self._ask_theme, "Ctrl+Shift+T", "hash"),
            act("quotable", _("Citeerbaar"), "Ctrl+Shift+C", "quote", consent=QuoteConsent.QUOTABLE),
            act("anonymous", _("Alleen anoniem"), "Ctrl+Shift+A", "eye-off", consent=QuoteConsent.ANONYMOUS),
            act("unusable", _("Niet gebruiken"), "Ctrl+Shift+X", "ban", consent=QuoteConsent.DO_NOT_USE),
            Command("note.unmark", _("Markering weghalen"), self._unmark, "Ctrl+Shift+Delete", "x"),
        ]

    def _unmark(self) -> None:
        mark = self._screen.editor.mark_here()
        if mark is not None:
            self.remove(mark.id)

    def _ask_theme(self) -> None:
        screen, record = self._screen, self._screen.record()
        mark = screen.editor.mark_here()
        start, text = screen.editor.passage()
        if record is None or (mark is None and not text):
            return
        _speaker, theme = screen.editor.speaker_and_theme()
        words = ", ".join(mark.themes) if mark else theme or ""
        fields = (Field("themes", _("Thema's"), hint=_("met komma's ertussen")),)
        screen.autosave.flush()
        fixed: dict[str, Any] = {"noun": Utterance.noun, "id": mark.id} if mark else {}
        if mark is None:
            fixed = {"visit_id": record.dossier.id, "text": text, "start": start, "speaker": _speaker}
        FormDialog(
            screen.context,
            self._widget,
            _("Thema van de passage"),
            "edit" if mark else "visits.mark",
            fields,
            act=_("Vastleggen"),
            sub=text[:160],
            fixed=fixed,
            values={"themes": words},
            adapt=_as_list,
            then=None if mark else screen.editor.marked,
        )


def _as_list(typed: dict[str, Any]) -> dict[str, Any]:
    words = str(typed.get("themes", "")).split(",")
    return {"themes": [word.strip() for word in words if word.strip()]}
