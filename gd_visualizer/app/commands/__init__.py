"""The commands of the terminal: one module each, loaded when its name is typed."""
