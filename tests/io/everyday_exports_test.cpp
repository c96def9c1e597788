// Files as spreadsheets, councils, hospitals and courts save them. All say the same three cases;
// each is read right, with a mapping where one is needed, or refused with the cause.
#include <waitlist/io/case_reader.h>
#include <waitlist/queue/ranking.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr const char* kThreeCases =
    "case_id,listed_on,child_dobs,status,da.reported,da.police_12m\n"
    "SM-1,2009-04-06,2008-02-01,awaiting,ongoing,4\n"
    "SM-2,2009-05-17,2001-11-30;2005-06-09,awaiting,no,0\n"
    "SM-3,2009-06-29,unknown,duty_allocated,unknown,\n";

const std::string kTheirColumns =
    "[columns]\ncase_id = \"Case No\"\nlisted_on = \"Received\"\nchild_dobs = \"DOBs\"\nstatus = "
    "\"Status\"\n\"da.reported\" = \"DA\"\n\"da.police_12m\" = \"Police\"\n";
const std::string kOurColumns =
    "[columns]\ncase_id = \"case_id\"\nlisted_on = \"listed_on\"\nchild_dobs = "
    "\"child_dobs\"\nstatus = \"status\"\n\"da.reported\" = \"da.reported\"\n\"da.police_12m\" = "
    "\"da.police_12m\"\n";
const std::string kDayFirst = "[dates]\norder = \"day/month/year\"\n";
const std::string kOurHeader = "case_id,listed_on,child_dobs,status,da.reported,da.police_12m\n";
const std::string kTheirHeader = "Case No,Received,DOBs,Status,DA,Police\n";
/// The rows with days as they are written in England.
const std::string kUkRows =
    "SM-1,06/04/2009,01/02/2008,awaiting,ongoing,4\n"
    "SM-2,17/05/2009,30/11/2001;09/06/2005,awaiting,no,0\n"
    "SM-3,29/06/2009,unknown,duty_allocated,unknown,\n";
const std::string kIsoRows = std::string{kThreeCases}.substr(kOurHeader.size());

/// Every separator as another.
std::string separated(std::string text, char by) {
  for (char& c : text) c = c == ',' ? by : c;
  return text;
}

std::string with_part(std::string text, const std::string& part, const std::string& instead) {
  for (std::size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + instead.size())) {
    text.replace(at, part.size(), instead);
  }
  return text;
}

struct EverydayFile {
  const char* kind;
  std::string text;
  std::string mapping;  ///< empty: none
  const char* cause;    ///< empty: read right
};

std::vector<EverydayFile> plain_files() {
  const std::string plain = kOurHeader + kIsoRows;
  return {
      {"as it should be", plain, "", ""},
      {"byte order mark", "\xEF\xBB\xBF" + plain, "", ""},
      {"line ends of Windows", with_part(plain, "\n", "\r\n"), "", ""},
      {"line ends of an old Macintosh", with_part(plain, "\n", "\r"), "", ""},
      {"no line end at the end", plain.substr(0, plain.size() - 1), "", ""},
      {"blank lines", "\n" + with_part(plain, "\n", "\n\n"), "", ""},
      {"rows of separators above", ",,,,,\n , ,,,,\n" + plain, "", ""},
      {"rows of separators at the end", plain + ",,,,,\n,,,,,\n", "", ""},
      {"tabs", separated(plain, '\t'), "", ""},
      {"pipes", separated(plain, '|'), "", ""},
      {"sep= line", "sep=,\n" + plain, "", ""},
      {"sep= line in quotes", "\"sep=|\"\n" + separated(plain, '|'), "", ""},
      {"header line again at a page break", plain + kOurHeader, "", ""},
      {"words in capitals",
       with_part(with_part(plain, "awaiting", "AWAITING"), "ongoing", "ONGOING"), "", ""},
      {"words with a capital", with_part(with_part(plain, ",no,", ",No,"), "unknown", "Unknown"),
       "", ""},
      {"labels of levels", with_part(plain, "ongoing", "\"Ongoing, or after separation\""), "", ""},
      {"blank for an underscore", with_part(plain, "duty_allocated", "Duty allocated"), "", ""},
      {"decimals that are 0", with_part(plain, ",4\n", ",4.0\n"), "", ""},
      {"blanks around cells", with_part(plain, ",", " , "), "", ""},
      {"spaces that do not break", with_part(plain, ",", "\xC2\xA0,"), "", ""},
      {"characters without width", with_part(plain, "SM-1", "SM-1\xE2\x80\x8B"), "", ""},
      {"ids kept from the spreadsheet", with_part(plain, "SM-1", "=\"SM-1\""), "", ""},
      {"the same in quotes", with_part(plain, "SM-1", "\"=\"\"SM-1\"\"\""), "", ""},
      {"ids that a writer protected", with_part(plain, "SM-1", "'SM-1"), "", "'SM-1"},
      {"UK days", kOurHeader + kUkRows, "", "write 2009-04-06 if that is the day meant"},
      {"columns of their own", kTheirHeader + kIsoRows, "", "no column of this line is known here"},
      {"columns of their own, the way out", kTheirHeader + kIsoRows, "",
       "waitlist mapping suggest"},
      {"one more column", with_part(with_part(plain, "\n", ",x\n"), "12m,x", "12m,Worker"), "",
       "\"Worker\": no fact of the schema"},
      {"a column without a name", with_part(plain, "\n", ",\n"), "", "this column has no name"},
      {"names with blanks", with_part(plain, "case_id", "Case ID"), "",
       "did you mean \"case_id\"?"},
      {"a title line", "Waiting list,1 October\n" + plain, "",
       "the columns are named further down, in the line that begins with \"case_id\""},
      {"a workbook", "PK\x03\x04" + plain, "", "a workbook"},
      {"a web page", "\n<!DOCTYPE html>\n<html><table>" + plain, "", "begins as a web page"},
      {"a web page, mapped", "<HTML><table>" + plain, kOurColumns, "begins as a web page"},
      {"XML", "\xEF\xBB\xBF<?xml version=\"1.0\"?>" + plain, "", "another file in HTML or XML"},
      {"a PDF", "%PDF-1.6\n%\xC3\xA4\n" + plain, "", "begins as a PDF file does"},
      {"UTF-16", "\xFF\xFE" + plain, "", "save the file again as UTF-8"},
      {"one row for each child", with_part(plain, "SM-3", "SM-2"), "", "has this id too"},
  };
}

std::vector<EverydayFile> mapped_days() {
  const std::string uk = kTheirHeader + kUkRows;
  const std::string map = kTheirColumns + kDayFirst;
  return {
      {"UK days under our names", kOurHeader + kUkRows, kOurColumns + kDayFirst, ""},
      {"UK days under theirs", uk, map, ""},
      {"UK days with dots", with_part(uk, "/", "."), map, ""},
      {"UK days with dashes", with_part(uk, "/", "-"), map, ""},
      {"UK days without noughts", with_part(with_part(uk, "/0", "/"), "\n0", "\n"), map, ""},
      {"years of two digits", with_part(uk, "/20", "/"), map + "two_digit_years_from = 1980\n", ""},
      {"years of two digits, unsaid", with_part(uk, "/20", "/"), map, "two_digit_years_from"},
      {"times behind days", with_part(uk, "/2009,", "/2009 00:00,"), map + "times = \"drop\"\n",
       ""},
      {"times behind days, unsaid", with_part(uk, "/2009,", "/2009 00:00,"), map,
       "times = \"drop\""},
      {"times of databases",
       kTheirHeader + with_part(kIsoRows, "2009-04-06", "2009-04-06T09:30:00.000"),
       map + "times = \"drop\"\n", ""},
      {"times of another zone",
       kTheirHeader + with_part(kIsoRows, "2009-04-06", "2009-04-05T23:30:00Z"),
       map + "times = \"drop\"\n", "a time with a zone"},
      {"months in letters", with_part(uk, "06/04/2009", "06-Apr-2009"), map, ""},
      {"months in letters, in full", with_part(uk, "06/04/2009", "6 April 2009"), map, ""},
      {"weekdays", with_part(uk, "06/04/2009", "Mon 06/04/2009"), map, ""},
      {"numbers of a spreadsheet", with_part(uk, "06/04/2009", "39909"),
       map + "excel_serials = 1900\n", ""},
      {"numbers of a spreadsheet, unsaid", with_part(uk, "06/04/2009", "39909"), map,
       "excel_serials"},
      {"days run together", with_part(uk, "06/04/2009", "06042009"), map, ""},
      {"American days", with_part(kTheirHeader + kIsoRows, "2009-04-06", "04/06/2009"),
       kTheirColumns + "[dates]\norder = \"month/day/year\"\n", ""},
      {"American days read as English", with_part(uk, "17/05/2009", "05/17/2009"), map,
       "is the order in [dates] of the mapping right?"},
      {"year first with slashes", with_part(kTheirHeader + kIsoRows, "2009-04-06", "2009/4/6"),
       kTheirColumns + "[dates]\norder = \"year/month/day\"\n", ""},
      {"a day that there is not", with_part(uk, "17/05/2009", "31/04/2009"), map, "no such day"},
  };
}

std::vector<EverydayFile> mapped_layouts() {
  const std::string uk = kTheirHeader + kUkRows;
  const std::string map = kTheirColumns + kDayFirst;
  const std::string notes = with_part(with_part(uk, "\n", ",x\n"), "Police,x", "Police,Worker");
  return {
      {"semicolons", separated(with_part(uk, ";", "+"), ';'), map + "[lists]\nseparator = \"+\"\n",
       ""},
      {"semicolons and quotes", with_part(separated(with_part(uk, ";", "+"), ';'), "+", "\n"),
       map + "[lists]\nseparator = \"newline\"\n", "the row has"},
      {"pipes", separated(uk, '|'), map, ""},
      {"rows of separators above", ",,,,,\n,,,,,\n" + uk, map, ""},
      {"a title, a blank line, the header", "List of 1 October\n\n" + uk,
       "[file]\nheader_line = 3\n" + map, ""},
      {"a total at the end", uk + "Total,3,,,,\n",
       map + "[[skip]]\ncolumn = 1\nwords = [\"Total\"]\n", ""},
      {"a total at the end, unsaid", uk + "Total,3,,,,\n", map, "Received (listed_on) \"3\""},
      {"header lines at page breaks", uk + kTheirHeader, map, ""},
      {"columns that nobody reads", notes, "[file]\nignore = \"Worker\"\n" + map, ""},
      {"forty columns that nobody reads",
       with_part(with_part(uk, "\n", std::string(40, ',').append("\n")), "x", "x"),
       "[file]\nignore_others = true\n" + map, ""},
      {"columns that nobody reads, unsaid", notes, map,
       "the mapping does not speak of this column"},
      {"notes of several lines", with_part(notes, ",x\n", ",\"a\n\"\"b\"\", c\"\n"),
       "[file]\nignore = \"Worker\"\n" + map, ""},
  };
}

std::vector<EverydayFile> mapped_words_and_cases() {
  const std::string uk = kTheirHeader + kUkRows;
  const std::string map = kTheirColumns + kDayFirst;
  const std::string words =
      "[words.status]\n\"Open\" = \"awaiting\"\n\"Duty\" = \"duty_allocated\"\n";
  return {
      {"words of their own", with_part(with_part(uk, "awaiting", "Open"), "duty_allocated", "DUTY"),
       map + words, ""},
      {"words of their own, unsaid", with_part(uk, "awaiting", "Open"), map, "or say in [words]"},
      {"Y and N", with_part(with_part(uk, ",no,", ",N,"), "ongoing", "Y"),
       map + "[words.\"*\"]\nN = \"no\"\n[words.\"da.reported\"]\nY = \"ongoing\"\n", ""},
      {"not known", with_part(uk, "unknown", "NK"),
       map + "[words.\"*\"]\nNK = \"unknown\"\n"
             "[words.child_dobs]\nNK = \"unknown\"\n",
       ""},
      {"numbers with a comma", with_part(uk, ",4\n", ",\"4,0\"\n"),
       map + "[numbers]\ndecimal_comma = true\n", ""},
      {"no status column",
       with_part(with_part(with_part(uk, ",awaiting", ""), ",duty_allocated", ""), ",Status", ""),
       with_part(map, "status = \"Status\"\n", ""), "*"},
      {"a column for each child",
       "Case No,Received,D1,D2,Status,DA,Police\n"
       "SM-1,06/04/2009,01/02/2008,,awaiting,ongoing,4\n"
       "SM-2,17/05/2009,30/11/2001,09/06/2005,awaiting,no,0\n"
       "SM-3,29/06/2009,unknown,,duty_allocated,unknown,\n",
       with_part(map, "\"DOBs\"", "[\"D1\", \"D2\"]"), ""},
      {"a row for each child",
       kTheirHeader +
           "SM-1,06/04/2009,01/02/2008,awaiting,ongoing,4\n"
           "SM-2,17/05/2009,30/11/2001,awaiting,no,0\nSM-3,29/06/2009,,duty_allocated,unknown,\n"
           "SM-2,17/05/2009,09/06/2005,awaiting,no,0\n",
       "[file]\nrows = \"child\"\n" + map, ""},
      {"merged cells",
       kTheirHeader + "SM-1,06/04/2009,01/02/2008,awaiting,ongoing,4\n"
                      "SM-2,17/05/2009,30/11/2001,awaiting,no,0\n,,09/06/2005,,,\n"
                      "SM-3,29/06/2009,,duty_allocated,unknown,\n",
       "[file]\nrows = \"child\"\nfill_down = \"Case No\"\n" + map, ""},
      {"children of one case that disagree",
       kTheirHeader +
           "SM-1,06/04/2009,01/02/2008,awaiting,ongoing,4\nSM-1,07/04/2009,,awaiting,ongoing,4\n",
       "[file]\nrows = \"child\"\n" + map, "the rows of one case have to agree"},
      {"a name that stands twice", with_part(uk, "DA,Police", "DA,DA"),
       with_part(map, "\"Police\"", "\"DA\""), "this column of the export is da.reported already"},
      {"a name that stands twice, by place", with_part(uk, "DA,Police", "DA,DA"),
       with_part(with_part(map, "\"Police\"", "6"), "\"DA\"", "5"), ""},
      {"a column that is gone", with_part(uk, "Police", "Calls"), map,
       "takes this column, and the line"},
  };
}

/// The digest of what is read, or all faults.
std::string read_everyday(const EverydayFile& file, std::string& digest) {
  CaseReadOptions options;
  if (!file.mapping.empty()) {
    auto mapping = read_case_mapping("format = 1\n" + file.mapping, shipped::facts(), "map.toml");
    if (!mapping) return shipped::lines_of(mapping.error());
    options.mapping = *std::move(mapping);
  }
  const auto list = read_case_list_csv(file.text, shipped::facts(), "list.csv", options);
  if (!list) return shipped::lines_of(list.error());
  digest = list->cases.digest().hex();
  const auto ranking = rank(list->cases, shipped::policy("staffordshire_2009"), shipped::as_of());
  CHECK(ranking.has_value());
  return {};
}

void check_everyday(const std::vector<EverydayFile>& files, const std::string& expected) {
  for (const EverydayFile& file : files) {
    CAPTURE(std::string{file.kind});
    std::string digest;
    const std::string faults = read_everyday(file, digest);
    const std::string cause = file.cause;
    if (cause.empty()) {
      CHECK_MESSAGE(faults.empty(), faults);
      CHECK(digest == expected);
    } else if (cause == "*" || cause.starts_with('\'')) {
      CHECK_MESSAGE(faults.empty(), faults);  // read, and it says something else
      CHECK(digest != expected);
    } else {
      CHECK_MESSAGE(faults.find(cause) != std::string::npos, faults);
    }
  }
}

}  // namespace

TEST_SUITE("everyday exports") {
  TEST_CASE("mapped: everyday files are read right, or refused with the cause") {
    const std::string expected = shipped::cases(kThreeCases).digest().hex();
    check_everyday(plain_files(), expected);
    check_everyday(mapped_days(), expected);
    check_everyday(mapped_layouts(), expected);
    check_everyday(mapped_words_and_cases(), expected);
    CHECK(plain_files().size() + mapped_days().size() + mapped_layouts().size() +
              mapped_words_and_cases().size() >=
          75);
  }

  TEST_CASE("mapped: what stands above the columns, or a list of strange ones, is one fault") {
    for (const EverydayFile& file : plain_files()) {
      const std::string kind = file.kind;
      if (kind != "a title line" && kind != "columns of their own" && kind != "a workbook")
        continue;
      CAPTURE(kind);
      const auto list = read_case_list_csv(file.text, shipped::facts(), "list.csv");
      REQUIRE_FALSE(list);
      CHECK(list.error().size() == 1);
    }
  }

  TEST_CASE("csv: a word that could mean two things is no word") {
    const auto schema = FactSchema::make(
        "s", "1", "S",
        {{"a", "A", FactKind::choice, {{"x", "Low"}, {"y", "low"}, {"none", "No"}}, 0, "", ""},
         {"b", "B", FactKind::checklist, {{"p", "Pets"}, {"q", "Quiet room"}}, 0, "", ""}});
    REQUIRE_MESSAGE(schema, shipped::lines_of(schema ? Errors{} : schema.error()));
    const auto reads = [&schema](const std::string& a, const std::string& b) {
      const auto list =
          read_cases_csv("case_id,listed_on,a,b\n1,2009-04-06," + a + ',' + b + '\n', *schema);
      return list ? list->digest().hex() : std::string{"refused"};
    };
    CHECK(reads("X", "") == reads("x", ""));
    CHECK(reads("", "Quiet Room; pets") == reads("", "p;q"));
    CHECK(reads("no", "") != "refused");
    for (const char* doubtful : {"Low", "No", "NO"}) {
      CAPTURE(std::string{doubtful});
      CHECK(reads(doubtful, "") == "refused");
    }
    CHECK(reads("", "Pets;No") == "refused");
  }
}
