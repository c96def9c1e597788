#include <waitlist/base/limits.h>
#include <waitlist/io/workbook_reader.h>

#include "support/shipped.h"
#include "support/small_workbook.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using workbooks::SmallWorkbook;

/// All faults of a workbook that must be refused, and quickly.
std::string faults_of(const std::string& bytes, const std::string& sheet = "") {
  const auto begin = std::chrono::steady_clock::now();
  const auto read = read_workbook_sheet(bytes, sheet, "w.xlsx");
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{1});
  REQUIRE(!read.has_value());
  return shipped::lines_of(read.error());
}

bool tells(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

SmallWorkbook sound_workbook() {
  SmallWorkbook workbook;
  workbook.sheets = {{"S", workbooks::row(1, workbooks::text("x"))}};
  return workbook;
}

std::string with_part(const std::string& name, const std::string& text) {
  SmallWorkbook workbook = sound_workbook();
  workbook.parts[name] = text;
  return workbook.bytes();
}

struct BrokenFile {
  const char* what;
  std::string bytes;
  const char* says;
};

const std::string kSheet = "xl/worksheets/sheet1.xml";

std::vector<BrokenFile> broken_files() {
  const std::string rels =
      "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
      "Target=\"file:///etc/passwd\" TargetMode=\"External\"/></Relationships>";
  std::string cut = sound_workbook().bytes();
  cut.resize(cut.size() / 2);
  return {
      {"no bytes", "", "no workbook, whatever its name says"},
      {"a text", "case_id,listed_on\n", "no workbook, whatever its name says"},
      {"an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
       "locked by a password or in the form"},
      {"half a workbook", cut, "the end of this workbook is missing"},
      {"another packed file", workbooks::packed({{"a.txt", "x"}}),
       "a packed file that is no workbook"},
      {"an OpenDocument file", workbooks::packed({{"mimetype", "x"}, {"content.xml", "x"}}),
       "an OpenDocument file; save its sheet as .xlsx"},
      {"a locked part", workbooks::packed({{"_rels/.rels", "x", false, 1}}),
       "locked by a password"},
      {"two parts of one name", workbooks::packed({{"_rels/.rels", "x"}, {"_RELS/.rels", "x"}}),
       "two parts of one name"},
      {"a binary workbook",
       with_part("_rels/.rels",
                 "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                 "Target=\"xl/workbook.bin\"/></Relationships>"),
       "binary form (.xlsb)"},
      {"a part that is missing",
       with_part("_rels/.rels",
                 "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                 "Target=\"xl/nothing.xml\"/></Relationships>"),
       "xl/nothing.xml: this part of the workbook is missing"},
      {"a sheet outside", with_part("xl/_rels/workbook.xml.rels", rels),
       "refers to something outside itself, which nothing here opens"},
      {"a sheet that is nowhere", with_part("xl/_rels/workbook.xml.rels", "<Relationships/>"),
       "S: the workbook does not say where this sheet is"},
      {"no XML", with_part(kSheet, "<worksheet><row>"), "is not what it should be"},
      {"an element that is never closed", with_part(kSheet, "<a><b></a>"),
       "is not what it should be"},
      {"a document type", with_part(kSheet, "<!DOCTYPE worksheet><worksheet/>"),
       "a document type or entities of its own"},
      {"a file by an entity",
       with_part(kSheet, "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w>&x;</w>"),
       "a document type or entities of its own"},
      {"an entity of nobody", with_part(kSheet, "<w>&x;</w>"), "is not what it should be"},
      {"rows that go back", with_part(kSheet, "<w><row r=\"2\"/><row r=\"1\"/></w>"),
       "says that it is row \"1\""},
      {"a row too far down", with_part(kSheet, "<w><row r=\"1048577\"/></w>"),
       "is row \"1048577\""},
      {"cells that go back",
       with_part(kSheet, "<w><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></w>"), "it is \"A1\""},
      {"a cell of another row", with_part(kSheet, "<w><row r=\"1\"><c r=\"A2\"/></row></w>"),
       "it is \"A2\""},
      {"a cell outside a row", with_part(kSheet, "<w><c><v>1</v></c></w>"), "says that it is \"\""},
      {"a text that is not there",
       with_part(kSheet, "<w><row r=\"1\"><c t=\"s\"><v>7</v></c></row></w>"),
       "cell A1 refers to a text that is not there"},
      {"too many columns", with_part(kSheet, "<w><row r=\"1\"><c r=\"SS1\"><v>1</v></c></row></w>"),
       "at most 512 columns"},
      {"merged cells that are none", with_part(kSheet, "<w><mergeCell ref=\"B2:A1\"/></w>"),
       "merged cells that nobody can make"},
  };
}

/// Elements inside each other.
std::string nested(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += "<a>";
  for (int i = 0; i < depth; ++i) text += "</a>";
  return text;
}

std::string billion_laughs() {
  std::string text = "<!DOCTYPE w [<!ENTITY a0 \"laugh\">";
  for (int i = 1; i < 10; ++i) {
    const std::string one = "&a" + std::to_string(i - 1) + ";";
    text += "<!ENTITY a" + std::to_string(i) + " \"" + one + one + one + one + one + one + one +
            one + one + one + "\">";
  }
  return text + "]><w><row r=\"1\"><c t=\"inlineStr\"><is><t>&a9;</t></is></c></row></w>";
}

}  // namespace

TEST_SUITE("workbook safety") {
  TEST_CASE("workbook: what is not one, or not a sound one, is refused with the cause") {
    for (const BrokenFile& file : broken_files()) {
      CHECK_MESSAGE(tells(faults_of(file.bytes), file.says), file.what, ": ",
                    faults_of(file.bytes));
    }
  }

  TEST_CASE("workbook: entities, depth and tags without end are refused in under a second") {
    CHECK(tells(faults_of(with_part(kSheet, billion_laughs())), "entities of its own"));
    CHECK(tells(faults_of(with_part("xl/sharedStrings.xml", billion_laughs())), "entities"));
    CHECK(tells(faults_of(with_part("xl/workbook.xml", billion_laughs())), "entities"));
    CHECK(tells(faults_of(with_part(kSheet, nested(100'000))), "is not what it should be"));
    const std::string long_tag = "<w a=\"" + std::string(std::size_t{8} << 20U, 'x') + "\"/>";
    CHECK(tells(faults_of(with_part(kSheet, long_tag)), "is not what it should be"));
  }

  TEST_CASE("workbook: a part that grows too much is refused before it is unpacked") {
    SmallWorkbook workbook = sound_workbook();
    workbook.deflated = true;
    workbook.parts[kSheet] = "<w>" + std::string(std::size_t{64} << 20U, ' ') + "</w>";
    CHECK(tells(faults_of(workbook.bytes()), "more than 250 times as large as packed"));
    const std::vector<workbooks::PackedPart> lies{{"_rels/.rels", "x", false, 0, 0xF0000000U}};
    CHECK(tells(faults_of(workbooks::packed(lies)), "2147483648 bytes once it is unpacked"));
  }

  TEST_CASE("workbook: a part that is larger than it says is refused") {
    const std::string text = "<w>" + std::string(100'000, ' ') + "</w>";
    for (const std::uint32_t said : {0U, 1U, 70'000U, 100'006U, 100'008U}) {
      CHECK(tells(faults_of(workbooks::packed({{"_rels/.rels", text, true, 0, said}})),
                  "this part of the workbook is broken"));
    }
  }

  TEST_CASE("workbook: more parts than any workbook has are refused") {
    std::vector<workbooks::PackedPart> parts;
    for (std::size_t i = 0; i <= limits::kWorkbookPartsMax; ++i) {
      parts.push_back({"p" + std::to_string(i), ""});
    }
    CHECK(tells(faults_of(workbooks::packed(parts)), "at most 10000 parts"));
  }

  TEST_CASE("workbook: cut anywhere it is refused or read, and nothing else") {
    const std::string whole = sound_workbook().bytes();
    for (std::size_t size = 0; size < whole.size(); ++size) {
      static_cast<void>(read_workbook_sheet(whole.substr(0, size), ""));
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 0x55);
      const auto read = read_workbook_sheet(changed, "");
      if (!read) CHECK(!read.error().empty());
    }
  }

  TEST_CASE("workbook: merging the whole sheet costs nothing") {
    SmallWorkbook workbook = sound_workbook();
    workbook.sheets[0].behind = "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    const auto read = read_workbook_sheet(workbook.bytes(), "");
    REQUIRE(read.has_value());
    CHECK(read->text() == "x\n");
  }
}
