"""What goes wrong, as Python says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Fault:
    """What was wrong with an input: where, what was found, what was expected and how to mend it.

    Codes are those of docs/reference/errors.md; texts that are not known are empty.
    """

    code: str
    reason: str
    sentence: str
    source: str = ""
    line: Optional[int] = None
    column: Optional[int] = None
    field: str = ""
    case_id: str = ""
    found: str = ""
    sheet: str = ""


class Rejected(ValueError):
    """An input or a question is refused. `faults` has all of them, not the first alone."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(fault.sentence for fault in faults))
        self.faults = faults


class Misuse(TypeError):
    """An argument that no right program gives."""


class Cancelled(Exception):
    """A callback asked to stop."""


class Bug(RuntimeError):
    """The library is wrong; please report it."""
