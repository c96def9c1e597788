/// \file log_entry.h
/// \brief What the entries of a log say: a list that was ranked, decisions about it, that decisions
/// follow which were made later, an erasure.
/// Layer: record (may use base).  Format: docs/reference/record.md, "Entries". An entry is one line
/// of text with one way to write it, and holds digests, numbers and opaque codes; nothing personal.
/// Ranges: limits::kLogEntryBytesMax bytes.  Errors: malformed_text.  Threads: values; share
/// freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/digest.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace waitlist {

/// A list as it was ranked.
struct ListEntry {
  std::string list_id;  ///< its day and which list of that day it is: `2025-01-31/1`
  Day as_of = Day::first();
  std::uint32_t ranked = 0;        ///< rows: first those ranked, in order, …
  std::uint32_t apart = 0;         ///< … then those listed apart, …
  std::uint32_t faulty = 0;        ///< … then those in which something is wrong
  Digest root;                     ///< over the commitments of all rows
  Digest policy;                   ///< of the file of the policy
  std::optional<Digest> facts;     ///< of the file of the schema; nullopt: the policy has its facts
  std::optional<Digest> calendar;  ///< of the file of the calendar; nullopt: the program's own
  Digest stamp;                    ///< of the policy as the program understood it: PolicyStamp
  std::string program;             ///< its version
  std::uint32_t raised = 0;        ///< decisions of managers on bands that hold on the day
  std::uint32_t lowered = 0;

  [[nodiscard]] std::uint32_t rows() const noexcept { return ranked + apart + faulty; }

  friend bool operator==(const ListEntry&, const ListEntry&) = default;
};

/// Where a case was put.
struct DecidedPlace {
  std::uint32_t proposed = 0;  ///< the position that the list proposed
  std::uint32_t decided = 0;   ///< the position decided; the same: the proposal was confirmed

  friend bool operator==(const DecidedPlace&, const DecidedPlace&) = default;
};

/// To whom a case was allocated.
struct DecidedPractitioner {
  std::string proposed;  ///< as an opaque code; empty: nobody was proposed
  std::string decided;   ///< as an opaque code

  friend bool operator==(const DecidedPractitioner&, const DecidedPractitioner&) = default;
};

/// A manager's decision about a ranked row.
struct DecisionEntry {
  std::uint64_t list = 0;  ///< the entry of the list
  std::uint32_t row = 0;   ///< of the list
  std::variant<DecidedPlace, DecidedPractitioner> what;
  std::string code;              ///< why, as an opaque code
  std::string proposed_by;       ///< who proposed it, as an opaque code
  std::string made_by;           ///< who decided, as an opaque code
  std::string team;              ///< of the case; may be empty
  std::optional<Digest> reason;  ///< commitment to the free text; nullopt: none was written

  friend bool operator==(const DecisionEntry&, const DecisionEntry&) = default;
};

/// That decisions follow about a list that was recorded before.
struct LaterEntry {
  std::uint64_t list = 0;  ///< the entry of the list
  Day on = Day::first();   ///< when they were made; not before the day of the list

  friend bool operator==(const LaterEntry&, const LaterEntry&) = default;
};

/// Which row of which list.
struct RowPlace {
  std::uint64_t list = 0;  ///< the entry of the list
  std::uint32_t row = 0;

  friend auto operator<=>(const RowPlace&, const RowPlace&) = default;
};

/// That what opens some rows and reasons was destroyed.
struct ErasedEntry {
  Day on = Day::first();
  std::string ground;                  ///< the legal ground, as a code
  std::string ordered_by;              ///< as an opaque code
  std::vector<RowPlace> rows;          ///< rising
  std::vector<std::uint64_t> reasons;  ///< entries of decisions whose free text went too; rising

  friend bool operator==(const ErasedEntry&, const ErasedEntry&) = default;
};

using LogEntry = std::variant<ListEntry, DecisionEntry, LaterEntry, ErasedEntry>;

/// Whether it may stand as a code: 1 to 64 of `A` to `Z`, `a` to `z`, `0` to `9` and `._:/-`.
[[nodiscard]] WAITLIST_EXPORT bool is_record_code(std::string_view text) noexcept;

[[nodiscard]] WAITLIST_EXPORT std::string to_text(const LogEntry& entry);

[[nodiscard]] WAITLIST_EXPORT Result<LogEntry> read_log_entry(std::string_view text,
                                                              const std::string& source = "entry");

}  // namespace waitlist
