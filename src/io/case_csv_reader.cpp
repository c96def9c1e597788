#include <waitlist/io/case_reader.h>

#include "io/diagnostic_csv_reader.h"
#include "io/fast_csv_reader.h"
#include "io/mapping/mapped_csv_reader.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace waitlist {
namespace {

/// In how many parts a text is read: one that is shorter than this is read before a thread for it
/// has begun.
unsigned parts_of(std::string_view text, unsigned threads) {
  constexpr std::size_t kPartBytes = std::size_t{1} << 18U;
  const std::size_t most = std::max<std::size_t>(text.size() / kPartBytes, 1);
  return static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, most));
}

}  // namespace

Result<CaseList> read_case_list_csv(std::string_view text,
                                    const FactSchema& schema,
                                    const std::string& source,
                                    const CaseReadOptions& options) {
  const unsigned parts = parts_of(text, options.threads);
  if (options.mapping) {
    if (options.mapping->schema().digest() == schema.digest()) {
      return read_mapped_csv(text, *options.mapping, source, options.faulty, parts);
    }
    return failed({ErrorCode::inconsistent, source, 0, 0, "mapping", options.mapping->title(),
                   "the mapping was read with another fact schema than these cases"});
  }
  if (auto cases = read_csv_fast(text, schema, parts)) {
    return CaseList{*std::move(cases), {}};
  }
  if (options.faulty == FaultyRows::set_apart) {
    return read_csv_setting_apart(text, schema, source);
  }
  return read_csv_with_diagnosis(text, schema, source).map([](CaseTable&& cases) {
    return CaseList{std::move(cases), {}};
  });
}

Result<CaseTable> read_cases_csv(std::string_view text,
                                 const FactSchema& schema,
                                 const std::string& source,
                                 const CaseReadOptions& options) {
  return read_case_list_csv(text, schema, source,
                            {options.threads, FaultyRows::refuse, options.mapping})
      .map([](CaseList&& list) { return std::move(list.cases); });
}

}  // namespace waitlist
