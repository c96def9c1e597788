"""The C interface as ctypes sees it: `waitlist/c/waitlist.h`, and what every call needs.

The library is the one that lies in this package; `WAITLIST_LIBRARY` names another one.
"""

from __future__ import annotations

import ctypes
import os
from ctypes import POINTER, byref, c_char_p, c_int32, c_size_t, c_uint32, c_uint64, c_void_p
from datetime import date
from pathlib import Path
from typing import Any, Callable, Optional, Union

from .errors import Bug, Cancelled, Fault, Misuse, Rejected

Text = Union[str, bytes]

OK, MISUSE, REJECTED, NO_FILE, TOO_SMALL, CANCELLED, NO_MEMORY, BUG = 0, 2, 3, 4, 5, 6, 12, 70
FORMS = {"text": 1, "json": 2, "csv": 3, "html": 4}
INTERFACE = 1
EPOCH = date(1970, 1, 1).toordinal()


class _Struct(ctypes.Structure):
    """A struct of the interface knows its size."""

    def __init__(self, **members: Any) -> None:
        super().__init__(struct_size=ctypes.sizeof(type(self)), **members)


def _texts(*names: str, kind: type = c_char_p) -> list:
    return [field for name in names for field in ((name, kind), (name + "_size", c_size_t))]


class CFault(_Struct):
    _fields_ = [("struct_size", c_uint32), ("number", c_int32), ("line", c_uint32), ("column", c_uint32),
                # As addresses: what was found may have a NUL in it.
                *_texts("code", "source", "sheet", "field", "case_id", "found", "reason", "sentence", kind=c_void_p)]


class CPolicyOptions(_Struct):
    _fields_ = [("struct_size", c_uint32), ("reserved", c_uint32), *_texts("source", "holidays")]


class CCaseOptions(_Struct):
    _fields_ = [("struct_size", c_uint32), ("threads", c_uint32), ("form", c_int32), ("faulty", c_int32),
                *_texts("encoding", "mapping", "sheet", "source")]


class CColumn(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("name_size", c_size_t), ("texts", POINTER(c_char_p)),
                ("sizes", POINTER(c_size_t))]


class CRankOptions(_Struct):
    _fields_ = [("struct_size", c_uint32), ("threads", c_uint32)]


class CReportOptions(_Struct):
    _fields_ = [("struct_size", c_uint32), ("ahead", c_int32), ("top", c_uint64), ("explained", c_uint32),
                ("reserved", c_uint32)]


class CRankingColumns(_Struct):
    _fields_ = [("struct_size", c_uint32), ("reserved", c_uint32), ("capacity", c_size_t),
                ("position", c_void_p), ("row", c_void_p), ("points", c_void_p), ("tier", c_void_p),
                ("days_waited", c_void_p), ("must_allocate", c_void_p)]


class CAllocationInput(_Struct):
    _fields_ = [("struct_size", c_uint32), ("horizon", c_uint32), ("urgent_tiers", c_int32),
                ("count_cases", c_uint32),
                *_texts("roster", "travel", "work", "instructions", "pairs", "weights", "earlier")]


FILE_CALLBACK = ctypes.CFUNCTYPE(c_int32, c_void_p, POINTER(ctypes.c_char), c_size_t, c_void_p)
PROGRESS_CALLBACK = ctypes.CFUNCTYPE(c_int32, c_void_p, c_uint32, c_uint32)


class CSimulateOptions(_Struct):
    _fields_ = [("struct_size", c_uint32), ("threads", c_uint32), ("progress", PROGRESS_CALLBACK),
                ("user", c_void_p), *_texts("source")]


def _load() -> ctypes.CDLL:
    named = os.environ.get("WAITLIST_LIBRARY")
    path = Path(named) if named else Path(__file__).with_name("libwaitlist_c.so")
    library = ctypes.CDLL(str(path))
    library.wl_interface_version.restype = c_uint32
    if library.wl_interface_version() != INTERFACE:
        raise ImportError(f"{path} has version {library.wl_interface_version()} of the C interface; "
                          f"this package is for version {INTERFACE}")
    library.wl_version.restype = c_char_p
    library.wl_text_data.restype = c_void_p
    library.wl_text_data.argtypes = [c_void_p]
    library.wl_text_size.restype = c_size_t
    library.wl_text_size.argtypes = [c_void_p]
    library.wl_errors_count.restype = c_size_t
    library.wl_errors_count.argtypes = [c_void_p]
    library.wl_errors_at.argtypes = [c_void_p, c_size_t, POINTER(CFault)]
    for name in ("text", "errors", "facts", "policy", "cases", "ranking", "queue", "allocation"):
        free = getattr(library, f"wl_{name}_free")
        free.restype, free.argtypes = None, [c_void_p]
    return library


library = _load()


class Handle:
    """Something that the library made, given back when nobody in Python holds it any more."""

    _free: str
    __slots__ = ("pointer",)

    def __init__(self, pointer: c_void_p) -> None:
        self.pointer = pointer

    def __del__(self) -> None:
        pointer = getattr(self, "pointer", None)
        if pointer:
            getattr(library, self._free)(pointer)


def data(text: Optional[Text]) -> Optional[bytes]:
    return text.encode() if isinstance(text, str) else text


def pair(text: Optional[Text]) -> tuple:
    """A pointer and a number of bytes, as arguments."""
    as_bytes = data(text)
    return c_char_p(as_bytes), c_size_t(len(as_bytes or b""))


def members(**texts: Optional[Text]) -> dict:
    """The same as members of a struct."""
    found: dict = {}
    for name, text in texts.items():
        as_bytes = data(text)
        if as_bytes is not None:
            found[name], found[name + "_size"] = as_bytes, len(as_bytes)
    return found


def number_of(day: date) -> c_int32:
    return c_int32(day.toordinal() - EPOCH)


def day_of(number: int) -> date:
    return date.fromordinal(number + EPOCH)


def form_number(form: str) -> c_int32:
    if form not in FORMS:
        raise ValueError(f"{form!r} is no form: {', '.join(FORMS)}")
    return c_int32(FORMS[form])


def bytes_of(text: c_void_p) -> bytes:
    """The bytes of a wl_text, which is given back."""
    try:
        return ctypes.string_at(library.wl_text_data(text), library.wl_text_size(text))
    finally:
        library.wl_text_free(text)


def faults_of(errors: c_void_p) -> tuple[Fault, ...]:
    found = []
    for index in range(library.wl_errors_count(errors)):
        fault = CFault()
        library.wl_errors_at(errors, index, byref(fault))
        words = {name: ctypes.string_at(getattr(fault, name), getattr(fault, name + "_size")).decode()
                 for name in ("code", "source", "sheet", "field", "case_id", "found", "reason", "sentence")}
        found.append(Fault(line=fault.line or None, column=fault.column or None, **words))
    return tuple(found)


def call(name: str, *arguments: Any, raised: Callable[[], Optional[BaseException]] = lambda: None) -> None:
    """Calls a function whose last parameter is `wl_errors**`; a status that is not OK is raised."""
    errors = c_void_p()
    status = getattr(library, name)(*arguments, byref(errors))
    faults = faults_of(errors) if errors else ()
    library.wl_errors_free(errors)
    inner = raised()
    if inner is not None:
        raise inner
    if status in (REJECTED, NO_FILE):
        raise Rejected(faults)
    if status == CANCELLED:
        raise Cancelled("the callback said so")
    if status == NO_MEMORY:
        raise MemoryError("memory ran out in the library; nothing has changed")
    if status != OK:
        sentence = faults[0].sentence if faults else f"{name} answered {status}"
        raise (Misuse if status == MISUSE else Bug)(sentence)


def text_from(name: str, *arguments: Any, **options: Any) -> bytes:
    """The text that a function makes: its out-parameter stands before `errors`."""
    text = c_void_p()
    call(name, *arguments, byref(text), **options)
    return bytes_of(text)


def pointer_from(name: str, *arguments: Any) -> c_void_p:
    """The same of a handle."""
    pointer = c_void_p()
    call(name, *arguments, byref(pointer))
    return pointer
