#include <waitlist/record/commitment.h>
#include <waitlist/record/merkle_tree.h>

#include "record/digest_bytes.h"

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string>
#include <system_error>

namespace waitlist {
namespace {

constexpr std::size_t kHmacBlock = 64;  // of SHA-256

std::string_view key_bytes(const CaseKey& key) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are characters here
  return {reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()};
}

std::string each_xor(std::string_view block, char with) {
  std::string out{block};
  for (char& c : out) c = static_cast<char>(c ^ with);
  return out;
}

}  // namespace

Result<CaseKey> new_case_key() {
  CaseKey key;
  if (::getentropy(key.bytes.data(), key.bytes.size()) == 0) return key;
  return failed(Error{ErrorCode::file_unreadable, "random bytes", 0, 0, "", "",
                      "the system gives none: " + std::generic_category().message(errno)});
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  std::string block{key.size() > kHmacBlock ? bytes_of(sha256(key)) : key};
  block.resize(kHmacBlock, '\0');
  DigestBuilder inner;
  inner.add(each_xor(block, '\x36'));
  inner.add(bytes);
  const Digest inside = inner.finish();
  DigestBuilder outer;
  outer.add(each_xor(block, '\x5c'));
  outer.add(bytes_of(inside));
  return outer.finish();
}

Digest salt_of(const CaseKey& key, std::string_view purpose, std::string_view list_id) {
  std::string text{"waitlist-record/1"};
  text += '\0';
  text += purpose;
  text += '\0';
  text += list_id;
  return hmac_sha256(key_bytes(key), text);
}

Digest commitment(const Digest& salt, std::string_view bytes) {
  DigestBuilder builder;
  builder.add("\2");
  builder.add(bytes_of(salt));
  builder.add(bytes);
  return builder.finish();
}

RowCommitments commit_row(const CaseKey& key,
                          std::string_view list_id,
                          std::string_view case_text,
                          std::string_view row_text) {
  return {commitment(salt_of(key, "case", list_id), case_text),
          commitment(salt_of(key, "row", list_id), row_text)};
}

Digest row_leaf(std::uint32_t row, const RowCommitments& commitments) {
  std::string leaf{"row"};
  for (const unsigned shift : {24U, 16U, 8U, 0U}) leaf += static_cast<char>((row >> shift) & 255U);
  leaf += bytes_of(commitments.of_case);
  leaf += bytes_of(commitments.of_row);
  return merkle_leaf(leaf);
}

}  // namespace waitlist
