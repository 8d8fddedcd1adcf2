"""While long work goes on: how far it is, and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QEventLoop, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.runtime.work_beside import Stopped, WorkBeside
from gd_visualizer.session.teller import Teller, tell_nobody
from gd_visualizer.views.cards.card import words

# What has fewer bytes is done before anybody could look at a bar.
LARGE = 1_000_000
# What takes less is done before anybody could read the words, in milliseconds.
SHORT = 300

_Found = TypeVar("_Found")


class ProgressDialog(QDialog):
    """A sentence, a bar and a Cancel button, for work that the window itself does bit by bit."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        """Take the words for what is done."""
        super().__init__(parent)
        self.setObjectName("progress_dialog")
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.setModal(True)
        self.is_cancelled = False
        self.bar = QProgressBar(self)
        self.bar.setObjectName("work_bar")
        self.bar.setAccessibleName(_("How much is done"))
        self.bar.setRange(0, 100)
        self.bar.setMinimumWidth(320)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.cancel.setObjectName("work_cancel")
        self.cancel.setText(_("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(words(sentence, "heading", self))
        column.addWidget(self.bar)
        column.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SHORT)
        self._patience.timeout.connect(self.show)

    def begin(self) -> None:
        """Show the dialog soon; work that is done by then never shows it."""
        self._patience.start()

    def tell(self, share: float) -> None:
        """Show how far the work is, and hear whether anybody pressed Cancel.

        Raises
        ------
        Stopped
            If the person does not want it any more.
        """
        self.bar.setValue(round(100.0 * share))
        flags = QEventLoop.ProcessEventsFlag
        # Before the dialog stands in front of it, the window would take what is pressed.
        QApplication.processEvents(flags.AllEvents if self.isVisible() else flags.ExcludeUserInputEvents)
        if self.is_cancelled:
            raise Stopped

    def end(self) -> None:
        """Go away for good."""
        self._patience.stop()
        self.hide()
        self.deleteLater()

    @Slot()
    def reject(self) -> None:
        """Stop the work."""
        self.is_cancelled = True
        super().reject()


class WorkDialog(ProgressDialog):
    """The same for work that goes on in another thread."""

    def __init__(
        self, work: Callable[[Teller], object], title: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        """Take what shall be done, and the words for it."""
        super().__init__(title, sentence, parent)
        self.setObjectName("work_dialog")
        self.work = WorkBeside(work, self)
        self.work.progressed.connect(self.bar.setValue)
        self.work.finished.connect(self.accept)

    def wait(self) -> object:
        """Do it; return what came of it, or None where the person cancelled.

        Raises
        ------
        InputError
            If the work was refused.
        """
        self.work.begin()
        self.exec()
        # However the dialog went away, with the whole program perhaps: nobody waits for what is not done.
        self.work.stop()
        return self.work.end()

    @Slot()
    def reject(self) -> None:
        """Stop the work."""
        self.work.stop()
        super().reject()


def work_beside(work: Callable[[Teller], _Found], size: int, titles: tuple[str, str], parent: QWidget) -> _Found | None:
    """Do something at once where it is small, and otherwise in another thread with a bar and Cancel.

    Parameters
    ----------
    work : callable
        Gets what hears how far it is, and returns what came of it.
    size : int
        About how many bytes there are.
    titles : tuple of str
        The title of the dialog, and a sentence that says what is being done.
    parent : QWidget

    Raises
    ------
    InputError
        If the work was refused.
    """
    if size < LARGE:
        return work(tell_nobody)
    return cast("_Found | None", WorkDialog(work, *titles, parent).wait())
