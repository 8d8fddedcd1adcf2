"""The points as numbers: the preview of a table that is opened, and the table of points beside the canvas."""
