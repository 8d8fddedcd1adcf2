"""Lessons: chapters as files, when their tasks are done, and how far a learner has come."""
