#include "io/json_document.h"

#include "io/written_number.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDepthMax = 33;

struct TextAt {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

TextAt place_of_byte(std::string_view text, std::size_t byte) {
  TextAt at;
  for (const char c : text.substr(0, std::min(byte, text.size()))) {
    ++at.column;
    if (c == '\n') at = {at.line + 1, 1};
  }
  return at;
}

/// Builds the document from the events of the parser. The library's own way to watch keys, a
/// callback, searches the parent of every closed object and is quadratic in a long array.
class DocumentBuilder final : public nlohmann::json_sax<Json> {
 public:
  DocumentBuilder(std::string_view text, const std::string& source, FaultList& faults)
      : text_{text}, source_{source}, faults_{faults} {}

  bool null() override { return add(nullptr); }

  bool boolean(bool value) override { return add(value); }

  bool number_integer(Json::number_integer_t value) override { return add(value); }

  bool number_unsigned(Json::number_unsigned_t value) override { return add(value); }

  /// A floating-point number is not what was written, so the digits are kept in its place: as
  /// bytes, which no value of a JSON text is.
  bool number_float(Json::number_float_t /*value*/, const std::string& text) override {
    return add(Json::binary(Json::binary_t::container_type(text.begin(), text.end())));
  }

  bool string(std::string& value) override { return add(std::move(value)); }

  bool binary(Json::binary_t& value) override { return add(std::move(value)); }

  bool start_object(std::size_t /*size*/) override { return open(Json::value_t::object); }

  bool start_array(std::size_t /*size*/) override { return open(Json::value_t::array); }

  bool end_object() override { return close(); }

  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    if (is_too_deep()) return true;
    const auto [member, is_new] =
        open_.back()->get_ref<Json::object_t&>().try_emplace(std::move(name));
    if (!is_new) {
      faults_.add({ErrorCode::duplicate_name, source_, 0, 0, element(), clipped(member->first),
                   "this key stands twice in one object"});
    }
    if (open_.size() == 1) top_key_ = member->first;
    member_ = &member->second;
    return true;
  }

  bool parse_error(std::size_t byte,
                   const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    constexpr int kNumberOverflow = 406;
    if (error.id == kNumberOverflow) {
      faults_.add(
          {ErrorCode::out_of_range, source_, 0, 0, "", "", "a number is too large to be read"});
      return false;
    }
    const TextAt at = place_of_byte(text_, byte == 0 ? 0 : byte - 1);
    faults_.add({ErrorCode::malformed_text, source_, at.line, at.column, "", "",
                 "this is not JSON: a bracket, comma or quote is missing or too many just here"});
    return false;
  }

  /// The document of a text without a fault of syntax; null after a fault has been added.
  std::unique_ptr<Json> take() {
    if (!is_too_deep()) return std::move(document_);
    faults_.add({ErrorCode::too_large, source_, 0, 0, "", "",
                 "at most " + std::to_string(kDepthMax - 1) + " levels of brackets"});
    return nullptr;
  }

 private:
  /// Once something stands too deep, the rest is parsed for its syntax alone: what nobody will read
  /// takes no memory, however many brackets are open.
  [[nodiscard]] bool is_too_deep() const noexcept { return document_ == nullptr; }

  /// `cases[3]` while the fourth element of that array of the document is read; else empty.
  [[nodiscard]] std::string element() const {
    if (open_.size() < 3 || !open_[0]->is_object() || !open_[1]->is_array()) return {};
    return clipped(top_key_) + '[' + std::to_string(open_[1]->size() - 1) + ']';
  }

  template <class Value>
  Json* place(Value&& value) {
    if (open_.empty()) return &(*document_ = std::forward<Value>(value));
    if (open_.back()->is_object()) return &(*member_ = std::forward<Value>(value));
    return &open_.back()->get_ref<Json::array_t&>().emplace_back(std::forward<Value>(value));
  }

  bool reject_too_deep() {
    if (open_.size() < kDepthMax) return false;
    document_.reset();
    open_.clear();
    return true;
  }

  template <class Value>
  bool add(Value&& value) {
    if (!is_too_deep() && !reject_too_deep()) place(std::forward<Value>(value));
    return true;
  }

  bool open(Json::value_t kind) {
    if (!is_too_deep() && !reject_too_deep()) open_.push_back(place(Json(kind)));
    return true;
  }

  bool close() {
    if (!is_too_deep()) open_.pop_back();
    return true;
  }

  std::string_view text_;
  const std::string& source_;
  FaultList& faults_;
  std::unique_ptr<Json> document_ = std::make_unique<Json>();
  std::vector<Json*> open_;
  Json* member_ = nullptr;
  std::string top_key_;  ///< the last key of the document itself
};

}  // namespace

std::unique_ptr<nlohmann::json> parse_json(std::string_view text,
                                           const std::string& source,
                                           FaultList& faults) {
  DocumentBuilder builder{text, source, faults};
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) return nullptr;
  return builder.take();
}

bool is_written_number(const Json& value) { return value.is_number() || value.is_binary(); }

std::string written_text(const Json& value) {
  if (!value.is_binary()) return value.dump();
  const Json::binary_t& digits = value.get_binary();
  return {digits.begin(), digits.end()};
}

std::string cell_of_number(const Json& value) {
  std::string text = written_text(value);
  const auto number = written_number(text);
  return number && text.find_first_of("eE") != std::string::npos ? number->text() : text;
}

}  // namespace waitlist
