"""Time and threads: the store, the training thread, the frame clock and the preferences. Of Qt only QtCore."""
