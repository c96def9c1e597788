// A log that is written while power fails, disks fill and others read, and one that was changed.
#include "record/log_store.h"

#include <waitlist/record/log_tiles.h>
#include <waitlist/record/record_log.h>

#include "record/crash_folder.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace waitlist;

namespace {

constexpr const char* kTestOrigin = "waitlist.example/test";

/// As many entries go into the log at once.
const std::vector<std::size_t>& batches() {
  static const std::vector<std::size_t> sizes{1, 2, 300, 5};
  return sizes;
}

std::vector<std::string> entries_from(std::size_t first, std::size_t count) {
  std::vector<std::string> entries;
  for (std::size_t i = first; i < first + count; ++i)
    entries.push_back("entry " + std::to_string(i));
  return entries;
}

struct Progress {
  bool begun = false;     ///< create() returned
  std::size_t acked = 0;  ///< entries of appends that returned
};

void write_all_batches(const std::shared_ptr<CrashFolder>& folder, Progress& progress) {
  auto store = LogStore::create(folder, kTestOrigin);
  REQUIRE(store);
  progress.begun = true;
  for (const std::size_t count : batches()) {
    // A crash must not be caught by what checks.
    const Errors errors = store->append(entries_from(progress.acked, count));
    REQUIRE(errors.empty());
    progress.acked += count;
  }
}

/// Whether the log is at the end of a batch and has what was written; then it takes other entries.
void check_reopened(const std::shared_ptr<CrashFolder>& folder,
                    const Progress& progress,
                    std::uint64_t seen) {
  auto store = LogStore::open(folder);
  if (!store && !progress.begun) {
    CHECK(seen == 0);
    CHECK(LogStore::create(folder, kTestOrigin));
    return;
  }
  REQUIRE(store);
  const std::size_t size = store->log().entries.size();
  CHECK(size >= progress.acked);
  CHECK(size >= seen);
  std::size_t boundary = 0;
  bool whole = size == 0;
  for (const std::size_t count : batches()) whole = whole || size == (boundary += count);
  CHECK(whole);
  CHECK(store->log().entries == entries_from(0, size));
  const std::vector<std::string> others{"another one", "and another"};
  REQUIRE(store->append(others).empty());
  const auto read = read_raw_log(*folder);
  REQUIRE(read);
  CHECK(read->entries.size() == size + 2);
  CHECK(read->entries.back() == "and another");
}

std::uint64_t seen_size(CrashFolder& folder) {
  const auto head = read_public_head(folder);
  return head ? head->tree.size : 0;
}

/// A log of so many entries, added one or ten at a time.
std::shared_ptr<CrashFolder> log_of(std::size_t count) {
  auto folder = std::make_shared<CrashFolder>();
  auto store = LogStore::create(folder, kTestOrigin);
  REQUIRE(store);
  REQUIRE(store->append(entries_from(0, count)).empty());
  return folder;
}

/// Whether the log is refused when this file has these bytes.
bool is_found(CrashFolder& folder, const std::string& path, const std::string& changed) {
  const std::string before = folder.all_files().at(path);
  folder.set_bytes(path, changed);
  const bool found = !read_raw_log(folder).has_value();
  folder.set_bytes(path, before);
  return found;
}

/// What readers see.
std::map<std::string, std::string> public_files(const CrashFolder& folder) {
  auto files = folder.all_files();
  std::erase_if(files, [](const auto& one) { return one.first.starts_with("private/"); });
  return files;
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("log store: after a crash at any step it opens at the end of a whole append") {
    auto folder = std::make_shared<CrashFolder>();
    Progress all;
    write_all_batches(folder, all);
    const std::uint64_t steps = folder->steps();
    REQUIRE(steps > 100);
    std::mt19937 draws{20091005};
    for (std::uint64_t step = 1; step <= steps; ++step) {
      CAPTURE(step);
      auto crashing = std::make_shared<CrashFolder>();
      crashing->crash_at(step);
      Progress progress;
      CHECK_THROWS_AS(write_all_batches(crashing, progress), Crash);
      const std::uint64_t seen = seen_size(*crashing);
      for (int cut = 0; cut < 4; ++cut) {
        check_reopened(crashing->after_power_cut(draws), progress, seen);
      }
      // Killed, opened again, and then the power fails.
      auto killed = crashing->after_kill();
      if (LogStore::open(killed)) {
        const std::uint64_t later = seen_size(*killed);
        check_reopened(killed->after_power_cut(draws), progress, later);
      }
      check_reopened(crashing->after_kill(), progress, seen);
    }
  }

  TEST_CASE("log store: after an error of the disk it takes nothing more, and opens whole") {
    auto folder = std::make_shared<CrashFolder>();
    Progress all;
    write_all_batches(folder, all);
    std::mt19937 draws{7};
    for (std::uint64_t step = 1; step <= folder->steps(); step += 3) {
      CAPTURE(step);
      auto failing = std::make_shared<CrashFolder>();
      failing->fail_at(step);
      Progress progress;
      auto store = LogStore::create(failing, kTestOrigin);
      if (!store) continue;
      progress.begun = true;
      for (const std::size_t count : batches()) {
        if (!store->append(entries_from(progress.acked, count)).empty()) break;
        progress.acked += count;
      }
      if (progress.acked == 308) continue;
      failing->fail_at(0);
      CHECK_FALSE(store->append(entries_from(0, 1)).empty());
      check_reopened(failing->after_power_cut(draws), progress, seen_size(*failing));
    }
  }

  TEST_CASE("log store: every single bit of a log of 70 entries that changes is found") {
    const auto folder = log_of(70);
    std::size_t bits = 0;
    for (const auto& file : public_files(*folder)) {
      const std::string& path = file.first;
      const std::string& bytes = file.second;
      // Nothing is hashed with the name of the log: who checks it has to know that.
      const std::size_t name = path == kPublicHead ? std::string{kTestOrigin}.size() : 0;
      for (std::size_t bit = name * 8; bit < bytes.size() * 8; ++bit) {
        std::string changed = bytes;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        CAPTURE(path);
        CAPTURE(bit);
        REQUIRE(is_found(*folder, path, changed));
        ++bits;
      }
    }
    CHECK(bits > 20'000);
  }

  TEST_CASE("log store: a random bit of a log of 700 entries that changes is found") {
    const auto folder = log_of(700);
    const auto files = public_files(*folder);
    std::mt19937 draws{700};
    std::size_t total = 0;
    for (const auto& [path, bytes] : files) total += bytes.size();
    for (int draw = 0; draw < 400; ++draw) {
      std::size_t at = draws() % total;
      for (const auto& file : files) {
        const std::string& path = file.first;
        const std::string& bytes = file.second;
        if (at < bytes.size()) {
          if (path == kPublicHead && at < std::string{kTestOrigin}.size()) break;
          std::string changed = bytes;
          changed[at] = static_cast<char>(changed[at] ^ (1 << (draws() % 8)));
          CAPTURE(path);
          REQUIRE(is_found(*folder, path, changed));
          break;
        }
        at -= bytes.size();
      }
    }
  }

  TEST_CASE("log store: every truncation, added byte, deletion and exchange is found") {
    const auto folder = log_of(70);
    const auto files = public_files(*folder);
    for (const auto& file : files) {
      const std::string& path = file.first;
      const std::string& bytes = file.second;
      CAPTURE(path);
      for (std::size_t size = 0; size < bytes.size(); ++size) {
        REQUIRE(is_found(*folder, path, bytes.substr(0, size)));
      }
      CHECK(is_found(*folder, path, bytes + '\0'));
      CHECK(is_found(*folder, path, bytes + '\n'));
      for (const auto& [other, its_bytes] : files) {
        if (other != path) CHECK(is_found(*folder, path, its_bytes));
      }
      folder->take_away(path);
      CHECK_FALSE(read_raw_log(*folder));
      folder->set_bytes(path, bytes);
      CHECK(read_raw_log(*folder));
    }
  }

  TEST_CASE("log store: two entries that change places are found, with their hashes or without") {
    const auto folder = log_of(70);
    const std::string bundle = bundle_path(0, 70);
    const std::string tile = tile_path(0, 0, 70);
    const std::vector<std::string> entries = entries_from(0, 70);
    for (std::size_t a = 0; a < entries.size(); ++a) {
      for (std::size_t b = a + 1; b < entries.size(); ++b) {
        auto changed = entries;
        std::swap(changed[a], changed[b]);
        std::vector<Digest> leaves;
        for (const std::string& entry : changed) leaves.push_back(merkle_leaf(entry));
        folder->set_bytes(bundle, to_bundle(changed));
        const bool found = !read_raw_log(*folder);
        folder->set_bytes(tile, to_tile(leaves));
        const bool found_with_hashes = !read_raw_log(*folder);
        folder->set_bytes(bundle, to_bundle(entries));
        std::vector<Digest> before;
        for (const std::string& entry : entries) before.push_back(merkle_leaf(entry));
        folder->set_bytes(tile, to_tile(before));
        REQUIRE(found);
        REQUIRE(found_with_hashes);
      }
    }
  }

  TEST_CASE("log store: sizes about full tiles are read and grow from one another") {
    for (const std::size_t size : {0U, 1U, 255U, 256U, 257U, 511U, 512U, 513U}) {
      CAPTURE(size);
      const auto folder = std::make_shared<CrashFolder>();
      auto store = LogStore::create(folder, kTestOrigin);
      REQUIRE(store);
      REQUIRE(store->append(entries_from(0, size)).empty());
      const LogHead before = store->log().head;
      REQUIRE(store->append(entries_from(size, 1)).empty());
      REQUIRE(store->append(entries_from(size + 1, 300)).empty());
      const auto log = read_raw_log(*folder);
      REQUIRE(log);
      CHECK(log->entries == entries_from(0, size + 301));
      CHECK(merkle_root(std::span{log->leaves}.first(size)) == before.tree.root);
    }
  }

  TEST_CASE("log store: parts of tiles of heads long past are taken away") {
    const auto folder = log_of(3);
    auto store = LogStore::open(folder);
    REQUIRE(store);
    for (std::size_t size = 3; size < 40; ++size) {
      REQUIRE(store->append(entries_from(size, 1)).empty());
    }
    const auto files = folder->all_files();
    const auto parts = std::ranges::count_if(
        files, [](const auto& one) { return one.first.starts_with("tile/0/000.p/"); });
    CHECK(parts == 2);
  }

  TEST_CASE("log store: a private head that is older than the public one is no log to add to") {
    const auto folder = log_of(5);
    const auto old_state = folder->all_files().at("private/state");
    auto store = LogStore::open(folder);
    REQUIRE(store->append(entries_from(5, 1)).empty());
    folder->set_bytes("private/state", old_state);
    const auto opened = LogStore::open(folder);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().front().reason.find("put back from a copy") != std::string::npos);
  }

  TEST_CASE("log store: a log is begun once") {
    const auto folder = log_of(1);
    CHECK_FALSE(LogStore::create(folder, kTestOrigin));
    folder->take_away("checkpoint");
    CHECK_FALSE(LogStore::create(folder, kTestOrigin));
    folder->take_away("private/state");
    CHECK_FALSE(LogStore::create(folder, kTestOrigin));
    CHECK_FALSE(LogStore::create(std::make_shared<CrashFolder>(), "two words"));
    CHECK_FALSE(LogStore::create(std::make_shared<CrashFolder>(), ""));
  }

  TEST_CASE("log store: readers see a log that holds and never an older one while it grows") {
    const auto path = std::filesystem::temp_directory_path() /
                      ("waitlist_record_readers_" + std::to_string(::getpid()));
    std::filesystem::create_directory(path);
    {
      const auto files = posix_files(path.string());
      REQUIRE(files->make_folder("private").empty());
      auto lock = lock_for_writing(path.string());
      REQUIRE(lock);
      CHECK_FALSE(lock_for_writing(path.string()));
      auto store = LogStore::create(files, kTestOrigin);
      REQUIRE(store);
      std::atomic<bool> done{false};
      std::atomic<int> faults{0};
      std::vector<std::thread> readers;
      for (int reader = 0; reader < 4; ++reader) {
        readers.emplace_back([&] {
          const auto mine = posix_files(path.string());
          std::size_t last = 0;
          while (!done) {
            const auto log = read_raw_log(*mine);
            if (!log || log->entries.size() < last) ++faults;
            if (log) last = log->entries.size();
          }
        });
      }
      for (std::size_t size = 0; size < 60; ++size) {
        CHECK(store->append(entries_from(size, 1)).empty());
      }
      done = true;
      for (std::thread& reader : readers) reader.join();
      CHECK(faults == 0);
    }
    std::filesystem::remove_all(path);
  }
}
