"""The rule of each optimizer, written out line by line in numbers."""
