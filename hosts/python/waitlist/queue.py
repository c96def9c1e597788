"""An order that follows every change of a case, and every day."""

from __future__ import annotations

import json
from ctypes import byref, c_int32, c_size_t, c_uint32
from datetime import date
from typing import Any, Mapping, Optional, Union

from . import _native as native
from ._native import Handle
from .lists import Cases, Policy
from .order import Ranking


class Queue(Handle):
    """A queue that lives. Whoever shares one between threads locks it while it changes."""

    _free = "wl_queue_free"
    __slots__ = ("policy",)

    def __init__(self, pointer: Any, policy: Policy) -> None:
        super().__init__(pointer)
        self.policy = policy

    @classmethod
    def make(cls, cases: Cases, policy: Policy, as_of: date) -> "Queue":
        return cls(native.pointer_from("wl_queue_make", cases.pointer, policy.pointer, native.number_of(as_of)),
                   policy)

    @classmethod
    def restore(cls, text: bytes, policy: Policy) -> "Queue":
        """The queue that save() wrote. Raises Rejected for one that was cut, changed or is of another
        policy."""
        return cls(native.pointer_from("wl_queue_restore", *native.pair(text), policy.pointer), policy)

    def save(self) -> bytes:
        """A text that outlives the process."""
        return native.text_from("wl_queue_save", self.pointer)

    def upsert(self, case: Union[str, Mapping[str, Any]]) -> list[dict]:
        """A case as case files in JSON have it, put there or in the place of the one that has its id.
        What it did, as events. A case that is refused changes nothing and raises Rejected."""
        text = case if isinstance(case, str) else json.dumps(case)
        return self._changed("wl_queue_upsert", *native.pair(text))

    def remove(self, case_id: str) -> list[dict]:
        return self._changed("wl_queue_remove", *native.pair(case_id))

    def advance_to(self, day: date) -> list[dict]:
        return self._changed("wl_queue_advance_to", native.number_of(day))

    def _changed(self, name: str, *arguments: Any) -> list[dict]:
        count = c_size_t()
        native.call(name, self.pointer, *arguments, byref(count))
        if count.value == 0:
            return []
        lines = native.text_from("wl_queue_events", self.pointer)
        return [json.loads(line) for line in lines.splitlines()]

    @property
    def as_of(self) -> date:
        return self._state()[0]

    def __len__(self) -> int:
        """Ranked cases."""
        return self._state()[1]

    def _state(self) -> tuple[date, int]:
        day, ranked = c_int32(), c_size_t()
        native.call("wl_queue_state", self.pointer, byref(day), byref(ranked))
        return native.day_of(day.value), ranked.value

    def position(self, case_id: str) -> Optional[int]:
        """1 for the first; None: it is not ranked."""
        position = c_uint32()
        native.call("wl_queue_position", self.pointer, *native.pair(case_id), byref(position))
        return position.value or None

    def top(self, count: int) -> list[dict]:
        lines = native.text_from("wl_queue_top", self.pointer, c_size_t(count))
        return [json.loads(line) for line in lines.splitlines()]

    def case(self, case_id: str) -> Optional[dict]:
        """A case as the queue holds it; None: it is not there."""
        line = native.text_from("wl_queue_case", self.pointer, *native.pair(case_id))
        return json.loads(line) if line else None

    def ranking(self) -> Ranking:
        """The queue of now, for every question and report."""
        return Ranking(native.pointer_from("wl_queue_ranking", self.pointer), self.policy)
