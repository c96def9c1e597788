// The library in the comparison, through its public headers. Commands: `whole DAY THREADS`,
// `made DAY THREADS`, `dated DAY THREADS`, `top DAY COUNT`, `update CHANGES FACT`, `read THREADS`,
// `write PATH`.
#include "session.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace waitlist::comparison {
namespace {

class Library {
 public:
  explicit Library(const World& world) : world_{world} {}

  /// Everything from the facts, and with it all that rank() tells of each case.
  double whole(std::istream& arguments) {
    const Day day = read_day(arguments);
    unsigned threads = 1;
    arguments >> threads;
    const CaseTable& cases = list();
    const auto begin = Clock::now();
    const Ranking ranking = *rank(cases, world_.policy, day, {threads});
    const double took = milliseconds_since(begin);
    rows_.clear();
    for (const Place& place : ranking.places()) rows_.push_back(place.row);
    return took;
  }

  /// Everything from the facts, and no more of it than the order.
  double made(std::istream& arguments) {
    const Day day = read_day(arguments);
    unsigned threads = 1;
    arguments >> threads;
    const CaseTable& cases = list();
    return timed(
        [&] { return *ScoredList::make(cases, world_.policy, threads)->order(day, threads); });
  }

  double dated(std::istream& arguments) {
    const Day day = read_day(arguments);
    unsigned threads = 1;
    arguments >> threads;
    const ScoredList& list = scored();
    return timed([&] { return *list.order(day, threads); });
  }

  double top(std::istream& arguments) {
    const Day day = read_day(arguments);
    std::size_t count = 0;
    arguments >> count;
    const ScoredList& list = scored();
    return timed([&] { return *list.top(day, count); });
  }

  /// Changes one answer of a case, and reads the first twenty, as often as asked. The median.
  double update(std::istream& arguments) {
    std::size_t changes = 0;
    std::string name;
    arguments >> changes >> name;
    if (!queue_) queue_.emplace(*LiveQueue::make(list(), world_.policy, world_.as_of));
    const FactIndex fact = *world_.facts.find(name);
    std::vector<double> took;
    std::size_t seen = 0;
    while (took.size() < changes) {
      changed_ = (changed_ + 7'368'787U) % list().size();
      Case one = list().at(CaseRow{changed_});
      one.answers[fact] = one.answers[fact] == Answer::level(3) ? Answer::no() : Answer::level(3);
      const auto begin = Clock::now();
      const auto events = queue_->upsert(one, Telling::nothing);
      seen += queue_->top(20).size();
      took.push_back(milliseconds_since(begin));
      if (!events) return -1;
    }
    std::ranges::nth_element(took, took.begin() + static_cast<std::ptrdiff_t>(changes / 2));
    return seen == 0 ? -1 : took[changes / 2];
  }

  /// The file into memory, and from there into a list.
  double read(std::istream& arguments) const {
    unsigned threads = 1;
    arguments >> threads;
    const auto begin = Clock::now();
    const CaseTable cases = read_list(world_, threads);
    return milliseconds_since(begin);
  }

  void write(const std::string& path) { write_ids(list(), rows_, path); }

 private:
  /// Giving back the rows of the measure before is not counted.
  template <class Order>
  double timed(Order order) {
    const auto begin = Clock::now();
    std::vector<CaseRow> rows = order();
    const double took = milliseconds_since(begin);
    rows_ = std::move(rows);
    return took;
  }

  const CaseTable& list() {
    if (!list_) list_.emplace(read_list(world_));
    return *list_;
  }

  const ScoredList& scored() {
    if (!scored_) scored_.emplace(*ScoredList::make(list(), world_.policy));
    return *scored_;
  }

  const World& world_;
  std::optional<CaseTable> list_;
  std::optional<ScoredList> scored_;
  std::optional<LiveQueue> queue_;
  std::vector<CaseRow> rows_;
  std::size_t changed_ = 0;  ///< the last; rounds go on from it, so every change is one
};

}  // namespace
}  // namespace waitlist::comparison

int main(int argc, char** argv) {
  using namespace waitlist::comparison;  // NOLINT(google-build-using-namespace)
  const World world = read_world(argc, argv);
  Library library{world};
  return serve({
      {"whole", [&](std::istream& in) { return library.whole(in); }},
      {"made", [&](std::istream& in) { return library.made(in); }},
      {"dated", [&](std::istream& in) { return library.dated(in); }},
      {"top", [&](std::istream& in) { return library.top(in); }},
      {"update", [&](std::istream& in) { return library.update(in); }},
      {"read", [&](std::istream& in) { return library.read(in); }},
      {"write",
       [&](std::istream& in) {
         std::string path;
         in >> path;
         library.write(path);
         return 0.0;
       }},
  });
}
