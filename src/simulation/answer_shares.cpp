#include "simulation/answer_shares.h"

namespace waitlist {
namespace {

constexpr auto kAll = DrawnFor::everybody;
constexpr auto kAbuse = DrawnFor::reported_abuse;

constexpr std::array kShares{
    AnswerShares{"work_type", kAll, 0, 0, 0, {890, 40, 30, 0, 40}},
    AnswerShares{"da.reported", kAll, 20, 30, 0, {300, 180, 100, 40}},
    AnswerShares{"cp.la_status", kAll, 20, 30, 200, {110, 60, 25, 12}},
    AnswerShares{"cp.child_harm", kAll, 30, 60, 0, {130, 60, 20}},
    AnswerShares{"cp.sexual_harm", kAll, 40, 20, 0, {20, 6}},
    AnswerShares{"cp.imminent_harm", kAll, 0, 0, 0, {4}},
    AnswerShares{"cp.s16a", kAll, 0, 0, 0, {8}},
    AnswerShares{"da.marac", kAbuse, 60, 60, 50, {30, 45, 10}},
    AnswerShares{"da.orders", kAbuse, 80, 60, 0, {90, 20}},
    AnswerShares{"da.child_exposure", kAbuse, 60, 90, 0, {420, 80}},
    AnswerShares{"da.judgement", kAbuse, 300, 0, 0, {50}},
    AnswerShares{"adult.violence_record", kAll, 20, 30, 150, {90, 50, 40}},
    AnswerShares{"adult.substance", kAll, 60, 80, 0, {190, 90}},
    AnswerShares{"adult.mental_health", kAll, 80, 90, 0, {180, 40}},
    AnswerShares{"child.additional_needs", kAll, 90, 40, 0, {100, 25}},
    AnswerShares{"child.impact", kAll, 120, 110, 0, {280, 110, 12}},
    AnswerShares{"arr.exposure_now", kAll, 70, 80, 0, {120, 260, 90}},
    AnswerShares{"arr.abduction", kAll, 40, 20, 0, {45, 15, 3}},
    AnswerShares{"arr.contact_ceased", kAll, 80, 30, 0, {180, 160, 120, 110}},
    AnswerShares{"arr.instability", kAll, 60, 60, 0, {110, 30}},
    AnswerShares{"conf.entrenched", kAll, 100, 80, 0, {290, 80}},
    AnswerShares{"court.directed", kAll, 0, 0, 0, {30}},
    AnswerShares{"court.new_harm_reported", kAll, 30, 20, 0, {35}},
    AnswerShares{"court.case_type", kAll, 0, 0, 0, {960, 40}},
    AnswerShares{"monitoring.ethnicity", kAll, 150, 30, 0, {70, 40, 50, 580, 30, 50}},
    AnswerShares{"monitoring.sex", kAll, 20, 0, 0, {490, 490}},
};

}  // namespace

std::span<const AnswerShares> answer_shares() noexcept { return kShares; }

}  // namespace waitlist
