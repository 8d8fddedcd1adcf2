"""The data canvas: points, the line through them and what a person does to them."""
