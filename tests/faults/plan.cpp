#include "plan.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

namespace waitlist::faults {
namespace {

std::string setting(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

bool Plan::has_in_folder(const char* path) const {
  const std::string_view folder = std::string_view{target}.substr(0, target.rfind('/') + 1);
  return std::string_view{path}.starts_with(folder);
}

std::string text_of_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

Plan plan_of_environment() {
  Plan plan;
  const std::string kind = setting("WAITLIST_FAULTS_KIND");
  plan.kind = kind == "memory"   ? Kind::memory
              : kind == "disk"   ? Kind::disk
              : kind == "beside" ? Kind::beside
                                 : Kind::signal;
  plan.step = std::stoul(setting("WAITLIST_FAULTS_STEP"));
  plan.first = std::stoul(setting("WAITLIST_FAULTS_FIRST"));
  plan.target = setting("WAITLIST_FAULTS_TARGET");
  plan.old_text = text_of_file(setting("WAITLIST_FAULTS_OLD"));
  plan.new_text = text_of_file(setting("WAITLIST_FAULTS_NEW"));
  plan.out = text_of_file(setting("WAITLIST_FAULTS_OUT"));
  plan.error = text_of_file(setting("WAITLIST_FAULTS_ERROR"));
  plan.status = std::stoi(setting("WAITLIST_FAULTS_STATUS"));
  plan.report = setting("WAITLIST_FAULTS_REPORT");
  return plan;
}

}  // namespace waitlist::faults
