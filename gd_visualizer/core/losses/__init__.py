"""Losses: each turns "how far is ŷ from y" into one number. One file adds one loss."""
