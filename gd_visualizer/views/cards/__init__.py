"""Cards: the framed panes of the window and the small texts in them."""
