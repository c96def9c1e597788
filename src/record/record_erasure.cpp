#include <waitlist/base/limits.h>
#include <waitlist/record/record_log.h>

#include "record/decision_rules.h"
#include "record/openings.h"
#include "record/record_faults.h"
#include "record/record_numbers.h"
#include "record/writer_state.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

constexpr std::string_view kErasingBegin = "waitlist-record/1 erasing\n";
/// How much of an entry the numbers of rows may take.
constexpr std::size_t kErasedTextMax = 60'000;
constexpr std::size_t kErasedNumberMax = 24;

/// What lies outside the log of one case.
struct OfCase {
  std::vector<RowPlace> rows;
  std::vector<std::uint64_t> reasons;
};

/// Visits every list of a log and every entry behind which later decisions stand.
template <class Visit>
Errors each_heading(const LogContents& contents, Visit visit) {
  for (std::uint64_t heading = 0; heading < contents.entries.size(); ++heading) {
    if (!contents.list_decided_behind(heading)) continue;
    Errors errors = visit(heading);
    if (!errors.empty()) return errors;
  }
  return {};
}

Result<OfCase> find_case(LogFiles& files, const LogContents& contents, const std::string& case_id) {
  OfCase found;
  Errors errors = each_heading(contents, [&](std::uint64_t heading) -> Errors {
    auto openings = read_openings_file(files, heading);
    if (!openings) return std::move(openings.error());
    auto reasons = read_reasons_file(files, heading);
    if (!reasons) return std::move(reasons.error());
    if (*openings) {
      for (const RowOpening& one : **openings) {
        if (one.text.case_id == case_id) found.rows.push_back({heading, one.row});
      }
    }
    if (*reasons) {
      for (const ReasonOpening& one : **reasons) {
        if (one.case_id == case_id) found.reasons.push_back(one.decision);
      }
    }
    return {};
  });
  if (!errors.empty()) return failed(std::move(errors));
  return found;
}

/// The entries that say it: one, or more where the numbers of rows do not fit into one.
std::vector<std::string> entries_of(const ErasureOrder& order, const OfCase& found) {
  constexpr std::size_t kNumbersMax = kErasedTextMax / kErasedNumberMax;
  std::vector<std::string> entries;
  std::size_t row = 0;
  std::size_t reason = 0;
  while (row < found.rows.size() || reason < found.reasons.size()) {
    ErasedEntry entry{order.on, order.ground, order.ordered_by, {}, {}};
    std::size_t room = kNumbersMax;
    for (; room > 0 && row < found.rows.size(); --room) entry.rows.push_back(found.rows[row++]);
    for (; room > 0 && reason < found.reasons.size(); --room) {
      entry.reasons.push_back(found.reasons[reason++]);
    }
    entries.push_back(to_text(LogEntry{std::move(entry)}));
  }
  return entries;
}

/// Takes the case out of what opens a list, and the reasons of decisions.
Errors take_out(LogFiles& files, std::uint64_t heading, const std::string& case_id) {
  auto openings = read_openings_file(files, heading);
  if (!openings) return std::move(openings.error());
  Errors errors;
  if (*openings && std::erase_if(**openings, [&](const RowOpening& one) {
                     return one.text.case_id == case_id;
                   }) != 0) {
    errors = replace_file(files, openings_path(heading), to_openings_file(heading, **openings));
  }
  if (!errors.empty()) return errors;
  auto reasons = read_reasons_file(files, heading);
  if (!reasons) return std::move(reasons.error());
  if (*reasons && std::erase_if(**reasons, [&](const ReasonOpening& one) {
                    return one.case_id == case_id;
                  }) != 0) {
    errors = replace_file(files, reasons_path(heading), to_reasons_file(heading, **reasons));
  }
  return errors;
}

Errors destroy(LogFiles& files, const LogContents& contents, const std::string& case_id) {
  auto keys = KeyStore::read(files);
  if (!keys) return std::move(keys.error());
  keys->erase(key_name(case_id));
  Errors errors = keys->write(files);
  if (errors.empty()) {
    errors = each_heading(contents,
                          [&](std::uint64_t heading) { return take_out(files, heading, case_id); });
  }
  return errors.empty() ? files.remove(kErasingPath) : errors;
}

}  // namespace

Errors finish_erasure(LogFiles& files, const LogContents& contents) {
  auto bytes = files.read(kErasingPath, limits::kCellBytesMax);
  if (!bytes) return std::move(bytes.error());
  if (!*bytes) return {};
  const std::string_view whole = **bytes;
  const std::size_t end_of_size = whole.find('\n', kErasingBegin.size());
  const bool begins = whole.starts_with(kErasingBegin) && end_of_size != std::string_view::npos &&
                      whole.ends_with('\n') && end_of_size + 1 < whole.size();
  std::optional<std::uint64_t> size;
  if (begins) {
    size = record_number(whole.substr(kErasingBegin.size(), end_of_size - kErasingBegin.size()),
                         limits::kLogEntriesMax);
  }
  if (!size) {
    return {malformed_record(files.shown(kErasingPath), "",
                             "expected the size of the log and the id of the case that was being "
                             "erased; erase that case again, then take this file away")};
  }
  // Without its entry the erasure had not begun.
  if (contents.entries.size() <= *size) return files.remove(kErasingPath);
  std::string case_id{whole.substr(end_of_size + 1)};
  case_id.pop_back();
  return destroy(files, contents, case_id);
}

Result<Erasure> RecordWriter::erase(const ErasureOrder& order) {
  Errors errors = state_->unready();
  if (!errors.empty()) return failed(std::move(errors));
  for (const std::string* code : {&order.ground, &order.ordered_by}) {
    if (is_record_code(*code)) continue;
    errors.push_back(record_fault(code == &order.ground ? "ground" : "by", *code, code_rule(),
                                  ErrorCode::unknown_word));
  }
  if (!errors.empty()) return failed(std::move(errors));
  LogFiles& files = state_->store.files();
  const auto found = find_case(files, state_->contents, order.case_id);
  if (!found) return failed(found.error());
  if (order.case_id.empty() || (found->rows.empty() && found->reasons.empty())) {
    return failed(record_fault(files.shown(""), order.case_id,
                               "no row that can be opened is of a case with this id",
                               ErrorCode::unknown_reference));
  }
  const std::uint64_t size = state_->contents.entries.size();
  errors =
      replace_file(files, kErasingPath,
                   std::string{kErasingBegin} + std::to_string(size) + '\n' + order.case_id + '\n');
  if (errors.empty()) errors = state_->append(entries_of(order, *found));
  if (errors.empty()) errors = destroy(files, state_->contents, order.case_id);
  if (!errors.empty()) return failed(state_->stopped_by(std::move(errors)));
  Erasure erasure;
  erasure.rows = static_cast<std::uint32_t>(found->rows.size());
  erasure.reasons = static_cast<std::uint32_t>(found->reasons.size());
  for (std::size_t i = 0; i < found->rows.size(); ++i) {
    if (i == 0 || found->rows[i].list != found->rows[i - 1].list) ++erasure.lists;
  }
  erasure.head = head();
  return erasure;
}

}  // namespace waitlist
