"""Maps of other directions where parameters are huge or tiny: no warning, no exception, every number shown finite."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.axes import Axes, Kind
from gd_visualizer.session.choices import choose
from gd_visualizer.session.document import first_document


@pytest.mark.parametrize("model", ["polynomial", "network", "sine"])
@pytest.mark.parametrize("size", [1e-320, 1e-200, 1e150, 1e200, 1e300])
@pytest.mark.parametrize("kind", ["random", "path"])
def test_maps_of_other_directions_stand(model: str, size: float, kind: Kind) -> None:
    document = choose("model", model).apply(first_document())
    start = tuple(size * (place + 1) / 10 for place in range(len(document.start)))
    store = Store(replace(document, start=start), InlineCourier())
    store.use_axes(Axes(kind))
    store.step()
    store.use_axes(Axes(kind, seed=3))
    store.step(5)
    assert np.isfinite(store.snapshot.parameters).all()
    assert np.isfinite(store.snapshot.plane.across).all()
