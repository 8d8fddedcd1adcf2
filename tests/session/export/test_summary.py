"""What is on the screen, as a table for a document."""

import re
from dataclasses import replace

import numpy as np
import pytest

from gd_visualizer.core.registry import create, registered
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.document import first_document
from gd_visualizer.session.export.summary import latex_summary, markdown_summary
from gd_visualizer.session.numbers import read_number


def snapshot_of(document, steps=3):
    store = Store(document, InlineCourier())
    store.step(steps)
    return store.snapshot


def rows_of(markdown):
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in markdown.splitlines()]
    assert {len(row) for row in rows} == {2}
    return {name.strip(): text.strip().strip("`") for name, text in rows}


def test_numbers_have_all_their_digits():
    snapshot = snapshot_of(first_document())
    rows = rows_of(markdown_summary(snapshot))
    assert [read_number(rows[name]) for name in "mb"] == snapshot.parameters.tolist()
    assert [read_number(rows[f"∂L/∂{name}"]) for name in "mb"] == snapshot.gradient.tolist()
    assert read_number(rows["Loss, value"]) == snapshot.loss
    assert (rows["Step"], rows["Prediction"], rows["Points"]) == ("3", "ŷ = m·x + b", "8")


def test_latex_of_the_first_document():
    text = latex_summary(snapshot_of(first_document()))
    assert r"Prediction & $\hat y = m \cdot x + b$ \\" in text
    assert r"$\partial L/\partial m$ & $" in text
    assert text.count(r"\begin{tabular}") == text.count(r"\end{tabular}") == 1


@pytest.mark.parametrize("key", sorted(registered("models")))
def test_every_model_and_loss_can_be_told(key):
    document = first_document()
    model = create("models", key)
    start = tuple(model.first_parameters(document.dataset, 1).tolist())
    for loss in registered("losses"):
        snapshot = snapshot_of(replace(document, model=model, start=start, loss=create("losses", loss)), 1)
        assert "nan" not in markdown_summary(snapshot).split("|")
        text = latex_summary(snapshot)
        for line in text.splitlines()[2:-2]:
            assert line.count("$") % 2 == 0, line
            assert line.count("{") == line.count("}"), line
            assert len(re.findall(r"(?<!\\)&", line)) == 1, line
            assert not set(line) & set("·−ŷθηβτδ∂√²ℓ"), line


def test_without_points_there_is_no_loss_and_names_are_text():
    document = replace(first_document(), title="a|b & 50 %")
    document = replace(document, dataset=document.dataset.cleared())
    snapshot = Store(document, InlineCourier()).snapshot
    rows = rows_of(markdown_summary(snapshot))
    assert "Loss, value" not in rows
    assert rows["Data"] == r"a\|b & 50 %"
    assert r"a$|$b \& 50 \%" in latex_summary(snapshot)
    assert np.isfinite(snapshot.parameters).all()
