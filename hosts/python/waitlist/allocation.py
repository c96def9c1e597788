"""Who takes which case."""

from __future__ import annotations

import json
from ctypes import byref
from typing import Optional

from . import _native as native
from ._native import Handle, Text
from .order import Ranking


class Allocation(Handle):
    """A proposal. Immutable; share it freely."""

    _free = "wl_allocation_free"
    __slots__ = ()

    def text(self, form: str = "text") -> str:
        """Tables, "json", "csv" or an "html" page, to the byte as the command line writes it."""
        return native.text_from("wl_allocation_text", self.pointer, native.form_number(form)).decode()

    def data(self) -> dict:
        """docs/reference/allocation.md."""
        return json.loads(self.text("json"))


def allocate(ranking: Ranking, roster: Text, *, travel: Optional[Text] = None, work: Optional[Text] = None,
             instructions: Optional[Text] = None, pairs: Optional[Text] = None, weights: Optional[Text] = None,
             earlier: Optional[Text] = None, horizon: int = 0, urgent_tiers: Optional[int] = None,
             count_cases: bool = False) -> Allocation:
    """Texts as docs/reference/roster.md and allocation.md have them. Raises Rejected with every fault."""
    urgent = 0 if urgent_tiers is None else urgent_tiers or -1
    wanted = native.CAllocationInput(
        horizon=horizon, urgent_tiers=urgent, count_cases=int(count_cases),
        **native.members(roster=roster, travel=travel, work=work, instructions=instructions, pairs=pairs,
                         weights=weights, earlier=earlier))
    return Allocation(native.pointer_from("wl_allocate", ranking.pointer, byref(wanted)))
