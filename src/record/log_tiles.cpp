#include <waitlist/base/limits.h>
#include <waitlist/record/log_tiles.h>
#include <waitlist/record/merkle_tree.h>

#include "base/check.h"
#include "record/digest_bytes.h"
#include "record/record_faults.h"

#include <cstddef>
#include <utility>

namespace waitlist {
namespace {

/// `x001/067`, and `.p/12` behind it where it is not full.
std::string numbered_path(std::uint64_t number, std::uint32_t width) {
  std::string path;
  bool last = true;
  do {
    std::string group = std::to_string(1000 + number % 1000).substr(1);
    if (!last) group = 'x' + group + '/';
    path.insert(0, group);
    last = false;
    number /= 1000;
  } while (number != 0);
  if (width < kTileWidth) path += ".p/" + std::to_string(width);
  return path;
}

std::size_t length_at(std::string_view bytes) {
  return static_cast<unsigned char>(bytes[0]) * std::size_t{256} +
         static_cast<unsigned char>(bytes[1]);
}

}  // namespace

std::string tile_path(unsigned level, std::uint64_t tile, std::uint32_t width) {
  return "tile/" + std::to_string(level) + '/' + numbered_path(tile, width);
}

std::string bundle_path(std::uint64_t bundle, std::uint32_t width) {
  return "tile/entries/" + numbered_path(bundle, width);
}

std::string to_bundle(std::span<const std::string> entries) {
  std::string bytes;
  for (const std::string& entry : entries) {
    WAITLIST_CHECK(entry.size() <= limits::kLogEntryBytesMax);
    bytes += static_cast<char>(entry.size() / 256);
    bytes += static_cast<char>(entry.size() % 256);
    bytes += entry;
  }
  return bytes;
}

Result<std::vector<std::string>> read_bundle(std::string_view bytes,
                                             std::uint32_t count,
                                             const std::string& source) {
  std::vector<std::string> entries;
  entries.reserve(count);
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const bool fits = rest.size() >= 2 && rest.size() - 2 >= length_at(rest);
    if (!fits || entries.size() == count) break;
    const std::size_t length = length_at(rest);
    entries.emplace_back(rest.substr(2, length));
    rest.remove_prefix(2 + length);
  }
  if (entries.size() == count && rest.empty()) return entries;
  return failed(malformed_record(
      source,
      std::to_string(entries.size()) + " entries, and " + std::to_string(rest.size()) + " bytes",
      "expected " + std::to_string(count) + " entries and nothing behind them"));
}

std::vector<std::vector<Digest>> tile_levels(std::vector<Digest> leaves) {
  std::vector<std::vector<Digest>> levels;
  while (!leaves.empty()) {
    std::vector<Digest> above;
    above.reserve(leaves.size() / kTileWidth);
    const std::span<const Digest> all{leaves};
    for (std::size_t i = 0; i + kTileWidth <= all.size(); i += kTileWidth) {
      above.push_back(merkle_root(all.subspan(i, kTileWidth)));
    }
    levels.push_back(std::move(leaves));
    leaves = std::move(above);
  }
  return levels;
}

std::string to_tile(std::span<const Digest> hashes) {
  std::string bytes;
  bytes.reserve(hashes.size() * sizeof(Digest));
  for (const Digest& hash : hashes) bytes += bytes_of(hash);
  return bytes;
}

}  // namespace waitlist
