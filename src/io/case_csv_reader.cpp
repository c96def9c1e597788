#include <waitlist/io/case_reader.h>

#include "io/diagnostic_csv_reader.h"
#include "io/fast_csv_reader.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace waitlist {

Result<CaseTable> read_cases_csv(std::string_view text,
                                 const FactSchema& schema,
                                 Day as_of,
                                 const std::string& source,
                                 const CaseReadOptions& options) {
  // A part that is shorter than this is read before a thread for it has begun.
  constexpr std::size_t kPartBytes = std::size_t{1} << 18U;
  const std::size_t most = std::max<std::size_t>(text.size() / kPartBytes, 1);
  const auto parts = static_cast<unsigned>(std::clamp<std::size_t>(options.threads, 1, most));
  if (auto cases = read_csv_fast(text, schema, as_of, parts)) return *std::move(cases);
  return read_csv_with_diagnosis(text, schema, as_of, source);
}

}  // namespace waitlist
