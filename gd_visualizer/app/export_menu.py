"""The entries of the Export menu, in order."""

from __future__ import annotations

from gd_visualizer.assets import translate as _

# The name of its action, which menu it stands in, words, and a hint.
Row = tuple[str, str, str, str]


def export_rows() -> tuple[Row, ...]:
    """Return a row for each entry; a text of "-" is a line between two groups."""
    script, picture = _("Save a script that walks to this step."), _("Put this picture on the clipboard.")
    table = _("Put formula, parameters, loss, optimizer and slope on the clipboard, with every digit.")
    copied = _("Put that script on the clipboard.")
    return (
        ("action_export_picture", "export", _("&Picture or film…"), _("Draw the window or a view into a file.")),
        ("action_export_path", "export", _("P&ath as table…"), _("Save step, loss and parameters as CSV.")),
        ("action_export_python", "export", _("Python &code…"), script),
        ("action_export_torch", "export", _("Python code (Py&Torch)…"), script),
        ("", "export", "-", ""),
        ("menu_copy_picture", "export", _("Copy p&icture of"), ""),
        ("action_copy_picture", "copy_picture", _("The &window"), picture),
        ("action_copy_data_picture", "copy_picture", _("The &data"), picture),
        ("action_copy_map_picture", "copy_picture", _("The &map"), picture),
        ("action_copy_loss_picture", "copy_picture", _("The &loss chart"), picture),
        ("action_copy_markdown", "export", _("Copy as &Markdown"), table),
        ("action_copy_latex", "export", _("Copy as &LaTeX"), table),
        ("action_copy_python", "export", _("Copy as P&ython"), copied),
        ("action_copy_torch", "export", _("Copy as Pyth&on (PyTorch)"), copied),
    )
