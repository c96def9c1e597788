/// \file log_tiles.h
/// \brief The files of a log: which there are for a size, where they lie, and what is in them.
/// Layer: record (may use base).  Format: docs/reference/record.md; C2SP tlog-tiles.
/// Ranges: an entry has at most limits::kLogEntryBytesMax bytes.  Complexity: O(bytes).
/// Threads: pure; share freely.
#pragma once

#include <waitlist/base/digest.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Hashes of a full tile, and entries of a full bundle.
inline constexpr std::uint32_t kTileWidth = 256;

/// `tile/0/x001/067`; of a tile that is not full `tile/0/x001/067.p/12`. `width` is 1 to
/// kTileWidth.
[[nodiscard]] WAITLIST_EXPORT std::string tile_path(unsigned level,
                                                    std::uint64_t tile,
                                                    std::uint32_t width = kTileWidth);

/// `tile/entries/x001/067`, in the same way.
[[nodiscard]] WAITLIST_EXPORT std::string bundle_path(std::uint64_t bundle,
                                                      std::uint32_t width = kTileWidth);

/// Each entry behind its length in two bytes, the higher first. Requires entries within the limit.
[[nodiscard]] WAITLIST_EXPORT std::string to_bundle(std::span<const std::string> entries);

/// Exactly `count` entries and nothing else. Errors: malformed_text.
[[nodiscard]] WAITLIST_EXPORT Result<std::vector<std::string>> read_bundle(
    std::string_view bytes, std::uint32_t count, const std::string& source = "bundle");

/// The hashes that the tiles of each level hold, level 0 first: the leaves, then of every full tile
/// below its root.
[[nodiscard]] WAITLIST_EXPORT std::vector<std::vector<Digest>> tile_levels(
    std::vector<Digest> leaves);

/// Hashes side by side, 32 bytes each.
[[nodiscard]] WAITLIST_EXPORT std::string to_tile(std::span<const Digest> hashes);

}  // namespace waitlist
