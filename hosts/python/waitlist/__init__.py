"""Waiting lists by need, each place explained: the library `waitlist` for Python.

    facts = Facts.read(Path("private_law_facts.toml").read_bytes())
    policy = Policy.read(Path("staffordshire_2009.toml").read_bytes(), facts)
    cases = Cases.read(Path("cases.csv").read_bytes(), facts)
    ranking = rank(cases, policy, date(2009, 10, 5))
    for place in ranking: print(place.position, place.case_id, place.points)
    print(ranking.explain("SM-0001"))

It proposes an order; a named manager decides.
"""

from ._native import library as _library
from .allocation import Allocation, allocate
from .errors import Bug, Cancelled, Fault, Misuse, Rejected
from .lists import Cases, Facts, Policy
from .order import Columns, Place, Ranking, plan, rank
from .queue import Queue
from .simulation import simulate

__all__ = ["Allocation", "Bug", "Cancelled", "Cases", "Columns", "Facts", "Fault", "Misuse", "Place", "Policy",
           "Queue", "Ranking", "Rejected", "allocate", "plan", "rank", "simulate"]

#: Of the library, such as "0.1.0".
__version__ = _library.wl_version().decode()
