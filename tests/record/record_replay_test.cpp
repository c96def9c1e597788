// A recorded list is made again, and what comes out otherwise is named.
#include <waitlist/record/record_check.h>
#include <waitlist/record/record_replay.h>

#include "record/crash_folder.h"
#include "record/log_contents.h"
#include "record/openings.h"
#include "record/sample_record.h"
#include "record/writer_state.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace waitlist;

namespace {

using Numbered = std::vector<std::pair<std::uint32_t, RecordedRow>>;

Numbered numbered(const std::vector<RecordedRow>& rows) {
  Numbered all;
  for (const RecordedRow& row : rows) all.emplace_back(static_cast<std::uint32_t>(all.size()), row);
  return all;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("replay: a list is made again byte for byte") {
    const auto folder = sample_record::small_log();
    const RecordLog log = sample_record::read(folder);
    for (const std::uint64_t list : log.lists()) {
      const auto again = replay(log, list);
      REQUIRE_MESSAGE(again, shipped::lines_of(again ? Errors{} : again.error()));
      CAPTURE(render_text(*again));
      CHECK(again->same());
      CHECK(again->same_stamp);
      CHECK(again->made_again == again->list.rows());
      CHECK(render_text(*again).find("each byte for byte") != std::string::npos);
    }
  }

  TEST_CASE("replay: the sample list of 387 cases is made again byte for byte under each policy") {
    for (const std::string& name : shipped::policy_names()) {
      CAPTURE(name);
      const auto folder = std::make_shared<CrashFolder>();
      auto writer = sample_record::begin(folder);
      const PolicyTexts texts{shipped::text_of("policies/" + name + ".toml"),
                              shipped::text_of("policies/private_law_facts.toml"), std::nullopt};
      const Ranking ranking = shipped::ranked_sample(name);
      const auto added = writer->add(ranking, texts);
      REQUIRE_MESSAGE(added, shipped::lines_of(added ? Errors{} : added.error()));
      const auto again = replay(sample_record::read(folder), 0);
      REQUIRE_MESSAGE(again, shipped::lines_of(again ? Errors{} : again.error()));
      CAPTURE(render_text(*again));
      CHECK(again->same());
      CHECK(again->made_again == ranking.cases().size());
    }
  }

  TEST_CASE("replay: what remains after erasures is made again, families apart") {
    std::mt19937 draws{11};
    for (int world = 0; world < 40; ++world) {
      CAPTURE(world);
      const auto folder = std::make_shared<CrashFolder>();
      auto writer = sample_record::begin(folder);
      REQUIRE(writer->add(sample_record::ranking("2009-10-05", {}, true), sample_record::texts()));
      std::uint32_t erased = 0;
      bool b_gone = false;
      bool c_gone = false;
      for (const char id : {'A', 'B', 'C', 'D', 'E', 'F'}) {
        if (draws() % 3 != 0) continue;
        const auto order = ErasureOrder{std::string(1, id), "G", "P", shipped::day("2010-01-04")};
        REQUIRE(writer->erase(order));
        ++erased;
        b_gone = b_gone || id == 'B';
        c_gone = c_gone || id == 'C';
      }
      const auto again = replay(sample_record::read(folder), 0);
      REQUIRE_MESSAGE(again, shipped::lines_of(again ? Errors{} : again.error()));
      CAPTURE(render_text(*again));
      CHECK(again->same());
      CHECK(again->erased == erased);
      CHECK(again->of_broken_families == (b_gone != c_gone ? 1 : 0));
      CHECK(again->faulty == 2);
      CHECK(again->made_again == 6 - erased - again->of_broken_families);
    }
  }

  TEST_CASE("replay: a rule that gives something else is named, with the rows it changes") {
    const auto rows = recorded_rows(sample_record::ranking("2009-10-05"));
    CHECK(replay_changes(numbered(rows), rows, false).empty());

    struct Row {
      const char* name;
      const char* from;
      const char* to;
      const char* part;
    };

    for (const Row& row : {Row{"points of a rule", "waiting//waiting=", "waiting//waiting=9", ""},
                           Row{"a tier", " tier=", " tier=x", "tier"},
                           Row{"a position", " position=", " position=9", "position"},
                           Row{"a status", "ranked ", "apart ", "status"}}) {
      CAPTURE(row.name);
      auto today = rows;
      CAPTURE(today[0].row_text);
      today[0].row_text = replaced(today[0].row_text, row.from, row.to);
      const auto changes = replay_changes(numbered(rows), today, false);
      REQUIRE(changes.size() == 1);
      CHECK(changes[0].rows == 1);
      CHECK(changes[0].first == 0);
      if (*row.part != '\0') CHECK(changes[0].part == row.part);
    }
    auto today = rows;
    std::swap(today[0], today[1]);
    const auto changes = replay_changes(numbered(rows), today, false);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].part == "order");
    CHECK(changes[0].rows == 2);
    today = rows;
    today[2].case_text += ' ';
    CHECK(replay_changes(numbered(rows), today, false)[0].part == "case");
    today = rows;
    today.pop_back();
    CHECK(replay_changes(numbered(rows), today, false)[0].part == "status");
  }

  TEST_CASE("replay: beside gaps positions may be smaller, and never the other way round") {
    const auto rows = recorded_rows(sample_record::ranking("2009-10-05"));
    auto recorded = numbered(rows);
    recorded.erase(recorded.begin());
    const std::vector<RecordedRow> today(rows.begin() + 1, rows.end());
    CHECK(replay_changes(recorded, today, true).empty());
    auto other = today;
    other[0].row_text = replaced(other[0].row_text, " position=", " position=9");
    CHECK_FALSE(replay_changes(recorded, other, true).empty());
  }

  TEST_CASE("replay: a list that another program made differently says which rules changed") {
    // What another version would have recorded: the same list with rows of its own.
    const auto folder = std::make_shared<CrashFolder>();
    auto writer = sample_record::begin(folder);
    REQUIRE(writer->add(sample_record::ranking("2009-10-05"), sample_record::texts()));
    auto rows = **read_openings_file(*folder, 0);
    auto keys = *KeyStore::read(*folder);
    ListEntry entry = std::get<ListEntry>(sample_record::read(folder).entry(0));
    for (RowOpening& one : rows) {
      if (one.text.row_text.find("waiting//waiting=") == std::string::npos) continue;
      one.text.row_text = replaced(one.text.row_text, "waiting//waiting=", "waiting//waiting=1");
    }
    std::vector<RowCommitments> commitments;
    std::vector<Digest> leaves;
    for (const RowOpening& one : rows) {
      commitments.push_back(commit_row(*keys.find(key_name(one.text.case_id)), entry.list_id,
                                       one.text.case_text, one.text.row_text));
      leaves.push_back(row_leaf(one.row, commitments.back()));
    }
    entry.root = merkle_root(leaves);
    entry.program = "0.0.1";
    const auto other = std::make_shared<CrashFolder>();
    for (const auto& [path, bytes] : folder->all_files()) {
      if (path.starts_with("payload/") || path == "private/keys") other->set_bytes(path, bytes);
    }
    auto store = LogStore::create(other, "waitlist.example/other");
    REQUIRE(store);
    const std::vector<std::string> entries{to_text(LogEntry{entry})};
    REQUIRE(store->append(entries).empty());
    other->set_bytes(rows_path(0), to_rows_file(commitments));
    other->set_bytes(openings_path(0), to_openings_file(0, rows));
    CHECK(check_files(*other, {}));
    const auto again = replay(sample_record::read(other), 0);
    REQUIRE_MESSAGE(again, shipped::lines_of(again ? Errors{} : again.error()));
    REQUIRE(again->changes.size() == 1);
    CHECK(again->changes[0].part == "waiting//waiting");
    CHECK(again->changes[0].rows >= 5);
    CHECK(render_text(*again).find("recorded by version 0.0.1") != std::string::npos);
    CHECK(render_text(*again).find("Changed: waiting//waiting, in ") != std::string::npos);
  }
}
