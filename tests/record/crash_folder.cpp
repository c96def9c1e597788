#include "record/crash_folder.h"

#include <set>
#include <string_view>

namespace waitlist {
namespace {

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string{} : path.substr(0, slash);
}

Errors disk_error(const std::string& path) {
  return {{ErrorCode::file_unwritable, path, 0, 0, "", "", "no space left"}};
}

}  // namespace

void CrashFolder::apply(const Change& change, Nodes& nodes) {
  for (const auto& [path, node] : change.names) {
    if (node) {
      nodes[path] = node;
    } else {
      nodes.erase(path);
    }
  }
}

std::shared_ptr<CrashFolder> CrashFolder::after_power_cut(std::mt19937& draws) const {
  Nodes left = durable_;
  for (const Change& one : pending_) {
    if (draws() % 2 == 0) apply(one, left);
  }
  // What stands in a folder that is not there went with it.
  auto found = std::make_shared<CrashFolder>();
  std::set<const Node*> seen;
  for (const auto& [path, node] : left) {
    const std::string parent = parent_of(path);
    if (!parent.empty() && !found->live_.contains(parent)) continue;
    auto copy = std::make_shared<Node>(*node);
    if (!node->is_folder && !node->synced) copy->bytes.resize(draws() % (node->bytes.size() + 1));
    copy->synced = true;
    found->live_.emplace(path, std::move(copy));
  }
  found->durable_ = found->live_;
  return found;
}

std::shared_ptr<CrashFolder> CrashFolder::after_kill() const {
  auto found = std::make_shared<CrashFolder>();
  found->live_ = live_;
  found->durable_ = durable_;
  found->pending_ = pending_;
  return found;
}

std::map<std::string, std::string> CrashFolder::all_files() const {
  std::map<std::string, std::string> files;
  for (const auto& [path, node] : live_) {
    if (!node->is_folder) files.emplace(path, node->bytes);
  }
  return files;
}

void CrashFolder::set_bytes(const std::string& path, const std::string& bytes) {
  live_[path] = std::make_shared<Node>(Node{false, true, bytes});
  durable_ = live_;
}

void CrashFolder::take_away(const std::string& path) {
  live_.erase(path);
  durable_ = live_;
}

Errors CrashFolder::step() {
  ++steps_;
  if (steps_ == crash_at_) throw Crash{};
  return fail_at_ != 0 && steps_ >= fail_at_ ? disk_error("disk") : Errors{};
}

void CrashFolder::change(Change change) {
  apply(change, live_);
  pending_.push_back(std::move(change));
}

void CrashFolder::sync_folder(const std::string& folder) {
  std::vector<Change> left;
  for (Change& one : pending_) {
    if (one.folder == folder) {
      apply(one, durable_);
    } else {
      left.push_back(std::move(one));
    }
  }
  pending_ = std::move(left);
}

Result<std::optional<std::string>> CrashFolder::read(const std::string& path,
                                                     std::uint64_t bytes_max) {
  const auto found = live_.find(path);
  if (found == live_.end()) return std::nullopt;
  if (found->second->is_folder || found->second->bytes.size() > bytes_max) {
    return failed(Error{ErrorCode::too_large, shown(path), 0, 0, "", "", "no file, or too large"});
  }
  return std::optional{found->second->bytes};
}

Result<std::vector<std::string>> CrashFolder::names(const std::string& folder) {
  std::vector<std::string> found;
  for (const auto& [path, node] : live_) {
    if (parent_of(path) == folder && !path.empty()) found.push_back(path.substr(folder.size() + 1));
  }
  return found;
}

Errors CrashFolder::make_folder(const std::string& folder) {
  if (!live_.contains(folder)) {
    Errors errors = step();
    if (!errors.empty()) return errors;
    change({parent_of(folder), {{folder, std::make_shared<Node>(Node{true, true, {}})}}});
  }
  Errors errors = step();
  if (errors.empty()) sync_folder(parent_of(folder));
  return errors;
}

Errors CrashFolder::write(const std::string& path, std::string_view bytes) {
  Errors errors = step();
  if (!errors.empty()) return errors;
  const auto found = live_.find(path);
  if (found == live_.end()) {
    if (!live_.contains(parent_of(path)) && !parent_of(path).empty()) return disk_error(path);
    change({parent_of(path), {{path, std::make_shared<Node>(Node{false, false, ""})}}});
  }
  const auto& node = live_.at(path);
  node->synced = false;
  node->bytes = bytes;
  errors = step();
  if (errors.empty()) node->synced = true;
  return errors;
}

Errors CrashFolder::rename(const std::string& from, const std::string& to) {
  Errors errors = step();
  if (!errors.empty()) return errors;
  const auto node = live_.at(from);
  change({parent_of(to), {{from, nullptr}, {to, node}}});
  errors = step();
  if (errors.empty()) sync_folder(parent_of(to));
  return errors;
}

Errors CrashFolder::remove(const std::string& path) {
  if (!live_.contains(path)) return {};
  Errors errors = step();
  if (!errors.empty()) return errors;
  change({parent_of(path), {{path, nullptr}}});
  errors = step();
  if (errors.empty()) sync_folder(parent_of(path));
  return errors;
}

}  // namespace waitlist
