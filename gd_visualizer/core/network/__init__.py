"""The mathematics of neural networks: layers, activations, how to begin, and backpropagation written by hand."""
