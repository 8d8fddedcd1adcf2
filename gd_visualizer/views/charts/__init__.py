"""Charts over steps: the loss chart and the timeline."""
