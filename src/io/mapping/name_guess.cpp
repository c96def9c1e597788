#include "io/mapping/name_guess.h"

#include "io/blank_text.h"

#include <algorithm>
#include <array>

namespace waitlist {
namespace {

struct Alias {
  std::string_view theirs;  ///< as bare_name() gives it, without digits
  std::string_view ours;
};

constexpr std::array<Alias, 58> kColumns{{
    {"caseno", "case_id"},
    {"casenumber", "case_id"},
    {"caseref", "case_id"},
    {"casereference", "case_id"},
    {"caseidentifier", "case_id"},
    {"referencenumber", "case_id"},
    {"reference", "case_id"},
    {"ref", "case_id"},
    {"id", "case_id"},
    {"episodeid", "case_id"},
    {"courtcaseno", "case_id"},
    {"familymancaseno", "case_id"},
    {"hospitalnumber", "case_id"},
    {"datereceived", "listed_on"},
    {"received", "listed_on"},
    {"receiveddate", "listed_on"},
    {"receivedon", "listed_on"},
    {"datelisted", "listed_on"},
    {"listeddate", "listed_on"},
    {"dateadded", "listed_on"},
    {"dateofreferral", "listed_on"},
    {"referraldate", "listed_on"},
    {"orderdate", "listed_on"},
    {"dateoforder", "listed_on"},
    {"dateonlist", "listed_on"},
    {"waitingsince", "listed_on"},
    {"registrationdate", "listed_on"},
    {"datedue", "filing_date"},
    {"duedate", "filing_date"},
    {"reportdue", "filing_date"},
    {"reportduedate", "filing_date"},
    {"filingduedate", "filing_date"},
    {"filingdeadline", "filing_date"},
    {"dob", "child_dobs"},
    {"dobs", "child_dobs"},
    {"childdob", "child_dobs"},
    {"dobchild", "child_dobs"},
    {"childrendobs", "child_dobs"},
    {"childsdob", "child_dobs"},
    {"dateofbirth", "child_dobs"},
    {"childdateofbirth", "child_dobs"},
    {"childsdateofbirth", "child_dobs"},
    {"childref", "child_refs"},
    {"childid", "child_refs"},
    {"personid", "child_refs"},
    {"casestatus", "status"},
    {"currentstatus", "status"},
    {"teamname", "team"},
    {"allocatedteam", "team"},
    {"office", "area"},
    {"servicearea", "area"},
    {"region", "area"},
    {"linkedcase", "linked_to"},
    {"linkedcases", "linked_to"},
    {"relatedcases", "linked_to"},
    {"onholduntil", "hold_until"},
    {"reasonforhold", "hold_reason"},
    {"lastreviewed", "reviewed_on"},
}};

constexpr std::array<Alias, 14> kStatuses{{
    {"open", "awaiting"},
    {"waiting", "awaiting"},
    {"unallocated", "awaiting"},
    {"openunallocated", "awaiting"},
    {"awaitingallocation", "awaiting"},
    {"pendingallocation", "awaiting"},
    {"onhold", "on_hold"},
    {"suspended", "on_hold"},
    {"stayed", "on_hold"},
    {"duty", "duty_allocated"},
    {"openallocated", "allocated"},
    {"assigned", "allocated"},
    {"closed", "withdrawn"},
    {"discontinued", "withdrawn"},
}};

constexpr std::array<std::string_view, 4> kYes{"yes", "y", "true", "t"};
constexpr std::array<std::string_view, 4> kNo{"no", "n", "false", "f"};
constexpr std::array<std::string_view, 6> kUnknown{"unknown", "notknown", "nk",
                                                   "unk",     "dontknow", "uk"};

template <std::size_t N>
std::string aliased(const std::array<Alias, N>& aliases, std::string_view name) {
  const auto* const found = std::ranges::find(aliases, name, &Alias::theirs);
  return found == aliases.end() ? std::string{} : std::string{found->ours};
}

std::string without_digits(std::string name) {
  std::erase_if(name, [](char c) { return c >= '0' && c <= '9'; });
  return name;
}

/// The fact whose id, or the last part of it, or label is this; empty where there are two.
std::string guessed_fact(const FactSchema& schema, const std::string& name) {
  std::string found;
  for (const FactDefinition& fact : schema.facts()) {
    if (bare_name(fact.id) == name || bare_name(fact.label) == name) return fact.id;
    const std::string last = bare_name(fact.id.substr(fact.id.rfind('.') + 1));
    if (last != name) continue;
    if (!found.empty()) return {};
    found = fact.id;
  }
  return found;
}

}  // namespace

std::string bare_name(std::string_view name) {
  std::string bare;
  for (const char c : name) {
    const char small = ascii_lower(c);
    if ((small >= 'a' && small <= 'z') || (small >= '0' && small <= '9')) bare += small;
  }
  return bare;
}

std::string guessed_column(const FactSchema& schema, std::string_view theirs) {
  const std::string name = bare_name(theirs);
  if (name.empty()) return {};
  for (const std::string_view column : case_columns()) {
    if (bare_name(column) == name) return std::string{column};
  }
  if (std::string fact = guessed_fact(schema, name); !fact.empty()) return fact;
  return aliased(kColumns, without_digits(name));
}

std::string guessed_word(const FactSchema& schema, std::string_view ours, std::string_view theirs) {
  const std::string word = bare_name(theirs);
  const auto is = [&word](const auto& words) {
    return std::ranges::find(words, word) != words.end();
  };
  if (ours == "status") return aliased(kStatuses, word);
  const auto found = schema.find(ours);
  if (!found) return is(kUnknown) && ours == "child_dobs" ? "unknown" : "";
  const FactDefinition& fact = schema.fact(*found);
  for (const FactLevel& level : fact.levels) {
    if (bare_name(level.id) == word || bare_name(level.label) == word) return level.id;
  }
  if (is(kUnknown)) return "unknown";
  if (is(kNo) && fact.no_is_answer) return "no";
  // Which of several levels a yes is, nobody can tell.
  if (is(kYes) && fact.kind == FactKind::choice && fact.levels.size() == 1) {
    return fact.levels.front().id;
  }
  return {};
}

}  // namespace waitlist
