"""Optimizers: each is a rule for the next step downhill. One file adds one optimizer."""
