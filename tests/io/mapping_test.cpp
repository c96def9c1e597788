#include <waitlist/io/case_mapping.h>
#include <waitlist/io/policy_reader.h>

#include "io/mapping/mapping_rules.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr const char* kWholeMapping = R"(format = 1
title = "Whole"
[file]
separator = "tab"
header_line = 3
ignore = ["Worker", 9]
ignore_others = false
rows = "case"
fill_down = ["Case No"]
[columns]
case_id = "Case No"
listed_on = "Date received"
child_dobs = ["Child 1", "Child 2"]
child_refs = ["Ref 1", "Ref 2"]
status = "Status"
team = 12
filing_date = "Due"
"da.reported" = "DA"
"da.dash" = "DASH"
"da.markers" = ["Stalking", "Weapon"]
"da.dash@received_on" = "DASH on"
[constants]
area = "Staffordshire"
"cp.s16a" = "unknown"
[words.status]
"Open" = "awaiting"
"" = "awaiting"
[words."da.reported"]
"Y" = "severe"
[words."da.markers"]
"Stalked" = "stalking"
[words."*"]
"Y" = "reported"
"N" = "no"
"NK" = "unknown"
[dates]
order = "day/month/year"
two_digit_years_from = 1980
times = "drop"
excel_serials = 1900
[dates_of.filing_date]
order = "month/day/year"
[numbers]
decimal_comma = true
[lists]
separator = "newline"
[[skip]]
column = "Case No"
words = ["Total", ""]
)";

std::string changed_mapping(const std::string& part, const std::string& instead) {
  std::string text = kWholeMapping;
  const std::size_t at = text.find(part);
  REQUIRE_MESSAGE(at != std::string::npos, part);
  return text.replace(at, part.size(), instead);
}

std::string mapping_faults(const std::string& toml) {
  const auto mapping = read_case_mapping(toml, shipped::facts(), "map.toml");
  return mapping ? std::string{} : shipped::lines_of(mapping.error());
}

struct MappingFault {
  const char* part;
  const char* instead;
  const char* says;
};

}  // namespace

TEST_SUITE("mapping") {
  TEST_CASE("mapping: every key is read") {
    const auto mapping = read_case_mapping(kWholeMapping, shipped::facts(), "map.toml");
    REQUIRE_MESSAGE(mapping, shipped::lines_of(mapping ? Errors{} : mapping.error()));
    CHECK(mapping->title() == "Whole");
    CHECK(mapping->schema().digest() == shipped::facts().digest());
    const MappingRules& rules = mapping->rules();
    CHECK(rules.separator == '\t');
    CHECK(rules.header_line == 3);
    REQUIRE(rules.ignored.size() == 2);
    CHECK(rules.ignored[1].place == 9);
    CHECK(rules.decimal_comma);
    CHECK(rules.list_separator == '\n');
    CHECK(rules.columns.size() == 11);
    CHECK(rules.constants.size() == 2);
    CHECK(rules.skips.size() == 1);
    REQUIRE(rules.find("team") != nullptr);
    CHECK(rules.find("team")->from.front().place == 12);
    CHECK_FALSE(rules.find("team")->converts);
    CHECK(rules.find("listed_on")->days == DayRules{DayOrder::day_month_year, 1980, true, 1900});
    CHECK(rules.find("filing_date")->days == DayRules{DayOrder::month_day_year, 1980, true, 1900});
    // A word of the column comes before one of all facts, and counts only where it fits.
    CHECK(*rules.find("da.reported")->words.find(" y ") == "severe");
    CHECK(*rules.find("da.reported")->words.find("n") == "no");
    CHECK(rules.find("da.dash")->words.find("Y") == nullptr);
    CHECK(*rules.find("da.dash")->words.find("nk") == "unknown");
  }

  TEST_CASE("mapping: what is wrong is said with its line and key") {
    const std::vector<MappingFault> rows{
        {"format = 1", "format = 2", "map.toml:1:10: format \"2\": this version reads format 1"},
        {"format = 1", "", "format: this key is required"},
        {"title", "titel", "titel"},
        {"\"tab\"", "\"colon\"", "file.separator \"colon\": expected one of"},
        {"header_line = 3", "header_line = 0", "file.header_line \"0\""},
        {"[\"Worker\", 9]", "[\"Worker\", 600]", "a column's place is a whole number"},
        {"[\"Worker\", 9]", "[\"Worker\", true]", "file.ignore"},
        {"rows = \"case\"", "rows = \"children\"", "file.rows \"children\""},
        {"case_id = \"Case No\"\n", "", "columns.case_id: every case needs this"},
        {"listed_on = \"Date received\"\n", "", "columns.listed_on: every case needs this"},
        {"team = 12", "teem = 12", "columns.teem \"teem\": no column of case files has this name"},
        {"team = 12", "teem = 12", "did you mean \"team\"?"},
        {"team = 12", "team = [12, 13]", "only lists come from several columns"},
        {"team = 12", "team = \"Status\"", "this column of the export is status already"},
        {"team = 12", "team = \" \"", "columns.team: name a column of the export"},
        {"team = 12", "team = []", "columns.team: name a column of the export"},
        {"[\"Ref 1\", \"Ref 2\"]", "\"Ref 1\"", "as many columns"},
        {"area = \"Staffordshire\"", "area = \"\"", "constants.area: write some text here"},
        {"area = \"Staffordshire\"", "status = \"awaiting\"", "[columns] says already"},
        {"area = \"Staffordshire\"", "colour = \"red\"", "constants.colour"},
        {"area = \"Staffordshire\"", "hold_until = \"soon\"",
         "constants.hold_until \"soon\": not a"},
        {"\"cp.s16a\" = \"unknown\"", "\"cp.s16a\" = \"no\"", "nobody has checked this for every"},
        {"\"Open\" = \"awaiting\"", "\"Open\" = \"open\"", "words.status.Open \"open\": expected"},
        {"\"Open\" = \"awaiting\"", "\"Open\" = \"\"", "write what it means"},
        {"\"Open\" = \"awaiting\"", "\"Open\" = 1", "expected text in quotes"},
        {"\"Open\" = \"awaiting\"", "\"Open\" = \"awaiting\"\n\"OPEN\" = \"awaiting\"", "twice"},
        {"[words.status]", "[words.hold_reason]", "[columns] has no column of ours of this name"},
        {"[words.status]", "[words.case_id]", "an id is read as it stands"},
        {"\"Y\" = \"severe\"", "\"\" = \"severe\"", "an empty cell says that nobody has asked"},
        {"\"Y\" = \"severe\"", "\"\" = \"no\"", "an empty cell says that nobody has asked"},
        {"\"NK\" = \"unknown\"", "\"\" = \"no\"", "an empty cell says that nobody has asked"},
        {"\"NK\" = \"unknown\"", "\"NK\" = \"not known\"", "fits no fact that is mapped"},
        {"\"day/month/year\"", "\"dmy\"", "dates.order \"dmy\": expected one of `day/month/year`"},
        {"= 1980", "= 80", "dates.two_digit_years_from \"80\""},
        {"\"drop\"", "\"keep\"", "dates.times \"keep\": expected one of `drop`"},
        {"= 1900", "= 1905", "dates.excel_serials \"1905\""},
        {"[dates_of.filing_date]", "[dates_of.team]", "no column of days of this name"},
        {"[dates_of.filing_date]", "[dates_of.hold_until]", "no column of days of this name"},
        {"decimal_comma = true", "decimal_comma = 1", "expected true or false"},
        {"\"newline\"", "\" \"", "lists.separator"},
        {"\"newline\"", "\"/\"", "this sign stands in dates too"},
        {"words = [\"Total\", \"\"]", "words = []", "skip[1].words"},
        {"words = [\"Total\", \"\"]", "words = [\"Total\", \"TOTAL\"]",
         "this word stands here twice"},
        {"column = \"Case No\"", "column = [\"A\", \"B\"]", "name one column of the export"},
        {"column = \"Case No\"\n", "", "skip[1].column"},
        {"[columns]", "[columns", "not TOML"},
    };
    CHECK(mapping_faults(kWholeMapping).empty());
    for (const MappingFault& row : rows) {
      CAPTURE(std::string{row.instead});
      const std::string faults = mapping_faults(changed_mapping(row.part, row.instead));
      CHECK_MESSAGE(faults.find(row.says) != std::string::npos, faults);
    }
  }

  TEST_CASE("mapping: all faults are told at once, in the order of the text") {
    std::string text = changed_mapping("header_line = 3", "header_line = 0");
    text.replace(text.find("team = 12"), 9, "teem = 12");
    text.replace(text.find("= 1980"), 6, "= 80");
    const auto mapping = read_case_mapping(text, shipped::facts(), "map.toml");
    REQUIRE_FALSE(mapping);
    REQUIRE(mapping.error().size() == 3);
    CHECK(mapping.error()[0].field == "file.header_line");
    CHECK(mapping.error()[1].field == "columns.teem");
    CHECK(mapping.error()[2].field == "dates.two_digit_years_from");
  }

  TEST_CASE("mapping: where each row is a child, child_dobs is named, by one column") {
    std::string text = changed_mapping("rows = \"case\"", "rows = \"child\"");
    CHECK(mapping_faults(text).find("each row is one child: name one column") != std::string::npos);
    for (const char* line :
         {"child_dobs = [\"Child 1\", \"Child 2\"]\n", "child_refs = [\"Ref 1\", \"Ref 2\"]\n"}) {
      text.erase(text.find(line), std::string{line}.size());
    }
    CHECK(mapping_faults(text).find("columns.child_dobs: each row is a child") !=
          std::string::npos);
  }
}
