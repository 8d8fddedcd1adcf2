"""The race view: several optimizers from one start, on one map, in one chart and one table."""
