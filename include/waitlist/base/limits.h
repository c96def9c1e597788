/// \file limits.h
/// \brief Every bound of the library in one place, with the relations that keep sums exact.
/// Layer: base.  A bound that is met is an error that names it, never a silent cut.
#pragma once

#include <cstddef>
#include <cstdint>

namespace waitlist::limits {

inline constexpr std::size_t kCasesMax = 20'000'000;
inline constexpr std::uint64_t kInputBytesMax = std::uint64_t{8} * 1024 * 1024 * 1024;
inline constexpr std::size_t kPolicyBytesMax = std::size_t{1024} * 1024;
inline constexpr std::size_t kCellBytesMax = 4096;
inline constexpr std::uint64_t kWorkbookBytesMax = std::uint64_t{2} * 1024 * 1024 * 1024;
inline constexpr std::uint64_t kWorkbookRatioMax = 250;  ///< of a part, unpacked to packed …
inline constexpr std::uint64_t kWorkbookSmallPart = std::uint64_t{1} << 24U;  ///< … if larger
inline constexpr std::size_t kWorkbookPartsMax = 10'000;
inline constexpr std::uint32_t kSheetRowsMax = 1'048'576;  ///< as spreadsheet programs have
inline constexpr std::size_t kColumnsMax = 512;
inline constexpr std::size_t kErrorsMax =
    200;  ///< faults reported of one input; the rest are counted

inline constexpr std::size_t kCaseIdBytesMax = 64;
inline constexpr std::size_t kSourceBytesMax = 64;  ///< of the source of an answer
inline constexpr std::size_t kReasonBytesMax = 200;
inline constexpr std::size_t kChildrenPerCaseMax = 30;
inline constexpr std::size_t kLinksPerCaseMax = 50;
inline constexpr std::size_t kPausesPerCaseMax = 50;
inline constexpr std::size_t kUnitCasesMax = 1000;  ///< linked to each other, directly or not

inline constexpr std::size_t kThemesMax = 16;
inline constexpr std::size_t kContradictionsMax = 64;
inline constexpr std::size_t kFactsMax = 256;
inline constexpr std::size_t kLevelsPerFactMax = 24;  ///< also markers of a checklist: one bit each
/// Of a count, in units of its last decimal: 500 000 000, or 50 000 000.0, or 500.000 000.
inline constexpr std::int64_t kCountMax = 500'000'000;

inline constexpr std::size_t kCriteriaMax = 256;
inline constexpr std::size_t kGroupsMax = 64;
inline constexpr std::size_t kBandsMax = 16;
inline constexpr std::size_t kFloorsMax = 64;
inline constexpr std::size_t kCeilingsMax = 64;
inline constexpr std::size_t kOrderKeysMax = 16;        ///< of one order, the case id included
inline constexpr std::size_t kSlackConditionsMax = 64;  ///< rows of slack that have conditions
inline constexpr std::size_t kDelayMarksMax = 8;
inline constexpr std::size_t kUncertainMax = 256;  ///< numbers of a policy with an interval
inline constexpr std::size_t kStepsMax = 64;       ///< steps of one function: ages, slack, ranges
inline constexpr std::int64_t kPointsMax = 1'000'000'000;  ///< thousandths: a million points
inline constexpr std::int64_t kDaysMax = 110'000;          ///< more than the range of Day
inline constexpr std::int64_t kMonthsMax = 3'600;          ///< as much, in months
inline constexpr std::int64_t kYearsMax = 300;
/// Into which a thousandth of a point is cut where rates are fractions: 24 bits of a Score.
inline constexpr std::int64_t kPointPartsMax = (std::int64_t{1} << 24U) - 1;

inline constexpr std::uint32_t kReplicationsMax = 100'000;
inline constexpr std::size_t kScenarioRowsMax = 256;  ///< classes, streams, groups of a scenario
inline constexpr std::int64_t kTicksPerDayMax = 1'000'000'000;
inline constexpr std::int64_t kTicksMax = 1'000'000'000'000;  ///< a run of a queue scenario
inline constexpr double kRunCasesMax = 1e8;                   ///< cases expected in a replication
inline constexpr std::int64_t kServersMax = 100'000;

inline constexpr std::uint64_t kLogEntriesMax = 10'000'000;  ///< of a record
inline constexpr std::size_t kLogEntryBytesMax = 65'535;     ///< their length stands in two bytes
inline constexpr std::size_t kRecordCodeBytesMax = 64;       ///< of the code of a ground, a person

inline constexpr int kAdultMonths = 216;  ///< 18 years

inline constexpr std::size_t kPractitionersMax = 10'000;
inline constexpr std::size_t kRosterListMax = 1000;  ///< areas, cases held …, of one practitioner
inline constexpr std::size_t kTravelTimesMax = 1'000'000;
inline constexpr std::uint32_t kTravelMinutesMax = 10'000;
inline constexpr std::uint32_t kWeekHoursMax = 16'800;        ///< hundredths: 168 hours
inline constexpr std::size_t kPairsMax = 400'000'000;         ///< of a unit and a practitioner
inline constexpr std::uint32_t kPlacesMax = 1'000'000;        ///< of one practitioner
inline constexpr std::uint32_t kLoadMax = 1000;               ///< places that one unit takes
inline constexpr std::int64_t kPairCostMax = 10'000'000'000;  ///< of one pair or one place

static_assert(kPointsMax * kDaysMax < INT64_MAX / 64, "waiting points fit with room for sums");
static_assert(kPointsMax * static_cast<std::int64_t>(kCriteriaMax) < INT64_MAX / 64);
static_assert(kPairCostMax * 4 < INT64_MAX / static_cast<std::int64_t>(kCasesMax),
              "the price of a whole allocation fits, and so does a path over all practitioners");
static_assert(kPractitionersMax < kCasesMax);
static_assert(kLevelsPerFactMax <= 29, "a checklist is a bit set in the 29 bits of an Answer");
static_assert(kCountMax < std::int64_t{1} << 29, "and so is a count");

}  // namespace waitlist::limits
