// The keys of all cases, in one file that is written anew as a whole: what is erased is gone from
// it.
#pragma once

#include <waitlist/base/result.h>
#include <waitlist/record/commitment.h>

#include "record/log_files.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace waitlist {

/// Of a case: `case:SM-0017`.
[[nodiscard]] std::string key_name(std::string_view case_id);

/// Of a row without an id that a case may have: `row:12:3`.
[[nodiscard]] std::string key_name(std::uint64_t list, std::uint32_t row);

class KeyStore {
 public:
  static constexpr const char* kPath = "private/keys";

  /// Empty where the file is not there.
  [[nodiscard]] static Result<KeyStore> read(LogFiles& files);

  [[nodiscard]] Errors write(LogFiles& files) const;

  /// Null: there is none.
  [[nodiscard]] const CaseKey* find(std::string_view name) const;

  /// The key of this name, a new one where there is none.
  [[nodiscard]] Result<CaseKey> find_or_make(const std::string& name);

  void erase(const std::string& name);

  /// Keeps only keys of these names; whether any was another.
  bool keep_only(const std::set<std::string, std::less<>>& names);

  [[nodiscard]] const std::map<std::string, CaseKey, std::less<>>& all() const noexcept {
    return keys_;
  }

 private:
  [[nodiscard]] std::string text() const;

  std::map<std::string, CaseKey, std::less<>> keys_;
};

}  // namespace waitlist
