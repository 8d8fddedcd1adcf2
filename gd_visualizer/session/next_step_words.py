"""The sentences around the pending step in numbers."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.session.numbers import counted, exact, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.step_table import StepTable

# More new values than these make no line.
MOST_NAMES = 8


def step_caption(snapshot: Snapshot) -> str:
    """Return which step it is, and by which rule it is taken."""
    document = snapshot.document
    if snapshot.status == "running":
        return _("Walking. The numbers stand still until you pause.")
    names = {"optimizer": _(document.optimizer.label), "loss": _(document.loss.label), "model": _(document.model.label)}
    text = _("Step {k} → {next}, not taken yet: {optimizer}, {loss}, {model}.")
    text = text.format(k=counted(snapshot.step), next=counted(snapshot.step + 1), **names)
    plan, count = document.plan, len(document.dataset)
    if plan.uses_batches(count):
        size = len(plan.batch(snapshot.step, count))
        batch = translate_plural(
            "This step looks at {size} of {count} points only.",
            "This step looks at {size} of {count} points only.",
            size,
        )
        text += " " + batch.format(size=counted(size), count=counted(count))
    return text


def foot_sentences(snapshot: Snapshot, table: StepTable) -> tuple[str, str]:
    """Return what is to be said below the table, and the loss before and after the step."""
    sheet = table.sheet
    if not sheet.count:
        return _("Without points there is nothing to work out."), ""
    if sheet.new_values is None:
        if snapshot.status == "arrived":
            return _("The ground is flat: the next step changes nothing that can be seen."), ""
        if snapshot.surface is None:
            return _("Without a landscape there is no step to take."), ""
        return _("The next step leads to numbers too large to show."), ""
    told = _("Step makes the last line true.")
    if not snapshot.document.model.differentiable:
        told = _("The model jumps instead of moving: some of its slopes say nothing.") + " " + told
    loss = _("Loss {now} → {then}").format(now=shown(snapshot.loss), then=shown(sheet.next_loss))
    return told, loss


def fact_rows(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return what stands above the table on paper: data, model, loss and rule, each with its formula."""
    document = snapshot.document
    data, model, loss, optimizer = document.dataset, document.model, document.loss, document.optimizer
    points = translate_plural("{count} point", "{count} points", len(data)).format(count=counted(len(data)))
    title = document.title or _("Your points")
    names = [f"{name} = {shown(value)}" for name, value in zip(model.parameter_names, snapshot.parameters, strict=True)]
    rest = f" … ({counted(len(names))})" if len(names) > MOST_NAMES else ""
    rate = exact(document.plan.rate_at(snapshot.step), 6)
    rows = [
        (_("Data"), f"{title}: {points}, {data.x_name}, {data.y_name}"),
        (_("Model"), f"{_(model.label)}: ŷ = {model.written_formula}"),
        (_("Loss"), f"{_(loss.label)}: {_(loss.formula)}"),
        (_("Rule"), f"{_(optimizer.label)}: {_(optimizer.formula)}"),
        (_("Learning rate"), rate),
        (_("Now"), ", ".join(names[:MOST_NAMES]) + rest),
    ]
    ahead = snapshot.preview
    if ahead is not None and len(ahead.parameters):
        new = zip(model.parameter_names, ahead.parameters[0], strict=True)
        texts = [f"{name} = {shown(value)}" for name, value in new]
        rows.append((_("After the step"), ", ".join(texts[:MOST_NAMES]) + rest))
    return rows
