"""Panels: the side panel with its settings and the bar with the playback buttons."""
