// XML of a workbook, element by element. What could name other files or grow without end is
// refused: a document type, and with it every entity of its own; depth; tags of any size.
#pragma once

#include <waitlist/base/error.h>

#include "io/workbook/zip_archive.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace waitlist {

/// The attributes of an element, as expat gives them.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_{pairs} {}

  /// Empty where there is none of this whole name. Within the header: asked of every cell.
  [[nodiscard]] std::string_view get(std::string_view name) const {
    for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
      std::size_t same = 0;
      while (same < name.size() && (*pair)[same] == name[same]) ++same;
      if (same == name.size() && (*pair)[same] == '\0') return pair[1];
    }
    return {};
  }

  /// The same for `name` behind some prefix: `r:id`.
  [[nodiscard]] std::string_view get_prefixed(std::string_view name) const;

 private:
  const char* const* pairs_;
};

/// What is done with the elements of a part. Names come without their prefix.
class XmlHandler {
 public:
  XmlHandler() = default;
  XmlHandler(const XmlHandler&) = delete;
  XmlHandler& operator=(const XmlHandler&) = delete;
  virtual ~XmlHandler() = default;

  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;

  virtual void end(std::string_view /*name*/) {}

  virtual void text(std::string_view /*text*/) {}

  [[nodiscard]] std::optional<Error> take_fault() { return std::exchange(fault_, std::nullopt); }

  /// Whether nothing more has to be read.
  [[nodiscard]] bool is_done() const noexcept { return done_ || fault_.has_value(); }

 protected:
  /// Keeps the first one; nothing is read behind it.
  void refuse(Error fault) {
    if (!fault_) fault_ = std::move(fault);
  }

  void finish() noexcept { done_ = true; }

 private:
  std::optional<Error> fault_;
  bool done_ = false;
};

/// Gives all elements of a part to `handler`. A fault: of the part, or of the handler.
[[nodiscard]] std::optional<Error> read_xml(ZipArchive& archive,
                                            std::string_view part,
                                            XmlHandler& handler);

/// `1` or `true`.
[[nodiscard]] bool is_set(std::string_view attribute);

}  // namespace waitlist
