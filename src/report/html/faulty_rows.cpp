#include "report/html/faulty_rows.h"

#include <embedded/faulty_rows_mustache.h>

#include "report/faulty_words.h"

#include <cstddef>
#include <string>
#include <vector>

namespace waitlist::html {

namespace {

constexpr std::size_t kRowsShown = 20'000;  ///< no browser shows many more

std::string more_words(std::size_t all) {
  if (all <= kRowsShown) return {};
  return "The first " + std::to_string(kRowsShown) + " of " + std::to_string(all) +
         " stand here; CSV and JSON have all of them.";
}

}  // namespace

void add_faulty(Object& data, const Ranking& ranking, std::string_view beside) {
  data["has_faulty"] = Data{!ranking.faulty().empty()};
  data["faulty"] = text("");
  if (ranking.faulty().empty()) return;
  List rows;
  const std::vector<FaultyInWords> all = faulty_in_words(ranking);
  for (const FaultyInWords& row : all) {
    if (rows.size() == kRowsShown) break;
    List faults;
    for (const std::string& fault : row.faults) faults.push_back(Object{{"fault", text(fault)}});
    rows.push_back(Object{{"case_id", text(row.case_id)},
                          {"place", text(row.place)},
                          {"faults", faults},
                          {"linked_with", text(row.linked_with)}});
  }
  Template section{embedded::faulty_rows_mustache()};
  data["faulty"] = text(section.filled(Object{{"heading", text(kFaultyHeading)},
                                              {"sentence", text(faulty_sentence(ranking))},
                                              {"beside", text(beside)},
                                              {"more", text(more_words(all.size()))},
                                              {"rows", rows}}));
}

}  // namespace waitlist::html
