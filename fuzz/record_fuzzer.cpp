// Any bytes as each file of a record, and as each text that is handed on: what is read is written
// again as it was, or has faults. The first byte says which it is.
#include <waitlist/record/decisions.h>
#include <waitlist/record/log_entry.h>
#include <waitlist/record/log_head.h>
#include <waitlist/record/log_tiles.h>
#include <waitlist/record/recorded_list.h>

#include "fuzz_world.h"
#include "record/key_store.h"
#include "record/log_files.h"
#include "record/openings.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

/// One file of these bytes, whatever it is called; keeps what is written.
class OneFile final : public LogFiles {
 public:
  explicit OneFile(std::string_view bytes) : bytes_{bytes} {}

  [[nodiscard]] const std::string& written() const noexcept { return written_; }

  [[nodiscard]] std::string shown(const std::string& path) const override { return path; }

  [[nodiscard]] Result<std::optional<std::string>> read(const std::string& /*path*/,
                                                        std::uint64_t /*bytes_max*/) override {
    return std::optional{std::string{bytes_}};
  }

  [[nodiscard]] Result<std::vector<std::string>> names(const std::string& /*folder*/) override {
    return std::vector<std::string>{};
  }

  [[nodiscard]] Errors make_folder(const std::string& /*folder*/) override { return {}; }

  [[nodiscard]] Errors write(const std::string& /*path*/, std::string_view bytes) override {
    written_ = bytes;
    return {};
  }

  [[nodiscard]] Errors rename(const std::string& /*from*/, const std::string& /*to*/) override {
    return {};
  }

  [[nodiscard]] Errors remove(const std::string& /*path*/) override { return {}; }

 private:
  std::string_view bytes_;
  std::string written_;
};

/// A text that is read must be what is written of it.
template <class Value>
void require_same(const Result<Value>& value, std::string_view text) {
  if (!value) {
    fuzz::require_faults(value.error());
  } else {
    fuzz::require(to_text(*value) == text, "what is read is written as it was");
  }
}

void read_files(std::string_view bytes) {
  OneFile file{bytes};
  if (const auto keys = KeyStore::read(file)) {
    fuzz::require(keys->write(file).empty(), "keys are written");
    fuzz::require(file.written() == bytes, "keys are written as they were");
  } else {
    fuzz::require_faults(keys.error());
  }
  if (const auto openings = read_openings_file(file, 7)) {
    fuzz::require(to_openings_file(7, **openings) == bytes, "openings are written as they were");
  } else {
    fuzz::require_faults(openings.error());
  }
  if (const auto reasons = read_reasons_file(file, 7)) {
    fuzz::require(to_reasons_file(7, **reasons) == bytes, "reasons are written as they were");
  } else {
    fuzz::require_faults(reasons.error());
  }
  if (const auto rows = read_rows_file(file, 7, static_cast<std::uint32_t>(bytes.size() / 64))) {
    fuzz::require(to_rows_file(*rows) == bytes, "rows are written as they were");
  } else {
    fuzz::require_faults(rows.error());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all = fuzz::text_of(data, size);
  if (all.empty()) return 0;
  const auto first = static_cast<unsigned char>(all.front());
  const std::string_view text = all.substr(1);
  switch (first % 6) {
    case 0: require_same(read_log_head(text), text); break;
    case 1: require_same(read_entry_proof(text), text); break;
    case 2: require_same(read_log_entry(text), text); break;
    case 3:
      if (const auto entries = read_bundle(text, first)) {
        fuzz::require(to_bundle(*entries) == text, "a bundle is written as it was");
      } else {
        fuzz::require_faults(entries.error());
      }
      break;
    case 4:
      if (const auto decisions = read_decisions_csv(text); !decisions) {
        fuzz::require_faults(decisions.error());
      }
      if (const auto head = read_tree_head(text); !head) fuzz::require_faults(head.error());
      static_cast<void>(row_parts(text));
      break;
    default: read_files(text); break;
  }
  return 0;
}
