// The parts of a packed file that lies in memory, inflated piece by piece and never past a limit.
#pragma once

#include <waitlist/base/error.h>
#include <waitlist/base/result.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace waitlist {

class ZipArchive {
 public:
  /// Takes a piece of a part; false: it wants no more.
  using Sink = std::function<bool(std::string_view piece)>;

  /// Errors: no sound packed file, more than limits::kWorkbookPartsMax parts, two of one name.
  [[nodiscard]] static Result<ZipArchive> open(std::string_view bytes, const std::string& source);

  /// Names are the same whatever case their letters have.
  [[nodiscard]] bool has(std::string_view name) const;

  /// Gives a part to `sink`. A fault: there is none of this name, it is locked or broken, or it is
  /// larger than limits::kWorkbookBytesMax allows or than honest packing makes it.
  [[nodiscard]] std::optional<Error> read(std::string_view name, const Sink& sink);

  /// A fault of one part.
  [[nodiscard]] Error fault(ErrorCode code, std::string_view part, std::string reason) const;

 private:
  struct Part {
    std::uint64_t place = 0;  ///< in the directory of the file
    std::uint64_t number = 0;
    std::uint64_t packed = 0;    ///< bytes
    std::uint64_t inflated = 0;  ///< bytes, as the file says
    bool locked = false;
    bool known_packing = false;
  };
  struct Reader;

  [[nodiscard]] std::optional<Error> refused(const Part& part, std::string_view name) const;

  std::string source_;
  std::shared_ptr<Reader> reader_;
  std::map<std::string, Part, std::less<>> parts_;
  std::uint64_t left_ = 0;  ///< bytes that may still be inflated
};

}  // namespace waitlist
