"""Views: each draws a snapshot and says what the person did. None knows of threads, files or the store."""
