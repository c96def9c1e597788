#include "record/key_store.h"

#include <waitlist/base/limits.h>

#include "record/digest_bytes.h"
#include "record/record_faults.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

constexpr std::string_view kKeysBegin = "waitlist-record/1 keys\n";
constexpr std::size_t kKeyDigits = 64;

}  // namespace

std::string key_name(std::string_view case_id) { return "case:" + std::string{case_id}; }

std::string key_name(std::uint64_t list, std::uint32_t row) {
  return "row:" + std::to_string(list) + ':' + std::to_string(row);
}

Result<KeyStore> KeyStore::read(LogFiles& files) {
  auto bytes = files.read(kPath, limits::kInputBytesMax);
  if (!bytes) return failed(std::move(bytes.error()));
  KeyStore store;
  if (!*bytes) return store;
  const std::string_view whole = **bytes;
  std::string_view rest = whole;
  if (rest.starts_with(kKeysBegin)) rest.remove_prefix(kKeysBegin.size());
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const auto key = digest_of_hex(line.substr(0, kKeyDigits));
    if (!key || line.size() < kKeyDigits + 2) break;
    CaseKey value;
    value.bytes = key->bytes;
    store.keys_.emplace(line.substr(kKeyDigits + 1), value);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  if (store.text() == whole) return store;
  // What is found is not shown: it is secret.
  return failed(malformed_record(files.shown(kPath), "",
                                 "expected a line with 64 hexadecimal digits and a name for each "
                                 "key, in byte order of names"));
}

Errors KeyStore::write(LogFiles& files) const { return replace_file(files, kPath, text()); }

const CaseKey* KeyStore::find(std::string_view name) const {
  const auto found = keys_.find(name);
  return found == keys_.end() ? nullptr : &found->second;
}

Result<CaseKey> KeyStore::find_or_make(const std::string& name) {
  if (const CaseKey* key = find(name)) return *key;
  auto key = new_case_key();
  if (key) keys_.emplace(name, *key);
  return key;
}

void KeyStore::erase(const std::string& name) { keys_.erase(name); }

bool KeyStore::keep_only(const std::set<std::string, std::less<>>& names) {
  return std::erase_if(keys_, [&](const auto& one) { return !names.contains(one.first); }) != 0;
}

std::string KeyStore::text() const {
  std::string text{kKeysBegin};
  for (const auto& [name, key] : keys_) {
    Digest digits;
    digits.bytes = key.bytes;
    text += digits.hex() + ' ' + name + '\n';
  }
  return text;
}

}  // namespace waitlist
