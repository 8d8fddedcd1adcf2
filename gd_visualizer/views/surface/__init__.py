"""The map of the loss: every place on it is one line, and its colour says how wrong that line is."""
