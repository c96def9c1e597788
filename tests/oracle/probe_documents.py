"""The documents of probe_schemas.py: together they have every key of the two formats."""

FACTS = """
format = 1
id = "probe"
version = "1"
title = "Facts of the probe"
subjects = ["children"]
service_from = 2001-04-01

[[theme]]
id = "harm"
label = "harm"
includes = "what was seen"
finding = "Somebody found it neglected."

[[fact]]
id = "abuse"
label = "Abuse"
kind = "choice"
theme = "harm"
source = "a form"
no = true
monitoring_only = false
disclose = true
levels = [{ id = "some", label = "Some" }, { id = "much", label = "Much" }]

[[fact]]
id = "calls"
label = "Calls"
kind = "count"
maximum = 1000000

[[fact]]
id = "blood"
label = "Blood value"
kind = "count"
decimals = 1
maximum = 20.5

[[fact]]
id = "alone"
label = "Lives alone"
kind = "yes_no"

[[fact]]
id = "signs"
label = "Signs"
kind = "checklist"
levels = [{ id = "one", label = "One" }, { id = "two", label = "Two" }]

[[fact]]
id = "since"
label = "Since"
kind = "date"

[[fact]]
id = "group"
label = "Ethnic group"
kind = "choice"
no = false
monitoring_only = true
levels = [{ id = "a", label = "A" }]

[yes_no]
pension = "Has a pension"
carer = "Has a carer"

[[contradiction]]
id = "both"
sentence = "These do not go together."
all = [{ fact = "abuse", answer = "no" }, { fact = "calls", at_least = 1 }]
any = [{ fact = "signs", any_of = ["one"] }, { fact = "abuse", at_least = "some" }]
"""

_WHOLE = """
format = 1
id = "probe"
version = "1"
title = "Probe"
status = "illustrative"
status_line = "A probe."
jurisdiction = "Nowhere"
author = "Nobody"
approved_by = "Nobody"
effective_from = 2009-10-05
effective_to = 2010-10-05
facts = "facts.toml"
calendar = "england_and_wales"
order = ["tier", { group = "risk" }, { date = "since", first = "latest" }, "lottery", "case_id"]
lottery_seed = 7

[[source]]
key = "s"
title = "A source"
publisher = "Somebody"
date = "2009"
address = "example.org"

[[band]]
id = "P1"
label = "First"
from = 20
meaning = "At once."

[[band]]
id = "P2"
label = "Second"
from = 0

[[group]]
id = "risk"
label = "Risk"
combine = "sum"
cap = 1000
risk = true
constant = 5
yes = { pension = 5, carer = 0.5 }

[[criterion]]
id = "abuse.1"
fact = "abuse"
group = "risk"
label = "Abuse"
all = [{ youngest_under_months = 100 }, { not = { youngest_under_months = 2 } }]
any = [{ fact = "calls", at_most = 3 }, { not = { fact = "abuse", is_unknown = true } }]
levels = { some = 3, much = 4.5 }
unknown = 1
critical = true
valid_days = 365
provenance = "N"
sources = ["s"]
why = "Because."

[[criterion]]
fact = "calls"
group = "risk"
ranges = [{ from = 0, points = 0 }, { from = 3, points = 5 }]

[[criterion]]
fact = "blood"
group = "risk"
unknown = 0
per = { points = 1, every = 0.5, from = 7.5, start = 1, at_most = 9, steps = "part" }

[[criterion]]
fact = "alone"
group = "risk"
points = 2

[[criterion]]
fact = "signs"
group = "risk"
markers = { one = 1, two = 1 }
maximum = 2

[[criterion]]
fact = "since"
group = "risk"
measured = "as_of"
unit = "months"
ranges = [{ from = 0, points = 5 }]

[age]
group = "risk"
at = "listed"
points = [
  { under_months = 12, points = 4, all = [{ fact = "calls", between = [1, 4] }] },
  { under_months = 12, points = 3 },
  { under_months = 216, points = 1 },
]
further_children = { under_months = 60, points = 1, maximum = 3 }
provenance = "O1"
sources = ["s"]
why = "Because."

[unknown]
share = "third"
critical_share = "half"
total_cap = 20
chase_after_working_days = 10

[waiting]
pauses = "exclude"
count = "days"
rates = [{ from_day = 0, per_day = 0.5 }, { from_day = 30, points = 1, days = 365 }]
cap = 100
provenance = "O1"
sources = ["s"]
why = "Because."

[[waiting.faster]]
times = 1.5
all = [{ youngest_under_months = 24 }]
any = [{ band = "P1" }, { fact = "abuse", at_least = "much" }]

[filing]
effort_days = 70
slack = [{ up_to = 0, points = 3 }, { up_to = 20, points = 1, any = [{ fact = "calls", is = 2 }] }]
no_filing_date = 0.5
provenance = "L"
sources = ["s"]
why = "Because."

[[floor]]
id = "F"
label = "A floor"
band = "P1"
action = "Ring."
all = [{ fact = "calls", at_least = 2 }, { fact = "signs", any_of = ["one", "two"] }]
any = [
  { fact = "since", within_days = 30, measured = "as_of" },
  { fact = "since", within_months = 3 },
  { fact = "since", within_years = 3 },
  { fact = "since", older_than_days = 3, measured = "listed" },
  { fact = "since", older_than_months = 3 },
  { fact = "since", older_than_years = 3 },
  { fact = "abuse", at_most = "some" },
  { fact = "abuse", between = ["some", "much"] },
  { fact = "abuse", any_of = ["some"] },
  { fact = "abuse", is = "no" },
  { fact = "signs", is = "no" },
  { fact = "abuse", at_least = "much" },
]
provenance = "R"
sources = ["s"]
why = "Because."

[promotion]
after_days = [84, 112]
not_above = "P1"
provenance = "N"
sources = ["s"]
why = "Because."

[must_allocate]
waiting_days = 140
before_filing_days = 5
below = "P1"
order = ["overdue", "points", "case_id"]
provenance = "N"
sources = ["s"]
why = "Because."

[[tier_order]]
tier = "P2"
order = ["longest_wait", { date = "since", first = "earliest" }, { group = "risk" }, "case_id"]

[decisions]
longest_days = 14

[delays]
after_days = [84, 112]

[apart]
review_days = 28

[review]
every_days = 14

[[uncertain]]
number = "risk: every case"
from = 0
to = 1000000
reason = "Because."
"""

_HEAD = """
format = 1
id = "probe"
version = "1"
title = "Probe"
status = "illustrative"
status_line = "A probe."
facts = "facts.toml"
order = ["tier", "points", "case_id"]

[[band]]
id = "P1"
label = "First"
from = 20
[[band]]
id = "P2"
label = "Second"
from = 0

[[group]]
id = "risk"
label = "Risk"
combine = "sum"
"""

# Floors of two facts, ceilings, and what cannot be told.
_BANDS = _HEAD + """
[[source]]
key = "s"
title = "A source"

[[floor]]
id = "F"
label = "A floor"
band = "P1"
all = [{ fact = "abuse", at_least = "much" }]
whatever_else = true

[[criterion]]
id = "pair"
group = "risk"
by = ["abuse", "alone"]
columns = ["yes"]
rows = { some = [1], much = [2.5] }
valid_days = 100

[[floor]]
id = "T"
label = "A floor for each pair of answers"
by = ["abuse", "alone"]
columns = ["yes"]
rows = { some = [""], much = ["P1"] }

[[ceiling]]
id = "C"
label = "A ceiling"
band = "P2"
all = [{ fact = "abuse", at_least = "much" }]
provenance = "L"
sources = ["s"]
why = "Because."
[[ceiling]]
id = "D"
label = "A ceiling"
group = "risk"
at_most = 5
any = [{ fact = "abuse", at_least = "much" }]

[cannot_tell]
band = "P2"
facts = ["calls"]
label = "The score is missing"
provenance = "L"
sources = ["s"]
why = "Because."
"""

# A policy that has its facts itself.
_WITH_FACTS = FACTS[:FACTS.index("[[theme]]")] + """
order = ["points", "case_id"]
status = "approved"
approved_by = "Nobody"
status_line = "A probe."

[[band]]
id = "all"
label = "All"
from = 0

[[group]]
id = "risk"
label = "Risk"
combine = "highest"

[[criterion]]
fact = "calls"
group = "risk"
ranges = [{ from = 0, points = 0 }]

[age]
group = "risk"
per = { points = 1, every = 12, from = 6, start = 1, steps = "full" }
""" + FACTS[FACTS.index("[[theme]]"):]

# The same, in which completed months earn, and one of years.
_MONTHS = _WITH_FACTS + """
[waiting]
count = "months"
rates = [{ from_month = 0, per_month = 0.5 }, { from_month = 3, points = 1, months = 7 }]
"""

_YEARS = _WHOLE[:_WHOLE.index("jurisdiction")] + """
facts = "facts.toml"
order = ["points", "case_id"]

[[band]]
id = "all"
label = "All"
from = 0

[waiting]
count = "years"
rates = [{ from_year = 0, per_year = 0.5 }, { from_year = 3, points = 1, years = 7 }]
"""

POLICIES = (_WHOLE, _BANDS, _MONTHS, _YEARS)
