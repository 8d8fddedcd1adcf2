"""Formulas that a person types: read, worked out with their slopes, and written for people again."""
