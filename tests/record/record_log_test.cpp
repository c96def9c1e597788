// Lists go into a log, come back, are erased, and are told of.
#include <waitlist/queue/list_part.h>
#include <waitlist/queue/summary.h>
#include <waitlist/record/record_check.h>
#include <waitlist/record/record_log.h>
#include <waitlist/record/record_story.h>
#include <waitlist/report/ranking_report.h>

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
#include <set>
#include <string>
#include <vector>

using namespace waitlist;

namespace {

RecordCheck checked(const std::shared_ptr<CrashFolder>& folder, const KnownLog& known = {}) {
  const auto check = check_files(*folder, known);
  REQUIRE_MESSAGE(check, shipped::lines_of(check ? Errors{} : check.error()));
  return *check;
}

/// Whether any file holds these bytes.
bool holds(const CrashFolder& folder, const std::string& bytes) {
  return std::ranges::any_of(folder.all_files(), [&](const auto& one) {
    return one.second.find(bytes) != std::string::npos;
  });
}

/// Whether any file holds this digest, as bytes or as text.
bool holds_digest(const CrashFolder& folder, const std::string& of) {
  const Digest digest = sha256(of);
  return holds(folder, digest.hex()) ||
         holds(folder, std::string{digest.bytes.begin(), digest.bytes.end()});
}

ErasureOrder order(const std::string& case_id) {
  return {case_id, "ART17-1-A", "DPO1", shipped::day("2010-01-04")};
}

/// What is proved of every row of a list: its commitments and its leaf in the root.
std::vector<RowCommitments> commitments_of(const RecordLog& log, std::uint64_t list) {
  const auto rows = log.rows(list);
  REQUIRE_MESSAGE(rows, shipped::lines_of(rows ? Errors{} : rows.error()));
  std::vector<RowCommitments> all;
  for (const OpenedRow& row : *rows) all.push_back(row.commitments);
  return all;
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("record: lists and decisions go in, and come back with proofs of them") {
    const auto folder = sample_record::small_log();
    const RecordLog log = sample_record::read(folder);
    CHECK(log.head().origin == "waitlist.example/sample");
    CHECK(log.head().tree.size == 4);
    CHECK(log.lists() == std::vector<std::uint64_t>{0, 3});
    CHECK(log.lists(shipped::day("2009-10-06")) == std::vector<std::uint64_t>{3});
    const auto& list = std::get<ListEntry>(log.entry(0));
    CHECK(list.list_id == "2009-10-05/1");
    CHECK(list.ranked == 5);
    CHECK(list.apart == 1);
    CHECK(list.raised == 1);
    CHECK(list.stamp == sample_record::policy().stamp().digest);
    const auto rows = log.rows(0);
    REQUIRE(rows);
    const Ranking ranking = sample_record::ranking("2009-10-05");
    const std::vector<RecordedRow> expected = recorded_rows(ranking);
    REQUIRE(rows->size() == expected.size());
    for (std::size_t row = 0; row < rows->size(); ++row)
      CHECK((*rows)[row].opened == expected[row]);
    CHECK(*log.policy_texts(0) == sample_record::texts());
    const auto& decision = std::get<DecisionEntry>(log.entry(1));
    CHECK(std::get<DecidedPlace>(decision.what) == DecidedPlace{ranking.find("B")->position, 1});
    CHECK(decision.team == "North");
    CHECK(*log.reason(1) == std::optional<std::string>{"a word about B"});
    for (std::uint64_t i = 0; i < log.head().tree.size; ++i) {
      const EntryProof proof = log.proof_of(i);
      CHECK(proves_inclusion(merkle_leaf(log.entry_text(i)), i, log.head().tree, proof.hashes));
      CHECK(proves_consistency(*log.tree_at(i + 1), log.head().tree, log.consistency_since(i + 1)));
    }
    CHECK_FALSE(log.rows(1));
    CHECK_FALSE(log.reason(0));
  }

  TEST_CASE("record: a row names no other case, and the links of families are numbers") {
    for (const RecordedRow& row : recorded_rows(sample_record::ranking("2009-10-05"))) {
      CAPTURE(row.row_text);
      CHECK(row.case_text.find("\"linked_to\":[]") != std::string::npos);
      for (const char other : {'A', 'B', 'C', 'D', 'E', 'F'}) {
        const bool own = row.case_id == std::string(1, other);
        const auto parts = row_parts(row.row_text);
        const bool named = std::ranges::any_of(
            parts, [&](const auto& part) { return part.second == std::string(1, other); });
        CHECK(named == own);
      }
      const bool family = row.case_id == "B" || row.case_id == "C";
      CHECK((row.row_text.find(" family=1/2 ") != std::string::npos) == family);
    }
  }

  TEST_CASE("record: a check counts what it saw, and a kept head must be one of the log") {
    const auto folder = sample_record::small_log();
    const RecordLog log = sample_record::read(folder);
    const TreeHead early = *log.tree_at(3);
    const RecordCheck check =
        checked(folder, {"waitlist.example/sample", {early, log.head().tree}});
    CHECK(check.lists == 2);
    CHECK(check.decisions == 2);
    CHECK(check.rows == 11);
    CHECK(check.opened_rows == 11);
    CHECK(check.erased_rows == 0);
    CHECK(check.kept_heads == 2);
    CHECK(render_text(check).find("It grew from 2 heads that were kept.") != std::string::npos);
    CHECK_FALSE(check_files(*folder, {"", {{0, sha256("")}}}));
    CHECK_FALSE(check_files(*folder, {"", {{5, early.root}}}));
    CHECK_FALSE(check_files(*folder, {"", {{2, early.root}}}));
    CHECK_FALSE(check_files(*folder, {"another.example/log", {}}));
  }

  TEST_CASE("record: a log that is put back or written anew is found by a head that was kept") {
    const auto folder = sample_record::small_log();
    const auto early = sample_record::read(folder).head().tree;
    const auto old_files = folder->all_files();
    auto writer = sample_record::open(folder);
    REQUIRE(writer->add(sample_record::ranking("2009-10-07"), sample_record::texts()));
    const TreeHead kept = writer->head().tree;
    auto old = std::make_shared<CrashFolder>();
    for (const auto& [path, bytes] : old_files) old->set_bytes(path, bytes);
    CHECK(check_files(*old, {"", {early}}));
    CHECK_FALSE(check_files(*old, {"", {kept}}));
    // Keys are random: the same lists give another log.
    const auto anew = sample_record::small_log();
    CHECK(check_files(*anew, {}));
    CHECK_FALSE(check_files(*anew, {"", {early}}));
  }

  TEST_CASE("record: readers need no private part, and are told what was not looked at") {
    const auto folder = sample_record::small_log();
    auto copy = std::make_shared<CrashFolder>();
    for (const auto& [path, bytes] : folder->all_files()) {
      if (!path.starts_with("private/")) copy->set_bytes(path, bytes);
    }
    const RecordCheck check = checked(copy);
    CHECK_FALSE(check.private_part);
    CHECK(check.opened_rows == 0);
    const RecordLog log = sample_record::read(copy);
    CHECK(log.rows(0)->front().opened == std::nullopt);
    CHECK_FALSE(case_story(log, "A"));
    for (const auto& file : copy->all_files()) {
      const std::string& path = file.first;
      const std::string& bytes = file.second;
      CAPTURE(path);
      for (const char* secret : {"a word about", "a hearing in days", "2008-01-02"}) {
        CHECK(bytes.find(secret) == std::string::npos);
      }
    }
  }

  TEST_CASE("record: an erased case is gone from every file, and every other proof still holds") {
    const auto folder = sample_record::small_log();
    const RecordLog before = sample_record::read(folder);
    const auto rows_before = before.rows(0);
    const RecordedRow gone = *(*rows_before)[std::get<DecisionEntry>(before.entry(2)).row].opened;
    REQUIRE(gone.case_id == "F");
    const auto keys = KeyStore::read(*folder);
    const CaseKey key = *keys->find(key_name("F"));
    const std::string key_bytes{key.bytes.begin(), key.bytes.end()};
    Digest key_digits;
    key_digits.bytes = key.bytes;
    REQUIRE(holds(*folder, key_digits.hex()));
    REQUIRE(holds(*folder, gone.case_text));
    std::map<std::uint64_t, std::vector<RowCommitments>> proved;
    for (const std::uint64_t list : before.lists()) proved[list] = commitments_of(before, list);
    auto writer = sample_record::open(folder);
    REQUIRE(writer);
    const auto erased = writer->erase(order("F"));
    REQUIRE_MESSAGE(erased, shipped::lines_of(erased ? Errors{} : erased.error()));
    CHECK(erased->rows == 1);
    CHECK(erased->lists == 1);
    CHECK(erased->reasons == 1);
    for (const std::string& secret : {gone.case_text, gone.row_text, std::string{"a word about F"},
                                      std::string{"case:F"}, key_digits.hex(), key_bytes}) {
      CHECK_FALSE(holds(*folder, secret));
      CHECK_FALSE(holds_digest(*folder, secret));
    }
    const RecordCheck check = checked(folder, {"", {before.head().tree}});
    CHECK(check.erased_rows == 1);
    CHECK(check.erasures == 1);
    CHECK(check.opened_rows == 10);
    CHECK(render_text(check).find("1 row was erased") != std::string::npos);
    const RecordLog after = sample_record::read(folder);
    for (const std::uint64_t list : after.lists()) {
      CHECK(commitments_of(after, list) == proved[list]);
      CHECK(after.entry_text(list) == before.entry_text(list));
    }
    CHECK(*after.reason(2) == std::nullopt);
    CHECK(*after.reason(1) == std::optional<std::string>{"a word about B"});
    CHECK_FALSE(case_story(after, "F"));
    CHECK(case_story(after, "A"));
    CHECK_FALSE(writer->erase(order("F")));
    CHECK_FALSE(writer->erase(order("")));
    CHECK_FALSE(writer->erase({"A", "two words", "", shipped::day("2010-01-04")}));
    // It may come back: with another key.
    CHECK(writer->add(sample_record::ranking("2010-01-05"), sample_record::texts()));
    CHECK_FALSE(*KeyStore::read(*folder)->find(key_name("F")) == key);
    CHECK(checked(folder).erased_rows == 1);
  }

  TEST_CASE("record: no digest of a row, a case, an input or an output stands in any file") {
    const auto folder = sample_record::small_log();
    for (const char* day : {"2009-10-05", "2009-10-06"}) {
      const Ranking ranking = sample_record::ranking(day, day[9] == '6' ? "F" : "");
      const auto rows = recorded_rows(ranking);
      std::string all_cases;
      std::string all_rows;
      for (const RecordedRow& row : rows) {
        CHECK_FALSE(holds_digest(*folder, row.case_text));
        CHECK_FALSE(holds_digest(*folder, row.row_text));
        CHECK_FALSE(holds_digest(*folder, row.case_id));
        all_cases += row.case_text + '\n';
        all_rows += row.row_text + '\n';
      }
      CHECK_FALSE(holds_digest(*folder, all_cases));
      CHECK_FALSE(holds_digest(*folder, all_rows));
      CHECK_FALSE(holds(*folder, ranking.cases().digest().hex()));
    }
    for (const auto& [path, bytes] : folder->all_files()) {
      if (!path.starts_with("payload/")) CHECK_FALSE(holds_digest(*folder, bytes));
    }
    CHECK_FALSE(holds_digest(*folder, sample_record::cases_csv()));
  }

  TEST_CASE("record: any cases are erased from random lists, and all others still open") {
    std::mt19937 draws{2009};
    for (int world = 0; world < 400; ++world) {
      CAPTURE(world);
      const auto folder = std::make_shared<CrashFolder>();
      auto writer = sample_record::begin(folder);
      REQUIRE(writer);
      std::map<std::string, std::uint32_t> rows_of;
      const std::size_t lists = 1 + draws() % 3;
      for (std::size_t list = 0; list < lists; ++list) {
        std::string without;
        for (const char id : {'A', 'D', 'F'}) {
          if (draws() % 3 == 0) without += id;
        }
        const Ranking ranking = sample_record::ranking("2009-10-05", without);
        for (CaseRow row = 0; row < ranking.cases().size(); ++row) {
          ++rows_of[std::string{ranking.cases().case_id(row)}];
        }
        REQUIRE(writer->add(ranking, sample_record::texts()));
      }
      const TreeHead kept = writer->head().tree;
      std::uint64_t all = 0;
      std::uint64_t gone = 0;
      for (const auto& [id, rows] : rows_of) {
        all += rows;
        if (draws() % 2 == 0) continue;
        const auto erased = writer->erase(order(id));
        REQUIRE(erased);
        CHECK(erased->rows == rows);
        gone += rows;
        CHECK_FALSE(holds(*folder, "\"case_id\":\"" + id + "\""));
      }
      const RecordCheck check = checked(folder, {"", {kept}});
      CHECK(check.erased_rows == gone);
      CHECK(check.opened_rows == all - gone);
    }
  }

  TEST_CASE("record: faulty rows are rows, and those without an id keep no secret of anybody") {
    const auto folder = std::make_shared<CrashFolder>();
    auto writer = sample_record::begin(folder);
    REQUIRE(writer->add(sample_record::ranking("2009-10-05", {}, true), sample_record::texts()));
    const RecordLog log = sample_record::read(folder);
    CHECK(std::get<ListEntry>(log.entry(0)).faulty == 2);
    const auto rows = log.rows(0);
    CHECK((*rows)[6].opened->case_id == "G");
    CHECK((*rows)[7].opened->case_id.empty());
    CHECK_FALSE(holds(*folder, "bad id"));
    CHECK(checked(folder).opened_rows == 8);
    REQUIRE(writer->erase(order("G")));
    CHECK(checked(folder).erased_rows == 1);
  }

  TEST_CASE("record: a case has its life told in order, with decisions and reasons") {
    const auto folder = sample_record::small_log();
    const RecordLog log = sample_record::read(folder);
    const auto story = case_story(log, "B");
    REQUIRE(story);
    CAPTURE(*story);
    const std::size_t first = story->find("2009-10-05 (list 2009-10-05/1)");
    const std::size_t second = story->find("2009-10-06 (list 2009-10-06/1)");
    CHECK(first < second);
    CHECK(second != std::string::npos);
    CHECK(story->find("Reason given: a word about B") < second);
    CHECK(story->find("decided by M7") != std::string::npos);
    CHECK(story->find("time on the list") != std::string::npos);
    CHECK(case_story(log, "E")->find("stood apart") != std::string::npos);
    CHECK_FALSE(case_story(log, "Z"));
    CHECK_FALSE(case_story(log, ""));
  }

  TEST_CASE("record: overrides are counted by direction, code and team, also of erased cases") {
    const auto folder = sample_record::small_log();
    auto writer = sample_record::open(folder);
    const Ranking ranking = sample_record::ranking("2009-10-07");
    const std::vector<ListDecision> kept{
        {"A", ranking.find("A")->position, "KEPT", "P1", "M2", "", 0, "", ""}};
    REQUIRE(writer->add(ranking, sample_record::texts(), kept));
    const Overrides before = count_overrides(sample_record::read(folder));
    REQUIRE(writer->erase(order("B")));
    const Overrides all = count_overrides(sample_record::read(folder));
    CHECK(all == before);
    CHECK(all.lists == 3);
    CHECK(all.raised == 3);
    CHECK(all.all.confirmed == 1);
    CHECK(all.all.moved_up + all.all.moved_down == 2);
    REQUIRE(all.by_code.size() == 2);
    CHECK(all.by_code[0].name == "COURT");
    CHECK(all.by_code[1] == OverrideCount{"KEPT", 0, 0, 1, 0, 0, 0});
    CHECK(all.by_team.size() == 1);
    CHECK(render_text(all).find("KEPT: 0 up, 0 down, 1 confirmed") != std::string::npos);
  }

  TEST_CASE("record: decisions made later stand behind the list they are about, and are told") {
    const auto folder = sample_record::log_with_later_decisions();
    const RecordLog log = sample_record::read(folder);
    REQUIRE(log.head().tree.size == 8);
    CHECK(std::get<LaterEntry>(log.entry(4)) == LaterEntry{0, shipped::day("2009-10-07")});
    const auto& given = std::get<DecisionEntry>(log.entry(7));
    CHECK(std::get<DecidedPractitioner>(given.what) == DecidedPractitioner{"P09", "P06"});
    CHECK(given.team == "North");
    CHECK((*log.rows(0))[given.row].opened->case_id == "F");
    const Ranking ranking = sample_record::ranking("2009-10-05");
    const auto& placed = std::get<DecisionEntry>(log.entry(5));
    CHECK(std::get<DecidedPlace>(placed.what) == DecidedPlace{ranking.find("A")->position, 2});
    CHECK(*log.reason(7) == std::optional<std::string>{"known to F"});
    CHECK(*log.reason(1) == std::optional<std::string>{"a word about B"});
    const RecordCheck check = checked(folder);
    CHECK(check.decisions == 5);
    const std::string story = *case_story(log, "A");
    CAPTURE(story);
    const std::size_t later = story.find("2009-10-07 (about list 2009-10-05/1)");
    CHECK(story.find("2009-10-06 (list 2009-10-06/1)") < later);
    CHECK(later < story.find("It was allocated to P09, as proposed. Code: COURT."));
    CHECK(story.find("Reason given: known to A") != std::string::npos);
    CHECK(case_story(log, "F")->find("allocated to P06; P09 was proposed") != std::string::npos);
    CHECK(case_story(log, "D")->find("about list") == std::string::npos);
    const Overrides counts = count_overrides(log);
    CHECK(counts.all.given_as_proposed == 1);
    CHECK(counts.all.given_otherwise == 1);
    CHECK(counts.all.given_unproposed == 0);
    CHECK(render_text(counts).find("1 as proposed, 1 otherwise, 0 where nobody was proposed") !=
          std::string::npos);
  }

  TEST_CASE("record: a reason of a later decision goes with its case") {
    const auto folder = sample_record::log_with_later_decisions();
    auto writer = sample_record::open(folder);
    const auto erased = writer->erase(order("F"));
    REQUIRE(erased);
    CHECK(erased->reasons == 2);
    CHECK_FALSE(holds(*folder, "known to F"));
    CHECK(holds(*folder, "known to A"));
    CHECK(checked(folder).erased_rows == 1);
    const std::vector<ListDecision> gone{sample_record::given("F", "P06")};
    CHECK_FALSE(writer->decide(0, shipped::day("2010-01-05"), gone));
  }

  TEST_CASE("record: later decisions that cannot be are refused, and nothing is written") {
    const auto folder = sample_record::small_log();
    auto writer = sample_record::open(folder);
    const auto before = folder->all_files();
    const auto day = shipped::day("2009-10-07");
    const std::vector<ListDecision> good{sample_record::given("A", "P06")};
    CHECK_FALSE(writer->decide(1, day, good));
    CHECK_FALSE(writer->decide(99, day, good));
    CHECK_FALSE(writer->decide(0, shipped::day("2009-10-04"), good));
    CHECK_FALSE(writer->decide(0, day, {}));
    // On hold, not on that list, and beyond its places.
    for (const ListDecision& bad :
         {sample_record::given("E", "P06"), sample_record::given("Z", "P06"),
          sample_record::decision("A", 6)}) {
      CHECK_FALSE(writer->decide(0, day, std::vector<ListDecision>{bad}));
    }
    CHECK_FALSE(
        writer->decide(3, day, std::vector<ListDecision>{sample_record::given("F", "P06")}));
    CHECK(folder->all_files() == before);
    CHECK(writer->decide(0, shipped::day("2009-10-05"), good));
    CHECK(checked(folder).decisions == 3);
  }

  TEST_CASE("record: the page of a recorded list has the head, and no digest of its cases") {
    const Ranking ranking = sample_record::ranking("2009-10-05");
    const Summary summary = summarise(ranking);
    const std::string digest = ranking.cases().digest().hex();
    CHECK(render_html(ranking, summary).find(digest) != std::string::npos);
    const LogHead head = sample_record::read(sample_record::small_log()).head();
    const BoardRecord record{head.origin, head.tree.size, head.tree.root.hex()};
    BoardOptions options;
    options.record = &record;
    const std::string page = render_html(ranking, summary, options);
    CHECK(page.find(digest) == std::string::npos);
    CHECK(page.find("<bdi>" + head.origin + "</bdi>") != std::string::npos);
    CHECK(page.find("<dd>4</dd>") != std::string::npos);
    CHECK(page.find(head.tree.root.hex()) != std::string::npos);
  }

  TEST_CASE("record: what does not belong together is refused, and nothing is written") {
    const auto folder = sample_record::small_log();
    auto writer = sample_record::open(folder);
    const auto before = folder->all_files();
    const Ranking ranking = sample_record::ranking("2009-10-07");
    PolicyTexts others = sample_record::texts();
    others.policy = shipped::text_of("policies/first_come_first_served.toml");
    CHECK_FALSE(writer->add(ranking, others));
    const std::vector<std::vector<ListDecision>> bad{
        {sample_record::decision("Z", 1)},
        {sample_record::decision("E", 1)},
        {sample_record::decision("A", 0)},
        {sample_record::decision("A", 99)},
        {sample_record::decision("A", 1), sample_record::decision("A", 2)},
        {{"A", 1, "two words", "P", "M", "", 0, "", ""}},
        {{"A", 1, "C", "", "M", "", 0, "", ""}},
        {{"A", 1, "C", "P", "M", "two\nlines", 0, "", ""}},
        {{"A", 1, "C", "P", "M", "two\rlines", 0, "", ""}},
        {{"A", 1, "C", "P", "M", "two\xE2\x80\xA8lines", 0, "", ""}},
        {{"A", 1, "C", "P", "M", "no UTF-8 \xFF", 0, "", ""}},
        {{"A", 1, "C", "P", "M", std::string(201, 'r'), 0, "", ""}},
        {{"A", 1, "C", "P", "M", "", 0, "P6", ""}},
        {{"A", 1, "C", "P", "M", "", 0, "", "P6"}},
        {{"A", 0, "C", "P", "M", "", 0, "two words", ""}},
        {sample_record::given("A", "P6"), sample_record::given("A", "P7")}};
    for (const auto& decisions : bad) {
      CHECK_FALSE(writer->add(ranking, sample_record::texts(), decisions));
    }
    CHECK(folder->all_files() == before);
    const ListPart part{"North", std::nullopt};
    CHECK_FALSE(writer->add(part_of(ranking, part), sample_record::texts()));
    const std::vector<ListDecision> longest{
        {"A", 1, "C", "P", "M", std::string(200, 'r'), 0, "", ""}};
    CHECK(writer->add(ranking, sample_record::texts(), longest));
  }
}
