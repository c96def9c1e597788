#include <waitlist/base/limits.h>
#include <waitlist/report/workbook_report.h>

#include "queue/faulty_cases.h"
#include "queue/upcoming_of_case.h"
#include "report/faulty_words.h"
#include "report/finding_words.h"
#include "report/place_notes.h"
#include "report/plain_words.h"
#include "report/shown_places.h"
#include "report/since_words.h"
#include "report/workbook/workbook_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

constexpr const char* kQueueSheet = "Queue";
constexpr const char* kApartSheet = "Apart";
constexpr const char* kFaultySheet = "Look at first";

constexpr std::array<SheetColumn, 18> kQueueColumns{{{"place", 7},
                                                     {"case", 14},
                                                     {"band", 16},
                                                     {"must be allocated", 10},
                                                     {"points", 10},
                                                     {"least", 10},
                                                     {"most", 10},
                                                     {"days waited", 8},
                                                     {"allocate by", 13},
                                                     {"filing date", 13},
                                                     {"latest start", 13},
                                                     {"review due", 13},
                                                     {"area", 16},
                                                     {"team", 16},
                                                     {"note", 24},
                                                     {"what comes", 40},
                                                     {"changed", 30},
                                                     {"place if put back", 10}}};
constexpr std::size_t kColumnsOfChanges = 2;  ///< the last ones, beside an earlier list alone

constexpr std::array<SheetColumn, 11> kApartColumns{{{"case", 14},
                                                     {"status", 16},
                                                     {"since", 13},
                                                     {"reason", 30},
                                                     {"band if waiting", 16},
                                                     {"points if waiting", 10},
                                                     {"days waited", 8},
                                                     {"allocate by", 13},
                                                     {"area", 16},
                                                     {"team", 16},
                                                     {"what comes", 40}}};

constexpr std::array<SheetColumn, 4> kFaultyColumns{
    {{"where", 12}, {"case", 16}, {"linked with", 20}, {"what is wrong", 90}}};

class RankingWorkbook {
 public:
  RankingWorkbook(const Ranking& ranking, const ReportOptions& options)
      : ranking_{ranking},
        options_{options},
        marks_{options.since, ranking.cases()},
        file_{"Allocation queue on " + long_date(ranking.as_of()), ranking.as_of()} {
    const CompiledPolicy& policy = ranking.policy();
    for (const BandRule& band : policy.written().bands) {
      bands_.push_back(tier_in_words(policy, band.id));
    }
  }

  Result<std::string> bytes() {
    if (options_.since != nullptr) read_changes();
    add_faulty();
    add_queue();
    if (shows_apart(ranking_, options_.top) && !ranking_.apart().empty()) add_apart();
    add_origin();
    return file_.bytes();
  }

 private:
  /// What changed of each case, each kind once.
  void read_changes() {
    for (const ListChange& change : options_.since->changes) {
      if (!change.row_now) continue;
      const std::string told = change_in_words(change.kind);
      std::string& words = changes_[*change.row_now];
      if (words.find(told) != std::string::npos) continue;
      if (!words.empty()) words += "; ";
      words += told;
    }
  }

  void add_faulty() {
    if (ranking_.faulty().empty()) return;
    SheetWriter sheet = file_.add(kFaultySheet, kFaultyColumns);
    const auto links = links_of_faulty(ranking_);
    for (std::size_t i = 0; i < ranking_.faulty().size(); ++i) {
      const FaultyCase& faulty = ranking_.faulty()[i];
      sheet.text(place_in_input(faulty));
      sheet.text(faulty.case_id);
      sheet.text(listed(links[i]));
      sheet.text(faults_in_words(faulty));
      sheet.end_row();
    }
    file_.add_filter(kFaultySheet, sheet, kFaultyColumns.size());
  }

  void add_queue() {
    const bool changes = options_.since != nullptr;
    const std::size_t columns = kQueueColumns.size() - (changes ? 0 : kColumnsOfChanges);
    SheetWriter sheet = file_.add(kQueueSheet, std::span{kQueueColumns}.first(columns));
    for (const Place& place : shown_places(ranking_, options_.top)) {
      add_place(sheet, place);
      if (changes) add_changes(sheet, place.row);
      sheet.end_row();
    }
    file_.add_filter(kQueueSheet, sheet, columns);
  }

  void add_place(SheetWriter& sheet, const Place& place) {
    const CaseTable& cases = ranking_.cases();
    const Score& score = place.score;
    sheet.whole(std::uint32_t{place.position});
    sheet.text(cases.case_id(place.row));
    sheet.text(bands_[score.band], file_.band(score.band));
    sheet.text(score.must_allocate ? "yes" : "no", score.must_allocate ? file_.strong() : nullptr);
    sheet.points(score.points.used);
    sheet.points(score.points.least);
    sheet.points(score.points.most);
    sheet.whole(score.waited.count());
    sheet.day(allocate_by(ranking_, place.row, score));
    sheet.day(score.filing_date);
    sheet.day(score.latest_start);
    sheet.day(review_due(ranking_, place.row));
    sheet.text(cases.area(place.row));
    sheet.text(cases.team(place.row));
    const bool changed = !marks_.of(place.row).empty();
    sheet.text(place_notes(ranking_, place, ranking_.unit_of(place.row).size() > 1, changed));
    days_.clear();
    if (options_.ahead > Days{0}) {
      add_days_of_case(ranking_, place.row, score, options_.ahead, days_);
    }
    sheet.text(coming());
  }

  void add_changes(SheetWriter& sheet, CaseRow row) {
    const auto changed = changes_.find(row);
    sheet.text(changed == changes_.end() ? std::string_view{} : changed->second);
    const MovedPlace* move = options_.since->move_of(ranking_.cases().case_id(row));
    if (move != nullptr && move->put_back != Position{0}) {
      sheet.whole(std::uint32_t{move->put_back});
    } else {
      sheet.text(move != nullptr ? "not ranked" : "");
    }
  }

  void add_apart() {
    SheetWriter sheet = file_.add(kApartSheet, kApartColumns);
    const CaseTable& cases = ranking_.cases();
    for (const ApartCase& apart : ranking_.apart()) {
      const Hold* hold = cases.hold(apart.row);
      sheet.text(cases.case_id(apart.row));
      sheet.text(apart_in_words(apart.reason));
      sheet.day(apart_since(cases, apart.row));
      sheet.text(hold != nullptr ? hold->reason : "");
      if (const Score* score = apart.score ? &*apart.score : nullptr) {
        sheet.text(bands_[score->band], file_.band(score->band));
        sheet.points(score->points.used);
        sheet.whole(score->waited.count());
        sheet.day(allocate_by(ranking_, apart.row, *score));
      } else {
        for (int i = 0; i < 4; ++i) sheet.skip();
      }
      sheet.text(cases.area(apart.row));
      sheet.text(cases.team(apart.row));
      days_.clear();
      if (options_.ahead > Days{0}) add_days_of_case(ranking_, apart, options_.ahead, days_);
      sheet.text(coming());
      sheet.end_row();
    }
    file_.add_filter(kApartSheet, sheet, kApartColumns.size());
  }

  void add_origin() {
    constexpr double kWidth = 90;
    SheetWriter sheet = file_.add_words("About", kWidth);
    const auto add = [&](std::string_view what, std::string_view words) {
      if (words.empty()) return;
      sheet.text(what, file_.strong());
      sheet.text(words);
      sheet.end_row();
    };
    const PolicyStamp& stamp = ranking_.policy().stamp();
    const std::size_t shown = shown_places(ranking_, options_.top).size();
    add("list", "Allocation queue on " + long_date(ranking_.as_of()));
    add("shown", count_of(shown, "case", "cases") + " of " +
                     std::to_string(ranking_.places().size()) + " ranked");
    add("part", part_in_words(ranking_));
    add("apart", count_of(ranking_.apart().size(), "case", "cases") + " listed apart, not ranked");
    add("to be put right", count_of(ranking_.faulty().size(), "row", "rows") + " not ranked");
    add("policy", stamp.id + " " + stamp.version);
    add("its standing", ranking_.policy().written().status_line);
    add("digest of the policy", stamp.digest.hex());
    add("digest of the cases", ranking_.cases().digest().hex());
    if (options_.since != nullptr) add("changed since", options_.since->name);
    add("who decides", "This is a proposal; a named manager decides.");
  }

  /// `5 October 2009: must be allocated (waited 182 days); …`
  std::string coming() {
    std::ranges::sort(days_, {}, [](const UpcomingDay& day) {
      return std::pair{day.on, day.kind};
    });
    std::string words;
    for (const UpcomingDay& day : days_) {
      if (!words.empty()) words += "; ";
      words += long_date(day.on);
      words += ": ";
      words += upcoming_in_words(day.kind);
      words += " (" + detail_of(ranking_, day) + ')';
    }
    return words;
  }

  const Ranking& ranking_;
  const ReportOptions& options_;
  ChangeMarks marks_;
  WorkbookFile file_;
  std::vector<std::string> bands_;
  std::vector<UpcomingDay> days_;
  std::map<CaseRow, std::string> changes_;
};

}  // namespace

Result<std::string> render_xlsx(const Ranking& ranking, const ReportOptions& options) {
  const std::size_t most = std::max(
      {shown_places(ranking, options.top).size(), ranking.apart().size(), ranking.faulty().size()});
  if (most >= limits::kSheetRowsMax) {
    return failed({ErrorCode::too_large, "", 0, 0, "", std::to_string(most) + " rows",
                   "a sheet has at most " + std::to_string(limits::kSheetRowsMax) +
                       " rows; show the first places only (--top), or take CSV"});
  }
  return RankingWorkbook{ranking, options}.bytes();
}

}  // namespace waitlist
