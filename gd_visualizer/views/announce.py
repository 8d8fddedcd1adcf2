"""Announcements: what changed is said by a screen reader, where one is running."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> bool:
    """Let a screen reader say something about a part of the window; return True where one may have heard it."""
    if not text or not QAccessible.isActive():
        return False
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
    return True
