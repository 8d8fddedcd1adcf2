"""See what training a neural network means: points, a line, a landscape and a walk downhill."""

__version__ = "0.1.0"
