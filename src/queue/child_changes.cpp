#include "queue/child_changes.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace waitlist {
namespace {

/// Places of the children in an order that does not depend on that of the list.
std::vector<std::size_t> in_birth_order(const std::vector<Child>& children) {
  std::vector<std::size_t> places(children.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::stable_sort(places, [&](std::size_t a, std::size_t b) {
    const Child& one = children[a];
    const Child& other = children[b];
    return one.expected != other.expected ? !one.expected : one.born < other.born;
  });
  return places;
}

class ChildMatch {
 public:
  ChildMatch(const Case& before, const Case& now)
      : before_{before},
        now_{now},
        order_before_{in_birth_order(before.children)},
        order_now_{in_birth_order(now.children)},
        taken_(now.children.size()) {
    for (std::size_t child = 0; child < before.children.size(); ++child) {
      pairs_.push_back({child, std::nullopt});
    }
  }

  /// Pairs what is left, in order of birth, where `fits` says so.
  template <class Fits>
  void pair(Fits fits) {
    for (const std::size_t child : order_before_) {
      if (pairs_[child].now) continue;
      for (const std::size_t other : order_now_) {
        if (taken_[other] || !fits(child, other)) continue;
        pairs_[child].now = other;
        taken_[other] = true;
        break;
      }
    }
  }

  [[nodiscard]] bool same_ref(std::size_t child, std::size_t other) const {
    const std::string ref = child_ref(before_, child);
    return !ref.empty() && ref == child_ref(now_, other);
  }

  [[nodiscard]] bool may_be_one(std::size_t child, std::size_t other) const {
    const std::string ref = child_ref(before_, child);
    const std::string ref_now = child_ref(now_, other);
    return ref.empty() || ref_now.empty() || ref == ref_now;
  }

  [[nodiscard]] std::vector<ChildPair> take() { return std::move(pairs_); }

 private:
  const Case& before_;
  const Case& now_;
  std::vector<std::size_t> order_before_, order_now_;
  std::vector<bool> taken_;
  std::vector<ChildPair> pairs_;
};

}  // namespace

std::vector<ChildPair> pairs_of_children(const Case& before, const Case& now) {
  ChildMatch match{before, now};
  const auto& old = before.children;
  const auto& children = now.children;
  match.pair([&](std::size_t a, std::size_t b) { return match.same_ref(a, b); });
  match.pair([&](std::size_t a, std::size_t b) {
    return match.may_be_one(a, b) && old[a] == children[b];
  });
  match.pair([&](std::size_t a, std::size_t b) {
    const bool is_born = children[b].born && !children[b].expected;
    return match.may_be_one(a, b) && is_born && (old[a].expected || !old[a].born);
  });
  match.pair([&](std::size_t a, std::size_t b) { return match.may_be_one(a, b); });
  return match.take();
}

std::string child_text(const Child& child) {
  if (!child.born) return "unknown";
  return (child.expected ? "due " : "") + child.born->text();
}

std::string child_ref(const Case& one, std::size_t child) {
  return child < one.child_refs.size() ? one.child_refs[child] : std::string{};
}

}  // namespace waitlist
