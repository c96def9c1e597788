#include "report/policy_difference.h"

#include <waitlist/policy/policy_review.h>

#include "policy/policy_tables.h"
#include "report/plain_words.h"
#include "report/policy_outline.h"

#include <algorithm>
#include <array>

namespace waitlist {
namespace {

constexpr std::array kDifferent{ChangeKind::added, ChangeKind::removed, ChangeKind::changed};

RowDifference row_difference(const OutlineRow* before, const OutlineRow* after) {
  RowDifference row;
  row.label = after != nullptr ? after->label : before->label;
  if (before != nullptr) row.before = before->value;
  if (after != nullptr) row.after = after->value;
  if (before == nullptr) {
    row.kind = ChangeKind::added;
  } else if (after == nullptr) {
    row.kind = ChangeKind::removed;
  } else {
    row.kind = row.before == row.after ? ChangeKind::same : ChangeKind::changed;
    if (before->points && after->points) row.more = *after->points - *before->points;
  }
  return row;
}

/// Calls `both(before, after)` for what has the same key: in the order of `after`, then what is
/// only in `before`; the one that is absent is null.
template <typename Keyed, typename Function>
void beside(const std::vector<Keyed>& before, const std::vector<Keyed>& after, Function both) {
  const auto find = [](const std::vector<Keyed>& in, const std::string& key) {
    const auto found = std::ranges::find(in, key, &Keyed::key);
    return found == in.end() ? nullptr : &*found;
  };
  for (const Keyed& one : after) both(find(before, one.key), &one);
  for (const Keyed& one : before) {
    if (find(after, one.key) == nullptr) both(&one, static_cast<const Keyed*>(nullptr));
  }
}

PartDifference part_difference(const OutlinePart* before, const OutlinePart* after) {
  static const std::vector<OutlineRow> none;
  PartDifference part;
  part.title = after != nullptr ? after->title : before->title;
  beside(before != nullptr ? before->rows : none, after != nullptr ? after->rows : none,
         [&](const OutlineRow* was, const OutlineRow* is) {
           part.rows.push_back(row_difference(was, is));
         });
  const bool same = std::ranges::all_of(
      part.rows, [](const RowDifference& row) { return row.kind == ChangeKind::same; });
  if (before == nullptr) {
    part.kind = ChangeKind::added;
  } else if (after == nullptr) {
    part.kind = ChangeKind::removed;
  } else {
    part.kind = same && before->title == after->title ? ChangeKind::same : ChangeKind::changed;
  }
  return part;
}

/// What a reader has to know first, in sentences.
class DifferenceSummary {
 public:
  DifferenceSummary(const CompiledPolicy& before, const CompiledPolicy& after)
      : before_{before},
        after_{after},
        doubts_before_{review(before)},
        doubts_after_{review(after)} {}

  std::vector<std::string> sentences(const std::vector<SectionDifference>& sections) {
    const bool waiting_said = add_turn(DoubtKind::ignores_waiting, "Time on the list");
    const bool age_said = add_turn(DoubtKind::ignores_age, "The child's age");
    for (const FactTheme& theme : after_.schema().themes()) add_theme(theme);
    add_starvation();
    for (const SectionDifference& section : sections) {
      const bool said =
          (section.id == "waiting" && waiting_said) || (section.id == "age" && age_said);
      if (!said) add_changes(section);
    }
    if (sentences_.empty()) sentences_.emplace_back("The two policies say the same.");
    return std::move(sentences_);
  }

 private:
  [[nodiscard]] static bool is_in(const std::vector<Doubt>& doubts, DoubtKind kind) {
    return std::ranges::count(doubts, kind, &Doubt::kind) > 0;
  }

  /// Whether what one policy ignores counts in the other.
  bool add_turn(DoubtKind kind, const std::string& what) {
    const bool was_missing = is_in(doubts_before_, kind);
    const bool is_missing = is_in(doubts_after_, kind);
    if (was_missing && !is_missing) {
      sentences_.push_back(what + " was missing: it counted for nothing before, and counts now.");
    } else if (!was_missing && is_missing) {
      sentences_.push_back(what + " is missing now: it counted before, and counts for nothing.");
    }
    return was_missing != is_missing;
  }

  /// Facts of the theme on which a rule of the policy looks, as `7 of 9`; empty without such facts.
  static std::string facts_in_use(const CompiledPolicy& policy, const std::string& theme) {
    std::size_t all = 0;
    std::size_t used = 0;
    const auto facts = policy.schema().facts();
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (facts[i].theme != theme) continue;
      ++all;
      if (std::ranges::count(policy.tables().facts_in_use, FactIndex{i}) > 0) ++used;
    }
    return all == 0 ? "" : std::to_string(used) + " of " + std::to_string(all);
  }

  void add_theme(const FactTheme& theme) {
    const std::string were = facts_in_use(before_, theme.id);
    const std::string are = facts_in_use(after_, theme.id);
    if (were == are || were.empty() || are.empty()) return;
    const std::string about =
        theme.label + (theme.includes.empty() ? "" : ", with " + theme.includes);
    sentences_.push_back("Facts about " + about + ": before, " + were + " counted; now " + are +
                         " count.");
  }

  static std::vector<std::string> without_limit(const CompiledPolicy& policy) {
    std::vector<std::string> tiers;
    for (const OvertakingWindow& window : overtaking_windows(policy)) {
      if (!window.days) tiers.push_back(tier_in_words(policy, window.tier));
    }
    return tiers;
  }

  void add_starvation() {
    const std::vector<std::string> were = without_limit(before_);
    const std::vector<std::string> are = without_limit(after_);
    if (were == are) return;
    const auto where = [](const std::vector<std::string>& tiers) {
      return tiers.empty() ? std::string{"in no tier"} : "in " + listed(tiers);
    };
    sentences_.push_back("Before, newcomers could pass a case for ever " + where(were) +
                         ". Now they can " + where(are) + ".");
  }

  /// Names what was added, removed and changed, where that has a name of its own.
  void add_changes(const SectionDifference& section) {
    std::vector<std::string> said;
    for (const ChangeKind kind : kDifferent) {
      std::vector<std::string> titles;
      for (const PartDifference& part : section.parts) {
        if (part.kind == kind) titles.push_back("\"" + part.title + "\"");
      }
      if (titles.empty()) continue;
      said.push_back(std::string{to_text(kind)} +
                     (section.parts.size() == 1 ? "" : " " + listed(titles)));
    }
    if (!said.empty()) sentences_.push_back(section.title + ": " + listed(said, "; ") + ".");
  }

  const CompiledPolicy& before_;
  const CompiledPolicy& after_;
  std::vector<Doubt> doubts_before_, doubts_after_;
  std::vector<std::string> sentences_;
};

}  // namespace

PolicyDifference difference(const CompiledPolicy& before, const CompiledPolicy& after) {
  const std::vector<OutlineSection> was = outline(before);
  const std::vector<OutlineSection> is = outline(after);
  PolicyDifference result;
  for (std::size_t i = 0; i < is.size(); ++i) {
    SectionDifference section{is[i].id, is[i].title, {}};
    beside(was[i].parts, is[i].parts, [&](const OutlinePart* one, const OutlinePart* other) {
      section.parts.push_back(part_difference(one, other));
    });
    if (section.parts.empty() && !is[i].shown_empty) continue;
    result.sections.push_back(std::move(section));
  }
  result.summary = DifferenceSummary{before, after}.sentences(result.sections);
  return result;
}

std::size_t parts_of(const PolicyDifference& difference, ChangeKind kind) {
  std::size_t count = 0;
  for (const SectionDifference& section : difference.sections) {
    count +=
        static_cast<std::size_t>(std::ranges::count(section.parts, kind, &PartDifference::kind));
  }
  return count;
}

std::string changes_in_words(const SectionDifference& section) {
  std::vector<std::string> counts;
  for (const ChangeKind kind : kDifferent) {
    const auto count = std::ranges::count(section.parts, kind, &PartDifference::kind);
    if (count > 0) counts.push_back(std::to_string(count) + " " + std::string{to_text(kind)});
  }
  return counts.empty() ? std::string{to_text(ChangeKind::same)} : listed(counts, ", ");
}

std::string change_in_words(const RowDifference& row) {
  if (row.kind != ChangeKind::changed || !row.more) return std::string{to_text(row.kind)};
  return (*row.more > Points{0} ? "+" : "") + short_points(*row.more);
}

std::string_view to_text(ChangeKind kind) noexcept {
  switch (kind) {
    case ChangeKind::same: return "the same";
    case ChangeKind::changed: return "changed";
    case ChangeKind::added: return "added";
    case ChangeKind::removed: return "removed";
  }
  return "";
}

}  // namespace waitlist
