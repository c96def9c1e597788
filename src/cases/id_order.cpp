#include "cases/id_order.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

/// Where each run of rising ids begins, and the end of the last.
std::vector<std::size_t> runs_of(std::size_t count, const IdOfRow& id) {
  std::vector<std::size_t> runs{0};
  std::string_view before = count > 0 ? id(0) : std::string_view{};
  for (std::size_t row = 1; row < count; ++row) {
    const std::string_view here = id(CaseRow{row});
    if (here < before) runs.push_back(row);
    before = here;
  }
  runs.push_back(count);
  return runs;
}

/// Merges neighbouring runs, short ones first: `A-999, A-1000, A-1001 …` is a few runs of which
/// the last is nearly everything.
std::vector<CaseRow> merged(std::vector<std::size_t> runs, const IdOfRow& id) {
  std::vector<CaseRow> rows(runs.back());
  std::iota(rows.begin(), rows.end(), CaseRow{0});
  std::vector<CaseRow> left;
  while (runs.size() > 2) {
    std::size_t best = 0;
    for (std::size_t i = 1; i + 2 < runs.size(); ++i) {
      if (runs[i + 2] - runs[i] < runs[best + 2] - runs[best]) best = i;
    }
    const auto at = [&rows](std::size_t place) {
      return rows.begin() + static_cast<std::ptrdiff_t>(place);
    };
    left.assign(at(runs[best]), at(runs[best + 1]));
    std::merge(left.begin(), left.end(), at(runs[best + 1]), at(runs[best + 2]), at(runs[best]),
               [&id](CaseRow a, CaseRow b) { return id(a) < id(b); });
    runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(best) + 1);
  }
  return rows;
}

/// An id as two numbers that sort like its first 16 bytes, so that most comparisons of ids need no
/// look at the ids.
struct IdKey {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  CaseRow row = 0;
};

std::uint64_t eight_bytes(std::string_view id, std::size_t from) {
  std::uint64_t number = 0;
  for (std::size_t i = from; i < from + 8; ++i) {
    number = number << 8U | (i < id.size() ? static_cast<unsigned char>(id[i]) : 0U);
  }
  return number;
}

std::vector<CaseRow> sorted(std::size_t count, const IdOfRow& id) {
  std::vector<IdKey> keys(count);
  for (CaseRow row = 0; row < count; ++row) {
    keys[row] = {eight_bytes(id(row), 0), eight_bytes(id(row), 8), row};
  }
  std::ranges::sort(keys, [&id](const IdKey& a, const IdKey& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.second != b.second) return a.second < b.second;
    const int order = id(a.row).compare(id(b.row));
    return order != 0 ? order < 0 : a.row < b.row;
  });
  std::vector<CaseRow> rows;
  rows.reserve(count);
  for (const IdKey& key : keys) rows.push_back(key.row);
  return rows;
}

}  // namespace

std::vector<CaseRow> rows_by_id(std::size_t count, const IdOfRow& id) {
  constexpr std::size_t kFewRuns = 64;
  std::vector<std::size_t> runs = runs_of(count, id);
  if (runs.size() <= 2) return {};
  return runs.size() <= kFewRuns ? merged(std::move(runs), id) : sorted(count, id);
}

}  // namespace waitlist
