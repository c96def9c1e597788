#include "record/log_files.h"

#include "record/record_faults.h"

#include <cstddef>
#include <utility>

namespace waitlist {

Errors replace_file(LogFiles& files, const std::string& path, std::string_view bytes) {
  for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
    Errors errors = files.make_folder(path.substr(0, at));
    if (!errors.empty()) return errors;
  }
  const std::string unfinished = path + std::string{kUnfinished};
  Errors errors = files.write(unfinished, bytes);
  return errors.empty() ? files.rename(unfinished, path) : errors;
}

Result<std::string> read_needed(LogFiles& files, const std::string& path, std::uint64_t bytes_max) {
  auto bytes = files.read(path, bytes_max);
  if (!bytes) return failed(std::move(bytes.error()));
  if (*bytes) return **std::move(bytes);
  return failed(record_fault(files.shown(path), "", "is missing; the head of the log asks for it",
                             ErrorCode::file_unreadable));
}

}  // namespace waitlist
