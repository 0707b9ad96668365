"""What people are told when something goes wrong that they can mend."""


class ReportQAError(Exception):
    """A failure the user can mend: what went wrong, and what to do about it.

    ReportQAError
    ├── CorpusError       a report cannot be read, or there is none
    ├── IndexFault        an index is missing, damaged, foreign or locked
    ├── VocabularyError   a vocabulary file breaks its rules (names file and line)
    └── QuestionError     a question cannot be taken (empty, too long, bad JSON)

    Caught once in the command line and once in the server, where it becomes one line.
    """

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what} {todo}")
        self.what = what
        self.todo = todo


class CorpusError(ReportQAError):
    """A report cannot be read, or the corpus holds none."""


class IndexFault(ReportQAError):
    """The index is missing, damaged, made by other versions, or cannot be written."""


class VocabularyError(ReportQAError):
    """A vocabulary file breaks its rules."""


class QuestionError(ReportQAError):
    """A question cannot be taken."""
