"""The style sheet: how the standard widgets look in a theme."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gd_visualizer.views.theme import BODY, CAPTION, TICK, TITLE, Theme

_SHEET = """
QWidget {{ font-size: {body}px; }}
QMenuBar {{ background: {win}; color: {ink}; font-size: {caption}px; padding: 2px 8px; }}
QMenuBar::item {{ padding: 4px 10px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {sel}; }}
QMenu {{ background: {card}; color: {ink}; border: 1px solid {border}; padding: 4px; font-size: {caption}px; }}
QMenu::item {{ padding: 6px 28px 6px 26px; border-radius: 4px; }}
QMenu::item:selected {{ background: {sel}; color: {ink}; }}
QMenu::item:disabled {{ color: {ink3}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 8px; }}
QLabel#hint {{ color: {ink3}; font-size: {caption}px; padding: 5px 12px 5px 0; }}
QWidget#content, QScrollArea#page {{ background: {win}; }}
QFrame#state_bar {{ background: {card}; border: 0; border-bottom: 1px solid {border}; border-top: 1px solid {border}; }}
QFrame[card="true"] {{ background: {card}; border: 1px solid {border}; border-radius: 8px; }}
QFrame[card="true"][lit="true"], QWidget#lesson_rate[lit="true"] {{ border: 2px solid {ink};
    border-radius: 8px; }}
QToolBar#playback[lit="true"] {{ border-top: 3px solid {ink}; }}
QLabel[role="title"] {{ color: {ink}; font-size: {title}px; font-weight: 600; }}
QLabel[role="heading"] {{ color: {ink}; font-size: {body}px; font-weight: 600; }}
QLabel[role="note"] {{ color: {ink2}; font-size: {caption}px; }}
QLabel[role="loss"] {{ color: {loss}; font-size: {caption}px; font-weight: 600; }}
QLabel[role="fine"] {{ color: {ink3}; font-size: {tick}px; }}
QFrame#side_panel {{ background: {panel}; border: 0; border-left: 1px solid {border}; }}
QScrollArea#racers_area, QWidget#race_table {{ background: {card}; border: 0; }}
QFrame#side_panel QScrollArea, QWidget#panel_page {{ background: {panel}; border: 0; }}
QToolBar#playback {{ background: {card}; border: 0; border-top: 1px solid {border}; spacing: 8px; padding: 8px 16px; }}
QToolButton {{ background: {card}; color: {ink}; border: 1px solid {field_edge}; border-radius: 6px;
    padding: 0 14px; min-height: {button}px; font-size: {body}px; }}
QToolButton:hover {{ background: {sel}; }}
QToolButton:pressed {{ background: {border}; }}
QToolButton:disabled {{ color: {ink3}; border-color: {border}; }}
QToolButton:focus, QPushButton:focus {{ border: 2px solid {ink}; }}
QToolButton[quiet="true"] {{ border-color: transparent; padding: 0 10px; }}
QToolButton[quiet="true"]:focus {{ border: 2px solid {ink}; }}
QToolButton[small="true"] {{ background: transparent; border: 2px solid transparent; padding: 0;
    min-width: {small}px; min-height: {small}px; }}
QToolButton[small="true"]:hover, QToolButton[fold="true"]:hover {{ background: {sel}; }}
QToolButton[fold="true"] {{ background: transparent; border: 2px solid transparent; padding: 0 6px 0 0;
    min-height: {row}px; font-weight: 600; }}
QToolButton[small="true"]:focus, QToolButton[fold="true"]:focus {{ border: 2px solid {ink}; }}
QToolButton[primary="true"] {{ background: {ink}; color: {on_ink}; border-color: {ink}; font-weight: 600;
    font-size: {title}px; min-width: {play}px; min-height: {tall}px; }}
QToolButton[primary="true"]:hover {{ background: {ink2}; }}
QToolButton[primary="true"]:focus {{ border: 3px double {on_ink}; }}
QToolButton[primary="true"]:disabled {{ background: {sel}; color: {ink3}; border-color: {sel}; }}
QPushButton {{ background: {card}; color: {ink}; border: 1px solid {field_edge}; border-radius: 6px;
    padding: 0 16px; min-height: {field_height}px; }}
QPushButton:hover {{ background: {sel}; }}
QPushButton:disabled {{ color: {ink3}; border-color: {border}; }}
QPushButton[primary="true"] {{ background: {ink}; color: {on_ink}; border-color: {ink}; font-weight: 600; }}
QPushButton[primary="true"]:hover {{ background: {ink2}; }}
QPushButton[primary="true"]:focus {{ border: 3px double {on_ink}; }}
QPushButton[primary="true"]:disabled {{ background: {sel}; color: {ink3}; border-color: {sel}; }}
QPushButton[link="true"] {{ background: transparent; border: 0; color: {ink}; font-weight: 600; padding: 0 4px;
    text-decoration: underline; }}
QComboBox, QLineEdit {{ background: {field}; color: {ink}; border: 1px solid {field_edge}; border-radius: 6px;
    padding: 0 10px; min-height: {field_height}px; selection-background-color: {ink};
    selection-color: {on_ink}; }}
QComboBox:focus, QLineEdit:focus {{ border: 2px solid {ink}; padding: 0 9px; }}
QLineEdit[formula="true"] {{ font-family: monospace; }}
QLineEdit QToolButton {{ background: transparent; border: 0; min-width: 0; min-height: 0; padding: 0; }}
QComboBox::drop-down {{ border: 0; width: {small}px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: {arrow}px; height: {arrow}px; }}
QComboBox QAbstractItemView {{ background: {field}; color: {ink}; border: 1px solid {border};
    selection-background-color: {sel}; selection-color: {ink}; outline: 0; }}
QComboBox QAbstractItemView::item {{ min-height: {row}px; padding: 0 8px; }}
QCheckBox {{ spacing: 10px; min-height: {row}px; }}
QCheckBox::indicator {{ width: {mark}px; height: {mark}px; border: 1px solid {field_edge}; border-radius: 4px;
    background: {field}; }}
QCheckBox::indicator:checked {{ background: {ink}; border-color: {ink}; image: url("{check}"); }}
QCheckBox {{ border: 2px solid transparent; border-radius: 6px; padding: 0 4px; }}
QCheckBox[bare="true"] {{ spacing: 0; }}
QCheckBox:focus {{ border-color: {ink}; }}
QCheckBox::indicator:hover {{ border-color: {ink}; }}
QToolTip {{ background: {ink}; color: {on_ink}; border: 0; padding: 5px 8px; font-size: {caption}px; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {border}; }}
QFrame#message_bar, QFrame#recovery_bar {{ background: {warn_bed}; border: 1px solid {loss}; border-radius: 8px;
    margin: 12px 16px 0 16px; }}
QFrame#message_bar QLabel, QFrame#recovery_bar QLabel {{ color: {ink}; }}
QFrame#call_out {{ background: {ink}; border: 0; border-radius: 8px; }}
QFrame#call_out QLabel {{ color: {on_ink}; }}
QFrame#call_out QPushButton {{ background: transparent; color: {on_ink}; border: 1px solid {on_ink}; }}
QFrame#call_out QPushButton:focus {{ border: 2px solid {on_ink}; }}
QFrame#call_out QToolButton {{ background: transparent; color: {on_ink}; border: 0; min-height: 24px; padding: 0 4px; }}
QFrame#call_out QToolButton:focus {{ border: 2px solid {on_ink}; }}
QToolButton#panel_opener {{ min-width: 28px; padding: 0 4px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {field_edge}; border-radius: 4px; min-width: 32px; margin: 1px; }}
QScrollBar::handle:vertical {{ background: {field_edge}; border-radius: 4px; min-height: 32px; margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
    border: 0; height: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QDialog {{ background: {card}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPlainTextEdit#report {{ font-family: monospace; background: {card}; color: {ink}; border: 0; }}
QTableWidget::item {{ padding: 4px 10px; }}
QTableView#step_table QHeaderView, #step_table QTableCornerButton::section {{ background: {card}; border: 0; }}
QTableView#step_table QHeaderView::section {{ background: {card}; border: 0; padding: 2px 3px 2px 4px; }}
QTableView#step_table QHeaderView::section:horizontal {{ border-bottom: 1px solid {border}; }}
QTextBrowser, QTableWidget, QTableView#step_table {{ background: {card}; color: {ink}; border: 0; }}
"""


def lit(widget: QWidget, is_lit: bool) -> None:
    """Give a card a frame of ink, or its usual one."""
    if bool(widget.property("lit")) != is_lit:
        widget.setProperty("lit", is_lit)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def style_sheet(theme: Theme, icons: str) -> str:
    """Return the style sheet of the whole window.

    Parameters
    ----------
    theme : Theme
    icons : str
        The folder with the pictures on combo boxes and check boxes.
    """
    sizes = {
        "body": theme.px(BODY), "caption": theme.px(CAPTION), "title": theme.px(TITLE), "tick": theme.px(TICK),
        "button": theme.px(42), "tall": theme.px(46), "play": theme.px(70), "field_height": theme.px(34),
        "row": theme.px(32), "small": theme.px(28), "arrow": theme.px(12), "mark": theme.px(18),
    }  # fmt: skip
    ink, on_ink = ("light", "dark") if theme.is_dark else ("dark", "light")
    pictures = {"chevron": f"{icons}/chevron-{ink}.svg", "check": f"{icons}/check-{on_ink}.svg"}
    return _SHEET.format(**pictures, **sizes, **{token: theme.css(token) for token in theme.tokens})
