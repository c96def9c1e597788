#include "report/outlook_words.h"

#include "report/allocation_words.h"
#include "report/plain_words.h"

#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kSentencesMax = 50;  ///< of one section

class OutlookWords {
 public:
  OutlookWords(const Allocation& allocation, const AllocationOutlook& outlook)
      : allocation_{allocation}, outlook_{outlook} {}

  std::vector<OutlookSection> take() {
    add("Leave that begins", outlook_.leaves, [this](const auto& one) { return words(one); });
    add("Give now, or hold until after leave", outlook_.before_leave,
        [this](const auto& one) { return words(one); });
    add("Give now, or hold for the higher case", outlook_.hold,
        [this](const auto& one) { return words(one); });
    add("Places that come", outlook_.places, [this](const auto& one) { return words(one); });
    add("Who would have them, if nothing else changes", outlook_.prospects,
        [this](const auto& one) { return words(one); });
    add("Held by somebody who is away or leaves", outlook_.held,
        [this](const auto& one) { return words(one); });
    return std::move(sections_);
  }

 private:
  template <class Entry, class Words>
  void add(std::string heading, const std::vector<Entry>& entries, Words in_words) {
    if (entries.empty()) return;
    OutlookSection section{std::move(heading), {}};
    for (const Entry& entry : entries) {
      if (section.sentences.size() == kSentencesMax) {
        section.sentences.push_back(std::to_string(entries.size() - kSentencesMax) + " more.");
        break;
      }
      section.sentences.push_back(in_words(entry));
    }
    sections_.push_back(std::move(section));
  }

  [[nodiscard]] const std::string& name(PractitionerIndex p) const { return id_of(allocation_, p); }

  [[nodiscard]] std::string unit(QueuedUnit one) const { return unit_in_words(allocation_, one); }

  static std::string back_in_words(const std::optional<Day>& back) {
    return back ? "until " + long_date(*back) : std::string{"until further notice"};
  }

  [[nodiscard]] std::string words(const ComingLeave& one) const {
    std::string text = name(one.practitioner) + " is away from " + long_date(one.from) + ' ';
    text += back_in_words(one.back);
    if (!one.reason.empty()) text += " (" + one.reason + ')';
    text += ", so nothing new is given: ";
    return text + count_of(one.places, "free place is", "free places are") + " held back.";
  }

  /// `Held, SM-1 has its first place on …`, or that it has none.
  [[nodiscard]] std::string first_place(const std::optional<Prospect>& prospect) const {
    if (!prospect) {
      return "it has no place within the next " +
             count_of(outlook_.horizon.count(), "day", "days") + '.';
    }
    return "its first place is with " + name(prospect->practitioner) + " on " +
           long_date(prospect->day) + '.';
  }

  [[nodiscard]] std::string words(const LeaveChoice& one) const {
    return unit(one.unit) + ": if those who leave were given work now, it would go to " +
           name(one.practitioner) + " today; if not, " + first_place(one.held);
  }

  [[nodiscard]] std::string words(const HoldChoice& one) const {
    return unit(one.unit) + ": given now, " + units_in_words(allocation_, one.displaced, 20) +
           (one.displaced.size() == 1 ? " has" : " have") + " a place with " +
           name(one.practitioner) + " today, and for " + unit(one.unit) + ' ' +
           first_place(one.given) + " Held for it, it has " +
           count_of(allocation_.units()[one.unit].load, "place", "places") + " with " +
           name(one.practitioner) + " on " + long_date(one.day) + ", and " +
           units_in_words(allocation_, one.displaced, 20) +
           (one.displaced.size() == 1 ? " waits." : " wait.");
  }

  [[nodiscard]] std::string words(const ComingPlaces& one) const {
    const std::string places = count_of(one.places, "place is free", "places are free");
    if (one.returns) {
      return name(one.practitioner) + " is back on " + long_date(one.day) + "; " + places +
             " then.";
    }
    return name(one.practitioner) + ": on " + long_date(one.day) + ' ' + places + '.';
  }

  [[nodiscard]] std::string words(const Prospect& one) const {
    return unit(one.unit) + ": on " + long_date(one.day) + " with " + name(one.practitioner) + '.';
  }

  [[nodiscard]] std::string words(const HeldCase& one) const {
    std::string text = one.case_id + ", held by " + name(one.holder);
    const Day today = allocation_.ranking().as_of();
    const Practitioner& holder = allocation_.roster().practitioners()[one.holder];
    const auto& leaves = allocation_.loads()[one.holder].leaves_on;
    const auto back = back_on(holder, leaves.value_or(today));
    text += leaves ? " (away from " + long_date(*leaves) + ' ' : std::string{" (away "};
    text += back_in_words(back) + "): ";
    if (!one.known) return text + "not on the list, so who may take it is not known.";
    if (one.to) return text + name(*one.to) + " could take it.";
    return text + "nobody else who may take it has a free place.";
  }

  const Allocation& allocation_;
  const AllocationOutlook& outlook_;
  std::vector<OutlookSection> sections_;
};

}  // namespace

std::vector<OutlookSection> outlook_in_words(const Allocation& allocation,
                                             const AllocationOutlook& outlook) {
  return OutlookWords{allocation, outlook}.take();
}

}  // namespace waitlist
