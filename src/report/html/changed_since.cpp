#include "report/html/changed_since.h"

#include "report/html/long_dates.h"
#include "report/plain_words.h"
#include "report/since_words.h"

#include <cstddef>
#include <cstdint>

namespace waitlist::html {
namespace {

constexpr std::size_t kChangesOfKind = 50;
constexpr std::size_t kMovesShown = 50;

Data more_than(std::size_t all, std::size_t shown) {
  if (all == shown) return Data{false};
  return text("And " + std::to_string(all - shown) + " more; --format json lists all.");
}

List groups_of(const std::vector<ListChange>& changes) {
  List list;
  for (std::size_t begin = 0; begin < changes.size();) {
    const ListChangeKind kind = changes[begin].kind;
    List cases;
    std::size_t end = begin;
    for (; end < changes.size() && changes[end].kind == kind; ++end) {
      if (cases.size() == kChangesOfKind) continue;
      const std::string& id = changes[end].case_id;
      cases.push_back(Object{{"case_id", text(id)},
                             {"separator", text(id.empty() ? "" : ": ")},
                             {"detail", text(with_long_dates(changes[end].detail))}});
    }
    list.push_back(Object{{"kind", text(capitalised(change_in_words(kind)))},
                          {"count", text(count_of(end - begin, "change", "changes"))},
                          {"more", more_than(end - begin, cases.size())},
                          {"cases", cases}});
    begin = end;
  }
  return list;
}

List moves_of(const ChangesSince& since, const LinkOfRow& link) {
  List list;
  for (const MovedPlace& move : since.moved) {
    if (list.size() == kMovesShown) break;
    Object row = link(move.row);
    row["place"] = move.place == Position{0} ? text("not ranked") : number(move.place);
    row["put_back"] = number(move.put_back);
    list.push_back(row);
  }
  return list;
}

}  // namespace

void add_changes(Object& data, const ChangesSince* since, const LinkOfRow& link) {
  data["has_since"] = Data{since != nullptr};
  if (since == nullptr) return;
  data["since_name"] = text(since->name);
  data["since_digest"] = text(since->previous.digest().hex());
  data["changes"] = groups_of(since->changes);
  const List moves = moves_of(*since, link);
  data["has_moves"] = Data{!moves.empty()};
  data["moves"] = moves;
  data["more_moves"] = more_than(since->moved.size(), moves.size());
}

}  // namespace waitlist::html
