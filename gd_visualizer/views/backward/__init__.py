"""The backward view: how blame travels from the loss back to every parameter."""
