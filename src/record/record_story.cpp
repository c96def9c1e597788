#include <waitlist/record/record_story.h>

#include "record/log_contents.h"
#include "record/record_faults.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace waitlist {
namespace {

using RowParts = std::vector<std::pair<std::string, std::string>>;

std::string part_named(const RowParts& parts, std::string_view name) {
  for (const auto& [found, value] : parts) {
    if (found == name) return value;
  }
  return {};
}

/// What rules are called, as the policies of the log have it.
class RuleNames {
 public:
  explicit RuleNames(const RecordLog& log) : log_{log} {}

  /// Whether the policy is another one than that of the list before.
  void go_to(std::uint64_t list, const ListEntry& entry) {
    if (policy_ == entry.policy && facts_ == entry.facts) return;
    policy_ = entry.policy;
    facts_ = entry.facts;
    labels_.clear();
    tiers_.clear();
    const auto texts = log_.policy_texts(list);
    if (!texts) return;
    // A policy that today's program refuses leaves the ids to speak for themselves.
    const auto policy = read_policy_texts(*texts);
    if (!policy) return;
    for (const CriterionRule& rule : policy->written().criteria) {
      std::string label = rule.label;
      const auto fact = policy->schema().find(rule.fact);
      if (label.empty() && fact) label = policy->schema().fact(*fact).label;
      if (!label.empty()) labels_.emplace(rule.name(), std::move(label));
    }
    for (const GroupRule& group : policy->written().groups) labels_.emplace(group.id, group.label);
    for (const BandRule& band : policy->written().bands) tiers_.emplace(band.id, band.label);
  }

  /// Of `answer/harm/da.dash`.
  [[nodiscard]] std::string of(std::string_view part) const {
    const std::string id{part.substr(part.rfind('/') + 1)};
    const std::string_view kind = part.substr(0, part.find('/'));
    if (kind == "waiting") return "time on the list";
    if (kind == "filing") return "court filing date";
    const auto label = labels_.find(id);
    std::string words = label == labels_.end() ? id : label->second;
    if (kind == "answer") return words;
    if (kind == "age") return "age";
    if (kind == "more_children") return "further young children";
    if (kind == "unknown_limit") return "the limit on what is not known";
    if (kind == "constant") return "what every case has for " + words;
    if (kind == "overlap") return "overlap in " + words;
    if (kind == "cap" || kind == "ceiling") return "the most allowed for " + words;
    return words + ", not known";
  }

  [[nodiscard]] std::string tier(const std::string& id) const {
    const auto label = tiers_.find(id);
    const bool plain = label == tiers_.end() || label->second.empty() || label->second == id;
    return plain ? id : id + " (" + label->second + ")";
  }

 private:
  const RecordLog& log_;
  std::optional<Digest> policy_;
  std::optional<Digest> facts_;
  std::map<std::string, std::string> labels_;
  std::map<std::string, std::string> tiers_;
};

/// `12.000 for Domestic abuse reported; …`: what the points are made of, without what earns none.
std::string reasons_in_words(const RowParts& parts, const RuleNames& names) {
  std::string text;
  for (const auto& [name, value] : parts) {
    const bool is_points = name.find('/') != std::string::npos && !name.starts_with("step/");
    if (!is_points || value == "0.000") continue;
    if (!text.empty()) text += "; ";
    text += value + " for " + names.of(name);
  }
  return text;
}

std::string words_of(const DecidedPlace& place) {
  return place.decided == place.proposed
             ? "Its place was confirmed: " + std::to_string(place.decided)
             : "Its place was changed from " + std::to_string(place.proposed) + " to " +
                   std::to_string(place.decided);
}

std::string words_of(const DecidedPractitioner& practitioner) {
  std::string words = "It was allocated to " + practitioner.decided;
  if (practitioner.proposed.empty()) return words + "; nobody was proposed";
  return practitioner.proposed == practitioner.decided
             ? words + ", as proposed"
             : words + "; " + practitioner.proposed + " was proposed";
}

class StoryTeller {
 public:
  explicit StoryTeller(const RecordLog& log) : log_{log}, names_{log} {}

  [[nodiscard]] Errors tell(std::uint64_t list, std::string_view case_id, const KeyStore& keys) {
    const auto rows = opened_rows(log_.files(), log_.contents(), list, &keys);
    if (!rows) return rows.error();
    note_decided_cases(log_.contents(), list, *rows, cases_);
    const ListEntry& entry = *log_.contents().list(list);
    for (std::uint32_t row = 0; row < rows->size(); ++row) {
      const auto& opened = (*rows)[row].opened;
      if (!opened || opened->case_id != case_id) continue;
      names_.go_to(list, entry);
      tell_row(entry, row_parts(opened->row_text));
      row_of_.emplace(list, row);
      Errors errors = tell_decisions(list, row, keys);
      if (!errors.empty()) return errors;
    }
    return {};
  }

  /// Decisions that were made later than the list they are about.
  [[nodiscard]] Errors tell_later(std::uint64_t at, const LaterEntry& later, const KeyStore& keys) {
    const auto row = row_of_.find(later.list);
    if (row == row_of_.end()) return {};
    const std::size_t before = text_.size();
    const ListEntry& list = *log_.contents().list(later.list);
    text_ += "\n" + later.on.text() + " (about list " + list.list_id + ")\n";
    const std::size_t begun = text_.size();
    Errors errors = tell_decisions(at, row->second, keys);
    if (text_.size() == begun) text_.resize(before);
    return errors;
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void tell_row(const ListEntry& entry, const RowParts& parts) {
    const std::string status = parts.empty() ? std::string{} : parts.front().first;
    text_ += "\n" + entry.as_of.text() + " (list " + entry.list_id + ")\n";
    if (status == "faulty") {
      text_ += "  Its row had a fault, so it was not ranked.\n";
      return;
    }
    if (status == "apart") {
      text_ += "  It stood apart and was not ranked: " + part_named(parts, "reason") + ".\n";
    } else {
      text_ += "  It was ranked at place " + part_named(parts, "position") + ". The list ranked " +
               std::to_string(entry.ranked) + (entry.ranked == 1 ? " case.\n" : " cases.\n");
    }
    const std::string points = part_named(parts, "points");
    if (points.empty()) return;
    text_ += "  Tier: " + names_.tier(part_named(parts, "tier")) + ". Points: " + points +
             ". Days waited: " + part_named(parts, "waited") + ".\n";
    std::string reasons = reasons_in_words(parts, names_);
    if (reasons.empty()) reasons = "nothing earned points";
    text_ += reasons == reasons_ ? "  Why: as on the list before.\n" : "  Why: " + reasons + ".\n";
    reasons_ = std::move(reasons);
  }

  /// The decisions about this row directly behind an entry.
  [[nodiscard]] Errors tell_decisions(std::uint64_t behind,
                                      std::uint32_t row,
                                      const KeyStore& keys) {
    const auto reasons = opened_reasons(log_.files(), log_.contents(), behind, cases_, keys);
    if (!reasons) return reasons.error();
    for (const OpenedReason& reason : *reasons) {
      const auto& decision = std::get<DecisionEntry>(log_.entry(reason.decision));
      if (decision.row != row) continue;
      text_ += "  ";
      text_ += std::visit([](const auto& what) { return words_of(what); }, decision.what);
      text_ += ". Code: " + decision.code + ". Proposed by " + decision.proposed_by +
               ", decided by " + decision.made_by + ".\n";
      if (reason.text) text_ += "  Reason given: " + *reason.text + "\n";
    }
    return {};
  }

  const RecordLog& log_;
  RuleNames names_;
  std::map<std::uint64_t, std::uint32_t> row_of_;  ///< ranked or not, by list
  DecidedCases cases_;
  std::string reasons_;  ///< of the list before
  std::string text_;
};

}  // namespace

Result<std::string> case_story(const RecordLog& log, std::string_view case_id) {
  if (!log.has_private_part()) {
    return failed(record_fault(log.folder() + "/private", "",
                               "is missing; only what is in it tells whose row a row is",
                               ErrorCode::file_unreadable));
  }
  const auto keys = KeyStore::read(log.files());
  if (!keys) return failed(keys.error());
  StoryTeller teller{log};
  for (std::uint64_t at = 0; at < log.head().tree.size; ++at) {
    const auto* later = std::get_if<LaterEntry>(&log.entry(at));
    Errors errors;
    if (later != nullptr) {
      errors = teller.tell_later(at, *later, *keys);
    } else if (std::holds_alternative<ListEntry>(log.entry(at))) {
      errors = teller.tell(at, case_id, *keys);
    }
    if (!errors.empty()) return failed(std::move(errors));
  }
  const std::string story = teller.take();
  if (story.empty() || case_id.empty()) {
    return failed(record_fault(log.folder(), case_id,
                               "no row that can be opened is of a case with this id",
                               ErrorCode::unknown_reference));
  }
  return "Case " + std::string{case_id} + "\n" + story;
}

}  // namespace waitlist
