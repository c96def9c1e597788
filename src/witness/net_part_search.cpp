#include "witness/net_part_search.h"

#include "witness/net_layers.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

namespace waitlist {
namespace {

/// A choice of options for the variables so far.
struct NetLabel {
  NetAims aims;
  std::size_t before = 0;  ///< the label that it goes on from
  std::size_t option = 0;
  std::size_t state = 0;
};

/// Open numbers, each once.
class NetStates {
 public:
  std::size_t place_of(const std::vector<std::int64_t>& open) {
    const auto [at, is_new] = places_.try_emplace(open, all_.size());
    if (is_new) all_.push_back(&at->first);
    return at->second;
  }

  [[nodiscard]] const std::vector<std::int64_t>& at(std::size_t place) const {
    return *all_[place];
  }

  [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }

 private:
  struct HashNumbers {
    std::size_t operator()(const std::vector<std::int64_t>& numbers) const noexcept {
      constexpr std::size_t kSpread = 0x9E3779B1;
      std::size_t hash = numbers.size();
      for (const std::int64_t number : numbers) {
        hash = (hash ^ std::hash<std::int64_t>{}(number)) * kSpread;
        hash ^= hash >> 15U;
      }
      return hash;
    }
  };

  std::unordered_map<std::vector<std::int64_t>, std::size_t, HashNumbers> places_;
  std::vector<const std::vector<std::int64_t>*> all_;
};

bool no_worse(const NetAims& one, const NetAims& other) {
  return one.first >= other.first && one.second >= other.second;
}

/// Everything that was chosen up to one variable.
struct NetStage {
  NetStates states;
  std::vector<NetLabel> labels;
};

/// Where more is open than is followed, so many labels go on.
constexpr std::size_t kKeptLabels = 2000;
/// And of a search that only looks for something good, so many.
constexpr std::size_t kGoodLabels = 64;
/// So few labels are followed before it is asked what they could come to.
constexpr std::size_t kFewLabels = 32;

class PartSearch {
 public:
  PartSearch(const Network& part, const PartQuestion& question)
      : part_{part}, layers_{part}, question_{question} {}

  /// `width`: so many labels go on, and no more; 0: as many as there are `left`.
  NetFront run(std::size_t width, std::uint64_t& left) {
    NetFront front;
    stages_.emplace_back();
    stages_.back().labels.push_back({{}, 0, 0, stages_.back().states.place_of({})});
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      stages_.push_back(next_stage(i));
      if (i + 1 == layers_.size()) break;
      left -= std::min<std::uint64_t>(left, stages_.back().labels.size());
      const std::size_t least = width > 0 ? width : kKeptLabels;
      thin_out(i, width > 0 || left == 0 ? least : SIZE_MAX, front);
    }
    front.found.reserve(stages_.back().labels.size());
    for (std::size_t i = 0; i < stages_.back().labels.size(); ++i) {
      front.found.push_back(choice_of(i));
      front.bounds.push_back(front.found.back().aims);
    }
    if (std::ranges::any_of(layers_.variables(),
                            [this](std::size_t variable) { return part_.relaxed[variable]; })) {
      front.bounds.push_back(layers_.bound_at_first());
    }
    keep_best(front.found);
    keep_best(front.bounds);
    return front;
  }

  /// Whether labels were left out because of what is known.
  [[nodiscard]] bool complete() const noexcept { return complete_; }

 private:
  NetStage next_stage(std::size_t layer) {
    NetStage next;
    std::vector<std::vector<std::size_t>> labels_of_state;
    const NetStage& now = stages_.back();
    const std::size_t options = part_.options[layers_.variables()[layer]];
    std::vector<std::int64_t> open;
    for (std::size_t i = 0; i < now.labels.size(); ++i) {
      const NetLabel& label = now.labels[i];
      for (std::size_t option = 0; option < options; ++option) {
        NetAims aims = label.aims;
        if (!layers_.choose(layer, now.states.at(label.state), option, open, aims)) continue;
        const std::size_t state = next.states.place_of(open);
        if (state == labels_of_state.size()) labels_of_state.emplace_back();
        add(next, labels_of_state[state], {aims, i, option, state});
      }
    }
    drop_worse(next, labels_of_state);
    return next;
  }

  static void add(NetStage& stage, std::vector<std::size_t>& labels, const NetLabel& label) {
    for (const std::size_t other : labels) {
      if (no_worse(stage.labels[other].aims, label.aims)) return;
    }
    std::erase_if(
        labels, [&](std::size_t other) { return no_worse(label.aims, stage.labels[other].aims); });
    labels.push_back(stage.labels.size());
    stage.labels.push_back(label);
  }

  static void drop_worse(NetStage& stage,
                         const std::vector<std::vector<std::size_t>>& labels_of_state) {
    std::vector<NetLabel> kept;
    kept.reserve(stage.labels.size());
    for (const auto& labels : labels_of_state) {
      for (const std::size_t label : labels) kept.push_back(stage.labels[label]);
    }
    stage.labels = std::move(kept);
  }

  /// Leaves out what leads to nothing better than what is known, and all but the `most` best.
  void thin_out(std::size_t layer, std::size_t most, NetFront& front) {
    std::vector<NetLabel>& labels = stages_.back().labels;
    if (labels.size() <= kFewLabels) return;
    std::vector<std::pair<NetAims, std::size_t>> order;
    order.reserve(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const NetAims bound =
          layers_.bound(layer, stages_.back().states.at(labels[i].state), labels[i].aims);
      if ((bound + question_.rest).value() > question_.known) order.emplace_back(bound, i);
    }
    if (order.size() < labels.size()) complete_ = false;
    if (order.size() > most) {
      std::ranges::sort(order, [this](const auto& one, const auto& other) {
        const std::int64_t first = (one.first + question_.rest).value();
        const std::int64_t second = (other.first + question_.rest).value();
        return first != second ? first > second : one.second < other.second;
      });
      for (std::size_t i = most; i < order.size(); ++i) front.bounds.push_back(order[i].first);
      keep_best(front.bounds);
      order.resize(most);
    }
    std::vector<NetLabel> kept;
    kept.reserve(order.size());
    for (const auto& one : order) kept.push_back(labels[one.second]);
    labels = std::move(kept);
  }

  [[nodiscard]] NetChoice choice_of(std::size_t label) const {
    NetChoice choice{stages_.back().labels[label].aims, {}};
    for (std::size_t stage = stages_.size(); stage-- > 1;) {
      const NetLabel& at = stages_[stage].labels[label];
      choice.options[layers_.variables()[stage - 1]] = at.option;
      label = at.before;
    }
    return choice;
  }

  const Network& part_;
  NetLayers layers_;
  PartQuestion question_;
  std::vector<NetStage> stages_;
  bool complete_ = true;
};

template <class List, class AimsOf>
void keep_best_of(List& list, AimsOf aims_of) {
  std::ranges::stable_sort(list, [&](const auto& one, const auto& other) {
    const NetAims& a = aims_of(one);
    const NetAims& b = aims_of(other);
    return std::pair{-a.first, -a.second} < std::pair{-b.first, -b.second};
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (kept > 0 && aims_of(list[kept - 1]).second >= aims_of(list[i]).second) continue;
    if (kept != i) list[kept] = std::move(list[i]);
    ++kept;
  }
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(kept), list.end());
}

}  // namespace

void keep_best(std::vector<NetChoice>& found) {
  keep_best_of(found, [](const NetChoice& one) -> const NetAims& { return one.aims; });
}

void keep_best(std::vector<NetAims>& bounds) {
  keep_best_of(bounds, [](const NetAims& one) -> const NetAims& { return one; });
}

NetFront part_front(const Network& part,
                    const PartQuestion& question,
                    std::uint64_t& left,
                    bool& complete) {
  PartSearch search{part, question};
  NetFront front = search.run(0, left);
  complete = search.complete() && left > 0;
  return front;
}

std::optional<NetChoice> good_choice(const Network& part, const NetAims& rest) {
  std::uint64_t left = 0;
  PartSearch search{part, {rest, std::numeric_limits<std::int64_t>::min()}};
  const NetFront front = search.run(kGoodLabels, left);
  if (front.found.empty()) return std::nullopt;
  return *std::ranges::max_element(
      front.found, {}, [&rest](const NetChoice& one) { return (one.aims + rest).value(); });
}

NetAims bound_of(const Network& part) { return NetLayers{part}.bound_at_first(); }

}  // namespace waitlist
