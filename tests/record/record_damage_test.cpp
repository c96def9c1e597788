// A record that lost power anywhere, and one of which any file was changed.
#include <waitlist/record/record_check.h>
#include <waitlist/record/record_log.h>

#include "record/crash_folder.h"
#include "record/log_contents.h"
#include "record/openings.h"
#include "record/sample_record.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace waitlist;

namespace {

const std::vector<Ranking>& rankings() {
  static const std::vector<Ranking> all{sample_record::ranking("2009-10-05"),
                                        sample_record::ranking("2009-10-06", "A"),
                                        sample_record::ranking("2009-10-07")};
  return all;
}

/// How far a writer came: sizes of the log at which something returned.
struct Course {
  bool begun = false;
  std::uint64_t acked = 0;
  bool erased = false;
};

/// Errors of what was done; a crash is thrown past it.
Errors write_all(const std::shared_ptr<CrashFolder>& folder, Course& course) {
  auto writer = sample_record::begin(folder);
  if (!writer) return writer.error();
  course.begun = true;
  const std::vector<ListDecision> decisions{sample_record::decision("F", 1)};
  for (const Ranking& ranking : rankings()) {
    const auto added = writer->add(ranking, sample_record::texts(), decisions);
    if (!added) return added.error();
    course.acked = writer->head().tree.size;
    if (&ranking != &rankings()[1]) continue;
    const auto erased = writer->erase({"F", "ART17-1-A", "DPO1", shipped::day("2010-01-04")});
    if (!erased) return erased.error();
    course.acked = writer->head().tree.size;
    course.erased = true;
  }
  const std::vector<ListDecision> later{sample_record::decision("B", 1),
                                        sample_record::given("C", "P06")};
  const auto decided = writer->decide(0, shipped::day("2009-10-08"), later);
  if (!decided) return decided.error();
  course.acked = decided->tree.size;
  return {};
}

bool is_of_f(const std::string& bytes) {
  return bytes.find("case:F") != std::string::npos ||
         bytes.find("\"case_id\":\"F\"") != std::string::npos ||
         bytes.find("a word about F") != std::string::npos;
}

/// Opens what is left, and looks at all of it.
void check_left(const std::shared_ptr<CrashFolder>& left, const Course& course) {
  auto writer = sample_record::open(left);
  if (!writer && !course.begun) return;
  REQUIRE_MESSAGE(writer, shipped::lines_of(writer ? Errors{} : writer.error()));
  const std::uint64_t size = writer->head().tree.size;
  CHECK(size >= course.acked);
  const std::vector<std::uint64_t> sizes{0, 2, 4, 5, 7, 10};
  CHECK(std::ranges::find(sizes, size) != sizes.end());
  const auto check = check_files(*left, {});
  REQUIRE_MESSAGE(check, shipped::lines_of(check ? Errors{} : check.error()));
  CHECK(check->opened_rows + check->erased_rows == check->rows);
  // What was never added is gone.
  for (const auto& file : left->all_files()) {
    CAPTURE(file.first);
    for (const char* folder : {"rows/", "private/openings/", "private/reasons/"}) {
      if (!file.first.starts_with(folder)) continue;
      CHECK(std::stoull(file.first.substr(std::string{folder}.size())) < size);
    }
    const bool unfinished = file.first.starts_with("private/") && file.first.ends_with(".new");
    CHECK_FALSE(unfinished);
  }
  // Whatever was cut short, nothing of an erased case is left once it is open again.
  if (size >= 5) {
    for (const auto& file : left->all_files()) {
      const std::string& path = file.first;
      const std::string& bytes = file.second;
      CAPTURE(path);
      const bool is_new = size >= 7 && (path.ends_with("/5") || path == "private/keys");
      if (!is_new) CHECK_FALSE(is_of_f(bytes));
    }
  }
  const auto added = writer->add(rankings()[0], sample_record::texts());
  REQUIRE_MESSAGE(added, shipped::lines_of(added ? Errors{} : added.error()));
  CHECK(check_files(*left, {}));
}

std::map<std::string, std::string> files_of(const CrashFolder& folder) {
  auto files = folder.all_files();
  // Parts of tiles of the head before stay for its readers; nothing else goes by them.
  for (const char* part : {".p/3", ".p/4"}) {
    files.erase(std::string{"tile/0/000"} + part);
    files.erase(std::string{"tile/entries/000"} + part);
  }
  return files;
}

bool is_noticed(CrashFolder& folder, const std::string& path, const std::string& changed) {
  const std::string before = folder.all_files().at(path);
  folder.set_bytes(path, changed);
  const bool noticed = !check_files(folder, {}).has_value();
  folder.set_bytes(path, before);
  return noticed;
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("record: after a crash at any step it opens whole, and an erasure is finished") {
    const auto whole = std::make_shared<CrashFolder>();
    Course all;
    REQUIRE(write_all(whole, all).empty());
    REQUIRE(all.acked == 10);
    const std::uint64_t steps = whole->steps();
    std::mt19937 draws{20100104};
    for (std::uint64_t step = 1; step <= steps; ++step) {
      CAPTURE(step);
      const auto crashing = std::make_shared<CrashFolder>();
      crashing->crash_at(step);
      Course course;
      bool crashed = false;
      try {
        static_cast<void>(write_all(crashing, course));
      } catch (const Crash&) {
        crashed = true;
      }
      REQUIRE(crashed);
      for (int cut = 0; cut < 2; ++cut) check_left(crashing->after_power_cut(draws), course);
      check_left(crashing->after_kill(), course);
    }
  }

  TEST_CASE("record: after an error of the disk nothing more is written until it is opened") {
    const auto whole = std::make_shared<CrashFolder>();
    Course all;
    REQUIRE(write_all(whole, all).empty());
    std::mt19937 draws{17};
    for (std::uint64_t step = 1; step <= whole->steps(); step += 5) {
      CAPTURE(step);
      const auto failing = std::make_shared<CrashFolder>();
      failing->fail_at(step);
      Course course;
      CHECK_FALSE(write_all(failing, course).empty());
      failing->fail_at(0);
      check_left(failing->after_power_cut(draws), course);
    }
  }

  TEST_CASE("record: an erasure that was cut short is finished before anything else is written") {
    const auto folder = sample_record::small_log();
    auto writer = sample_record::open(folder);
    folder->set_bytes("private/erasing", "waitlist-record/1 erasing\n4\nF\n");
    CHECK_FALSE(writer->add(rankings()[0], sample_record::texts()));
    CHECK_FALSE(writer->erase({"A", "G", "P", shipped::day("2010-01-04")}));
    // Its entry was never added: nothing is erased.
    auto again = sample_record::open(folder);
    REQUIRE(again);
    CHECK(again->erase({"A", "G", "P", shipped::day("2010-01-04")}));
    CHECK(check_files(*folder, {})->opened_rows == 9);
    folder->set_bytes("private/erasing", "something else");
    CHECK_FALSE(sample_record::open(folder));
  }

  TEST_CASE("record: a bit that changes in any file is noticed") {
    const auto folder = sample_record::log_with_later_decisions();
    std::mt19937 draws{8};
    std::size_t tried = 0;
    for (const auto& file : files_of(*folder)) {
      const std::string& path = file.first;
      const std::string& bytes = file.second;
      // Policies are long and one digest holds all of each.
      const std::size_t pace = path.starts_with("payload/") ? 1999 : 5;
      for (std::size_t at = draws() % pace; at < bytes.size(); at += 1 + draws() % pace) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ (1 << (draws() % 8)));
        CAPTURE(path);
        CAPTURE(at);
        REQUIRE(is_noticed(*folder, path, changed));
        ++tried;
      }
    }
    CHECK(tried > 2000);
  }

  TEST_CASE("record: a file that is cut, longer, away or another one is noticed") {
    const auto folder = sample_record::log_with_later_decisions();
    const auto files = files_of(*folder);
    std::mt19937 draws{9};
    for (const auto& file : files) {
      const std::string& path = file.first;
      const std::string& bytes = file.second;
      CAPTURE(path);
      const std::size_t pace = bytes.size() / 50 + 1;
      for (std::size_t size = 0; size < bytes.size(); size += 1 + draws() % pace) {
        CAPTURE(size);
        REQUIRE(is_noticed(*folder, path, bytes.substr(0, size)));
      }
      REQUIRE(is_noticed(*folder, path, bytes + '\n'));
      for (const auto& [other, its_bytes] : files) {
        const bool heads = path == "checkpoint" || path == "private/state";
        if (other != path && !(heads && its_bytes == bytes)) {
          CHECK(is_noticed(*folder, path, its_bytes));
        }
      }
      folder->take_away(path);
      CHECK_FALSE(check_files(*folder, {}));
      folder->set_bytes(path, bytes);
    }
    CHECK(check_files(*folder, {}));
  }

  TEST_CASE("record: a row that is taken out without an entry that says so is noticed") {
    const auto folder = sample_record::small_log();
    auto rows = read_openings_file(*folder, 0);
    REQUIRE(rows);
    auto left = **rows;
    left.erase(left.begin() + 2);
    folder->set_bytes(openings_path(0), to_openings_file(0, left));
    const auto check = check_files(*folder, {});
    REQUIRE_FALSE(check);
    CHECK(check.error().front().found == "row 2 of list 2009-10-05/1");
    CHECK(check.error().front().reason.find("no entry of the log says") != std::string::npos);
  }

  TEST_CASE("record: a row that is put back after its erasure is noticed") {
    const auto folder = sample_record::small_log();
    const auto before = folder->all_files();
    auto writer = sample_record::open(folder);
    REQUIRE(writer->erase({"F", "ART17-1-A", "DPO1", shipped::day("2010-01-04")}));
    for (const char* path : {"private/openings/0", "private/keys"}) {
      const std::string now = folder->all_files().at(path);
      folder->set_bytes(path, before.at(path));
      CHECK_FALSE(check_files(*folder, {}));
      folder->set_bytes(path, now);
    }
    CHECK(check_files(*folder, {}));
  }
}
