// The files of a log and the texts that are handed on, against the vectors of the page.
#include <waitlist/record/log_head.h>
#include <waitlist/record/log_tiles.h>

#include "record/crash_folder.h"
#include "record/log_store.h"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

using namespace waitlist;

namespace {

constexpr const char* kSampleOrigin = "waitlist.example/record";

std::map<std::string, std::string> files_of_log(const std::vector<std::string>& entries) {
  const auto folder = std::make_shared<CrashFolder>();
  auto store = LogStore::create(folder, kSampleOrigin);
  REQUIRE(store);
  REQUIRE(store->append(entries).empty());
  auto files = folder->all_files();
  CHECK(files.at("private/state") == files.at("checkpoint"));
  files.erase("private/state");
  return files;
}

std::vector<std::string> numbered_entries(std::uint32_t count) {
  std::vector<std::string> entries;
  for (std::uint32_t i = 0; i < count; ++i) {
    std::string entry;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) entry += static_cast<char>((i >> shift) & 255U);
    entries.push_back(entry);
  }
  return entries;
}

std::string hex_of(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += "0123456789abcdef"[byte / 16];
    hex += "0123456789abcdef"[byte % 16];
  }
  return hex;
}

std::string digest_of_file(const std::map<std::string, std::string>& files, const char* path) {
  CAPTURE(path);
  REQUIRE(files.contains(path));
  return sha256(files.at(path)).hex();
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("log tiles: numbers stand in groups of three digits") {
    CHECK(tile_path(0, 67) == "tile/0/067");
    CHECK(tile_path(1, 1000, 12) == "tile/1/x001/000.p/12");
    CHECK(tile_path(2, 1'234'067) == "tile/2/x001/x234/067");
    CHECK(bundle_path(123'456'789) == "tile/entries/x123/x456/789");
    CHECK(bundle_path(0, 1) == "tile/entries/000.p/1");
  }

  TEST_CASE("log tiles: the files of a new log and of one with three entries are the published") {
    const auto folder = std::make_shared<CrashFolder>();
    REQUIRE(LogStore::create(folder, kSampleOrigin));
    CHECK(folder->all_files().at("checkpoint") ==
          "waitlist.example/record\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    const std::vector<std::string> entries{"", "00",
                                           "policy=v1 schema=s1 as-of=2025-01-31 cases=3"};
    const auto files = files_of_log(entries);
    CHECK(files.size() == 3);
    CHECK(files.at("checkpoint") ==
          "waitlist.example/record\n3\nxqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MU=\n");
    CHECK(
        hex_of(files.at("tile/entries/000.p/3")) ==
        "000000023030002c706f6c6963793d763120736368656d613d73312061732d6f663d323032352d30312d333120"
        "63617365733d33");
    CHECK(digest_of_file(files, "tile/0/000.p/3") ==
          "1fbe90a20abfd030fef1701b2fb5e82e5fd1ec658b5c15f039fe1ec6a3f8804a");
    std::vector<Digest> leaves;
    for (const std::string& entry : entries) leaves.push_back(merkle_leaf(entry));
    const EntryProof proof{2, inclusion_proof(leaves, 2), *read_log_head(files.at("checkpoint"))};
    CHECK(to_text(proof) ==
          "c2sp.org/tlog-proof@v1\nindex 2\nfgAL/sCE85MUYIgw7M2PhxWHDq88blj9H5F71tf4vNk=\n\n" +
              files.at("checkpoint"));
    CHECK(*read_entry_proof(to_text(proof)) == proof);
  }

  TEST_CASE("log tiles: the files of 300 entries are the published") {
    const auto files = files_of_log(numbered_entries(300));
    CHECK(files.size() == 6);
    CHECK(digest_of_file(files, "tile/entries/000") ==
          "d2435ece87c7506b8a69b3a58e3479b82fa58ffdc858b71b58c152259a20583f");
    CHECK(digest_of_file(files, "tile/0/000") ==
          "2c715dd97e9cb86edffcc77e807fbe36a81de413e8d2f482ef4ac5bccb57b1ce");
    CHECK(digest_of_file(files, "tile/entries/001.p/44") ==
          "d38e4bc10c231d1f3435d959f1cb092acbc7b63aa4f57c1dc049384164a9e827");
    CHECK(digest_of_file(files, "tile/0/001.p/44") ==
          "6bd1c006f6a07ff272853a8cdc91c8c14f253ce94f40617a1cfc06ecb54bd39e");
    CHECK(digest_of_file(files, "tile/1/000.p/1") ==
          "4f0cba097cd1c169a5e5689e7aca3991010c8ac7b69efcdc07fa836ef0279218");
    CHECK(digest_of_file(files, "checkpoint") ==
          "785d9185a58ccc135787e25a528a2e87ab8d3a1d503966194ebc6feb32f9294c");
    CHECK(read_log_head(files.at("checkpoint"))->tree.root.hex() ==
          "7cb38a3a7211231d902f423fcd3f43cf9ac6da0aa1f31de0876c9927451ee3c5");
  }

  TEST_CASE("log tiles: levels are as wide as the page says") {
    const auto widths = [](std::size_t size) {
      std::vector<std::size_t> all;
      for (const auto& level : tile_levels(std::vector<Digest>(size))) all.push_back(level.size());
      return all;
    };
    CHECK(widths(0).empty());
    CHECK(widths(255) == std::vector<std::size_t>{255});
    CHECK(widths(256) == std::vector<std::size_t>{256, 1});
    CHECK(widths(70'000) == std::vector<std::size_t>{70'000, 273, 1});
    CHECK(widths(65'535) == std::vector<std::size_t>{65'535, 255});
    CHECK(widths(65'536) == std::vector<std::size_t>{65'536, 256, 1});
  }

  TEST_CASE("log tiles: a bundle is read only as it was written") {
    const std::vector<std::string> entries{"", "one", std::string(65'535, 'x')};
    const std::string bytes = to_bundle(entries);
    CHECK(*read_bundle(bytes, 3) == entries);
    CHECK_FALSE(read_bundle(bytes, 2));
    CHECK_FALSE(read_bundle(bytes, 4));
    CHECK_FALSE(read_bundle(bytes + '\0', 3));
    for (const std::size_t cut : {0U, 1U, 2U, 3U, 6U, 7U, 8U, 65'543U}) {
      CAPTURE(cut);
      CHECK_FALSE(read_bundle(bytes.substr(0, cut), 3));
    }
    const auto folder = std::make_shared<CrashFolder>();
    auto store = LogStore::create(folder, kSampleOrigin);
    REQUIRE(store);
    const std::vector<std::string> too_long{std::string(65'536, 'x')};
    CHECK_FALSE(store->append(too_long).empty());
    CHECK(store->append(entries).empty());
  }

  TEST_CASE("log head: any text that a writer does not make is refused") {
    const std::string head{
        "waitlist.example/record\n3\nxqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MU=\n"};
    REQUIRE(read_log_head(head));
    CHECK(to_text(*read_log_head(head)) == head);
    for (std::size_t cut = 0; cut < head.size(); ++cut)
      CHECK_FALSE(read_log_head(head.substr(0, cut)));
    for (const std::string bad :
         {"waitlist.example/record\n03\nxqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MU=\n",
          "waitlist.example/record\n+3\nxqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MU=\n",
          "waitlist.example/record\n-3\nxqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MU=\n",
          "waitlist.example/record\n3\nxqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MV=\n",
          "waitlist.example/record\n3\nxqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/M==\n",
          "waitlist.example/record\r\n3\r\nxqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MU=\r\n",
          "a b\n3\nxqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MU=\n",
          "\n3\nxqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MU=\n",
          "waitlist.example/record\n99999999999999999999\n"
          "xqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MU=\n"}) {
      CAPTURE(bad);
      CHECK_FALSE(read_log_head(bad));
    }
    CHECK_FALSE(read_log_head(head + '\n'));
    const TreeHead tree = read_log_head(head)->tree;
    CHECK(*read_tree_head(to_text(tree)) == tree);
    CHECK(*read_tree_head("3:xqLJ5yD9WQyJc8Zu9g6rAe19h4uaF++qGytPvrbj/MU=") == tree);
    CHECK_FALSE(read_tree_head(to_text(tree).substr(0, 18)));
    CHECK_FALSE(read_tree_head("3"));
  }
}
