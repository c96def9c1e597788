#include <waitlist/io/case_writer.h>
#include <waitlist/io/workbook_reader.h>

#include "support/shipped.h"
#include "support/small_workbook.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using workbooks::SmallSheet;
using workbooks::SmallWorkbook;

/// The rows of a sheet as text, or all faults.
std::string rows_of(const std::string& bytes, const std::string& sheet = "") {
  const auto read = read_workbook_sheet(bytes, sheet, "w.xlsx");
  return read ? read->text() : shipped::lines_of(read.error());
}

/// The cases of a workbook as a case file, or all faults.
std::string cases_of(const std::string& bytes, const CaseReadOptions& options = {}) {
  const auto list = read_case_list_workbook(bytes, shipped::facts(), "w.xlsx", options);
  if (!list) return shipped::lines_of(list.error());
  std::vector<Case> cases;
  for (CaseRow row = 0; row < list->cases.size(); ++row) cases.push_back(list->cases.at(row));
  std::string text = write_cases_csv(cases, shipped::facts());
  for (const FaultyCase& faulty : list->faulty) text += shipped::lines_of(faulty.faults);
  return text;
}

std::string cases_of_csv(const std::string& text) {
  const CaseTable table = shipped::cases(text);
  std::vector<Case> cases;
  for (CaseRow row = 0; row < table.size(); ++row) cases.push_back(table.at(row));
  return write_cases_csv(cases, shipped::facts());
}

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

struct CellRow {
  const char* what;
  std::string cells;
  std::string text;
};

const std::vector<int>& row_styles() {
  static const std::vector<int> styles{0, 14, 22, 164, 165, 166, 167, 168, 169, 170, 20, 9};
  return styles;
}

const char* const kRowFormats =
    "<numFmt numFmtId=\"164\" formatCode=\"[$-809]dd\\ mmmm\\ yyyy;@\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"00000\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"[h]:mm:ss\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"0 &quot;days&quot;\"/>"
    "<numFmt numFmtId=\"168\" formatCode=\"[Red]0.00;[Blue]-0.00\"/>"
    "<numFmt numFmtId=\"169\" formatCode=\"mmm-yy\"/>"
    "<numFmt numFmtId=\"170\" formatCode=\"hh:mm:ss\"/>";

const char* const kRowStrings =
    "<si><t>plain</t></si><si><r><t>Ongoing, </t></r><r><rPr><b/></rPr><t "
    "xml:space=\"preserve\"> or after</t></r></si><si><t>漢</t><rPh sb=\"0\" "
    "eb=\"1\"><t>kan</t></rPh></si><si><t>a_x000A_b_x0041__x005F_</t></si><si/>";

const std::vector<CellRow>& cell_rows() {
  static const std::vector<CellRow> rows{
      {"a shared text", "<c t=\"s\"><v>0</v></c>", "plain"},
      {"runs of a rich text are one text, with the blanks that are kept", "<c t=\"s\"><v>1</v></c>",
       "\"Ongoing, or after\""},
      {"what a text sounds like is no part of it", "<c t=\"s\"><v>2</v></c>", "漢"},
      {"escapes stand for characters", "<c t=\"s\"><v>3</v></c>",
       "a\xE2\x80\xA8"
       "bA_"},
      {"an empty shared text is no cell", "<c t=\"s\"><v>4</v></c>", ""},
      {"a text in the cell", "<c t=\"inlineStr\"><is><t>here</t></is></c>", "here"},
      {"blanks around a text do not count",
       "<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> here \n</t></is></c>", "here"},
      {"signs of XML", "<c t=\"inlineStr\"><is><t>A &amp; B &lt;&#x43;&gt;</t></is></c>",
       "A & B <C>"},
      {"quotes and separators", "<c t=\"inlineStr\"><is><t>he said \"no\"; then, yes</t></is></c>",
       "\"he said \"\"no\"\"; then, yes\""},
      {"a day by a format that all know", "<c s=\"1\"><v>40091</v></c>", "2009-10-05"},
      {"a day with a time", "<c s=\"2\"><v>40091.75</v></c>", "2009-10-05"},
      {"a day in a language", "<c s=\"3\"><v>40091</v></c>", "2009-10-05"},
      {"a month of a year is the day that the cell holds", "<c s=\"8\"><v>40091</v></c>",
       "2009-10-05"},
      {"the first day", "<c s=\"1\"><v>1</v></c>", "1900-01-01"},
      {"the last day before the day that never was", "<c s=\"1\"><v>59</v></c>", "1900-02-28"},
      {"the day that never was", "<c s=\"1\"><v>60</v></c>", "1900-02-29"},
      {"the first day behind it", "<c s=\"1\"><v>61</v></c>", "1900-03-01"},
      {"an empty day of some programs", "<c s=\"1\"><v>0</v></c>", "1900-01-00"},
      {"a negative day is a number", "<c s=\"1\"><v>-3</v></c>", "-3"},
      {"a day too far off is a number", "<c s=\"1\"><v>2958466</v></c>", "2958466"},
      {"the last day of all", "<c s=\"1\"><v>2958465</v></c>", "9999-12-31"},
      {"leading zeros of the format", "<c s=\"4\"><v>123</v></c>", "00123"},
      {"leading zeros that are not needed", "<c s=\"4\"><v>123456</v></c>", "123456"},
      {"hours that have passed are no day", "<c s=\"5\"><v>1.5</v></c>", "1.5"},
      {"days as a unit are no day", "<c s=\"6\"><v>17</v></c>", "17"},
      {"colours are no days", "<c s=\"7\"><v>2.50</v></c>", "2.5"},
      {"a time is no day", "<c s=\"9\"><v>0.75</v></c>", "0.75"},
      {"a time that all know is no day", "<c s=\"10\"><v>0.75</v></c>", "0.75"},
      {"a share", "<c s=\"11\"><v>0.1</v></c>", "0.1"},
      {"a style that is not there", "<c s=\"99\"><v>5</v></c>", "5"},
      {"a whole number", "<c><v>27</v></c>", "27"},
      {"a whole number with a point", "<c><v>4.0</v></c>", "4"},
      {"a number that a machine made", "<c><v>0.30000000000000004</v></c>", "0.3"},
      {"a small number with a power", "<c><v>7.0000000000000007E-2</v></c>", "0.07"},
      {"a great number with a power", "<c><v>1.2E+5</v></c>", "120000"},
      {"a negative number", "<c><v>-2.5</v></c>", "-2.5"},
      {"what is no number stays as it is", "<c><v>12x</v></c>", "12x"},
      {"true", "<c t=\"b\"><v>1</v></c>", "TRUE"},
      {"false", "<c t=\"b\"><v>0</v></c>", "FALSE"},
      {"a day as a text of the file", "<c t=\"d\"><v>2009-10-05T00:00:00</v></c>", "2009-10-05"},
      {"a formula with its text", "<c t=\"str\"><f>A1</f><v>of it</v></c>", "of it"},
      {"a formula with its number", "<c><f>1+1</f><v>2</v></c>", "2"},
      {"a formula that gives an empty text", "<c t=\"str\"><f>\"\"</f><v></v></c>", ""},
      {"a cell with a style alone", "<c s=\"1\"/>", ""},
  };
  return rows;
}

}  // namespace

TEST_SUITE("workbooks") {
  TEST_CASE("workbook: each kind of cell says what people see in it") {
    SmallWorkbook workbook;
    workbook.styles = row_styles();
    workbook.formats = kRowFormats;
    workbook.strings = kRowStrings;
    SmallSheet sheet;
    std::string expected = "what,cell\n";
    sheet.rows = workbooks::row(1, workbooks::text("what") + workbooks::text("cell"));
    for (std::size_t i = 0; i < cell_rows().size(); ++i) {
      sheet.rows +=
          workbooks::row(static_cast<int>(i) + 2, workbooks::text("x") + cell_rows()[i].cells);
      expected += "x," + cell_rows()[i].text + "\n";
    }
    workbook.sheets.push_back(sheet);
    for (const bool deflated : {false, true}) {
      workbook.deflated = deflated;
      const std::string read = rows_of(workbook.bytes());
      std::size_t at = read.find('\n') + 1;
      for (const CellRow& row : cell_rows()) {
        const std::size_t end = read.find('\n', at);
        CHECK_MESSAGE(read.substr(at, end - at) == "x," + row.text, row.what);
        at = end + 1;
      }
      CHECK(read == expected);
    }
  }

  TEST_CASE("workbook: days count from 1904 where the workbook says so") {
    SmallWorkbook workbook;
    workbook.from_1904 = true;
    workbook.sheets.push_back(
        {"S", workbooks::row(1, workbooks::number("0", 1) + workbooks::number("60", 1) +
                                    workbooks::number("38629", 1))});
    CHECK(rows_of(workbook.bytes()) == "1904-01-01,1904-03-01,2009-10-05\n");
  }

  TEST_CASE("workbook: rows and cells stand where the sheet has them") {
    const std::string bytes = [] {
      SmallWorkbook workbook;
      workbook.sheets.push_back(
          {"S",
           "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\"><v>2</v></c></row>"
           "<row><c><v>3</v></c><c r=\"C3\"/><c><v>4</v></c></row>"
           "<row r=\"6\"><c r=\"A6\"><v>5</v></c></row><row r=\"9\" hidden=\"1\"/>"});
      return workbook.bytes();
    }();
    CHECK(rows_of(bytes) == "\n,1,,2\n3,,,4\n\n\n5,,,\n");
  }

  TEST_CASE("workbook: other prefixes and folders are the same workbook") {
    SmallWorkbook workbook;
    workbook.sheets.push_back({"S", ""});
    workbook.parts["xl/worksheets/sheet1.xml"] =
        "<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" "
        "t=\"inlineStr\"><x:is><x:t>here</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
    workbook.parts["_rels/.rels"] =
        "<Relationships><Relationship Id=\"a\" "
        "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" "
        "Target=\"/XL/workbook.xml\"/></Relationships>";
    CHECK(rows_of(workbook.bytes()) == "here\n");
  }

  TEST_CASE("workbook: a list is the list of its CSV file") {
    const std::string bytes = workbooks::workbook_of(
        {workbooks::text("case_id") + workbooks::text("listed_on") + workbooks::text("child_dobs") +
             workbooks::text("da.dash") + workbooks::text("da.reported") + workbooks::text("team"),
         workbooks::text("A") + workbooks::number("40091", 1) +
             workbooks::text("2003-01-01;2005-02-03") + workbooks::number("14") +
             workbooks::text("Ongoing, or after separation") + workbooks::text("N;E"),
         workbooks::number("17") + workbooks::number("40084", 1) + workbooks::number("37622", 1) +
             workbooks::text("unknown") + workbooks::text("no")});
    CHECK(cases_of(bytes) == cases_of_csv("case_id,listed_on,child_dobs,da.dash,da.reported,team\n"
                                          "A,2009-10-05,2003-01-01;2005-02-03,14,ongoing,N;E\n"
                                          "17,2009-09-28,2003-01-01,unknown,no,\n"));
  }

  TEST_CASE("workbook: faults name sheet and cell, with the remedies of CSV") {
    SmallWorkbook workbook;
    workbook.sheets.push_back(
        {"Waiting list",
         workbooks::row(1, workbooks::text("case_id") + workbooks::text("listed_on") +
                               workbooks::text("da.reported") + workbooks::text("nothing")) +
             workbooks::row(
                 3, workbooks::text("A") + workbooks::number("60", 1) + workbooks::text("unk")) +
             workbooks::row(4, workbooks::text("A, \"b\"") + workbooks::text("06/04/2009") +
                                   workbooks::text("yes"))});
    const std::string faults = cases_of(workbook.bytes());
    CHECK(says(faults, "w.xlsx: 'Waiting list'!D1: column \"nothing\": no fact of the schema"));
    CHECK(
        says(faults, "w.xlsx: 'Waiting list'!B3: listed_on \"1900-02-29\": there is no such day"));
    CHECK(says(faults, "w.xlsx: 'Waiting list'!C3: da.reported \"unk\""));
    CHECK(says(faults, "w.xlsx: 'Waiting list'!B4: listed_on \"06/04/2009\": write 2009-04-06 if"));
    CHECK(says(faults, "w.xlsx: 'Waiting list'!C4: da.reported \"yes\""));
  }

  TEST_CASE(
      "workbook: a cell that says nothing is a fault in every column, and sets its row apart") {
    const std::vector<std::string> columns{"case_id",
                                           "status",
                                           "child_dobs",
                                           "area",
                                           "team",
                                           "linked_to",
                                           "pauses",
                                           "da.dash",
                                           "da.reported",
                                           "da.markers",
                                           "hold_reason",
                                           "listed_on",
                                           "hold_until",
                                           "da.marac_heard_on",
                                           "da.dash@received_on",
                                           "da.dash@source"};
    for (const std::string& broken : columns) {
      std::string names;
      std::string sound;
      std::string cells;
      std::string place;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool is_id = columns[i] == "case_id";
        const std::string says_well = is_id                       ? workbooks::text("B")
                                      : columns[i] == "listed_on" ? workbooks::number("40000", 1)
                                      : columns[i] == "da.dash"   ? workbooks::number("12")
                                                                  : "<c/>";
        names += workbooks::text(columns[i]);
        sound += is_id ? workbooks::text("A") : says_well;
        cells += columns[i] == broken ? "<c t=\"e\"><f>X!A1</f><v>#REF!</v></c>" : says_well;
        if (columns[i] == broken) place = std::string(1, static_cast<char>('A' + i)) + "3";
      }
      CaseReadOptions options;
      options.faulty = FaultyRows::set_apart;
      const std::string list = cases_of(workbooks::workbook_of({names, sound, cells}), options);
      INFO(broken, ": ", list);
      CHECK(says(list, "w.xlsx: Sheet1!" + place + ": " + broken +
                           " \"#REF!\": a formula came to this error"));
      CHECK(says(list, "\nA,"));
      CHECK(!says(list, "\nB,"));
    }
  }

  TEST_CASE("workbook: a cell that says nothing is the id of no case") {
    const std::string error = "<c t=\"e\"><v>#N/A</v></c>";
    CaseReadOptions options;
    options.faulty = FaultyRows::set_apart;
    const auto list = read_case_list_workbook(
        workbooks::workbook_of({workbooks::text("case_id") + workbooks::text("listed_on") +
                                    workbooks::text("linked_to"),
                                error + workbooks::number("40000", 1) + workbooks::text("B"),
                                error + workbooks::number("40000", 1) + error,
                                workbooks::text("B") + workbooks::number("40000", 1)}),
        shipped::facts(), "w.xlsx", options);
    REQUIRE(list.has_value());
    CHECK(list->cases.size() == 1);
    REQUIRE(list->faulty.size() == 2);
    CHECK(list->faulty[0].case_id.empty());
    CHECK(list->faulty[0].linked_to == std::vector<std::string>{"B"});
    CHECK(list->faulty[1].case_id.empty());
    CHECK(list->faulty[1].linked_to.empty());
    for (const FaultyCase& faulty : list->faulty) {
      for (const Error& fault : faulty.faults) CHECK(fault.found == "#N/A");
    }
  }

  TEST_CASE("workbook: a formula without its value is a fault that names the cell") {
    for (const char* cell :
         {"<c><f>1+1</f></c>", "<c><f>1+1</f><v></v></c>", "<c><f>1+1</f><v/></c>"}) {
      const std::string faults = cases_of(
          workbooks::workbook_of({workbooks::text("case_id") + workbooks::text("listed_on"),
                                  workbooks::text("A") + cell}));
      CHECK(says(faults, "w.xlsx: Sheet1!B2: listed_on: a formula without the value that it had"));
    }
  }

  TEST_CASE("workbook: what is merged downwards is said in each row, sideways in none") {
    SmallWorkbook workbook;
    SmallSheet sheet;
    sheet.rows = workbooks::row(1, workbooks::text("case_id") + workbooks::text("listed_on") +
                                       workbooks::text("team") + workbooks::text("area")) +
                 workbooks::row(2, workbooks::text("A") + workbooks::number("40000", 1) +
                                       workbooks::text("N, E") + "<c/>") +
                 workbooks::row(3, workbooks::text("B") + "<c/>") +
                 workbooks::row(4, "<c s=\"1\"/>") +
                 workbooks::row(5, workbooks::text("C") + workbooks::number("40000", 1));
    sheet.behind = "<mergeCells><mergeCell ref=\"B2:B4\"/><mergeCell ref=\"C2:C3\"/></mergeCells>";
    workbook.sheets.push_back(sheet);
    CHECK(cases_of(workbook.bytes()) ==
          cases_of_csv("case_id,listed_on,team\nA,2009-07-06,\"N, E\"\n"
                       "B,2009-07-06,\"N, E\"\nC,2009-07-06,\n"));
    workbook.sheets[0].behind = "<mergeCells><mergeCell ref=\"C2:D2\"/></mergeCells>";
    const std::string faults = cases_of(workbook.bytes());
    CHECK(
        says(faults, "w.xlsx: Sheet1!D2: area \"C2:D2\": this cell is one with those to its left"));
    workbook.sheets[0].behind = "<mergeCells><mergeCell ref=\"C1:D1\"/></mergeCells>";
    CHECK(
        says(cases_of(workbook.bytes()), "w.xlsx: Sheet1!D1: column \"C1:D1\": this cell is one"));
  }

  TEST_CASE("workbook: one sheet is read, and which one is never guessed") {
    const std::string cell = workbooks::row(1, workbooks::text("x"));
    SmallWorkbook workbook;
    workbook.sheets = {{"Empty", workbooks::row(1, "<c s=\"1\"/>")},
                       {"List", cell},
                       {"Lookups", workbooks::row(1, workbooks::text("y")), "", "", "hidden"}};
    CHECK(rows_of(workbook.bytes()) == "x\n");
    CHECK(rows_of(workbook.bytes(), "Lookups") == "y\n");
    CHECK(says(rows_of(workbook.bytes(), "list"),
               "w.xlsx: sheet \"list\": the workbook has no sheet of cells with this name; it has "
               "\"Empty\", \"List\", \"Lookups\" (hidden)"));
    workbook.sheets[0].rows = cell;
    CHECK(says(rows_of(workbook.bytes()),
               "several sheets of this workbook hold something; say which is read (--sheet NAME): "
               "\"Empty\", \"List\", \"Lookups\" (hidden)"));
    workbook.sheets = {{"List", cell, "", "", "veryHidden"}};
    CHECK(says(rows_of(workbook.bytes()), "no sheet of this workbook shows and holds something"));
  }

  TEST_CASE("workbook: what is hidden is named") {
    SmallWorkbook workbook;
    SmallSheet sheet;
    sheet.before =
        "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"9\" max=\"16384\" "
        "hidden=\"1\"/></cols>";
    for (int i = 1; i <= 6; ++i) {
      std::string one = workbooks::row(i, workbooks::text("x") + workbooks::text("y"));
      if (i == 3 || i == 4 || i == 6) one.insert(4, " hidden=\"1\"");
      sheet.rows += one;
    }
    workbook.sheets = {sheet, {"Old", "", "", "", "hidden"}};
    const auto read = read_workbook_sheet(workbook.bytes(), "");
    REQUIRE(read.has_value());
    CHECK(read->notes() ==
          std::vector<std::string>{
              "Rows 3 to 4, 6 of sheet \"Sheet1\" are hidden in the workbook and read.",
              "Column B of sheet \"Sheet1\" is hidden in the workbook and read.",
              "Sheet \"Old\" is hidden in the workbook and not read."});
  }

  TEST_CASE("workbook: a mapping reads it as it reads the CSV file") {
    const auto mapping = read_case_mapping(
        "format = 1\n[file]\nheader_line = 2\nignore_others = true\n[columns]\ncase_id = \"Case\"\n"
        "listed_on = \"Date received\"\n\"da.reported\" = \"DA\"\n[dates]\norder = "
        "\"day/month/year\"\n[words.\"*\"]\n\"Y\" = \"reported\"\n",
        shipped::facts());
    REQUIRE(mapping.has_value());
    CaseReadOptions options;
    options.mapping = *mapping;
    const std::string head = workbooks::text("Case") + workbooks::text("Date\nreceived") +
                             workbooks::text("DA") + workbooks::text("Notes");
    CHECK(cases_of(
              workbooks::workbook_of({workbooks::text("Our list"), head,
                                      workbooks::text("A") + workbooks::number("40091", 1) +
                                          workbooks::text("Y") + workbooks::text("first\nsecond"),
                                      workbooks::text("B") + workbooks::text("06/04/2009") +
                                          workbooks::text("no") + "<c t=\"e\"><v>#N/A</v></c>"}),
              options) == cases_of_csv("case_id,listed_on,da.reported\nA,2009-10-05,reported\n"
                                       "B,2009-04-06,no\n"));
    options.faulty = FaultyRows::set_apart;
    const std::string faults =
        cases_of(workbooks::workbook_of({workbooks::text("Our list"), head,
                                         workbooks::text("A") + "<c t=\"e\"><v>#N/A</v></c>" +
                                             workbooks::text("maybe\nnot")}),
                 options);
    CHECK(says(faults, "w.xlsx: Sheet1!B3: Date received (listed_on) \"#N/A\": a formula came to"));
    CHECK(says(faults, "w.xlsx: Sheet1!C3: DA (da.reported) \"maybe not\""));
  }
}
