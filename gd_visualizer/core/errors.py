"""The one kind of error that is meant for people."""


class InputError(ValueError):
    """Something a person gave cannot be used, and the message says what, where and what to do.

    The message is one finished sentence without a trailing traceback or exception name; the window shows it
    as it is and the command line prints it behind ``error:``.
    """
