#include "support/small_workbook.h"

#include <zlib.h>

#include <cstddef>
#include <stdexcept>

namespace waitlist::workbooks {
namespace {

void add_number(std::string& out, std::uint64_t number, int bytes) {
  for (int i = 0; i < bytes; ++i, number >>= 8U) out += static_cast<char>(number & 0xFFU);
}

std::uint32_t checksum(const std::string& bytes) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

std::string deflated(const std::string& bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error{"deflate"};
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int done = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END) throw std::runtime_error{"deflate"};
  return out;
}

const std::string kRelations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relation(const std::string& id, const std::string& kind, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + kRelations + kind + "\" Target=\"" + target +
         "\"/>";
}

std::string relations(const std::string& inside) {
  return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         inside + "</Relationships>";
}

std::string in_main(const std::string& element, const std::string& inside) {
  return "<" + element +
         " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">" +
         inside + "</" + element + ">";
}

}  // namespace

std::string packed(const std::vector<PackedPart>& parts) {
  std::string out;
  std::string directory;
  for (const PackedPart& part : parts) {
    const std::string body = part.deflated ? deflated(part.bytes) : part.bytes;
    std::string about;
    add_number(about, 20, 2);
    add_number(about, part.flags, 2);
    add_number(about, part.deflated ? 8 : 0, 2);
    add_number(about, 0, 4);  // time
    add_number(about, checksum(part.bytes), 4);
    add_number(about, body.size(), 4);
    add_number(about, part.says_bytes == UINT32_MAX ? part.bytes.size() : part.says_bytes, 4);
    add_number(about, part.name.size(), 2);
    add_number(about, 0, 2);
    const std::size_t at = out.size();
    out += "PK\x03\x04" + about + part.name + body;
    directory += "PK\x01\x02";
    add_number(directory, 20, 2);
    directory += about;
    add_number(directory, 0, 2 + 2 + 2 + 4);
    add_number(directory, at, 4);
    directory += part.name;
  }
  std::string end{"PK\x05\x06"};
  add_number(end, 0, 4);
  add_number(end, parts.size(), 2);
  add_number(end, parts.size(), 2);
  add_number(end, directory.size(), 4);
  add_number(end, out.size(), 4);
  add_number(end, 0, 2);
  return out + directory + end;
}

std::string SmallWorkbook::bytes() const {
  std::map<std::string, std::string> all;
  all["_rels/.rels"] = relations(relation("rId1", "officeDocument", "xl/workbook.xml"));
  std::string listed;
  std::string related =
      relation("s1", "sharedStrings", "sharedStrings.xml") + relation("s2", "styles", "styles.xml");
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string id = std::to_string(i + 1);
    const SmallSheet& sheet = sheets[i];
    listed += "<sheet name=\"" + sheet.name + "\" sheetId=\"" + id + "\"" +
              (sheet.state.empty() ? "" : " state=\"" + sheet.state + "\"") + " r:id=\"rId" + id +
              "\"/>";
    related += relation("rId" + id, "worksheet", "worksheets/sheet" + id + ".xml");
    all["xl/worksheets/sheet" + id + ".xml"] = in_main(
        "worksheet", sheet.before + "<sheetData>" + sheet.rows + "</sheetData>" + sheet.behind);
  }
  all["xl/workbook.xml"] =
      in_main("workbook", std::string{"<workbookPr"} + (from_1904 ? " date1904=\"1\"" : "") +
                              "/><sheets>" + listed + "</sheets>");
  all["xl/_rels/workbook.xml.rels"] = relations(related);
  all["xl/sharedStrings.xml"] = in_main("sst", strings);
  std::string formatted;
  for (const int style : styles) formatted += "<xf numFmtId=\"" + std::to_string(style) + "\"/>";
  all["xl/styles.xml"] = in_main(
      "styleSheet", "<numFmts>" + formats + "</numFmts><cellXfs>" + formatted + "</cellXfs>");
  std::vector<PackedPart> listed_parts;
  for (const auto& [name, text] : parts) all[name] = text;
  for (const auto& [name, text] : all) {
    listed_parts.push_back({name, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text, deflated});
  }
  return packed(listed_parts);
}

std::string workbook_of(const std::vector<std::string>& rows) {
  SmallWorkbook workbook;
  SmallSheet sheet;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    sheet.rows += row(static_cast<int>(i) + 1, rows[i]);
  }
  workbook.sheets.push_back(sheet);
  return workbook.bytes();
}

std::string row(int number, const std::string& cells) {
  return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}

std::string text(const std::string& words) {
  return "<c t=\"inlineStr\"><is><t>" + words + "</t></is></c>";
}

std::string number(const std::string& value, int style) {
  return "<c s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
}

}  // namespace waitlist::workbooks
