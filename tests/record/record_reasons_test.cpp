// A reason is kept with the case that it is about, and no file lies beside those of the entries.
#include <waitlist/record/record_story.h>

#include "record/crash_folder.h"
#include "record/key_store.h"
#include "record/log_contents.h"
#include "record/log_store.h"
#include "record/openings.h"
#include "record/sample_record.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

using namespace waitlist;

namespace {

constexpr const char* kListId = "2009-10-05/1";

/// A small log with one later decision about the case `about`, whose reason is sealed with the key
/// of the case `kept_with` and kept under its name: entries 4 and 5.
std::shared_ptr<CrashFolder> log_with_reason(const std::string& about,
                                             const std::string& kept_with) {
  auto folder = sample_record::small_log();
  const auto keys = KeyStore::read(*folder);
  REQUIRE(keys);
  const CaseKey* key = keys->find(key_name(kept_with));
  REQUIRE(key != nullptr);
  const Ranking ranking = sample_record::ranking("2009-10-05");
  const auto row = static_cast<std::uint32_t>(ranking.find(about) - ranking.places().data());
  const std::string text = "a word about " + about;
  const DecisionEntry decision{0,
                               row,
                               DecidedPlace{1, 1},
                               "C",
                               "P",
                               "M",
                               "",
                               commitment(salt_of(*key, "reason", kListId), text)};
  const std::vector<std::string> entries{
      to_text(LogEntry{LaterEntry{0, shipped::day("2009-10-07")}}), to_text(LogEntry{decision})};
  const std::vector<ReasonOpening> reasons{{5, kept_with, text}};
  folder->set_bytes(reasons_path(4), to_reasons_file(4, reasons));
  auto store = LogStore::open(folder);
  REQUIRE(store);
  REQUIRE(store->append(entries).empty());
  return folder;
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("record: a reason that is kept with another case than that of its row is found") {
    for (const char* about : {"A", "B", "F"}) {
      for (const char* kept_with : {"A", "B", "E", "F"}) {
        CAPTURE(about);
        CAPTURE(kept_with);
        const bool own = std::string{about} == kept_with;
        const auto folder = log_with_reason(about, kept_with);
        const RecordLog log = sample_record::read(folder);
        const auto check = check_files(*folder, {});
        CHECK(check.has_value() == own);
        CHECK(log.reason(5).has_value() == own);
        CHECK(case_story(log, about).has_value() == own);
        if (check) continue;
        REQUIRE(check.error().size() == 1);
        const Error& fault = check.error().front();
        CHECK(fault.source.ends_with("private/reasons/4"));
        CHECK(fault.found == "decision 5");
        CHECK(fault.reason.starts_with("is kept under another case than that of row "));
      }
    }
  }

  TEST_CASE("record: a reason of an erased row that another case keeps is found") {
    const auto folder = log_with_reason("F", "A");
    auto writer = sample_record::open(folder);
    REQUIRE(writer);
    REQUIRE(writer->erase({"F", "G", "P", shipped::day("2010-01-04")}));
    const auto check = check_files(*folder, {});
    REQUIRE_FALSE(check);
    CHECK(check.error().front().reason.starts_with("is kept under another case"));
  }

  TEST_CASE("record: a file of openings or reasons that no entry asks for is found") {
    struct Row {
      const char* path;
      bool holds;
    };

    // Entries: list, decision, decision, list, later, three decisions.
    for (const Row& row : {Row{"private/reasons/1", false}, Row{"private/reasons/3", false},
                           Row{"private/reasons/5", false}, Row{"private/reasons/00", false},
                           Row{"private/reasons/0~", false}, Row{"private/reasons/old", false},
                           Row{"private/openings/1", false}, Row{"private/openings/4", false},
                           Row{"private/openings/copy", false},
                           // What a writer has begun.
                           Row{"private/reasons/8", true}, Row{"private/reasons/99", true},
                           Row{"private/reasons/3.new", true}, Row{"private/openings/8", true}}) {
      CAPTURE(row.path);
      const auto folder = sample_record::log_with_later_decisions();
      folder->set_bytes(row.path, "waitlist-record/1 reasons 3\n");
      const auto check = check_files(*folder, {});
      CHECK(check.has_value() == row.holds);
      if (check) continue;
      REQUIRE(check.error().size() == 1);
      CHECK(check.error().front().source.ends_with(row.path));
      CHECK(check.error().front().reason.find("no entry of the log asks for") != std::string::npos);
    }
  }

  TEST_CASE("record: a file whose reasons were all erased is one that its entry asks for") {
    const auto folder = sample_record::small_log();
    auto writer = sample_record::open(folder);
    for (const char* id : {"B", "F"}) {
      REQUIRE(writer->erase({id, "G", "P", shipped::day("2010-01-04")}));
    }
    REQUIRE(folder->all_files().at("private/reasons/0") == "waitlist-record/1 reasons 0\n");
    CHECK(check_files(*folder, {}));
  }
}
