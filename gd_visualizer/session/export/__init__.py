"""What leaves the program as text: Python code that walks the same walk, and the path as a table."""
