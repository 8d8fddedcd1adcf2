"""The network view: units and links as they are, their small curves, and the slice that two links choose."""
