// The labels of a list, dealt out again inside bands: every way once, or one by number.
#pragma once

#include <waitlist/equality/permutation_test.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace waitlist {

/// Units with the same labels of every characteristic are of one class. Units stand by band.
class DealtLabels {
 public:
  /// Ways to deal that are gone through one by one, at most.
  static constexpr std::uint64_t kAllWays = 100'000;

  explicit DealtLabels(const DealtList& list);

  /// The unit at each place: units of one band stand together.
  [[nodiscard]] std::span<const std::uint32_t> units() const noexcept { return units_; }

  [[nodiscard]] std::size_t class_count() const noexcept { return class_labels_.size(); }

  /// The classes in which this characteristic has this group.
  [[nodiscard]] std::vector<std::uint32_t> classes_of(std::size_t labels,
                                                      std::uint32_t group) const;

  /// How many ways there are; nullopt: more than kAllWays.
  [[nodiscard]] std::optional<std::uint64_t> ways() const;

  /// The class at each place: a first deal for next(), the list's own for dealt().
  [[nodiscard]] std::vector<std::uint32_t> first() const;
  /// The next deal after this one; false behind the last.
  [[nodiscard]] bool next(std::vector<std::uint32_t>& classes) const;
  /// The deal of this number.
  void deal(std::uint64_t seed, std::uint64_t number, std::vector<std::uint32_t>& classes) const;

  [[nodiscard]] std::span<const std::uint32_t> own() const noexcept { return classes_; }

 private:
  std::vector<std::uint32_t> units_;
  std::vector<std::pair<std::size_t, std::size_t>> bands_;  ///< begin and end of each
  std::vector<std::uint32_t> classes_;                      ///< of the list, by place
  std::vector<std::vector<std::uint32_t>> class_labels_;    ///< by class, then characteristic
};

}  // namespace waitlist
