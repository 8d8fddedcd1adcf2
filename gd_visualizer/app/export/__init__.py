"""What leaves the program as pictures: what to draw, in which file, and the commands for it."""
