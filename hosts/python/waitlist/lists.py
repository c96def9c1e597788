"""What is read: facts, policies and waiting lists. All of them are immutable; share them freely."""

from __future__ import annotations

from ctypes import byref, c_char_p, c_size_t
from typing import Mapping, Optional, Sequence

from . import _native as native
from ._native import Handle, Text
from .errors import Fault


class Facts(Handle):
    """What a list records of a case: a fact schema."""

    _free = "wl_facts_free"
    __slots__ = ()

    @classmethod
    def read(cls, toml: Text, source: str = "facts") -> "Facts":
        """Raises Rejected with every fault."""
        return cls(native.pointer_from("wl_read_facts", *native.pair(toml), *native.pair(source)))

    @staticmethod
    def named_by(policy: Text) -> str:
        """The file of the facts that a policy names; empty where it has them inside."""
        return native.text_from("wl_facts_named_by", *native.pair(policy)).decode()


class Policy(Handle):
    """A checked policy."""

    _free = "wl_policy_free"
    __slots__ = ()

    @classmethod
    def read(cls, toml: Text, facts: Optional[Facts] = None, *, holidays: Optional[Text] = None,
             source: str = "policy") -> "Policy":
        """`facts`: those that it names; None where it has them inside. `holidays`: the CSV of the
        calendar that it names. Raises Rejected with every fault."""
        options = native.CPolicyOptions(**native.members(source=source, holidays=holidays))
        return cls(native.pointer_from("wl_read_policy", *native.pair(toml),
                                       facts.pointer if facts else None, byref(options)))

    @staticmethod
    def calendar_named_by(policy: Text) -> str:
        """The file of the calendar that a policy names; empty: the one that is built in."""
        return native.text_from("wl_calendar_named_by", *native.pair(policy)).decode()

    @property
    def facts(self) -> Facts:
        """The facts that it goes by, to read cases with."""
        return Facts(native.pointer_from("wl_policy_facts", self.pointer))

    @property
    def tiers(self) -> tuple[str, ...]:
        """Ids of its tiers, the most urgent first."""
        count = c_size_t()
        native.call("wl_policy_tier_count", self.pointer, byref(count))
        ids = []
        for tier in range(count.value):
            text, size = c_char_p(), c_size_t()
            native.call("wl_policy_tier_id", self.pointer, c_size_t(tier), byref(text), byref(size))
            ids.append((text.value or b"").decode())
        return tuple(ids)

    def text(self, form: str = "text") -> str:
        """In plain English, as "json" or as an "html" page."""
        return native.text_from("wl_policy_text", self.pointer, native.form_number(form)).decode()


class Cases(Handle):
    """A checked waiting list, and beside it the rows that were set apart as faulty."""

    _free = "wl_cases_free"
    __slots__ = ()

    @classmethod
    def read(cls, data: Text, facts: Facts, *, faulty: str = "refuse", mapping: Optional[Text] = None,
             encoding: Optional[str] = None, sheet: Optional[str] = None, threads: int = 1,
             source: str = "cases") -> "Cases":
        """CSV, JSON, JSON Lines or a workbook, told by its first bytes. `faulty`: "refuse" raises
        Rejected with every fault, "apart" keeps faulty rows beside the others."""
        options = cls._options(faulty, threads, encoding=encoding, mapping=mapping, sheet=sheet, source=source)
        return cls(native.pointer_from("wl_read_cases", *native.pair(data), facts.pointer, byref(options)))

    @classmethod
    def from_columns(cls, columns: Mapping[str, Sequence[Optional[str]]], facts: Facts, *,
                     faulty: str = "refuse", mapping: Optional[Text] = None, threads: int = 1,
                     source: str = "cases") -> "Cases":
        """The list that a CSV with these columns would give: a data frame's, for instance. None is an
        empty cell."""
        options = cls._options(faulty, threads, mapping=mapping, source=source)
        lengths = {len(texts) for texts in columns.values()}
        if len(lengths) > 1:
            raise ValueError(f"columns of different lengths: {sorted(lengths)}")
        rows = lengths.pop() if lengths else 0
        given = (native.CColumn * len(columns))()
        for column, (name, texts) in zip(given, columns.items()):
            cells = [b"" if text is None else text.encode() for text in texts]
            column.name, column.name_size = name.encode(), len(name.encode())
            column.texts = (c_char_p * rows)(*cells)
            column.sizes = (c_size_t * rows)(*map(len, cells))
        return cls(native.pointer_from("wl_cases_from_columns", given, c_size_t(len(columns)),
                                       c_size_t(rows), facts.pointer, byref(options)))

    @staticmethod
    def _options(faulty: str, threads: int, **texts: Optional[Text]) -> native.CCaseOptions:
        ways = {"refuse": 0, "apart": 1}
        if faulty not in ways:
            raise ValueError(f"{faulty!r} is not what faulty rows can do: refuse, apart")
        return native.CCaseOptions(threads=threads, faulty=ways[faulty], **native.members(**texts))

    def __len__(self) -> int:
        """Sound cases."""
        return self._count()[0]

    @property
    def faulty_rows(self) -> int:
        return self._count()[1]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the rows that were set apart."""
        faults = native.pointer_from("wl_cases_faults", self.pointer)
        try:
            return native.faults_of(faults)
        finally:
            native.library.wl_errors_free(faults)

    def _count(self) -> tuple[int, int]:
        sound, faulty = c_size_t(), c_size_t()
        native.call("wl_cases_count", self.pointer, byref(sound), byref(faulty))
        return sound.value, faulty.value
