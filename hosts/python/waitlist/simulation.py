"""Policies tried before families live under them."""

from __future__ import annotations

import ctypes
from ctypes import byref
from typing import Callable, Optional

from . import _native as native
from ._native import Text


def simulate(scenario: Text, file: Callable[[str], Text], form: str = "text", *, threads: int = 1,
             progress: Optional[Callable[[int, int], bool]] = None, source: str = "scenario") -> str:
    """Runs a scenario. `file` gives the bytes of a file that it names; what it raises comes out.
    `progress` hears how far it is and answers whether to go on; False raises Cancelled."""
    raised: list[BaseException] = []

    def give(_user: Optional[int], name: "ctypes._Pointer", size: int, sink: int) -> int:
        try:
            found = file(ctypes.string_at(name, size).decode())
            return native.library.wl_sink_write(ctypes.c_void_p(sink), *native.pair(found))
        except BaseException as error:  # no exception may pass through C
            raised.append(error)
            return 1

    def tell(_user: Optional[int], done: int, of: int) -> int:
        try:
            return 0 if progress is None or progress(done, of) else 1
        except BaseException as error:
            raised.append(error)
            return 1

    give_c, tell_c = native.FILE_CALLBACK(give), native.PROGRESS_CALLBACK(tell)
    options = native.CSimulateOptions(threads=threads, progress=tell_c, **native.members(source=source))
    return native.text_from("wl_simulate", *native.pair(scenario), give_c, byref(options), native.form_number(form),
                            raised=lambda: raised[0] if raised else None).decode()
