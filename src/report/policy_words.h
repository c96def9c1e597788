// The rules of a policy as people would say them, shared by everything that shows a policy.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include <optional>
#include <string>
#include <vector>

namespace waitlist {

/// An answer and what it earns. `key` names the answer in this and in other policies.
struct PointsRow {
  std::string key;
  std::string answer;
  Points points;
};

/// `For: England. Written by: …`; empty when the policy says nothing of the kind.
[[nodiscard]] std::string about_in_words(const Policy& policy);

/// Who stands first: the order keys in a sentence, and those within the tier that has its own.
[[nodiscard]] std::string order_in_words(const CompiledPolicy& compiled);

/// How a group adds up, to how much, and what it is for.
[[nodiscard]] std::string group_in_words(const GroupRule& group);

/// The criterion's own label, else the fact's.
[[nodiscard]] std::string label_of(const CompiledPolicy& policy, const CriterionRule& rule);

/// In the order of the schema, with what the policy says of unknown answers last.
[[nodiscard]] std::vector<PointsRow> points_of(const CompiledPolicy& policy,
                                               const CriterionRule& rule);
[[nodiscard]] std::vector<PointsRow> points_of(const CompiledPolicy& policy, const AgeRule& age);
[[nodiscard]] std::vector<PointsRow> points_of(const CompiledPolicy& policy,
                                               const FilingRule& filing);

/// `Age of the youngest child, on the day the case was listed`.
[[nodiscard]] std::string age_in_words(const AgeRule& age);

/// The wait that earns as much, at the plain rate, in what the policy counts waits in; none where
/// none does.
[[nodiscard]] std::optional<std::int64_t> as_waiting(const CompiledPolicy& policy, Points points);

/// `12 days`, `1 month`: a wait in what the policy counts waits in.
[[nodiscard]] std::string wait_in_words(const CompiledPolicy& policy, std::int64_t wait);

/// `days on the list`, `completed months on the list`.
[[nodiscard]] std::string waits_in_words(WaitUnit unit);

/// `from day 14`.
[[nodiscard]] std::string from_in_words(WaitUnit unit, const WaitingRate& rate);

/// `a day`, `in 365 days`: what the points of a rate are earned in.
[[nodiscard]] std::string every_in_words(WaitUnit unit, const WaitingRate& rate);

/// What it means that waits are counted so; empty for days.
[[nodiscard]] std::string count_in_words(WaitUnit unit);

/// From when an answer is out of date, and what that means.
[[nodiscard]] std::string valid_in_words(Days valid);
[[nodiscard]] std::string unknown_in_words(const Policy& policy);
/// `1.5 times as fast where the youngest child is under 12 months`.
[[nodiscard]] std::string faster_in_words(const CompiledPolicy& policy,
                                          const FasterWaiting& faster);
[[nodiscard]] std::string pauses_in_words(PauseTreatment pauses);
[[nodiscard]] std::string effort_in_words(const FilingRule& rule);
/// Require that the policy has the rule.
[[nodiscard]] std::string promotion_in_words(const CompiledPolicy& policy);
[[nodiscard]] std::string must_allocate_in_words(const CompiledPolicy& policy);
[[nodiscard]] std::string decisions_in_words(const Policy& policy);
[[nodiscard]] std::string delays_in_words(const DelayRule& rule);
[[nodiscard]] std::string apart_in_words(const ApartRule& rule);
[[nodiscard]] std::string review_in_words(const ReviewRule& rule);

/// Title, publisher, date and address, as far as they are known.
[[nodiscard]] std::string source_in_words(const PolicySource& source);

/// Why the rule is there, what it comes from and its sources; empty when nothing is said.
[[nodiscard]] std::string origin_in_words(const Origin& origin);

}  // namespace waitlist
