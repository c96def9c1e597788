// Three cases by three criteria of two levels: small enough to be worked out with a pencil.
#pragma once

#include <waitlist/io/case_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/ranking.h>

#include "support/shipped.h"

#include <cstddef>
#include <stdexcept>
#include <string>

namespace waitlist::three_cases {

/// K1 is worth 8 or 20, K2 12 where it is high, K3 4 or 9.
inline const std::string kPolicy = R"(format = 1
id = "three"
version = "1"
title = "Three"
status = "illustrative"
status_line = "For tests."
order = ["points", "case_id"]
[[fact]]
id = "k1"
label = "K1"
kind = "choice"
levels = [{ id = "low", label = "Low" }, { id = "high", label = "High" }]
[[fact]]
id = "k2"
label = "K2"
kind = "choice"
levels = [{ id = "low", label = "Low" }, { id = "high", label = "High" }]
[[fact]]
id = "k3"
label = "K3"
kind = "choice"
levels = [{ id = "low", label = "Low" }, { id = "high", label = "High" }]
[[band]]
id = "all"
label = "All"
from = 0
[[group]]
id = "sum"
label = "Sum"
combine = "sum"
[[criterion]]
fact = "k1"
group = "sum"
levels = { low = 8, high = 20 }
[[criterion]]
fact = "k2"
group = "sum"
levels = { low = 0, high = 12 }
[[criterion]]
fact = "k3"
group = "sum"
levels = { low = 4, high = 9 }
)";

/// A has 24 points, C 21, B 20.
inline const std::string kList =
    "case_id,listed_on,k1,k2,k3\n"
    "A,2026-01-01,high,no,low\n"
    "B,2026-01-01,low,high,no\n"
    "C,2026-01-01,no,high,high\n";

[[nodiscard]] inline CompiledPolicy policy_of(const std::string& toml) {
  auto read = read_policy_with_facts(toml);
  if (!read) throw std::logic_error{shipped::lines_of(read.error())};
  return *std::move(read);
}

[[nodiscard]] inline Ranking ranked(const std::string& toml, const std::string& csv) {
  const CompiledPolicy policy = policy_of(toml);
  auto cases = read_cases_csv(csv, policy.schema());
  if (!cases) throw std::logic_error{shipped::lines_of(cases.error())};
  auto ranking = rank(*cases, policy, shipped::day("2026-02-01"));
  if (!ranking) throw std::logic_error{shipped::lines_of(ranking.error())};
  return *std::move(ranking);
}

/// The policy with one piece of its text replaced.
[[nodiscard]] inline std::string with(std::string toml,
                                      const std::string& was,
                                      const std::string& is) {
  const std::size_t at = toml.find(was);
  if (at == std::string::npos) throw std::logic_error{was};
  return toml.replace(at, was.size(), is);
}

/// The policy with waits that count half in the band of 20 points and more: there, more points can
/// put a case lower.
[[nodiscard]] inline std::string slower_in_band() {
  return with(kPolicy, "from = 0\n",
              "from = 20\n[[band]]\nid = \"rest\"\nlabel = \"Rest\"\nfrom = 0\n") +
         "[waiting]\nrates = [{ from_day = 0, per_day = 0.1 }]\n[[waiting.faster]]\ntimes = 0.5\n"
         "all = [{ band = \"all\" }]\n";
}

}  // namespace waitlist::three_cases
