#include "policy/uncertain_faults.h"

#include <waitlist/base/limits.h>

#include "policy/policy_numbers.h"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// A number that an interval may be given for.
struct NamedNumber {
  VariedKind kind{};
  std::string rule;
  Points written;
  bool is_shared = false;  ///< another number has the name, too
};

using NamedNumbers = std::map<std::string, NamedNumber, std::less<>>;

NamedNumbers named_numbers(const Policy& policy) {
  NamedNumbers numbers;
  each_written_number(policy, [&numbers](const NumberName& name, Points points) {
    const auto [at, is_new] =
        numbers.try_emplace(name_of(name), NamedNumber{name.kind, name.rule, points});
    if (!is_new) at->second.is_shared = true;
  });
  return numbers;
}

/// Among more names none is sought that may have been meant, and for no more: together that would
/// take too long.
constexpr std::size_t kNamesSought = 1024;
constexpr std::size_t kSoughtFor = 16;

/// What a name may have been meant for: of its own rule where there is one.
std::vector<std::string> names_near(const NamedNumbers& numbers, std::string_view name) {
  const std::string_view rule = name.substr(0, name.find(':'));
  std::vector<std::string> own;
  std::vector<std::string> all;
  all.reserve(numbers.size());
  for (const auto& [known, number] : numbers) {
    if (number.rule == rule) own.push_back(known);
    all.push_back(known);
  }
  if (own.empty()) own = std::move(all);
  if (own.size() > kNamesSought) own.clear();
  return own;
}

class IntervalCheck {
 public:
  IntervalCheck(FaultCollector& to, const NamedNumbers& numbers) : to_{to}, numbers_{numbers} {}

  void check(std::size_t index) {
    const UncertainNumber& one = to_.policy().uncertain[index];
    const std::string field = numbered("uncertain", index);
    if (const NamedNumber* const number = find(one, field)) check_ends(one, *number, field);
  }

 private:
  void fault(ErrorCode code,
             const UncertainNumber& one,
             std::string field,
             std::string_view found,
             std::string reason) {
    to_.add(code, one.place, std::move(field), found, std::move(reason));
  }

  /// Null after reporting what is wrong with the name.
  const NamedNumber* find(const UncertainNumber& one, const std::string& field) {
    const auto at = numbers_.find(one.number);
    if (at == numbers_.end()) {
      std::string reason = "no number of points in this policy has this name";
      if (sought_for_++ < kSoughtFor) {
        reason += did_you_mean(one.number, names_near(numbers_, one.number));
      }
      fault(ErrorCode::unknown_reference, one, field + ".number", one.number, std::move(reason));
      return nullptr;
    }
    if (at->second.is_shared) {
      fault(ErrorCode::inconsistent, one, field + ".number", one.number,
            "several numbers of this policy have this name: give the criterion another `id`");
      return nullptr;
    }
    if (!seen_.insert(one.number).second) {
      fault(ErrorCode::duplicate_name, one, field + ".number", one.number,
            "an earlier [[uncertain]] is about this number");
      return nullptr;
    }
    return &at->second;
  }

  void check_ends(const UncertainNumber& one, const NamedNumber& number, const std::string& field) {
    const bool falls = can_be_negative(number.kind);
    const Points least = falls ? Points{-limits::kPointsMax} : Points{};
    bool within = true;
    for (const auto& [key, end] : {std::pair{".from", one.from}, std::pair{".to", one.to}}) {
      if (end >= least && end <= Points{limits::kPointsMax}) continue;
      within = false;
      fault(ErrorCode::out_of_range, one, field + key, to_text(end),
            std::string{"this number is "} + (falls ? "-1000000" : "0") + " to 1000000 points");
    }
    if (!within) return;
    if (one.from > one.to) {
      fault(ErrorCode::inconsistent, one, field + ".from", to_text(one.from),
            "`from` is not above `to`, which is " + to_text(one.to));
      return;
    }
    const std::string lies = "the number as written, " + to_text(number.written);
    if (one.from > number.written) {
      fault(ErrorCode::inconsistent, one, field + ".from", to_text(one.from),
            lies + ", lies in its interval: `from` is not above it");
    }
    if (one.to < number.written) {
      fault(ErrorCode::inconsistent, one, field + ".to", to_text(one.to),
            lies + ", lies in its interval: `to` is not below it");
    }
  }

  FaultCollector& to_;
  const NamedNumbers& numbers_;
  std::set<std::string_view> seen_;
  std::size_t sought_for_ = 0;  ///< names that no number has
};

}  // namespace

void check_uncertain(FaultCollector& to) {
  const std::vector<UncertainNumber>& uncertain = to.policy().uncertain;
  if (uncertain.empty()) return;
  if (uncertain.size() > limits::kUncertainMax) {
    to.add(ErrorCode::too_large, to.policy().id_place, "uncertain",
           std::to_string(uncertain.size()),
           "at most " + std::to_string(limits::kUncertainMax) + " numbers have an interval");
    return;
  }
  const NamedNumbers numbers = named_numbers(to.policy());
  IntervalCheck check{to, numbers};
  for (std::size_t i = 0; i < uncertain.size(); ++i) check.check(i);
}

Policy at_interval_ends(const Policy& policy, const FactSchema& schema, bool at_to) {
  std::map<std::string_view, Points> ends;
  for (const UncertainNumber& one : policy.uncertain) {
    ends.emplace(one.number, at_to ? one.to : one.from);
  }
  Policy moved = policy;
  each_number(moved, [&ends](const NumberName& name, Points& points) {
    const auto end = ends.find(name_of(name));
    if (end != ends.end()) points = end->second;
  });
  moved.uncertain.clear();
  // At `to`, what an interval of `unknown` names above that most would never be reached.
  if (!at_to) hold_unknown(moved, schema);
  return moved;
}

}  // namespace waitlist
