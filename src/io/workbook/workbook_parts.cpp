#include "io/workbook/workbook_parts.h"

#include "io/workbook/xml_part.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>
#include <utility>

namespace waitlist {
namespace {

/// What a part says of another.
struct Relation {
  std::string id;
  std::string kind;  ///< the end of its type: `worksheet`
  std::string target;
  bool outside = false;
};

class RelationReader final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return;
    const std::string_view type = attributes.get("Type");
    relations.push_back(
        {std::string{attributes.get("Id")}, std::string{type.substr(type.rfind('/') + 1)},
         std::string{attributes.get("Target")}, attributes.get("TargetMode") == "External"});
  }

  std::vector<Relation> relations;
};

std::string folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return std::string{slash == std::string_view::npos ? "" : part.substr(0, slash + 1)};
}

/// A target, seen from a folder, as the name of a part.
std::string resolved(std::string_view target, std::string folder) {
  if (target.starts_with('/')) return std::string{target.substr(1)};
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!folder.empty()) folder.pop_back();
    folder = folder_of(folder);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return folder + std::string{target};
}

class WorkbookHandler final : public XmlHandler {
 public:
  struct Sheet {
    std::string name;
    std::string relation;
    bool hidden = false;
  };

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      from_1904 = is_set(attributes.get("date1904"));
    } else if (name == "sheet") {
      const std::string_view state = attributes.get("state");
      sheets.push_back({std::string{attributes.get("name")},
                        std::string{attributes.get_prefixed("id")},
                        state == "hidden" || state == "veryHidden"});
    }
  }

  std::vector<Sheet> sheets;
  bool from_1904 = false;
};

class StylesHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt") {
      written_[id_of(attributes)] = format_of_code(attributes.get("formatCode"));
    } else if (name == "cellXfs") {
      in_cells_ = true;
    } else if (name == "xf" && in_cells_) {
      ids_.push_back(id_of(attributes));
    }
  }

  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }

  [[nodiscard]] std::vector<NumberFormat> formats() const {
    std::vector<NumberFormat> all;
    all.reserve(ids_.size());
    for (const std::uint32_t id : ids_) {
      const auto written = written_.find(id);
      all.push_back(written == written_.end() ? built_in_format(id) : written->second);
    }
    return all;
  }

 private:
  static std::uint32_t id_of(const XmlAttributes& attributes) {
    const std::string_view text = attributes.get("numFmtId");
    std::uint32_t id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
  }

  std::map<std::uint32_t, NumberFormat> written_;
  std::vector<std::uint32_t> ids_;
  bool in_cells_ = false;
};

class StringsHandler final : public XmlHandler {
 public:
  explicit StringsHandler(SharedStrings& strings) : strings_{strings} {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "si") {
      text_.clear();
    } else if (name == "rPh") {
      phonetic_ = true;
    } else if (name == "t" && !phonetic_) {
      collects_ = true;
      keeps_blanks_ = attributes.get("xml:space") == "preserve";
      piece_.clear();
    }
  }

  void text(std::string_view text) override {
    constexpr std::size_t kKept = std::size_t{1} << 16U;
    if (collects_ && piece_.size() < kKept) piece_ += text;
  }

  void end(std::string_view name) override {
    if (name == "si") {
      strings_.add(text_);
    } else if (name == "rPh") {
      phonetic_ = false;
    } else if (name == "t" && collects_) {
      collects_ = false;
      append_unescaped(text_, keeps_blanks_ ? std::string_view{piece_} : trimmed_piece());
    }
  }

 private:
  [[nodiscard]] std::string_view trimmed_piece() const {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = piece_.find_first_not_of(kBlanks);
    if (begin == std::string::npos) return {};
    return std::string_view{piece_}.substr(begin, piece_.find_last_not_of(kBlanks) + 1 - begin);
  }

  SharedStrings& strings_;
  std::string text_;
  std::string piece_;
  bool phonetic_ = false;
  bool collects_ = false;
  bool keeps_blanks_ = false;
};

class OutlineReader {
 public:
  explicit OutlineReader(ZipArchive& archive) : archive_{archive} {}

  Result<WorkbookOutline> read() {
    const auto main = main_part();
    if (!main) return failed(main.error());
    WorkbookHandler workbook;
    if (auto fault = read_xml(archive_, *main, workbook)) return failed(*std::move(fault));
    const std::string folder = folder_of(*main);
    auto relations = relations_of(folder + "_rels/" + main->substr(folder.size()) + ".rels");
    if (!relations) return failed(std::move(relations.error()));
    WorkbookOutline outline;
    outline.days = workbook.from_1904 ? DaySystem::from_1904 : DaySystem::from_1900;
    for (const Relation& relation : *relations) {
      if (relation.kind == "sharedStrings" || relation.kind == "styles") {
        if (relation.outside) return failed(outside(relation));
        const std::string part = resolved(relation.target, folder);
        (relation.kind == "styles" ? outline.styles : outline.strings) = part;
      }
    }
    for (const WorkbookHandler::Sheet& sheet : workbook.sheets) {
      const auto relation = std::ranges::find(*relations, sheet.relation, &Relation::id);
      if (relation == relations->end()) {
        return failed(archive_.fault(ErrorCode::malformed_text, sheet.name,
                                     "the workbook does not say where this sheet is"));
      }
      if (relation->outside) return failed(outside(*relation));
      outline.sheets.push_back({sheet.name, resolved(relation->target, folder), sheet.hidden,
                                relation->kind == "worksheet"});
    }
    return outline;
  }

 private:
  [[nodiscard]] Error outside(const Relation& relation) const {
    return archive_.fault(ErrorCode::malformed_text, relation.target,
                          "the workbook refers to something outside itself, which nothing here "
                          "opens; save it with all of its sheets inside");
  }

  Result<std::vector<Relation>> relations_of(const std::string& part) {
    RelationReader reader;
    if (auto fault = read_xml(archive_, part, reader)) return failed(*std::move(fault));
    return std::move(reader.relations);
  }

  Result<std::string> main_part() {
    const std::string root = "_rels/.rels";
    if (!archive_.has(root)) return failed(no_workbook());
    const auto relations = relations_of(root);
    if (!relations) return failed(relations.error());
    const auto main = std::ranges::find(*relations, "officeDocument", &Relation::kind);
    if (main == relations->end()) return failed(no_workbook());
    if (main->outside) return failed(outside(*main));
    std::string part = resolved(main->target, "");
    if (part.ends_with(".bin")) {
      return failed(archive_.fault(ErrorCode::wrong_encoding, "",
                                   "a workbook in the binary form (.xlsb); save it as .xlsx"));
    }
    return part;
  }

  [[nodiscard]] Error no_workbook() const {
    const bool is_open_document = archive_.has("content.xml") && archive_.has("mimetype");
    return archive_.fault(ErrorCode::wrong_encoding, "",
                          is_open_document
                              ? "an OpenDocument file; save its sheet as .xlsx, or as CSV in UTF-8"
                              : "a packed file that is no workbook; name an .xlsx, .csv or .json "
                                "file");
  }

  ZipArchive& archive_;
};

}  // namespace

Result<WorkbookOutline> read_outline(ZipArchive& archive) { return OutlineReader{archive}.read(); }

Result<WorkbookParts> read_parts(ZipArchive& archive, const WorkbookOutline& outline) {
  WorkbookParts parts;
  parts.days = outline.days;
  if (!outline.styles.empty()) {
    StylesHandler styles;
    if (auto fault = read_xml(archive, outline.styles, styles)) return failed(*std::move(fault));
    parts.formats = styles.formats();
  }
  if (!outline.strings.empty()) {
    StringsHandler strings{parts.strings};
    if (auto fault = read_xml(archive, outline.strings, strings)) return failed(*std::move(fault));
  }
  return parts;
}

}  // namespace waitlist
