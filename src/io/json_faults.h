// Faults of JSON documents, each with the path of the member it is about.
#pragma once

#include "base/fault_list.h"
#include "io/json_tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Adds faults of one document to a list.
class JsonFaults {
 public:
  JsonFaults(FaultList& faults, const std::string& source) : faults_{faults}, source_{source} {}

  void report(ErrorCode code, const std::string& path, std::string_view found, std::string reason);
  void wrong_type(const std::string& path, JsonView value, const char* expected);
  void unknown_key(const std::string& path,
                   std::string_view key,
                   const std::vector<std::string>& known);

  /// The members of the document itself: those known, among them `"format": 1`.
  void check_members(JsonView document, const std::vector<std::string>& known);

 private:
  FaultList& faults_;
  const std::string& source_;
};

}  // namespace waitlist
