// Every function of the C interface with each of its pointers missing, and with sizes, numbers and
// orders that no right program gives: a status, cleared out-parameters, and nothing else.
#include <waitlist/c/waitlist.h>

#include "c/sample_host.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace {

using c_host::Host;

/// Gives the pointers of a call, but one.
class Pointers {
 public:
  explicit Pointers(int without) noexcept : without_{without} {}

  template <class T>
  T* operator()(T* pointer) {
    return next_++ == without_ ? nullptr : pointer;
  }

  /// An out-parameter, which the call has to clear.
  template <class T>
  T* out(T& value) {
    if (next_++ == without_) return nullptr;
    cleared_.push_back([&value] { return value == T{}; });
    return &value;
  }

  [[nodiscard]] int given() const noexcept { return next_; }

  [[nodiscard]] bool all_cleared() const {
    for (const auto& is_cleared : cleared_) {
      if (!is_cleared()) return false;
    }
    return true;
  }

 private:
  int without_;
  int next_ = 0;
  std::vector<std::function<bool()>> cleared_;
};

template <class T>
T* stale() {
  static char somewhere = 0;
  return reinterpret_cast<T*>(&somewhere);
}

/// Out-parameters that hold something from before.
struct Outs {
  wl_text* text = stale<wl_text>();
  wl_facts* facts = stale<wl_facts>();
  wl_policy* policy = stale<wl_policy>();
  wl_cases* cases = stale<wl_cases>();
  wl_ranking* ranking = stale<wl_ranking>();
  wl_queue* queue = stale<wl_queue>();
  wl_allocation* allocation = stale<wl_allocation>();
  wl_errors* faults = stale<wl_errors>();
  const char* id = "old";
  std::size_t size = 7;
  std::size_t more = 7;
  std::size_t most = 7;
  std::uint32_t position = 7;
  std::int32_t day = 7;
};

struct Call {
  const char* name = "";
  std::function<std::int32_t(Pointers& p, Outs& o, wl_errors** errors)> call;
};

std::int32_t no_file(void* /*user*/, const char* /*name*/, std::size_t /*size*/, wl_sink* sink) {
  CHECK(wl_sink_write(sink, nullptr, 4) == WL_MISUSE);
  CHECK(wl_sink_write(nullptr, "a", 1) == WL_MISUSE);
  return 1;
}

std::vector<Call> reading(const Host& h) {
  static wl_column column{"case_id", 7, nullptr, nullptr};
  return {
      {"wl_day_read",
       [](Pointers& p, Outs& o, wl_errors** e) {
         return wl_day_read(p("2009-10-05"), 10, p.out(o.day), e);
       }},
      {"wl_read_facts",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_read_facts(p(h.facts_toml.data()), h.facts_toml.size(), nullptr, 0,
                              p.out(o.facts), e);
       }},
      {"wl_facts_named_by",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_facts_named_by(p(h.policy_toml.data()), h.policy_toml.size(), p.out(o.text), e);
       }},
      {"wl_calendar_named_by",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_calendar_named_by(p(h.policy_toml.data()), h.policy_toml.size(), p.out(o.text),
                                     e);
       }},
      {"wl_read_policy",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_read_policy(p(h.policy_toml.data()), h.policy_toml.size(), h.facts, nullptr,
                               p.out(o.policy), e);
       }},
      {"wl_policy_facts",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_policy_facts(p(h.policy), p.out(o.facts), e);
       }},
      {"wl_policy_text",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_policy_text(p(h.policy), WL_JSON, p.out(o.text), e);
       }},
      {"wl_policy_tier_count",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_policy_tier_count(p(h.policy), p.out(o.size), e);
       }},
      {"wl_policy_tier_id",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_policy_tier_id(p(h.policy), 0, p.out(o.id), p.out(o.size), e);
       }},
      {"wl_read_cases",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_read_cases(p(h.csv.data()), h.csv.size(), p(h.facts), nullptr, p.out(o.cases),
                              e);
       }},
      {"wl_cases_from_columns",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_cases_from_columns(p(&column), 1, 0, p(h.facts), nullptr, p.out(o.cases), e);
       }},
      {"wl_cases_count",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_cases_count(p(h.cases), p.out(o.size), p.out(o.more), e);
       }},
      {"wl_cases_faults",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_cases_faults(p(h.cases), p.out(o.faults), e);
       }},
  };
}

std::vector<Call> ranking(const Host& h) {
  static const wl_ranking_columns columns{sizeof columns, 0,       100,     nullptr, nullptr,
                                          nullptr,        nullptr, nullptr, nullptr};
  static wl_allocation_input input{};
  input.struct_size = sizeof input;
  input.roster = h.roster.data();
  input.roster_size = h.roster.size();
  return {
      {"wl_rank",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_rank(p(h.cases), p(h.policy), c_host::kDay, nullptr, p.out(o.ranking), e);
       }},
      {"wl_ranking_count",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_ranking_count(p(h.ranking), p.out(o.size), p.out(o.more), p.out(o.most), e);
       }},
      {"wl_ranking_text",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_ranking_text(p(h.ranking), WL_CSV, nullptr, p.out(o.text), e);
       }},
      {"wl_ranking_summary",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_ranking_summary(p(h.ranking), nullptr, p.out(o.text), e);
       }},
      {"wl_ranking_fill",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_ranking_fill(p(h.ranking), p(&columns), p.out(o.size), e);
       }},
      {"wl_ranking_ids",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_ranking_ids(p(h.ranking), p.out(o.text), e);
       }},
      {"wl_ranking_id_at",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_ranking_id_at(p(h.ranking), 0, p.out(o.id), p.out(o.size), e);
       }},
      {"wl_explain",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_explain(p(h.ranking), p("A"), 1, WL_TEXT, p.out(o.text), e);
       }},
      {"wl_compare",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_compare(p(h.ranking), p("A"), 1, p("B"), 1, WL_TEXT, p.out(o.text), e);
       }},
      {"wl_plan",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_plan(p(h.cases), p(h.policy), p(h.policy), c_host::kDay, nullptr, WL_TEXT,
                        p.out(o.text), e);
       }},
      {"wl_allocate",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_allocate(p(h.ranking), p(&input), p.out(o.allocation), e);
       }},
      {"wl_allocation_text",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_allocation_text(p(h.allocation), WL_CSV, p.out(o.text), e);
       }},
  };
}

std::vector<Call> living(const Host& h) {
  return {
      {"wl_queue_make",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_queue_make(p(h.cases), p(h.policy), c_host::kDay, p.out(o.queue), e);
       }},
      {"wl_queue_upsert",
       [&](Pointers& p, Outs& /*o*/, wl_errors** e) {
         return wl_queue_upsert(p(h.queue), p(c_host::kLine.data()), c_host::kLine.size(), nullptr,
                                e);
       }},
      {"wl_queue_remove",
       [&](Pointers& p, Outs& /*o*/, wl_errors** e) {
         return wl_queue_remove(p(h.queue), p("A"), 1, nullptr, e);
       }},
      {"wl_queue_advance_to",
       [&](Pointers& p, Outs& /*o*/, wl_errors** e) {
         return wl_queue_advance_to(p(h.queue), c_host::kDay, nullptr, e);
       }},
      {"wl_queue_events",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_queue_events(p(h.queue), p.out(o.text), e);
       }},
      {"wl_queue_state",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_queue_state(p(h.queue), p.out(o.day), p.out(o.size), e);
       }},
      {"wl_queue_position",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_queue_position(p(h.queue), p("B"), 1, p.out(o.position), e);
       }},
      {"wl_queue_top",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_queue_top(p(h.queue), 1, p.out(o.text), e);
       }},
      {"wl_queue_case",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_queue_case(p(h.queue), p("B"), 1, p.out(o.text), e);
       }},
      {"wl_queue_ranking",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_queue_ranking(p(h.queue), p.out(o.ranking), e);
       }},
      {"wl_queue_save", [&](Pointers& p, Outs& o,
                            wl_errors** e) { return wl_queue_save(p(h.queue), p.out(o.text), e); }},
      {"wl_queue_restore",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_queue_restore(p("x"), 1, p(h.policy), p.out(o.queue), e);
       }},
      {"wl_simulate",
       [&](Pointers& p, Outs& o, wl_errors** e) {
         return wl_simulate(p("x = 1"), 5, p(&no_file), nullptr, WL_JSON, p.out(o.text), e);
       }},
  };
}

/// A call without one of its pointers; answers how many it has.
int try_without(const Call& row, int without) {
  CAPTURE(row.name);
  CAPTURE(without);
  Pointers pointers{without};
  Outs outs;
  wl_errors* errors = nullptr;
  const std::int32_t status = row.call(pointers, outs, &errors);
  if (without >= pointers.given()) return 0;
  CHECK(status == WL_MISUSE);
  CHECK(pointers.all_cleared());
  REQUIRE(wl_errors_count(errors) == 1);
  wl_fault fault{};
  fault.struct_size = sizeof fault;
  REQUIRE(wl_errors_at(errors, 0, &fault) == WL_OK);
  CHECK(fault.number == WL_MISUSE);
  CHECK(std::string{fault.source} == row.name);
  CHECK(fault.field_size > 0);
  wl_errors_free(errors);
  Pointers again{without};
  Outs others;
  CHECK(row.call(again, others, nullptr) == WL_MISUSE);
  return pointers.given();
}

}  // namespace

TEST_SUITE("C interface") {
  TEST_CASE("C: a pointer that is missing is a misuse, says which, and clears what it would give") {
    const Host host;
    for (const auto& calls : {reading(host), ranking(host), living(host)}) {
      for (const Call& row : calls) {
        const int pointers = try_without(row, 0);
        CHECK(pointers > 0);
        for (int without = 1; without < pointers; ++without) try_without(row, without);
      }
    }
  }

  TEST_CASE("C: what frees and what answers without a status takes NULL") {
    wl_text_free(nullptr);
    wl_errors_free(nullptr);
    wl_facts_free(nullptr);
    wl_policy_free(nullptr);
    wl_cases_free(nullptr);
    wl_ranking_free(nullptr);
    wl_queue_free(nullptr);
    wl_allocation_free(nullptr);
    CHECK(wl_text_data(nullptr) == nullptr);
    CHECK(wl_text_size(nullptr) == 0);
    CHECK(wl_errors_count(nullptr) == 0);
    CHECK(wl_errors_at(nullptr, 0, nullptr) == WL_MISUSE);
    CHECK(wl_errors_text(nullptr, WL_TEXT, nullptr) == WL_MISUSE);
    CHECK(wl_day_write(0, nullptr, 11) == WL_MISUSE);
    CHECK(std::string{wl_status_text(-5)} == "unknown");
  }

  TEST_CASE("C: a struct of a size that no version had is a misuse") {
    const Host host;
    wl_facts* facts = nullptr;
    wl_errors* faults = nullptr;
    REQUIRE(wl_read_facts("?", 1, nullptr, 0, &facts, &faults) == WL_REJECTED);
    for (const std::uint32_t size : {0U, 1U, 7U, 4096U, 0xFFFFFFFFU}) {
      CAPTURE(size);
      wl_rank_options rank{size, 1};
      wl_ranking* ranking = nullptr;
      CHECK(wl_rank(host.cases, host.policy, c_host::kDay, &rank, &ranking, nullptr) == WL_MISUSE);
      CHECK(ranking == nullptr);
      wl_fault fault{};
      fault.struct_size = size;
      CHECK(wl_errors_at(faults, 0, &fault) == WL_MISUSE);
      CHECK(fault.number == 0);
      wl_ranking_columns columns{};
      columns.struct_size = size;
      std::size_t count = 7;
      CHECK(wl_ranking_fill(host.ranking, &columns, &count, nullptr) == WL_MISUSE);
      CHECK(count == 0);
    }
    wl_fault fault{};
    fault.struct_size = sizeof fault;
    CHECK(wl_errors_at(faults, 0, &fault) == WL_OK);
    CHECK(fault.number != 0);
    wl_errors_free(faults);
  }

  TEST_CASE("C: numbers that mean nothing are a misuse") {
    const Host host;
    wl_text* text = nullptr;
    wl_ranking* ranking = nullptr;
    for (const std::int32_t form : {-1, 0, 5}) {
      CHECK(wl_ranking_text(host.ranking, form, nullptr, &text, nullptr) == WL_MISUSE);
    }
    CHECK(wl_explain(host.ranking, "A", 1, WL_HTML, &text, nullptr) == WL_MISUSE);
    CHECK(wl_explain(host.ranking, "A", SIZE_MAX, WL_TEXT, &text, nullptr) == WL_MISUSE);
    CHECK(wl_explain(host.ranking, nullptr, 3, WL_TEXT, &text, nullptr) == WL_MISUSE);
    for (const std::int32_t day : {-25568, 84006, INT32_MAX, INT32_MIN}) {
      CHECK(wl_rank(host.cases, host.policy, day, nullptr, &ranking, nullptr) == WL_MISUSE);
    }
    wl_case_options options{};
    options.struct_size = sizeof options;
    options.form = 9;
    wl_cases* cases = nullptr;
    CHECK(wl_read_cases("x", 1, host.facts, &options, &cases, nullptr) == WL_MISUSE);
    CHECK(text == nullptr);
    CHECK(cases == nullptr);
  }
}
