#include <waitlist/base/limits.h>
#include <waitlist/record/log_entry.h>

#include "record/digest_bytes.h"
#include "record/entry_text.h"
#include "record/record_faults.h"
#include "record/record_numbers.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace waitlist {
namespace {

constexpr std::string_view kFormat = "waitlist-record/1";
constexpr std::uint64_t kRowsMax = limits::kCasesMax;

std::string hex_or_none(const std::optional<Digest>& digest) {
  return digest ? digest->hex() : std::string{};
}

void append_number_part(std::string& line, std::string_view name, std::uint64_t number) {
  append_part_of_line(line, name, std::to_string(number));
}

std::string line_of(const ListEntry& list) {
  std::string line{kFormat};
  append_part_of_line(line, "list", list.list_id);
  append_part_of_line(line, "as-of", list.as_of.text());
  append_number_part(line, "ranked", list.ranked);
  append_number_part(line, "apart", list.apart);
  append_number_part(line, "faulty", list.faulty);
  append_part_of_line(line, "root", list.root.hex());
  append_part_of_line(line, "policy", list.policy.hex());
  append_part_of_line(line, "facts", hex_or_none(list.facts));
  append_part_of_line(line, "calendar", hex_or_none(list.calendar));
  append_part_of_line(line, "stamp", list.stamp.hex());
  append_part_of_line(line, "program", list.program);
  append_number_part(line, "raised", list.raised);
  append_number_part(line, "lowered", list.lowered);
  return line;
}

std::string line_of(const DecisionEntry& decision) {
  std::string line{kFormat};
  if (const auto* place = std::get_if<DecidedPlace>(&decision.what)) {
    append_number_part(line, "decision", decision.list);
    append_number_part(line, "row", decision.row);
    append_number_part(line, "proposed", place->proposed);
    append_number_part(line, "decided", place->decided);
  } else if (const auto* practitioner = std::get_if<DecidedPractitioner>(&decision.what)) {
    append_number_part(line, "given", decision.list);
    append_number_part(line, "row", decision.row);
    append_part_of_line(line, "proposed", practitioner->proposed);
    append_part_of_line(line, "practitioner", practitioner->decided);
  }
  append_part_of_line(line, "code", decision.code);
  append_part_of_line(line, "proposed-by", decision.proposed_by);
  append_part_of_line(line, "made-by", decision.made_by);
  append_part_of_line(line, "team", decision.team);
  append_part_of_line(line, "reason", hex_or_none(decision.reason));
  return line;
}

std::string line_of(const LaterEntry& later) {
  std::string line{kFormat};
  append_number_part(line, "later", later.list);
  append_part_of_line(line, "on", later.on.text());
  return line;
}

std::string line_of(const ErasedEntry& erased) {
  std::string line{kFormat};
  append_part_of_line(line, "erased", erased.on.text());
  append_part_of_line(line, "ground", erased.ground);
  append_part_of_line(line, "ordered-by", erased.ordered_by);
  std::string rows;
  for (const RowPlace& place : erased.rows) {
    if (!rows.empty()) rows += ',';
    rows += std::to_string(place.list) + ':' + std::to_string(place.row);
  }
  append_part_of_line(line, "rows", rows);
  std::string reasons;
  for (const std::uint64_t entry : erased.reasons) {
    if (!reasons.empty()) reasons += ',';
    reasons += std::to_string(entry);
  }
  append_part_of_line(line, "reasons", reasons);
  return line;
}

/// Takes parts one by one and remembers whether one was not as it must be.
class EntryParts {
 public:
  explicit EntryParts(std::vector<std::pair<std::string, std::string>> parts)
      : parts_{std::move(parts)} {
    fine_ = parts_.take(kFormat).has_value();
  }

  std::string text(std::string_view name) {
    auto value = parts_.take(name);
    fine_ = fine_ && value;
    return value ? *std::move(value) : std::string{};
  }

  std::string code(std::string_view name) {
    std::string value = text(name);
    fine_ = fine_ && is_record_code(value);
    return value;
  }

  std::uint64_t number(std::string_view name, std::uint64_t most) {
    const auto value = parts_.take_number(name, most);
    fine_ = fine_ && value;
    return value.value_or(0);
  }

  std::uint32_t row(std::string_view name) {
    return static_cast<std::uint32_t>(number(name, kRowsMax));
  }

  Day day(std::string_view name) {
    const auto value = Day::parse(text(name));
    fine_ = fine_ && value;
    return value.value_or(Day::first());
  }

  std::optional<Digest> digest_or_none(std::string_view name) {
    const std::string hex = text(name);
    if (hex.empty()) return std::nullopt;
    const auto digest = digest_of_hex(hex);
    fine_ = fine_ && digest;
    return digest;
  }

  Digest digest(std::string_view name) {
    const auto value = digest_or_none(name);
    fine_ = fine_ && value;
    return value.value_or(Digest{});
  }

  /// What stands between commas, each read by `read`.
  template <class Value, class Read>
  std::vector<Value> numbers(std::string_view name, Read read) {
    std::vector<Value> values;
    const std::string written = text(name);
    std::string_view rest = written;
    while (fine_ && !rest.empty()) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      const std::optional<Value> value = read(rest.substr(0, end));
      fine_ = value && (values.empty() || values.back() < *value);
      if (fine_) values.push_back(*value);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return values;
  }

  void require(bool holds) { fine_ = fine_ && holds; }

  [[nodiscard]] bool fine() const noexcept { return fine_; }

 private:
  LineParts parts_;
  bool fine_ = true;
};

std::optional<RowPlace> row_place_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto list = record_number(text.substr(0, colon), limits::kLogEntriesMax);
  const auto row = record_number(text.substr(colon + 1), kRowsMax);
  if (!list || !row) return std::nullopt;
  return RowPlace{*list, static_cast<std::uint32_t>(*row)};
}

LogEntry list_of(EntryParts& parts) {
  ListEntry list;
  list.list_id = parts.text("list");
  list.as_of = parts.day("as-of");
  list.ranked = parts.row("ranked");
  list.apart = parts.row("apart");
  list.faulty = parts.row("faulty");
  parts.require(std::uint64_t{list.ranked} + list.apart + list.faulty <= kRowsMax);
  list.root = parts.digest("root");
  list.policy = parts.digest("policy");
  list.facts = parts.digest_or_none("facts");
  list.calendar = parts.digest_or_none("calendar");
  list.stamp = parts.digest("stamp");
  list.program = parts.text("program");
  list.raised = parts.row("raised");
  list.lowered = parts.row("lowered");
  const std::string day = list.as_of.text() + '/';
  parts.require(
      list.list_id.starts_with(day) &&
      record_number(std::string_view{list.list_id}.substr(day.size()), limits::kLogEntriesMax)
              .value_or(0) != 0);
  return list;
}

DecidedPlace decided_place(EntryParts& parts) {
  DecidedPlace place;
  place.proposed = parts.row("proposed");
  place.decided = parts.row("decided");
  parts.require(place.proposed != 0 && place.decided != 0);
  return place;
}

DecidedPractitioner decided_practitioner(EntryParts& parts) {
  DecidedPractitioner practitioner;
  practitioner.proposed = parts.text("proposed");
  parts.require(practitioner.proposed.empty() || is_record_code(practitioner.proposed));
  practitioner.decided = parts.code("practitioner");
  return practitioner;
}

LogEntry decision_of(EntryParts& parts, bool of_place) {
  DecisionEntry decision;
  decision.list = parts.number(of_place ? "decision" : "given", limits::kLogEntriesMax);
  decision.row = parts.row("row");
  if (of_place) {
    decision.what = decided_place(parts);
  } else {
    decision.what = decided_practitioner(parts);
  }
  decision.code = parts.code("code");
  decision.proposed_by = parts.code("proposed-by");
  decision.made_by = parts.code("made-by");
  decision.team = parts.text("team");
  decision.reason = parts.digest_or_none("reason");
  return decision;
}

LogEntry later_of(EntryParts& parts) {
  LaterEntry later;
  later.list = parts.number("later", limits::kLogEntriesMax);
  later.on = parts.day("on");
  return later;
}

LogEntry erased_of(EntryParts& parts) {
  ErasedEntry erased;
  erased.on = parts.day("erased");
  erased.ground = parts.code("ground");
  erased.ordered_by = parts.code("ordered-by");
  erased.rows = parts.numbers<RowPlace>("rows", row_place_of);
  erased.reasons = parts.numbers<std::uint64_t>(
      "reasons", [](std::string_view text) { return record_number(text, limits::kLogEntriesMax); });
  return erased;
}

}  // namespace

bool is_record_code(std::string_view text) noexcept {
  constexpr std::string_view kSigns = "._:/-";
  return !text.empty() && text.size() <= limits::kRecordCodeBytesMax &&
         std::ranges::all_of(text, [&](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  kSigns.find(c) != std::string_view::npos;
         });
}

std::string to_text(const LogEntry& entry) {
  return std::visit([](const auto& one) { return line_of(one); }, entry);
}

Result<LogEntry> read_log_entry(std::string_view text, const std::string& source) {
  auto parts = parts_of_line(text);
  const std::string kind = parts.size() > 1 ? parts[1].first : std::string{};
  EntryParts entry_parts{std::move(parts)};
  std::optional<LogEntry> entry;
  if (kind == "list") entry = list_of(entry_parts);
  if (kind == "decision" || kind == "given") entry = decision_of(entry_parts, kind == "decision");
  if (kind == "later") entry = later_of(entry_parts);
  if (kind == "erased") entry = erased_of(entry_parts);
  // What is written in one way only cannot hide a second meaning.
  const bool fits = text.size() <= limits::kLogEntryBytesMax;
  if (entry && fits && entry_parts.fine() && to_text(*entry) == text) return *std::move(entry);
  return failed(malformed_record(source, text,
                                 "expected an entry of waitlist-record/1: a list, a decision, the "
                                 "head of later decisions or an erasure, as "
                                 "docs/reference/record.md has it"));
}

}  // namespace waitlist
