"""Writes on the codebook: a rename or a merge goes through every utterance, as one act."""

from __future__ import annotations

from sqlalchemy import func, select

from stvcrm.base.errors import UserError
from stvcrm.base.i18n import _
from stvcrm.base.text import clean_line
from stvcrm.model.themes import Recoding, Theme
from stvcrm.model.utterances import Utterance
from stvcrm.store.unit_of_work import UnitOfWork


def add(uow: UnitOfWork, *, name: str, definition: str | None = None, key: str | None = None) -> int:
    """Add a theme at the end of the codebook."""
    plain = clean_line(name)
    _refuse_taken(uow, plain)
    last = uow.session.scalar(select(func.max(Theme.position))) or 0
    theme = uow.add(Theme(name=plain, definition=definition, key=key, position=last + 1))
    uow.label = _("Thema toegevoegd: {name}").format(name=theme.name)
    return theme.id


def rename(uow: UnitOfWork, *, theme_id: int, name: str) -> int:
    """Call a theme otherwise, in every utterance too."""
    theme, plain = uow.get(Theme, theme_id), clean_line(name)
    if plain != theme.name:
        _refuse_taken(uow, plain)
    former = theme.name
    theme.name = plain
    uow.session.flush()
    _replace(uow, former, plain)
    uow.label = _("Thema {former} heet nu {name}").format(former=former, name=plain)
    return theme.id


def merge(uow: UnitOfWork, *, keep_id: int, other_id: int) -> int:
    """Make one theme of two: what was coded under the other counts under the kept one."""
    if keep_id == other_id:
        raise UserError(_("Een thema kan niet met zichzelf worden samengevoegd."))
    keep, other = uow.get(Theme, keep_id), uow.get(Theme, other_id)
    _replace(uow, other.name, keep.name)
    uow.label = _("Thema's samengevoegd: {other} bij {name}").format(other=other.name, name=keep.name)
    uow.remove(other)
    return keep.id


def split(uow: UnitOfWork, *, theme_id: int, name: str, utterance_ids: list[int]) -> int:
    """Make a new theme of some utterances of another one; answers its id."""
    theme = uow.get(Theme, theme_id)
    fresh = add(uow, name=name)
    plain = uow.get(Theme, fresh).name
    for utterance_id in utterance_ids:
        utterance = uow.get(Utterance, utterance_id)
        utterance.themes = _replaced(utterance.themes, theme.name, plain)
    uow.session.flush()
    uow.label = _("Thema gesplitst: {name} uit {former}").format(name=plain, former=theme.name)
    return fresh


def _replace(uow: UnitOfWork, former: str, name: str) -> None:
    records: list[Utterance | Recoding] = [
        *uow.session.scalars(select(Utterance)),
        *uow.session.scalars(select(Recoding)),
    ]
    for record in records:
        if former in record.themes:
            record.themes = _replaced(record.themes, former, name)
    uow.session.flush()


def _replaced(themes: list[str], former: str, name: str) -> list[str]:
    return list(dict.fromkeys(name if theme == former else theme for theme in themes))


def _refuse_taken(uow: UnitOfWork, name: str) -> None:
    if uow.session.scalar(select(Theme.id).where(Theme.name == name)) is not None:
        raise UserError(_("Er is al een thema {name}; voeg ze samen.").format(name=name))
