"""The pending step on one sheet of paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.session.files.save import write_whole
from gd_visualizer.session.next_step_words import fact_rows, foot_sentences
from gd_visualizer.session.numbers import counted
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.step_export import page
from gd_visualizer.session.step_sheet import step_sheet
from gd_visualizer.session.step_table import StepTable
from gd_visualizer.views.theme import load_theme

# What can still be read on one sheet.
MOST_POINTS, MOST_PARAMETERS = 24, 8
# Letters from this size down to that, in points, until all stands on one page.
LARGEST, SMALLEST = 10.0, 4.0
SHRINK = 0.94
MARGIN_MM = 14.0
PAPER = "light"


class StepPaper:
    """A page with data, model, formulas, the table and the new values, in black on white.

    Attributes
    ----------
    html : str
    """

    def __init__(self, snapshot: Snapshot, symbols: bool) -> None:
        """Write the page."""
        table = StepTable(step_sheet(snapshot), symbols, MOST_POINTS, MOST_PARAMETERS)
        told, loss = foot_sentences(snapshot, table)
        title = _("Step {k} → {next} in numbers").format(k=counted(snapshot.step), next=counted(snapshot.step + 1))
        self.html = page(table, title, fact_rows(snapshot), [" ".join(filter(None, (table.rest(), told, loss)))])

    def document(self, device: QPagedPaintDevice) -> QTextDocument:
        """Return the page laid out for a sheet, in the largest letters with which it is one page."""
        size = QSizeF(device.pageLayout().paintRectPixels(device.logicalDpiX()).size())
        letters = LARGEST
        while True:
            document = QTextDocument()
            document.documentLayout().setPaintDevice(device)
            document.setDocumentMargin(0.0)
            font = QFont()
            font.setPointSizeF(letters)
            font.setFeature(QFont.Tag("tnum"), 1)
            document.setDefaultFont(font)
            document.setDefaultStyleSheet(_style(letters))
            document.setHtml(self.html)
            document.setPageSize(size)
            fits = document.pageCount() == 1 and document.idealWidth() <= size.width()
            if fits or letters * SHRINK < SMALLEST:
                return document
            letters *= SHRINK

    def print_on(self, device: QPagedPaintDevice) -> bool:
        """Paint the page on a printer or a PDF; return False where that cannot be painted on."""
        device.setPageOrientation(QPageLayout.Orientation.Landscape)
        device.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
        document = self.document(device)
        painter = QPainter()
        if not painter.begin(device):
            return False
        look = QAbstractTextDocumentLayout.PaintContext()
        # Paper is white, whatever the window is.
        look.palette = load_theme(PAPER).palette()
        document.documentLayout().draw(painter, look)
        painter.end()
        return True

    def save(self, path: Path) -> None:
        """Write the page as a PDF file.

        Raises
        ------
        InputError
            If it cannot be written; what was there stays.
        """
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setTitle(_("The next step in numbers"))
        self.print_on(writer)
        # The end of the file is written when the writer goes.
        del writer
        write_whole(path, bytes(buffer.data().data()))


def _style(letters: float) -> str:
    """Return the looks of the page for letters of a size in points."""
    line, head = load_theme(PAPER).css("border"), round(letters * 1.5, 1)
    return (
        f"h2 {{ font-size: {head}pt; }} .strong {{ font-weight: 600; }} .grid {{ margin-top: 10px; }}"
        f" th, td {{ padding: 1px 4px; white-space: nowrap; }}"
        f" .grid td, .grid th {{ border-bottom: 1px solid {line}; }}"
    )
