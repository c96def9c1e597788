"""An order and its reasons."""

from __future__ import annotations

import json
from array import array
from ctypes import byref, c_size_t
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Iterator, Optional

from . import _native as native
from ._native import Handle
from .lists import Cases, Policy


@dataclass(frozen=True)
class Place:
    """One ranked case. Linked cases share a position."""

    position: int
    case_id: str
    row: int  # in the list, from 0; faulty rows are not counted
    tier: str
    points: Decimal
    days_waited: int
    must_allocate: bool


@dataclass(frozen=True)
class Columns:
    """The ranked cases in order, an array for each figure; numpy and pandas take them as they are."""

    position: array
    row: array
    thousandths: array  # points
    tier: array  # counts Policy.tiers
    days_waited: array
    must_allocate: array


class Ranking(Handle):
    """A list in order. Immutable; share it freely."""

    _free = "wl_ranking_free"
    __slots__ = ("policy",)

    def __init__(self, pointer: Any, policy: Policy) -> None:
        super().__init__(pointer)
        self.policy = policy

    def __len__(self) -> int:
        """Ranked cases."""
        return self.counts()[0]

    def counts(self) -> tuple[int, int, int]:
        """Ranked cases, cases listed apart, faulty rows: together the rows of the list."""
        counts = [c_size_t() for _ in range(3)]
        native.call("wl_ranking_count", self.pointer, *map(byref, counts))
        ranked, apart, faulty = (count.value for count in counts)
        return ranked, apart, faulty

    def columns(self) -> Columns:
        """Written by the library into arrays of Python: nothing is copied."""
        size = len(self)
        kinds = {"position": "I", "row": "I", "points": "q", "tier": "I", "days_waited": "q", "must_allocate": "B"}
        made = {name: array(kind, bytes(size * array(kind).itemsize)) for name, kind in kinds.items()}
        wanted = native.CRankingColumns(capacity=size, **{name: one.buffer_info()[0] for name, one in made.items()})
        count = c_size_t()
        native.call("wl_ranking_fill", self.pointer, byref(wanted), byref(count))
        return Columns(thousandths=made.pop("points"), **made)

    def case_ids(self) -> list[str]:
        """In order."""
        return native.text_from("wl_ranking_ids", self.pointer).decode().splitlines()

    def __iter__(self) -> Iterator[Place]:
        columns, tiers = self.columns(), self.policy.tiers
        for index, case_id in enumerate(self.case_ids()):
            yield Place(columns.position[index], case_id, columns.row[index], tiers[columns.tier[index]],
                        Decimal(columns.thousandths[index]).scaleb(-3), columns.days_waited[index],
                        bool(columns.must_allocate[index]))

    def text(self, form: str = "text", *, top: Optional[int] = None, ahead: Optional[int] = None,
             explained: bool = False) -> str:
        """A table, "json", "csv" or the "html" board, to the byte as the command line writes it."""
        return native.text_from("wl_ranking_text", self.pointer, native.form_number(form),
                                byref(_report(top, ahead, explained))).decode()

    def summary(self, *, ahead: Optional[int] = None) -> str:
        """What a manager must see beside the order, in plain English."""
        return native.text_from("wl_ranking_summary", self.pointer, byref(_report(None, ahead, False))).decode()

    def explain(self, case_id: str, form: str = "text") -> str:
        """Why a case stands where it stands, or what is wrong with a faulty row."""
        return native.text_from("wl_explain", self.pointer, *native.pair(case_id),
                                native.form_number(form)).decode()

    def explanation(self, case_id: str) -> dict:
        """The same as data: docs/reference/output.md. Points are texts with three decimals."""
        return json.loads(self.explain(case_id, "json"))

    def compare(self, one: str, other: str, form: str = "text") -> str:
        """Why one of two cases stands above the other."""
        return native.text_from("wl_compare", self.pointer, *native.pair(one), *native.pair(other),
                                native.form_number(form)).decode()


def rank(cases: Cases, policy: Policy, as_of: date, *, threads: int = 1) -> Ranking:
    """Orders a list as of a day. Raises Rejected where the policy cannot score a case."""
    options = native.CRankOptions(threads=threads)
    return Ranking(native.pointer_from("wl_rank", cases.pointer, policy.pointer, native.number_of(as_of),
                                       byref(options)), policy)


def plan(cases: Cases, before: Policy, after: Policy, as_of: date, form: str = "text") -> str:
    """What the policy `after` would do to a list that is ordered by `before`."""
    return native.text_from("wl_plan", cases.pointer, before.pointer, after.pointer, native.number_of(as_of),
                            None, native.form_number(form)).decode()


def _report(top: Optional[int], ahead: Optional[int], explained: bool) -> native.CReportOptions:
    if top is not None and top < 1:
        raise ValueError("top is 1 or more; None shows all")
    if ahead is not None and ahead < 0:
        raise ValueError("ahead is a number of days; 0 for none, None for what is usual")
    days = 0 if ahead is None else ahead or -1
    return native.CReportOptions(top=top or 0, ahead=days, explained=int(explained))
