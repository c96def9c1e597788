// Ten years of daily lists, and a hundred thousand bits that change: a few of them every day, all
// of them where WAITLIST_RECORD_YEARS is set, as for a release.
#include <waitlist/io/case_reader.h>
#include <waitlist/record/record_check.h>
#include <waitlist/record/record_replay.h>

#include "record/crash_folder.h"
#include "record/log_contents.h"
#include "record/sample_record.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace waitlist;

namespace {

bool all_years() { return std::getenv("WAITLIST_RECORD_YEARS") != nullptr; }

/// A folder on the disk that is gone afterwards.
class DiskFolder {
 public:
  DiskFolder()
      : path_{std::filesystem::temp_directory_path() /
              ("waitlist-record-" + std::to_string(std::random_device{}()))} {}

  DiskFolder(const DiskFolder&) = delete;
  DiskFolder& operator=(const DiskFolder&) = delete;

  ~DiskFolder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }

  [[nodiscard]] std::string log() const { return (path_ / "log").string(); }

  void make() const { std::filesystem::create_directories(path_); }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("record: daily lists of the sample are recorded on a disk, and each is made again") {
    const std::size_t days = all_years() ? 3650 : 6;
    const auto cases = read_case_list_csv(shipped::text_of("examples/data/staffordshire_2009.csv"),
                                          sample_record::policy().schema());
    REQUIRE(cases);
    const DiskFolder folder;
    folder.make();
    auto writer = RecordWriter::create(folder.log(), "waitlist.example/years");
    REQUIRE(writer);
    const Day first = shipped::day("2009-10-05");
    RankOptions options;
    options.keep_contributions = true;
    for (std::size_t day = 0; day < days; ++day) {
      const auto ranking = rank(*cases, sample_record::policy(),
                                first + Days{static_cast<std::int64_t>(day)}, options);
      REQUIRE(ranking);
      REQUIRE(writer->add(*ranking, sample_record::texts()));
    }
    const auto log = RecordLog::read(folder.log());
    REQUIRE(log);
    REQUIRE(log->lists().size() == days);
    std::size_t made_again = 0;
    for (const std::uint64_t list : log->lists()) {
      const auto again = replay(*log, list);
      REQUIRE(again);
      REQUIRE(again->same());
      made_again += again->made_again;
    }
    CHECK(made_again == days * 400);
    CHECK(check_record(folder.log()));
  }

  TEST_CASE("record: any bit that changes is found") {
    const std::size_t bits = all_years() ? 100'000 : 300;
    const auto folder = sample_record::log_with_later_decisions();
    auto files = folder->all_files();
    // Parts of tiles of heads before stay for their readers; nothing else goes by them.
    std::erase_if(files, [](const auto& file) {
      return file.first.ends_with(".p/3") || file.first.ends_with(".p/4");
    });
    std::size_t bytes = 0;
    for (const auto& file : files) bytes += file.second.size();
    std::mt19937_64 draws{2010};
    std::size_t found = 0;
    for (std::size_t i = 0; i < bits; ++i) {
      std::size_t at = draws() % bytes;
      auto file = files.begin();
      for (; at >= file->second.size(); ++file) at -= file->second.size();
      std::string changed = file->second;
      changed[at] = static_cast<char>(changed[at] ^ (1 << (draws() % 8)));
      folder->set_bytes(file->first, changed);
      found += check_files(*folder, {}) ? 0U : 1U;
      folder->set_bytes(file->first, file->second);
    }
    CHECK(found == bits);
    CHECK(check_files(*folder, {}));
  }
}
