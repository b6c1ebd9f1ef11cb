"""The one exception tree. Each message says what went wrong, where, and what to do.

ParleyError
 +- InputError            a document, folder, pattern or option of the user
 |   +- UnreadableDocument  one document could not be read; the others go on
 |       +- SkippedFiles      files in a folder that are no documents; not a failure
 +- AuthorityError        a row of the authority is wrong
 +- FrameError            an entry of the frame files is wrong
 +- ModelError            the spaCy pipeline is missing or unfit
 +- StoreError            the store cannot be opened, read or written
 |   +- StoreLocked         another process writes to it
 |   +- SchemaMismatch      it was written with another schema version
 +- QueryError            a query is unknown, malformed, lacks a parameter or ran out of time
 +- ServiceError          an outside service cannot be reached, refuses, or answers what makes no sense
 +- NotFound              an article, actor or IRI that the store does not hold
 +- MissingExtra          an optional dependency is not installed
"""

from __future__ import annotations


class ParleyError(Exception):
    """Base of all errors that a user can act on; the command line prints it on one line and exits with 1."""


class InputError(ParleyError):
    """A document, folder, pattern or option is wrong."""


class UnreadableDocument(InputError):
    """One document could not be read: `where` names it, `why` says the reason and what to do."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class SkippedFiles(UnreadableDocument):
    """Files in a folder of kinds that kg does not read: said once for each folder, and no failure of the run."""


class AuthorityError(ParleyError):
    """A row of the authority is wrong."""


class FrameError(ParleyError):
    """An entry of the frame files is wrong."""


class ModelError(ParleyError):
    """The spaCy pipeline is missing or unfit."""


class StoreError(ParleyError):
    """The store cannot be opened, read or written."""


class StoreLocked(StoreError):
    """Another process writes to the store."""


class SchemaMismatch(StoreError):
    """The store was written with another schema version."""


class QueryError(ParleyError):
    """A query is unknown, malformed, lacks a parameter or ran out of time."""


class ServiceError(ParleyError):
    """An outside service cannot be reached, refuses, or answers what makes no sense."""


class NotFound(ParleyError):
    """The store does not hold what was asked for."""


class MissingExtra(ParleyError):
    """An optional dependency is not installed."""
