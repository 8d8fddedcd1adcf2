"""Schedules, one to a file: how the learning rate changes while the walk goes on."""
