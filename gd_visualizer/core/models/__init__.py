"""Models: each is a formula for ŷ with parameters as knobs. One file adds one model."""
