#include <waitlist/record/record_story.h>

#include <map>
#include <variant>

namespace waitlist {
namespace {

void count_decision(OverrideCount& count, const DecidedPlace& place) {
  if (place.decided < place.proposed) {
    ++count.moved_up;
  } else if (place.decided > place.proposed) {
    ++count.moved_down;
  } else {
    ++count.confirmed;
  }
}

void count_decision(OverrideCount& count, const DecidedPractitioner& practitioner) {
  if (practitioner.proposed.empty()) {
    ++count.given_unproposed;
  } else if (practitioner.proposed == practitioner.decided) {
    ++count.given_as_proposed;
  } else {
    ++count.given_otherwise;
  }
}

void count_decision(OverrideCount& count, const DecisionEntry& decision) {
  std::visit([&count](const auto& what) { count_decision(count, what); }, decision.what);
}

std::vector<OverrideCount> in_order(const std::map<std::string, OverrideCount>& counts) {
  std::vector<OverrideCount> all;
  all.reserve(counts.size());
  for (const auto& [name, count] : counts) {
    all.push_back(count);
    all.back().name = name;
  }
  return all;
}

std::string place_words(const OverrideCount& count) {
  return std::to_string(count.moved_up) + " up, " + std::to_string(count.moved_down) + " down, " +
         std::to_string(count.confirmed) + " confirmed";
}

std::string given_words(const OverrideCount& count) {
  return std::to_string(count.given_as_proposed) + " as proposed, " +
         std::to_string(count.given_otherwise) + " otherwise, " +
         std::to_string(count.given_unproposed) + " where nobody was proposed";
}

std::string count_words(const OverrideCount& count) {
  return place_words(count) + (count.given() == 0 ? "" : "; allocated " + given_words(count));
}

}  // namespace

Overrides count_overrides(const RecordLog& log) {
  Overrides all;
  std::map<std::string, OverrideCount> by_code;
  std::map<std::string, OverrideCount> by_team;
  for (std::uint64_t i = 0; i < log.head().tree.size; ++i) {
    if (const auto* list = std::get_if<ListEntry>(&log.entry(i))) {
      ++all.lists;
      all.ranked_rows += list->ranked;
      all.raised += list->raised;
      all.lowered += list->lowered;
    } else if (const auto* decision = std::get_if<DecisionEntry>(&log.entry(i))) {
      count_decision(all.all, *decision);
      count_decision(by_code[decision->code], *decision);
      count_decision(by_team[decision->team], *decision);
    }
  }
  all.by_code = in_order(by_code);
  all.by_team = in_order(by_team);
  return all;
}

std::string render_text(const Overrides& overrides) {
  std::string text = "Decisions on places: " + place_words(overrides.all) + ", on " +
                     std::to_string(overrides.lists) + " lists with " +
                     std::to_string(overrides.ranked_rows) + " ranked rows in all.\n";
  if (overrides.all.given() > 0) {
    text += "Decisions on who takes a case: " + given_words(overrides.all) + ".\n";
  }
  if (!overrides.by_code.empty()) text += "\nBy code\n";
  for (const OverrideCount& one : overrides.by_code) {
    text += "  " + one.name + ": " + count_words(one) + "\n";
  }
  if (!overrides.by_team.empty()) text += "\nBy team\n";
  for (const OverrideCount& one : overrides.by_team) {
    text += "  " + (one.name.empty() ? "(no team)" : one.name) + ": " + count_words(one) + "\n";
  }
  return text + "\nDecisions on bands that held, summed over all lists: " +
         std::to_string(overrides.raised) + " raised, " + std::to_string(overrides.lowered) +
         " lowered.\n";
}

}  // namespace waitlist
