// The order in which the variables of a part of a network are chosen, and what each choice makes
// known.
#pragma once

#include "witness/witness_search.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

class NetLayers {
 public:
  /// The part must outlive it.
  explicit NetLayers(const Network& part);

  [[nodiscard]] std::size_t size() const noexcept { return variables_.size(); }

  /// In their order.
  [[nodiscard]] std::span<const std::size_t> variables() const noexcept { return variables_; }

  /// Goes on from the open numbers of the layers before with an option; false: it is forbidden.
  /// `after` receives what is open then, and `aims` what has come to count.
  [[nodiscard]] bool choose(std::size_t layer,
                            const std::vector<std::int64_t>& before,
                            std::size_t option,
                            std::vector<std::int64_t>& after,
                            NetAims& aims);

  /// What both aims come to at most after a layer, whatever follows.
  [[nodiscard]] NetAims bound(std::size_t layer,
                              const std::vector<std::int64_t>& open,
                              const NetAims& aims);
  [[nodiscard]] NetAims bound_at_first();

 private:
  static constexpr std::size_t kNever = SIZE_MAX;

  void order_variables();
  /// How many numbers are open once these variables are chosen, and those up to `also`.
  [[nodiscard]] std::size_t open_after(const std::vector<bool>& chosen) const;
  void plan();
  [[nodiscard]] std::int64_t value_of(const NetNode& node, std::size_t option) const;
  void gather(std::size_t into, std::int64_t value);
  /// `layer`: the last one that was chosen; kNever: none was.
  [[nodiscard]] NetAims bound_from(std::size_t layer, const NetAims& aims);

  [[nodiscard]] bool is_closed(std::size_t node, std::size_t layer) const noexcept {
    return layer != kNever && closed_[node] <= layer;
  }

  const Network& part_;
  std::vector<std::size_t> variables_;
  std::vector<std::vector<std::size_t>> parents_;
  std::vector<std::size_t> opened_;  ///< by node: the first layer that says something of it
  std::vector<std::size_t> closed_;  ///< by node: the layer that says all
  std::vector<std::vector<std::size_t>> closes_;  ///< by layer, inputs first
  std::vector<std::vector<std::size_t>> opens_;   ///< by layer: gathering nodes
  std::vector<std::vector<std::size_t>> open_;    ///< by layer: whose numbers are still asked for
  std::vector<std::int64_t> values_;
  std::vector<NetRange> ranges_;  ///< as values_, of bounds
  std::vector<NetRange> inputs_;
};

}  // namespace waitlist
