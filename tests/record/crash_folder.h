// A folder in memory that can lose power: bytes that were not synced are cut anywhere, and of the
// changes to folders that were not synced any come to pass.
#pragma once

#include "record/log_files.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace waitlist {

/// Thrown at the step at which a folder crashes.
struct Crash {};

class CrashFolder final : public LogFiles {
 public:
  /// Steps are counted from 1; at this one it crashes. 0: never.
  void crash_at(std::uint64_t step) { crash_at_ = step; }

  [[nodiscard]] std::uint64_t steps() const { return steps_; }

  /// Every change after this is refused, as a full or broken disk does.
  void fail_at(std::uint64_t step) { fail_at_ = step; }

  /// What is found when power is back.
  [[nodiscard]] std::shared_ptr<CrashFolder> after_power_cut(std::mt19937& draws) const;

  /// What another process finds when this one was killed: all of it, none of it more synced.
  [[nodiscard]] std::shared_ptr<CrashFolder> after_kill() const;

  /// Files by path, with their bytes.
  [[nodiscard]] std::map<std::string, std::string> all_files() const;
  void set_bytes(const std::string& path, const std::string& bytes);
  void take_away(const std::string& path);

  [[nodiscard]] std::string shown(const std::string& path) const override { return "log/" + path; }

  [[nodiscard]] Result<std::optional<std::string>> read(const std::string& path,
                                                        std::uint64_t bytes_max) override;
  [[nodiscard]] Result<std::vector<std::string>> names(const std::string& folder) override;
  [[nodiscard]] Errors make_folder(const std::string& folder) override;
  [[nodiscard]] Errors write(const std::string& path, std::string_view bytes) override;
  [[nodiscard]] Errors rename(const std::string& from, const std::string& to) override;
  [[nodiscard]] Errors remove(const std::string& path) override;

 private:
  struct Node {
    bool is_folder = false;
    bool synced = false;
    std::string bytes;
  };

  using Nodes = std::map<std::string, std::shared_ptr<Node>>;

  /// Names of one folder that change together; null: the name goes.
  struct Change {
    std::string folder;
    std::vector<std::pair<std::string, std::shared_ptr<Node>>> names;
  };

  /// Errors: the disk fails from here on. Throws Crash.
  [[nodiscard]] Errors step();
  void change(Change change);
  void sync_folder(const std::string& folder);
  static void apply(const Change& change, Nodes& nodes);

  Nodes live_;
  Nodes durable_;
  std::vector<Change> pending_;
  std::uint64_t steps_ = 0;
  std::uint64_t crash_at_ = 0;
  std::uint64_t fail_at_ = 0;
};

}  // namespace waitlist
