#include "queue/net_part_search.h"

#include "queue/net_layers.h"

#include <algorithm>
#include <functional>
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

class PartSearch {
 public:
  PartSearch(const Network& part, std::uint64_t& left) : part_{part}, layers_{part}, left_{left} {}

  NetFront run() {
    NetFront front;
    stages_.emplace_back();
    stages_.back().labels.push_back({{}, 0, 0, stages_.back().states.place_of({})});
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      stages_.push_back(next_stage(i));
      if (i + 1 < layers_.size()) thin_out(i, front);
    }
    for (std::size_t i = 0; i < stages_.back().labels.size(); ++i) {
      front.found.push_back(choice_of(i));
      front.bounds.push_back(front.found.back().aims);
    }
    if (std::ranges::any_of(layers_.variables(),
                            [this](std::size_t variable) { return part_.relaxed[variable]; })) {
      front.exact = false;
      front.bounds.push_back(layers_.bound_at_first());
    }
    keep_best(front.found);
    keep_best(front.bounds);
    return front;
  }

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

  /// Takes what was followed off, and where nothing is left, lets the best labels alone go on.
  void thin_out(std::size_t layer, NetFront& front) {
    std::vector<NetLabel>& labels = stages_.back().labels;
    left_ -= std::min<std::uint64_t>(left_, labels.size());
    if (left_ > 0 || labels.size() <= kKeptLabels) return;
    front.exact = false;
    std::vector<std::pair<NetAims, std::size_t>> order;
    order.reserve(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
      order.emplace_back(
          layers_.bound(layer, stages_.back().states.at(labels[i].state), labels[i].aims), i);
    }
    std::ranges::sort(order, [](const auto& one, const auto& other) {
      const auto worth = [](const NetAims& aims) { return std::min(aims.first, aims.second); };
      return std::pair{-worth(one.first), one.second} <
             std::pair{-worth(other.first), other.second};
    });
    std::vector<NetLabel> kept;
    kept.reserve(kKeptLabels);
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i < kKeptLabels) {
        kept.push_back(labels[order[i].second]);
      } else {
        front.bounds.push_back(order[i].first);
      }
    }
    keep_best(front.bounds);
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
  std::uint64_t& left_;
  std::vector<NetStage> stages_;
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

NetFront part_front(const Network& part, std::uint64_t& left) {
  return PartSearch{part, left}.run();
}

}  // namespace waitlist
