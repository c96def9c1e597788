#include <waitlist/report/witness_report.h>

#include "report/plain_words.h"

#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// The words for one way.
struct WayWords {
  std::string_view most;   ///< `Most lost`
  std::string_view loses;  ///< `loses`
  std::string_view other;  ///< `gains`
};

constexpr WayWords kLossWords{"Most lost", "loses", "gains"};
constexpr WayWords kGainWords{"Most gained", "gains", "loses"};

std::string points_count(Points points) {
  const std::string text = short_points(points);
  return text + (text == "1" ? " point" : " points");
}

/// What is proved of one way, and where the search stopped what is not.
std::string proof_in_words(const GreatestDifference& one, const WayWords& words) {
  const std::string loses{words.loses};
  const std::string other{words.other};
  std::string text{words.most};
  if (one.never()) {
    text += ": none. Proved: no possible case " + loses + " points";
    if (one.at_most < Points{}) {
      text += ", and each " + other + " at least " + points_count(-one.at_most);
    }
    return text + ".\n";
  }
  if (one.proved()) {
    return text + ": " + points_count(one.found) + ". Proved: no possible case " + loses +
           " more.\n";
  }
  text += one.witness && one.found > Points{} ? " that was found: " + points_count(one.found) + ". "
                                              : ": none was found. ";
  return text + "Not proved: the search stopped early. No possible case " + loses + " more than " +
         points_count(one.at_most) + ".\n";
}

void add_line(std::string& text, std::string_view name, const std::string& value) {
  text += "  ";
  text += name;
  text += ": " + value + '\n';
}

void add_standing(std::string& text,
                  std::string_view when,
                  const Score& score,
                  const std::string& tier,
                  const CompiledPolicy& policy) {
  std::string standing = points_count(score.points.used) + ", band " + policy.band(score.band).id;
  standing += ", tier " + tier;
  if (score.must_allocate) standing += ", must be allocated";
  add_line(text, when, standing);
}

std::string births_in_words(const Case& facts) {
  std::vector<std::string> births;
  births.reserve(facts.children.size());
  for (const Child& child : facts.children) {
    births.push_back(child.born ? child.born->text() : "not known");
  }
  return births.empty() ? "none recorded" : listed(births);
}

void add_case(std::string& text,
              const WitnessCase& witness,
              const CompiledPolicy& before,
              const CompiledPolicy& after) {
  add_standing(text, "before", witness.before, witness.tier_before, before);
  add_standing(text, "after", witness.after, witness.tier_after, after);
  add_line(text, "case", witness.facts.case_id);
  add_line(text, "listed on", witness.facts.listed_on.text());
  add_line(text, "filing date",
           witness.facts.filing_date ? witness.facts.filing_date->text() : "none");
  add_line(text, "children born", births_in_words(witness.facts));
  for (const WitnessFact& one : witness.told) {
    add_line(text, before.schema().fact(one.fact).label, one.in_words);
  }
}

}  // namespace

std::string render_text(const PolicyWitness& witness,
                        const CompiledPolicy& before,
                        const CompiledPolicy& after) {
  std::string text = "Possible cases as of " + witness.as_of.text() +
                     "\n\nA possible case stands alone. It has no pause and no decision. It was "
                     "listed\nfrom " +
                     witness.listed_from.text() +
                     " on. Its answers do not contradict each other.\n\n";
  if (witness.alike) {
    text +=
        "Proved: both policies treat them all alike. Points, band and duty are\nthe "
        "same.\n";
    return text;
  }
  for (const auto& [one, words] :
       {std::pair{&witness.loss, &kLossWords}, std::pair{&witness.gain, &kGainWords}}) {
    if (one != &witness.loss) text += '\n';
    text += proof_in_words(*one, *words);
    if (one->witness && one->found > Points{}) add_case(text, *one->witness, before, after);
  }
  return text;
}

}  // namespace waitlist
