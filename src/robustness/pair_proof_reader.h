// What a PairProof knows of each case, read under both corners of a variation.
#pragma once

#include "robustness/number_names.h"
#include "robustness/pair_proof.h"
#include "scoring/unit_reader.h"

#include <map>

namespace waitlist {

class PairProof::Reader {
 public:
  Reader(PairProof& to, const CompiledPolicy& named);

  void read(UnitIndex unit);

 private:
  /// The numbers of one case under one policy.
  struct Reading {
    std::vector<Points> numbers;
    std::vector<GroupInUse> groups;
    FactScore facts;
    Score score;
  };

  void layout();
  void read_case(CaseRow row);
  void read_under(UnitReader& reader, const CompiledPolicy& policy, CaseRow row, Reading& to) const;
  void note_numbers(CaseRow row);
  void note_groups();
  void note_tiers(CaseRow row);
  void note_steady(CaseRow row);
  [[nodiscard]] std::int64_t name_of(std::size_t criterion, CaseRow row, Points name);
  /// Which ages and how many further children the unit has: alike for alike ones.
  [[nodiscard]] std::int64_t name_of_ages(UnitIndex unit);

  PairProof& to_;
  const CompiledPolicy& named_;
  UnitReader lowest_, highest_, names_;
  Reading least_, most_, name_;
  std::int64_t ages_ = 0;       ///< name of those of the unit that is read
  std::int64_t nameless_ = -1;  ///< falls: no two of these are the same
  std::map<std::vector<std::int64_t>, std::int64_t> known_ages_;
};

}  // namespace waitlist
