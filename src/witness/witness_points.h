// The points in use of one policy as nodes of a network: what src/scoring reads of a case that is
// known, said of every case at once.
#pragma once

#include "witness/witness_whens.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace waitlist {

class PointsWriter {
 public:
  PointsWriter(WitnessModel& model, std::size_t side)
      : model_{model},
        network_{model.network},
        side_{side},
        policy_{*model.policies[side]},
        tables_{policy_.tables()},
        whens_{model, side} {}

  /// Lets them count: upwards for the first policy, downwards for the second.
  void write(WitnessAim aim, DownSum down);

 private:
  /// A group in `full`, and in `known` where a limit asks for it.
  struct GroupNodes {
    std::size_t full = 0;
    std::size_t known = 0;
    bool risk = true;
  };

  /// Numbers of a group as they come in.
  struct Numbers {
    std::vector<std::size_t> full;
    std::vector<std::size_t> known;
  };

  [[nodiscard]] bool limited() const noexcept { return tables_.unknown_cap != kNoCap; }

  void write_groups();
  void add_criterion(const CriterionTable& criterion, Numbers& numbers);
  void add_pair(const CriterionTable& criterion, Numbers& numbers);
  std::size_t counted_where(std::size_t counts, std::size_t number);
  std::size_t combined_node(const GroupTable& group, const std::vector<std::size_t>& numbers);
  std::size_t under_ceilings(const GroupTable& group, std::size_t node);

  void add_age(Numbers& numbers);
  std::size_t age_of_family(bool least);
  std::size_t own_age(bool least);
  std::size_t age_row(std::int64_t months);
  std::size_t least_of_rows(std::size_t from, std::size_t to, std::int64_t months, std::size_t end);
  std::size_t least_of_unknown();
  std::size_t further(bool least);

  std::size_t waiting();
  std::size_t faster();
  std::size_t band_within(std::int64_t bound);
  std::size_t floors_within(std::int64_t bound, bool firm_alone);
  std::size_t pair_floor_within(const FloorTable& floor, std::int64_t bound);
  std::size_t ceilings_within(std::int64_t bound);
  std::size_t points_within(std::int64_t bound);
  std::size_t risk_points();

  std::size_t filing();
  std::size_t filing_row();

  WitnessModel& model_;
  Network& network_;
  std::size_t side_;
  const CompiledPolicy& policy_;
  const PolicyTables& tables_;
  WhenWriter whens_;
  std::vector<GroupNodes> groups_;
};

}  // namespace waitlist
