#include "record/log_store.h"

#include <waitlist/base/limits.h>
#include <waitlist/record/log_tiles.h>
#include <waitlist/record/merkle_tree.h>

#include "base/fault_list.h"
#include "record/digest_bytes.h"
#include "record/record_faults.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

constexpr std::uint64_t kHeadBytesMax = 1024;
constexpr std::uint64_t kBundleBytesMax = kTileWidth * (limits::kLogEntryBytesMax + 2);
constexpr std::uint64_t kTileBytesMax = kTileWidth * sizeof(Digest);
constexpr int kReadsMax = 100;

/// How many items of a row of `count` the tile or bundle `number` holds.
std::uint32_t width_of(std::uint64_t count, std::uint64_t number) {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(kTileWidth, count - number * kTileWidth));
}

std::uint64_t parts_of_count(std::uint64_t count) { return (count + kTileWidth - 1) / kTileWidth; }

/// A bundle of so many entries: as it is, or the first ones of the full one that replaced it.
Result<std::vector<std::string>> read_entries(LogFiles& files,
                                              std::uint64_t bundle,
                                              std::uint32_t width) {
  std::string path = bundle_path(bundle, width);
  if (width < kTileWidth) {
    auto part = files.read(path, kBundleBytesMax);
    if (!part) return failed(std::move(part.error()));
    if (*part) return read_bundle(**part, width, files.shown(path));
    const std::string full = bundle_path(bundle);
    auto whole = files.read(full, kBundleBytesMax);
    if (!whole) return failed(std::move(whole.error()));
    if (*whole) {
      auto entries = read_bundle(**whole, kTileWidth, files.shown(full));
      if (entries) entries->resize(width);
      return entries;
    }
  }
  auto bytes = read_needed(files, path, kBundleBytesMax);
  if (!bytes) return failed(std::move(bytes.error()));
  return read_bundle(*bytes, width, files.shown(path));
}

/// Whether the tile has exactly these bytes; of a full one that replaced it, whether it begins so.
Errors check_tile(LogFiles& files,
                  unsigned level,
                  std::uint64_t tile,
                  const std::string& expected) {
  const auto width = static_cast<std::uint32_t>(expected.size() / sizeof(Digest));
  std::string path = tile_path(level, tile, width);
  auto bytes = files.read(path, kTileBytesMax);
  if (!bytes) return std::move(bytes.error());
  bool fits = *bytes && **bytes == expected;
  if (!*bytes && width < kTileWidth) {
    const std::string full = tile_path(level, tile);
    bytes = files.read(full, kTileBytesMax);
    if (!bytes) return std::move(bytes.error());
    if (*bytes) path = full;
    fits = *bytes && (*bytes)->size() == kTileBytesMax && (*bytes)->starts_with(expected);
  }
  if (fits) return {};
  if (!*bytes) {
    return {record_fault(files.shown(path), "", "is missing; the head of the log asks for it",
                         ErrorCode::file_unreadable)};
  }
  return {
      record_fault(files.shown(path), std::to_string((*bytes)->size()) + " bytes",
                   "expected the " + std::to_string(width) +
                       " hashes that the entries of the log have; it was changed, or they were")};
}

Errors check_tiles(LogFiles& files, const std::vector<Digest>& leaves) {
  FaultList faults;
  unsigned level = 0;
  for (const std::vector<Digest>& hashes : tile_levels(leaves)) {
    for (std::uint64_t tile = 0; tile < parts_of_count(hashes.size()); ++tile) {
      const std::span<const Digest> all{hashes};
      const std::string expected =
          to_tile(all.subspan(tile * kTileWidth, width_of(hashes.size(), tile)));
      for (Error& fault : check_tile(files, level, tile, expected)) faults.add(std::move(fault));
    }
    ++level;
  }
  return faults.empty() ? Errors{} : faults.take();
}

Error other_root(LogFiles& files, const LogHead& head, const Digest& found, const char* of) {
  return record_fault(files.shown(of), found.hex(),
                      "is the root of the " + std::to_string(head.tree.size) +
                          " entries that are here; expected " + head.tree.root.hex() +
                          ", as this head says");
}

Result<std::optional<LogHead>> read_head_file(LogFiles& files, const char* path) {
  auto bytes = files.read(path, kHeadBytesMax);
  if (!bytes) return failed(std::move(bytes.error()));
  if (!*bytes) return std::nullopt;
  auto head = read_log_head(**bytes, files.shown(path));
  if (!head) return failed(std::move(head.error()));
  return std::optional{*std::move(head)};
}

/// What a writer finds: of each head nullopt where it is not there or says nothing.
struct FoundHeads {
  std::optional<LogHead> state;
  std::optional<LogHead> published;
};

/// Whether `later` is a log that grew from `earlier`.
bool grew_from(const RawLog& later, const LogHead& earlier) {
  if (later.head.origin != earlier.origin || earlier.tree.size > later.leaves.size()) return false;
  const std::span<const Digest> leaves{later.leaves};
  return merkle_root(leaves.first(earlier.tree.size)) == earlier.tree.root;
}

}  // namespace

Result<LogHead> read_public_head(LogFiles& files) {
  auto head = read_head_file(files, kPublicHead);
  if (!head) return failed(std::move(head.error()));
  if (*head) return **std::move(head);
  return failed(record_fault(files.shown(kPublicHead), "",
                             "is missing; this folder holds no log, or its head was taken away",
                             ErrorCode::file_unreadable));
}

Result<RawLog> read_raw_log(LogFiles& files, const LogHead& head) {
  RawLog log{head, {}, {}};
  const std::uint64_t size = head.tree.size;
  FaultList faults;
  for (std::uint64_t bundle = 0; bundle < parts_of_count(size); ++bundle) {
    auto entries = read_entries(files, bundle, width_of(size, bundle));
    if (!entries) {
      for (Error& fault : entries.error()) faults.add(std::move(fault));
      continue;
    }
    for (std::string& entry : *entries) {
      log.leaves.push_back(merkle_leaf(entry));
      log.entries.push_back(std::move(entry));
    }
  }
  // Without all entries no tile can be judged.
  if (!faults.empty()) return failed(faults.take());
  for (Error& fault : check_tiles(files, log.leaves)) faults.add(std::move(fault));
  const Digest root = merkle_root(log.leaves);
  if (root != head.tree.root) faults.add(other_root(files, head, root, kPublicHead));
  if (!faults.empty()) return failed(faults.take());
  return log;
}

Result<RawLog> read_raw_log(LogFiles& files) {
  auto head = read_public_head(files);
  for (int reads = 1;; ++reads) {
    if (!head) return failed(std::move(head.error()));
    auto log = read_raw_log(files, *head);
    if (log || reads == kReadsMax) return log;
    // A writer takes parts of files away once two newer heads are there.
    auto now = read_public_head(files);
    if (!now || now->tree.size <= head->tree.size) return log;
    head = std::move(now);
  }
}

Result<LogStore> LogStore::create(std::shared_ptr<LogFiles> files, const std::string& origin) {
  if (!is_origin(origin)) {
    return failed(
        record_fault("origin", origin,
                     "a log is named by 1 to 200 visible ASCII characters without blanks, "
                     "for example cafcass.example/record",
                     ErrorCode::unknown_word));
  }
  for (const char* path : {kPublicHead, kPrivateHead, "tile", "rows"}) {
    auto names = files->names(path);
    auto bytes = files->read(path, kHeadBytesMax);
    if (bytes && !*bytes && names && names->empty()) continue;
    return failed(record_fault(files->shown(path), "",
                               "is there already; a log is begun in a folder without one",
                               ErrorCode::file_unwritable));
  }
  LogStore store{std::move(files), {{origin, {0, merkle_root({})}}, {}, {}}};
  Errors errors = store.write_heads(store.log_.head);
  if (!errors.empty()) return failed(std::move(errors));
  return store;
}

Result<LogStore> LogStore::open(std::shared_ptr<LogFiles> files) {
  auto state = read_head_file(*files, kPrivateHead);
  auto published = read_head_file(*files, kPublicHead);
  const FoundHeads found{state ? *state : std::nullopt, published ? *published : std::nullopt};
  if (!found.state && !found.published) {
    if (!published) return failed(std::move(published.error()));
    if (!state) return failed(std::move(state.error()));
    return failed(record_fault(files->shown(kPublicHead), "",
                               "is missing; this folder holds no log", ErrorCode::file_unreadable));
  }
  if (found.state && found.published && found.state->tree.size < found.published->tree.size) {
    return failed(record_fault(files->shown(kPrivateHead), to_text(found.state->tree),
                               "is older than the public head " + to_text(found.published->tree) +
                                   "; a part of this log was put back from a copy"));
  }
  auto log = read_raw_log(*files, found.state ? *found.state : *found.published);
  if (!log && found.state && found.published) {
    auto at_public = read_raw_log(*files, *found.published);
    if (at_public) log = std::move(at_public);
  }
  if (!log) return failed(std::move(log.error()));
  if (found.published && !grew_from(*log, *found.published)) {
    return failed(record_fault(files->shown(kPublicHead), to_text(found.published->tree),
                               "is no head from which this log grew"));
  }
  LogStore store{std::move(files), *std::move(log)};
  // Also where both heads say this: a process that was killed may not have synced their names.
  Errors errors = store.write_heads(store.log_.head);
  if (!errors.empty()) return failed(std::move(errors));
  return store;
}

Errors LogStore::stopped() const {
  if (!stopped_) return {};
  return {record_fault(files_->shown(""), "",
                       "nothing more is written after an error; open the log again",
                       ErrorCode::file_unwritable)};
}

Errors LogStore::append(std::span<const std::string> entries) {
  Errors errors = stopped();
  if (!errors.empty() || entries.empty()) return errors;
  for (const std::string& entry : entries) {
    if (entry.size() <= limits::kLogEntryBytesMax) continue;
    return {record_fault("entry", entry,
                         "at most " + std::to_string(limits::kLogEntryBytesMax) + " bytes",
                         ErrorCode::too_large)};
  }
  if (log_.entries.size() + entries.size() > limits::kLogEntriesMax) {
    return {record_fault(files_->shown(""), "",
                         "at most " + std::to_string(limits::kLogEntriesMax) +
                             " entries; begin a new log with another origin",
                         ErrorCode::too_large)};
  }
  RawLog next = log_;
  next.entries.insert(next.entries.end(), entries.begin(), entries.end());
  next.leaves.reserve(next.entries.size());
  for (const std::string& entry : entries) next.leaves.push_back(merkle_leaf(entry));
  next.head.tree = {next.leaves.size(), merkle_root(next.leaves)};
  stopped_ = true;
  errors = write_entries(next);
  if (errors.empty()) errors = write_heads(next.head);
  if (!errors.empty()) return errors;
  const std::uint64_t before = log_.head.tree.size;
  log_ = std::move(next);
  errors = remove_old_parts(before);
  stopped_ = !errors.empty();
  return errors;
}

Errors LogStore::write_entries(const RawLog& next) {
  const std::uint64_t before = log_.entries.size();
  const std::uint64_t size = next.entries.size();
  const std::span<const std::string> entries{next.entries};
  for (std::uint64_t bundle = before / kTileWidth; bundle < parts_of_count(size); ++bundle) {
    const std::uint32_t width = width_of(size, bundle);
    Errors errors = replace_file(*files_, bundle_path(bundle, width),
                                 to_bundle(entries.subspan(bundle * kTileWidth, width)));
    if (!errors.empty()) return errors;
  }
  unsigned level = 0;
  std::uint64_t hashes_before = before;
  for (const std::vector<Digest>& hashes : tile_levels(next.leaves)) {
    const std::span<const Digest> all{hashes};
    const std::uint64_t parts = parts_of_count(hashes.size());
    for (std::uint64_t tile = hashes_before / kTileWidth;
         hashes.size() > hashes_before && tile < parts; ++tile) {
      const std::uint32_t width = width_of(hashes.size(), tile);
      Errors errors = replace_file(*files_, tile_path(level, tile, width),
                                   to_tile(all.subspan(tile * kTileWidth, width)));
      if (!errors.empty()) return errors;
    }
    ++level;
    hashes_before /= kTileWidth;
  }
  // A head is never told for files that were not read back: a bit that flipped on the way to them
  // would end the log.
  auto read_back = read_raw_log(*files_, next.head);
  return read_back ? Errors{} : std::move(read_back.error());
}

Errors LogStore::write_heads(const LogHead& head) {
  // The private one first: a reader never sees a head that a power cut takes back.
  Errors errors = replace_file(*files_, kPrivateHead, to_text(head));
  return errors.empty() ? replace_file(*files_, kPublicHead, to_text(head)) : errors;
}

Errors LogStore::remove_old_parts(std::uint64_t size_before) {
  const std::uint64_t size = log_.entries.size();
  // Those of the head before stay for readers that go by it.
  const auto clean = [&](const std::string& full, std::uint64_t before, std::uint64_t now,
                         std::uint64_t number) -> Errors {
    const std::string folder = full + ".p";
    auto names = files_->names(folder);
    if (!names) return std::move(names.error());
    for (const std::string& name : *names) {
      const auto is_of = [&](std::uint64_t count) {
        return count > number * kTileWidth && name == std::to_string(width_of(count, number));
      };
      if (is_of(before) || is_of(now)) continue;
      std::string path = folder;
      path += '/';
      path += name;
      Errors errors = files_->remove(path);
      if (!errors.empty()) return errors;
    }
    return {};
  };
  std::uint64_t before = size_before;
  std::uint64_t now = size;
  for (unsigned level = 0; now != 0; ++level) {
    const std::uint64_t first = before < kTileWidth ? 0 : before / kTileWidth - 1;
    for (std::uint64_t tile = first; tile < parts_of_count(now); ++tile) {
      Errors errors = clean(tile_path(level, tile), before, now, tile);
      if (errors.empty() && level == 0) errors = clean(bundle_path(tile), before, now, tile);
      if (!errors.empty()) return errors;
    }
    before /= kTileWidth;
    now /= kTileWidth;
  }
  return {};
}

}  // namespace waitlist
