"""The path as a table: step, loss and parameters, a line for each step."""

from __future__ import annotations

import csv
import io

from gd_visualizer.session.files.defused import defused
from gd_visualizer.session.snapshot import Snapshot


def path_csv(snapshot: Snapshot) -> str:
    """Return every step kept; numbers read back exactly, and names are safe in a spreadsheet.

    A loss that is no number, at a start too far away, is left empty.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["step", "loss", *map(defused, snapshot.document.model.parameter_names)])
    losses = (repr(loss) if abs(loss) < float("inf") else "" for loss in snapshot.losses.tolist())
    for step, (loss, row) in enumerate(zip(losses, snapshot.path.tolist(), strict=True)):
        writer.writerow([step, loss, *map(repr, row)])
    return text.getvalue()
