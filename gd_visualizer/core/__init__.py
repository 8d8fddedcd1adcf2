"""The mathematics: pure functions and frozen values, with no window, no files, no clock and no hidden chance.

Conventions
-----------
N is the number of points, P the number of parameters, K a number of steps, G the number of cells along one
side of a grid. Arrays are float64 and read-only once handed out. ``x`` and ``y`` have shape (N,), parameters
have shape (P,), a path has shape (K + 1, P): row 0 is the start, row k the parameters after k steps.
"""
