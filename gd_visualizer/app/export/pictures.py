"""Pictures of the window or of one view, drawn by the widgets themselves, so that they are what people see."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter, QPicture
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.views.safe_item import painting_on

VIEWS = ("window", "data", "surface", "loss")
LARGEST_SCALE = 4
# Pixels of the screen in an inch of paper.
DOTS = 96
# In dots of four bytes each: a gibibyte. Qt ends the process where there is not enough memory.
LARGEST_PICTURE = 260_000_000


def view_of(window: MainWindow, view: str) -> QWidget:
    """Return the widget that a view is.

    Raises
    ------
    InputError
        If it is not to be seen at present.
    """
    views: dict[str, QWidget] = {
        "window": window,
        "data": window.canvas,
        "surface": window.surface,
        "loss": window.chart,
    }
    found = views[view]
    if not found.isVisible():
        sentence = _("That view is not to be seen at present: turn to the page it is on, or make the window larger.")
        raise InputError(sentence)
    return found


def clear_messages(window: MainWindow) -> None:
    """Take away what was said last: it is no part of a picture."""
    if window.messages.isVisible():
        window.messages.put_away()
        # The views take the room it leaves.
        QApplication.processEvents()


def image_of(widget: QWidget, scale: float = 1.0) -> QImage:
    """Return a picture of a widget; with a scale of 1 it is the widget as on a plain screen, pixel for pixel.

    At any other scale it is drawn anew, so that letters and lines are as sharp as they can be.

    Raises
    ------
    InputError
        If it would be too large.
    """
    size = widget.size() * scale
    image = QImage(size, QImage.Format.Format_RGB32) if size.width() * size.height() <= LARGEST_PICTURE else QImage()
    if image.isNull():
        raise InputError(_("The picture could not be made: choose a smaller size."))
    image.setDevicePixelRatio(scale)
    image.fill(widget.palette().window().color())
    if scale != 1.0:
        _paint(widget, QPainter(image))
    elif widget.devicePixelRatioF() != 1.0:
        # As a widget: what a plot of its own calls render is something else.
        QWidget.render(widget, image)
    else:
        # Rendered, some thin lines would be a shade off.
        with painting_on(image) as painter:
            painter.drawPixmap(0, 0, QWidget.grab(widget))
    return image


def png(widget: QWidget, scale: float = 1.0) -> bytes:
    """Return a picture as the content of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The types of PySide6 ask for bytes here, and PySide6 itself for a text.
    if not image_of(widget, scale).save(buffer, "PNG"):  # type: ignore[call-overload]
        raise InputError(_("The picture could not be made: choose a smaller size."))
    return bytes(buffer.data().data())


def svg(widget: QWidget) -> bytes:
    """Return a picture as the content of an SVG file: lines and letters stay sharp at any size."""

    def draw(buffer: QBuffer) -> None:
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # the older one leaves out all clipping
        generator.setOutputDevice(buffer)
        generator.setResolution(DOTS)
        generator.setSize(widget.size())
        generator.setViewBox(widget.rect())
        generator.setTitle(widget.window().windowTitle().replace("[*]", ""))
        _paint(widget, QPainter(generator))

    return _drawn(draw)


def pdf(widget: QWidget) -> bytes:
    """Return a picture as the content of a PDF file of one page, as large as the picture."""

    def draw(buffer: QBuffer) -> None:
        writer = QPdfWriter(buffer)
        writer.setResolution(DOTS)
        writer.setTitle(widget.window().windowTitle().replace("[*]", ""))
        size = QSizeF(widget.size()) * (72.0 / DOTS)
        writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
        writer.setPageMargins(QMarginsF())
        _paint(widget, QPainter(writer))

    return _drawn(draw)


def _paint(widget: QWidget, painter: QPainter) -> None:
    """Draw a widget with lines and letters that can be of any size.

    It is written down first: drawn straight into an SVG, what the parts of a widget leave out would be left out
    elsewhere, and JPEG would blur the images of a PDF.
    """
    picture = QPicture()
    with painting_on(picture) as inner:
        QWidget.render(widget, inner, QPoint())
    try:
        hints = QPainter.RenderHint
        painter.setRenderHints(hints.LosslessImageRendering | hints.SmoothPixmapTransform)
        painter.drawPicture(0, 0, picture)
    finally:
        painter.end()


def _drawn(draw: Callable[[QBuffer], None]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    draw(buffer)
    return bytes(buffer.data().data())
