"""The panel in which a lesson is told."""
