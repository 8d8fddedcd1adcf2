"""The kinds of error that are meant for people."""


class InputError(ValueError):
    """Something a person gave cannot be used, and the message says what, where and what to do.

    The message is one finished sentence without a trailing traceback or exception name; the window shows it
    as it is and the command line prints it behind ``error:``.
    """


class RefusalError(InputError):
    """What core refuses: an English sentence with names in braces, so that whoever shows it can translate it first.

    Attributes
    ----------
    sentence : str
        Such as "{key} is outside its range".
    values : dict from str to object
        What the names stand for.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        """Take a sentence and what its names stand for."""
        super().__init__(sentence.format(**values) if values else sentence)
        self.sentence, self.values = sentence, values
