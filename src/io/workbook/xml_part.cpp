#include "io/workbook/xml_part.h"

#include <expat.h>

#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <string>

namespace waitlist {
namespace {

constexpr int kDepthMax = 64;
constexpr std::size_t kTagBytesMax = std::size_t{1} << 20U;

std::string_view without_prefix(std::string_view name) {
  if (name.size() == 1) return name;  // as nearly all names of a sheet
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct FreeParser {
  void operator()(XML_ParserStruct* parser) const noexcept { XML_ParserFree(parser); }
};

class XmlReader {
 public:
  explicit XmlReader(XmlHandler& handler) : handler_{handler}, parser_{XML_ParserCreate(nullptr)} {
    if (!parser_) throw std::bad_alloc{};
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &XmlReader::on_start, &XmlReader::on_end);
    XML_SetCharacterDataHandler(parser_.get(), &XmlReader::on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &XmlReader::on_doctype);
  }

  /// False: nothing more is to come.
  bool read(std::string_view piece, bool last) {
    const auto state =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    if (thrown_) std::rethrow_exception(thrown_);
    quiet_ += piece.size();
    if (state == XML_STATUS_ERROR) {
      if (XML_GetErrorCode(parser_.get()) == XML_ERROR_NO_MEMORY) throw std::bad_alloc{};
      broken_ = !handler_.is_done();
      return false;
    }
    // What nothing was told of is the begin of one tag, or a comment.
    too_long_ = quiet_ > kTagBytesMax;
    return !handler_.is_done() && !too_long_;
  }

  [[nodiscard]] std::optional<Error> fault(const ZipArchive& archive, std::string_view part) const {
    if (has_doctype_) {
      return archive.fault(ErrorCode::malformed_text, part,
                           "a document type or entities of its own, as no workbook has; nothing "
                           "of it is read");
    }
    if (!broken_ && !too_long_ && !too_deep_) return std::nullopt;
    return archive.fault(ErrorCode::malformed_text, part,
                         "this part of the workbook is not what it should be; save it again");
  }

 private:
  /// No exception may pass through expat.
  template <class Step>
  static void guarded(void* self, Step step) {
    auto& reader = *static_cast<XmlReader*>(self);
    if (reader.stopped_) return;
    reader.quiet_ = 0;
    try {
      step(reader);
    } catch (...) {
      reader.thrown_ = std::current_exception();
    }
    if (reader.thrown_ || reader.has_doctype_ || reader.too_deep_ || reader.handler_.is_done()) {
      reader.stopped_ = true;
      XML_StopParser(reader.parser_.get(), XML_FALSE);
    }
  }

  static void on_start(void* self, const char* name, const char** attributes) {
    guarded(self, [&](XmlReader& reader) {
      reader.too_deep_ = ++reader.depth_ > kDepthMax;
      if (!reader.too_deep_) reader.handler_.start(without_prefix(name), XmlAttributes{attributes});
    });
  }

  static void on_end(void* self, const char* name) {
    guarded(self, [&](XmlReader& reader) {
      --reader.depth_;
      reader.handler_.end(without_prefix(name));
    });
  }

  static void on_text(void* self, const char* text, int size) {
    guarded(self, [&](XmlReader& reader) {
      reader.handler_.text({text, static_cast<std::size_t>(size)});
    });
  }

  static void on_doctype(void* self,
                         const char* /*name*/,
                         const char* /*system*/,
                         const char* /*public_id*/,
                         int /*internal*/) {
    guarded(self, [](XmlReader& reader) { reader.has_doctype_ = true; });
  }

  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
  std::exception_ptr thrown_;
  std::size_t quiet_ = 0;  ///< bytes since something was told
  int depth_ = 0;
  bool stopped_ = false;
  bool has_doctype_ = false;
  bool too_deep_ = false;
  bool too_long_ = false;
  bool broken_ = false;
};

}  // namespace

std::string_view XmlAttributes::get_prefixed(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    const std::string_view whole = *pair;
    if (whole.find(':') != std::string_view::npos && without_prefix(whole) == name) return pair[1];
  }
  return {};
}

std::optional<Error> read_xml(ZipArchive& archive, std::string_view part, XmlHandler& handler) {
  XmlReader reader{handler};
  bool wants_more = true;
  auto broken = archive.read(part, [&](std::string_view piece) {
    wants_more = reader.read(piece, false);
    return wants_more;
  });
  if (broken) return broken;
  if (wants_more) static_cast<void>(reader.read({}, true));
  if (auto fault = reader.fault(archive, part)) return fault;
  return handler.take_fault();
}

bool is_set(std::string_view attribute) { return attribute == "1" || attribute == "true"; }

}  // namespace waitlist
