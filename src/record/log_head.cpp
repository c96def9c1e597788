#include <waitlist/base/limits.h>
#include <waitlist/record/log_head.h>

#include "record/base64_text.h"
#include "record/digest_bytes.h"
#include "record/record_faults.h"
#include "record/record_numbers.h"
#include "record/take_line.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kOriginBytesMax = 200;
constexpr std::string_view kProofBegin = "c2sp.org/tlog-proof@v1\n";
constexpr std::size_t kProofHashesMax = 64;

tl::unexpected<Errors> no_head(std::string_view text, const std::string& source) {
  return failed(malformed_record(
      source, text,
      "expected three lines: the origin, the size in decimal digits, the root in base64"));
}

tl::unexpected<Errors> no_proof(std::string_view text, const std::string& source) {
  return failed(malformed_record(source, text,
                                 "expected c2sp.org/tlog-proof@v1, `index N`, hashes in base64, an "
                                 "empty line and a head"));
}

}  // namespace

bool is_origin(std::string_view text) noexcept {
  return !text.empty() && text.size() <= kOriginBytesMax &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string to_text(const LogHead& head) {
  return head.origin + '\n' + std::to_string(head.tree.size) + '\n' + base64_of(head.tree.root) +
         '\n';
}

Result<LogHead> read_log_head(std::string_view text, const std::string& source) {
  std::string_view rest = text;
  const auto origin = take_line(rest);
  const auto size = take_line(rest);
  const auto root = take_line(rest);
  if (!origin || !size || !root || !rest.empty() || !is_origin(*origin)) {
    return no_head(text, source);
  }
  const auto entries = record_number(*size, limits::kLogEntriesMax);
  const auto digest = digest_of_base64(*root);
  if (!entries || !digest) return no_head(text, source);
  return LogHead{std::string{*origin}, {*entries, *digest}};
}

std::string to_text(const EntryProof& proof) {
  std::string text{kProofBegin};
  text += "index " + std::to_string(proof.index) + '\n';
  for (const Digest& hash : proof.hashes) text += base64_of(hash) + '\n';
  return text + '\n' + to_text(proof.head);
}

Result<EntryProof> read_entry_proof(std::string_view text, const std::string& source) {
  constexpr std::string_view kIndex = "index ";
  if (!text.starts_with(kProofBegin)) return no_proof(text, source);
  std::string_view rest = text.substr(kProofBegin.size());
  const auto index_line = take_line(rest);
  if (!index_line || !index_line->starts_with(kIndex)) return no_proof(text, source);
  const auto index = record_number(index_line->substr(kIndex.size()), limits::kLogEntriesMax);
  if (!index) return no_proof(text, source);
  EntryProof proof;
  proof.index = *index;
  for (;;) {
    const auto line = take_line(rest);
    if (!line) return no_proof(text, source);
    if (line->empty()) break;
    const auto hash = digest_of_base64(*line);
    if (!hash || proof.hashes.size() == kProofHashesMax) return no_proof(text, source);
    proof.hashes.push_back(*hash);
  }
  auto head = read_log_head(rest, source);
  if (!head) return failed(std::move(head.error()));
  proof.head = *std::move(head);
  return proof;
}

Result<TreeHead> read_tree_head(std::string_view text, const std::string& source) {
  const std::size_t colon = text.find(':');
  const std::string_view root = colon == std::string_view::npos ? "" : text.substr(colon + 1);
  const auto size = record_number(text.substr(0, colon), limits::kLogEntriesMax);
  auto digest = digest_of_hex(root);
  if (!digest) digest = digest_of_base64(root);
  if (!size || !digest) {
    return failed(malformed_record(
        source, text,
        "expected SIZE:ROOT, the root whole: 64 hexadecimal digits or 44 characters of base64"));
  }
  return TreeHead{*size, *digest};
}

std::string to_text(const TreeHead& tree) {
  return std::to_string(tree.size) + ':' + tree.root.hex();
}

}  // namespace waitlist
