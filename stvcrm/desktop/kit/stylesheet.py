"""The one stylesheet, made from the tokens and the text size. Widgets choose by the properties `kind`
and `look`.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stvcrm.desktop.kit.tokens import Tokens

_SIZES = (1, 2, 3, 4, 6, 8, 10, 12, 13, 14, 15, 15.5, 16, 18, 20, 22, 24, 26, 30, 32, 34, 36, 40, 42)

_TEMPLATE = Template("""
QToolTip { background: $text; color: $panel; border: 0; padding: $s4 $s8; font-size: $s13; }
QMainWindow, QWidget[look="page"] { background: $bg; }
QDialog { background: $panel; }
QLabel { background: transparent; }
QLabel[look="title"] { font-size: $s22; font-weight: 700; }
QLabel[look="figure"] { font-size: $s24; font-weight: 700; }
QLabel[look="record"] { font-size: $s18; font-weight: 700; }
QLabel[look="heading"] { font-weight: 700; }
QLabel[look="name"] { font-weight: 600; }
QLabel[look="sub"] { color: $muted; }
QLabel[look="second"] { color: $muted; font-size: $s13; }
QLabel[look="small"] { color: $muted; font-size: $s12; }
QLabel[look="field"] { color: $muted; font-size: $s13; }
QLabel[look="fact"] { font-size: $s13; }
QLabel[look="wrong"] { color: $bad; font-size: $s13; }
QLabel[look="key"] { color: $muted; background: $panel; border: 1px solid $soft_edge;
  border-bottom-width: 2px;
  border-radius: 4px; padding: 0 5px; font-size: $s12; }

QFrame[look="card"] { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame[look="dialog"] { background: $panel; border: 1px solid $line; border-radius: 12px; }
QFrame[look="card-head"] { border: 0; border-bottom: 1px solid $line; background: transparent; }
QFrame[look="band"] { border: 0; border-bottom: 1px solid $line; background: $head; }
QFrame[look="foot"] { border: 0; border-top: 1px solid $line; background: $head;
  border-bottom-left-radius: 7px; border-bottom-right-radius: 7px; }
QFrame[look="line"] { border: 0; border-bottom: 1px solid $line; }
QFrame[look="row"] { border: 0; border-bottom: 1px solid $line; background: transparent; }
QFrame[look="top"] { border: 0; border-bottom: 1px solid $line; background: $panel; }
QFrame[look="tabs"] { border: 0; border-bottom: 1px solid $line; background: transparent; }
QFrame[look="lane"] { border: 0; border-radius: 8px; background: $lane; }
QFrame[look="note"] { border: 0; border-radius: 6px; background: $accent_soft; }
QFrame[look="unlock-side"] { background: $head; border: 0; border-right: 1px solid $line;
  border-top-left-radius: 11px; border-bottom-left-radius: 11px; }
QFrame[look="toast"] { border: 0; border-radius: 8px; background: $side; }
QFrame[look="toast"] QLabel { color: $side_text; }
QFrame[look="toast"] QPushButton { color: $badge; background: transparent; border: 0; font-weight: 600; }
QFrame[look="banner"][tone="bad"] { background: $bad_soft; border: 1px solid $bad; border-radius: 6px; }
QFrame[look="banner"][tone="warn"] { background: $warn_soft; border: 1px solid $warn; border-radius: 6px; }
QFrame[look="banner"][tone="good"] { background: $good_soft; border: 1px solid $good; border-radius: 6px; }
QFrame[look="banner"][tone="neutral"] { background: $neutral_soft; border: 1px solid $neutral;
  border-radius: 6px; }

QPushButton { background: $panel; color: $text; border: 1px solid $soft_edge; border-radius: 6px;
  min-height: $b30; padding: 0 $s12; icon-size: $s18; outline: 0; }
QPushButton:hover { background: $head; border-color: $edge; }
QPushButton:pressed { background: $neutral_soft; }
QPushButton:disabled { color: $edge; border-color: $line; background: $panel; }
QPushButton[measure="small"] { min-height: $b26; padding: 0 $s10; font-size: $s13; }
QPushButton[shape="square"] { icon-size: $s15; padding: 0; min-width: $b30; max-width: $b30; }
QPushButton[shape="square"][measure="small"] { min-width: $b26; max-width: $b26; }
QPushButton[shape="large"] { min-height: $s40; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_ink; border-color: $accent_ink;
  color: $on_primary_hover; }
QPushButton[kind="primary"]:disabled { background: $track; border-color: $track; color: $muted; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $accent_ink;
  font-weight: 600; padding: 0 $s8; }
QPushButton[kind="quiet"][shape="square"] { padding: 0; }
QPushButton[kind="quiet"]:hover { background: $accent_soft; }
QPushButton[kind="quiet"]:disabled { color: $edge; }
QPushButton[kind="entry"] { background: transparent; border-color: transparent; color: $accent_ink;
  font-weight: 600;
  padding: 0 $s14; text-align: left; }
QPushButton[kind="entry"]:hover { background: $accent_soft; }
QPushButton[kind="bad"] { color: $bad; border-color: $bad; font-weight: 600; }
QPushButton[kind="bad"]:hover { background: $bad_soft; }
QPushButton[join="left"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QPushButton[join="middle"] { border-radius: 0; margin-left: -1px; }
QPushButton[join="right"] { border-top-left-radius: 0; border-bottom-left-radius: 0; margin-left: -1px; }
QPushButton[kind="segment"]:checked { background: $accent_soft; color: $accent_ink; font-weight: 600; }
QPushButton[kind="chip"] { border-radius: $chip; min-height: $chip_in; padding: 0 $s10; font-size: $s13;
  icon-size: $s15; }
QPushButton[kind="chip"]:checked { background: $accent_soft; border-color: $accent; color: $accent_ink;
  font-weight: 600; }
QPushButton[kind="tab"] { background: transparent; border: 0; border-bottom: 3px solid transparent;
  border-radius: 0;
  color: $muted; padding: 0 $s12; min-height: $b36; }
QPushButton[kind="tab"]:hover { color: $text; }
QPushButton[kind="tab"]:checked { color: $accent_ink; font-weight: 600; border-bottom-color: $accent; }
QPushButton[kind="tab"][measure="small"] { padding: 0 $s8; }
QPushButton[kind="tile"] { border-radius: 8px; text-align: left; padding: $s8 $s12; icon-size: $s18; }
QPushButton[kind="tile"][measure="small"] { padding: 0 $s10; border-radius: 6px; }
QPushButton[kind="tile"]:checked { border: 2px solid $accent; background: $accent_soft; }
QPushButton[kind="search"] { border-color: $edge; color: $muted; text-align: left; padding: 0 $s8 0 $s10; }
QPushButton[kind="workspace"] { background: transparent; border: 1px solid transparent; border-radius: 8px;
  text-align: left; min-height: $b56; }
QPushButton[kind="workspace"]:hover { background: $neutral_soft; }
QPushButton[kind="workspace"]:checked { background: $panel; border-color: $accent;
  border-left: 3px solid $accent; }
QPushButton[kind="row"] { background: transparent; border: 0; border-bottom: 1px solid $line;
  border-radius: 0; padding: 0; min-height: 0; text-align: left; }
QPushButton[kind="row"][look="bare"] { border: 0; }
QPushButton[kind="row"]:hover { background: $head; }
QPushButton[kind="figures"] { background: $panel; border: 1px solid $line; border-radius: 8px; padding: 0; }
QPushButton[kind="figures"]:hover { border-color: $edge; background: $panel; }
QPushButton[look="figure-link"] { padding: 0 $s6; margin-left: -6px; }
QPushButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit { background: $panel; color: $text;
  border: 1px solid $edge; border-radius: 6px; padding: 0 $s10; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: $b30; }
QPlainTextEdit, QTextEdit { padding: $s6 $s8; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
  border: 2px solid $accent; padding-left: $in9; padding-right: $in9; }
QLineEdit, QComboBox, QSpinBox { padding-left: $s10; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { min-height: $b28; }
QTextEdit[look="notes"], QTextEdit[look="notes"]:focus { border: 0; border-radius: 0; padding: 0; }
QFrame[look="departure"] { border: 0; background: $side; }
QFrame[look="departure"] QLabel { color: $side_text; }
QFrame[look="departure"] QLabel[look="sub"] { color: $side_muted; }
QFrame[look="aside"] { border: 0; border-left: 1px solid $line; background: $bg; }
QFrame[look="writing"] { border: 0; background: $panel; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $neutral_soft; color: $muted;
  border-color: $line; }
QLineEdit:read-only { background: $head; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border-color: $bad; }
QLineEdit[measure="large"] { min-height: $s40; font-size: $s16; }
QLineEdit[measure="small"] { min-height: $b26; font-size: $s13; }
QLineEdit[measure="small"]:focus { min-height: $b24; }
QLineEdit[measure="large"]:focus { min-height: $b38; }
QComboBox[look="flat"] { border-color: transparent; min-height: $b26; font-size: $s13; padding-left: $s8; }
QComboBox[look="flat"]:hover { border-color: $soft_edge; }
QComboBox[look="flat"]:focus { border: 2px solid $accent; }
QComboBox::drop-down { border: 0; width: $s26; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $soft_edge; padding: 4px; outline: 0;
  selection-background-color: $accent_soft; selection-color: $accent_ink; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; }

QMenu { background: $panel; color: $text; border: 1px solid $soft_edge; padding: 5px; icon-size: $s15; }
QMenu::item { padding: $s6 $s24 $s6 $s10; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $accent_ink; }
QMenu::item:disabled { color: $edge; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { padding-left: $s10; }
QMenu::right-arrow { width: $s10; }

QTableView { background: $panel; border: 0; gridline-color: $line; outline: 0; font-size: $s13; }
QHeaderView { background: $head; border: 0; border-top-left-radius: 7px; border-top-right-radius: 7px; }
QHeaderView::section { background: $head; color: $muted; border: 0; border-bottom: 1px solid $line;
  font-size: $s13; font-weight: 600; padding: 0 $s8; min-height: $b33; }
QTableCornerButton::section { background: $head; border: 0; }
QListView { background: $panel; border: 0; outline: 0; }
QListView::item { padding: $s6 $s10; border-radius: 6px; }
QListView::item:selected { background: $accent_soft; color: $accent_ink; }

QScrollArea, QScrollArea > QWidget > QWidget[look="scrolled"] { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: $s12; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: $s12; margin: 2px; }
QScrollBar::handle { background: $edge; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: $s36; }
QScrollBar::handle:horizontal { min-width: $s36; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QProgressBar { background: $track; border: 0; border-radius: 4px; max-height: $s8; min-height: $s8; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QCheckBox, QRadioButton { spacing: $s10; background: transparent; min-height: $b26; }
""")


def stylesheet(tokens: Tokens, scale: float) -> str:
    """The stylesheet for these colours; every size grows with `scale`."""
    values = {name: str(value) for name, value in vars(tokens).items()}
    values |= {f"s{size}".replace(".", "_"): _px(size, scale) for size in _SIZES}
    values |= {f"b{size}": _px(size, scale) for size in (24, 26, 28, 30, 33, 36, 38, 56)}
    # A radius over half the height is ignored by Qt, so chip height and radius are rounded together.
    half = round(13.5 * scale)
    values |= {"chip": f"{half}px", "chip_in": f"{2 * half - 2}px", "in9": f"{round(10 * scale) - 1}px"}
    values["on_primary_hover"] = tokens.panel
    return _TEMPLATE.substitute(values)


def _px(size: float, scale: float) -> str:
    return f"{round(size * scale)}px"
