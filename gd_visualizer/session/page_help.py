"""What am I looking at: a few sentences about each view of the window."""

from __future__ import annotations

from gd_visualizer.assets import translate as _


def page_help(page: str) -> tuple[str, ...]:
    """Return what there is to see on a view and what can be done, a paragraph each; **words** are strong."""
    return _helps()[page]


def _helps() -> dict[str, tuple[str, ...]]:
    return {
        "line": (
            _("**Your data**, on the left: each dot is a point that is known, the blue line is what the model says. "
              "Click to add a point; drag points, or drag the line itself."),
            _("**How wrong every line is**, on the right: each spot on the map is one line, and its colour says how "
              "wrong that line is. You are at the blue dot. Drag the ring to start somewhere else."),
            _("**How wrong, step by step**, below: the loss after each step. Beside it stands the **next step** in "
              "numbers, before you take it."),
            _("Press **Step** to go downhill once, **Play** to go on. Ctrl+Z takes back whatever you change."),
        ),
        "backward": (
            _("The formula as a chain of small parts. Solid arrows go **forward**: numbers go in, and the loss "
              "comes out."),
            _("Dashed arrows go **backward**: each part hands on its blame, and in the end each parameter has "
              "its slope."),
            _("Choose a point on the right, and go through the chain by **Part on**. Arrow keys do the same."),
        ),
        "network": (
            _("The **network** as units and links: a thick link counts much, a thin one little. The small curves show "
              "what each unit does."),
            _("Its many numbers do not fit on a map. The **slice** shows the loss while two of them change and the "
              "others rest. Click two links to choose them."),
            _("**Your data** shows the curve of the whole network, and what each unit adds to it."),
        ),
        "race": (
            _("Several **optimizers** start at the same place with the same points. Each one has its own colour."),
            _("The map shows their paths, the chart their losses, and the table who arrived, and after how "
              "many steps."),
            _("**Play** starts them all together. Choose in the table who takes part, and with which learning rate."),
        ),
    }  # fmt: skip
