"""The peer for frames: the same three plots with matplotlib in a Qt window."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
from PySide6.QtWidgets import QApplication

from benchmarks.samples import objective_of
from benchmarks.stage import SIZE
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.region import fitted_region
from gd_visualizer.core.surface import surface_of

CELLS = 128
DOTS_PER_INCH = 100
AHEAD = 200


class MatplotlibPlots:
    """The same picture: points, misses, line; bands, contour lines, path, steps to come, two labels; the losses."""

    def __init__(self, data: Dataset, path: FloatArray) -> None:
        """Draw everything once, with half of the path behind, and keep the background for blitting."""
        backend = importlib.import_module("matplotlib.backends.backend_qtagg")
        figure = importlib.import_module("matplotlib.figure").Figure
        collections = importlib.import_module("matplotlib.collections")
        self._data, self._path, self._shown = data, path, len(path) // 2
        self._losses = objective_of(data).values(path)
        self._figure = figure(figsize=(SIZE[0] / DOTS_PER_INCH, SIZE[1] / DOTS_PER_INCH), dpi=DOTS_PER_INCH)
        self._canvas: Any = backend.FigureCanvasQTAgg(self._figure)
        grid = self._figure.add_gridspec(2, 2, height_ratios=(3, 1), width_ratios=(42, 58))
        self._points, self._map = self._figure.add_subplot(grid[0, 0]), self._figure.add_subplot(grid[0, 1])
        self._loss = self._figure.add_subplot(grid[1, :])
        self._scatter = self._points.scatter(data.x, data.y)
        self._misses = collections.LineCollection([], linewidths=1)
        self._points.add_collection(self._misses)
        (self._line,) = self._points.plot([], [])
        self._bands: Any = None
        self._contours: Any = None
        self._show_surface()
        (self._walk,) = self._map.plot([], [], linewidth=1)
        (self._ahead,) = self._map.plot([], [], ".-", linewidth=1)
        (self._here,) = self._map.plot([], [], "o")
        self._start_words = self._map.text(*path[0], "Start (drag me)")
        self._here_words = self._map.text(*path[0], "")
        (self._curve,) = self._loss.plot([], [], linewidth=1)
        self._loss.set(xlim=(0, len(path)), ylim=(0.0, float(self._losses.max())))
        self._moving = (
            self._misses, self._line, self._walk, self._ahead, self._here, self._start_words, self._here_words,
            self._curve,
        )  # fmt: skip
        self._show_step()
        self._canvas.resize(*SIZE)
        self._canvas.show()
        QApplication.processEvents()
        for artist in self._moving:
            artist.set_animated(True)
        self._canvas.draw()
        self._background = self._canvas.copy_from_bbox(self._figure.bbox)

    def _show_surface(self) -> None:
        objective = objective_of(self._data)
        region = fitted_region(objective, [self._path[0], self._path[-1]])
        surface = surface_of(objective, region, CELLS)
        extent = (region.p_min, region.p_max, region.q_min, region.q_max)
        if self._bands is not None:
            for artist in (self._bands, self._contours):
                artist.remove()
        self._bands = self._map.imshow(surface.band_indices(), extent=extent, origin="lower", aspect="auto")
        self._contours = self._map.contour(*region.cell_centres(CELLS), surface.losses, levels=surface.levels[:-1])

    def _show_step(self) -> None:
        m, b = self._path[self._shown]
        data, ends = self._data, np.array([self._data.x.min(), self._data.x.max()])
        self._line.set_data(ends, m * ends + b)
        self._misses.set_segments(np.stack([np.column_stack([data.x, y]) for y in (data.y, m * data.x + b)], axis=1))
        self._walk.set_data(*self._path[: self._shown].T)
        self._ahead.set_data(*self._path[self._shown : self._shown + AHEAD].T)
        self._here.set_data([m], [b])
        self._here_words.set(position=(m, b), text=f"You are here\nstep {self._shown}")
        self._curve.set_data(np.arange(self._shown), self._losses[: self._shown])

    def play_frame(self) -> None:
        """Show one more step by blitting: the fastest way matplotlib has."""
        self._shown += 1
        self._show_step()
        self._canvas.restore_region(self._background)
        for artist in self._moving:
            artist.axes.draw_artist(artist)
        self._canvas.blit(self._figure.bbox)
        QApplication.processEvents()

    def drag_frame(self) -> None:
        """Move a point and draw everything."""
        row = len(self._data) // 2
        self._data = self._data.moved(row, float(self._data.x[row]), float(self._data.y[row]) + 0.01)
        self._scatter.set_offsets(np.column_stack([self._data.x, self._data.y]))
        for artist in self._moving:
            artist.set_animated(False)
        self._show_surface()
        self._show_step()
        self._canvas.draw()
        QApplication.processEvents()

    def close(self) -> None:
        """End it."""
        self._canvas.close()
