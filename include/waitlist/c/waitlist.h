/* \file waitlist.h
 * \brief Waiting lists by need, each place explained: for every language that can call C.
 * Layer: c (may use every public header; nothing uses it).  C99, and C++.
 * Guide: docs/guides/c-interface.md.
 *
 * 1. Status.  Functions that can fail return one of WL_OK ... WL_BUG, numbers that never change.
 *    They never end the program, throw, print, read a file, a clock or a locale, or keep globals.
 * 2. Failure.  Every out-parameter is NULL or 0 then, and everything else is as it was.
 * 3. Errors.  The last parameter `errors` may be NULL. It is set to NULL, or to the faults: all of
 *    an input that was refused, one of a misuse or a bug, none when memory ran out.
 * 4. Texts in are a pointer and a number of bytes, in UTF-8, kept by nobody after the call. NULL
 *    with 0 bytes is an empty text. Texts out are a wl_text, or a pointer and a size into a handle,
 *    valid as long as it; a wl_text has a NUL behind its last byte, which is not counted.
 * 5. Ownership.  What a function puts into a `wl_...**` is the caller's, who gives it to the free
 *    function of its type, once, in any order: handles keep alive what they need of each other.
 *    Every free function takes NULL.
 * 6. NULL is WL_MISUSE, and never a crash, wherever this file does not say that it may be NULL.
 *    What was freed, and what is not what its type says, cannot be told.
 * 7. Structs begin with struct_size, which the caller sets to sizeof; members are only ever added
 *    at the end. wl_column alone has none and never grows. A size that no version had is WL_MISUSE.
 *    Members that are 0 or NULL mean what is usual; `reserved` is 0.
 * 8. Threads.  Handles never change, and any number of threads may use one at once; wl_queue alone
 *    changes, and needs the caller's lock while it does. No call waits for another.
 * 9. Callbacks come on the thread that called, before the call returns. They must return: no
 *    exception and no longjmp leaves them.
 * 10. Days are counted from 1970-01-01, from 1900-01-01 (-25567) to 2199-12-31 (84005).  Points are
 *    counted in thousandths.
 * 11. Versions.  A program runs with every library of the same wl_interface_version(). While the
 *    library is 0.x that number may rise with each minor version, and the SONAME with it.
 * 12. Not promised: the words of sentences, the bytes of pages, the addresses behind handles.
 */
#ifndef WAITLIST_C_WAITLIST_H
#define WAITLIST_C_WAITLIST_H

#include <stddef.h>
#include <stdint.h>

/* May be defined as nothing before this file is read. */
#ifndef WL_API
#if defined(__GNUC__)
#define WL_API __attribute__((visibility("default")))
#else
#define WL_API
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What a function answers: the exit status of the command line where it has one. */
enum {
  WL_OK = 0,
  WL_MISUSE = 2,     /* the program is wrong: an argument is NULL, out of range, or a size is */
  WL_REJECTED = 3,   /* an input or a question is refused; `errors` has every fault */
  WL_NO_FILE = 4,    /* the callback did not give a file */
  WL_TOO_SMALL = 5,  /* arrays have less room than is needed; nothing was written */
  WL_CANCELLED = 6,  /* the callback said so */
  WL_NO_MEMORY = 12, /* memory ran out; the same call may be made again */
  WL_BUG = 70        /* the library is wrong; `errors` says what is known */
};

/* In which form a text is wanted. Which a function has stands beside it. */
enum { WL_TEXT = 1, WL_JSON = 2, WL_CSV = 3, WL_HTML = 4 };

/* In which form a list comes. */
enum {
  WL_BY_BYTES = 0, /* told by its first bytes */
  WL_CASES_CSV = 1,
  WL_CASES_JSON = 2,
  WL_CASES_JSON_LINES = 3,
  WL_CASES_WORKBOOK = 4
};

/* What one faulty row does to its list. */
enum { WL_REFUSE = 0, WL_SET_APART = 1 };

typedef struct wl_text wl_text;             /* bytes that a function made */
typedef struct wl_errors wl_errors;         /* faults, in the order of their text */
typedef struct wl_facts wl_facts;           /* what a list records of a case */
typedef struct wl_policy wl_policy;         /* a checked policy */
typedef struct wl_cases wl_cases;           /* a checked list, and its faulty rows */
typedef struct wl_ranking wl_ranking;       /* a list in order */
typedef struct wl_queue wl_queue;           /* an order that follows every change */
typedef struct wl_allocation wl_allocation; /* a proposal who takes which case */
typedef struct wl_sink wl_sink;             /* where a callback puts a file */

/* ---- Versions ---- */

/* 1: this file. */
WL_API uint32_t wl_interface_version(void);
/* Of the library, such as "0.1.0"; a text of the program, not to be freed. */
WL_API const char* wl_version(void);
/* "ok", "misuse", ...; "unknown" for other numbers. Not to be freed. */
WL_API const char* wl_status_text(int32_t status);

/* ---- Texts ---- */

WL_API const char* wl_text_data(const wl_text* text); /* NULL of NULL */
WL_API size_t wl_text_size(const wl_text* text);      /* 0 of NULL */
WL_API void wl_text_free(wl_text* text);

/* ---- Faults ---- */

/* One fault. Texts live as long as its wl_errors, end in a NUL, and are empty where not known. */
typedef struct wl_fault {
  uint32_t struct_size;
  int32_t number;   /* docs/reference/errors.md: 311, ...; 2 of a misuse, 70 of a bug */
  uint32_t line;    /* from 1; 0: not known */
  uint32_t column;  /* from 1, in bytes; 0: not known */
  const char* code; /* "E311" */
  size_t code_size;
  const char* source; /* of the input: as the caller named it */
  size_t source_size;
  const char* sheet; /* of a workbook, whose cell `line` and `column` are */
  size_t sheet_size;
  const char* field; /* a column, a key, an argument */
  size_t field_size;
  const char* case_id;
  size_t case_id_size;
  const char* found; /* clipped to 60 characters */
  size_t found_size;
  const char* reason; /* what was expected, and how to mend it */
  size_t reason_size;
  const char* sentence; /* all of it in one line */
  size_t sentence_size;
} wl_fault;

WL_API size_t wl_errors_count(const wl_errors* errors); /* 0 of NULL */
/* WL_MISUSE: no such fault. */
WL_API int32_t wl_errors_at(const wl_errors* errors, size_t index, wl_fault* fault);
/* WL_TEXT: a line each. WL_JSON: docs/reference/errors.md. */
WL_API int32_t wl_errors_text(const wl_errors* errors, int32_t form, wl_text** text);
WL_API void wl_errors_free(wl_errors* errors);

/* ---- Days ---- */

/* "2009-10-05". */
WL_API int32_t wl_day_read(const char* text, size_t size, int32_t* day, wl_errors** errors);
/* Writes ten bytes and a NUL. WL_TOO_SMALL: `capacity` is below 11. */
WL_API int32_t wl_day_write(int32_t day, char* text, size_t capacity);

/* ---- Facts and policies ---- */

/* `source` names the text in faults; NULL: "facts". */
WL_API int32_t wl_read_facts(const char* toml,
                             size_t size,
                             const char* source,
                             size_t source_size,
                             wl_facts** facts,
                             wl_errors** errors);
WL_API void wl_facts_free(wl_facts* facts);

/* The file of the facts that a policy names; empty: the policy has its facts inside. */
WL_API int32_t wl_facts_named_by(const char* policy_toml,
                                 size_t size,
                                 wl_text** name,
                                 wl_errors** errors);
/* The file of the calendar that a policy names; empty: it counts by the one that is built in. */
WL_API int32_t wl_calendar_named_by(const char* policy_toml,
                                    size_t size,
                                    wl_text** name,
                                    wl_errors** errors);

typedef struct wl_policy_options {
  uint32_t struct_size;
  uint32_t reserved;
  const char* source; /* "policy" */
  size_t source_size;
  const char* holidays; /* CSV of the calendar that the policy names */
  size_t holidays_size;
} wl_policy_options;

/* `facts`: those that the policy names; NULL for a policy that has its facts inside. `options` may
 * be NULL. */
WL_API int32_t wl_read_policy(const char* toml,
                              size_t size,
                              const wl_facts* facts,
                              const wl_policy_options* options,
                              wl_policy** policy,
                              wl_errors** errors);
WL_API void wl_policy_free(wl_policy* policy);
/* The facts that a policy goes by, to read cases with. */
WL_API int32_t wl_policy_facts(const wl_policy* policy, wl_facts** facts, wl_errors** errors);
/* WL_TEXT, WL_JSON, WL_HTML. */
WL_API int32_t wl_policy_text(const wl_policy* policy,
                              int32_t form,
                              wl_text** text,
                              wl_errors** errors);
/* Tiers, the most urgent first; `tier` of columns counts them from 0. */
WL_API int32_t wl_policy_tier_count(const wl_policy* policy, size_t* count, wl_errors** errors);
WL_API int32_t wl_policy_tier_id(
    const wl_policy* policy, size_t tier, const char** id, size_t* size, wl_errors** errors);

/* ---- Cases ---- */

typedef struct wl_case_options {
  uint32_t struct_size;
  uint32_t threads;     /* of CSV; the result is the same for every number */
  int32_t form;         /* WL_BY_BYTES ... WL_CASES_WORKBOOK */
  int32_t faulty;       /* WL_REFUSE, WL_SET_APART */
  const char* encoding; /* "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1252" */
  size_t encoding_size;
  const char* mapping; /* TOML: the CSV or workbook is an export of another program */
  size_t mapping_size;
  const char* sheet; /* of a workbook; the only one that there can be */
  size_t sheet_size;
  const char* source; /* "cases" */
  size_t source_size;
} wl_case_options;

/* `options` may be NULL. */
WL_API int32_t wl_read_cases(const char* bytes,
                             size_t size,
                             const wl_facts* facts,
                             const wl_case_options* options,
                             wl_cases** cases,
                             wl_errors** errors);

/* A column of a case file by its name, with a text for each row. */
typedef struct wl_column {
  const char* name;
  size_t name_size;
  const char* const* texts; /* of each row; NULL: an empty text */
  const size_t* sizes;      /* of each text, in bytes */
} wl_column;

/* The list that a CSV with these columns would give, `case_id` and `listed_on` among them; a fault
 * of row n, counted from 0, has line n + 2 where no text has a line break. `options` may be NULL;
 * its form and encoding are not read. */
WL_API int32_t wl_cases_from_columns(const wl_column* columns,
                                     size_t column_count,
                                     size_t rows,
                                     const wl_facts* facts,
                                     const wl_case_options* options,
                                     wl_cases** cases,
                                     wl_errors** errors);
WL_API void wl_cases_free(wl_cases* cases);
/* Sound cases, and faulty rows that were set apart. */
WL_API int32_t wl_cases_count(const wl_cases* cases,
                              size_t* sound,
                              size_t* faulty,
                              wl_errors** errors);
/* What is wrong with the rows that were set apart; an empty list of faults where none was. */
WL_API int32_t wl_cases_faults(const wl_cases* cases, wl_errors** faults, wl_errors** errors);

/* ---- Order ---- */

typedef struct wl_rank_options {
  uint32_t struct_size;
  uint32_t threads; /* the result is the same for every number */
} wl_rank_options;

/* `options` may be NULL. */
WL_API int32_t wl_rank(const wl_cases* cases,
                       const wl_policy* policy,
                       int32_t as_of,
                       const wl_rank_options* options,
                       wl_ranking** ranking,
                       wl_errors** errors);
WL_API void wl_ranking_free(wl_ranking* ranking);
/* Ranked cases; cases listed apart; faulty rows. Together the rows of the list. */
WL_API int32_t wl_ranking_count(
    const wl_ranking* ranking, size_t* ranked, size_t* apart, size_t* faulty, wl_errors** errors);

typedef struct wl_report_options {
  uint32_t struct_size;
  int32_t ahead;      /* days looked ahead; 0: 28; -1: none */
  uint64_t top;       /* units shown; 0: all, of a page the first 20,000 */
  uint32_t explained; /* of WL_JSON, 1: each case with its explanation */
  uint32_t reserved;
} wl_report_options;

/* WL_TEXT (a table), WL_JSON, WL_CSV, WL_HTML: docs/reference/output.md. `options` may be NULL. */
WL_API int32_t wl_ranking_text(const wl_ranking* ranking,
                               int32_t form,
                               const wl_report_options* options,
                               wl_text** text,
                               wl_errors** errors);
/* What a manager must see beside the order, in plain English. `options` may be NULL. */
WL_API int32_t wl_ranking_summary(const wl_ranking* ranking,
                                  const wl_report_options* options,
                                  wl_text** text,
                                  wl_errors** errors);

/* Arrays of the caller, each with room for `capacity` ranked cases in order, or NULL. */
typedef struct wl_ranking_columns {
  uint32_t struct_size;
  uint32_t reserved;
  size_t capacity;
  uint32_t* position;     /* 1 for the first; cases that are linked share theirs */
  uint32_t* row;          /* in the list, from 0; faulty rows are not counted */
  int64_t* points;        /* in thousandths */
  uint32_t* tier;         /* wl_policy_tier_id() */
  int64_t* days_waited;   /* of its unit: the longest wait among linked cases */
  uint8_t* must_allocate; /* 1: it must be allocated */
} wl_ranking_columns;

/* `count` gets the number of ranked cases, also with WL_TOO_SMALL. */
WL_API int32_t wl_ranking_fill(const wl_ranking* ranking,
                               const wl_ranking_columns* columns,
                               size_t* count,
                               wl_errors** errors);
/* The ids of the ranked cases in order, a line each. */
WL_API int32_t wl_ranking_ids(const wl_ranking* ranking, wl_text** lines, wl_errors** errors);
/* The id of the ranked case `index` in order, from 0. WL_MISUSE: there are fewer. */
WL_API int32_t wl_ranking_id_at(
    const wl_ranking* ranking, size_t index, const char** id, size_t* size, wl_errors** errors);

/* Why a case stands where it stands, or what is wrong with a faulty row: WL_TEXT, WL_JSON. */
WL_API int32_t wl_explain(const wl_ranking* ranking,
                          const char* case_id,
                          size_t size,
                          int32_t form,
                          wl_text** text,
                          wl_errors** errors);
/* Why one of two cases stands above the other: WL_TEXT, WL_JSON. */
WL_API int32_t wl_compare(const wl_ranking* ranking,
                          const char* one,
                          size_t one_size,
                          const char* other,
                          size_t other_size,
                          int32_t form,
                          wl_text** text,
                          wl_errors** errors);
/* What the policy `after` would do to a list that is ordered by `before`: WL_TEXT, WL_JSON,
 * WL_CSV. `options` may be NULL. */
WL_API int32_t wl_plan(const wl_cases* cases,
                       const wl_policy* before,
                       const wl_policy* after,
                       int32_t as_of,
                       const wl_rank_options* options,
                       int32_t form,
                       wl_text** text,
                       wl_errors** errors);

/* ---- A queue that lives ---- */

WL_API int32_t wl_queue_make(const wl_cases* cases,
                             const wl_policy* policy,
                             int32_t as_of,
                             wl_queue** queue,
                             wl_errors** errors);
WL_API void wl_queue_free(wl_queue* queue);
/* The three that change a queue. `events` may be NULL; it gets the number of things that happened,
 * which wl_queue_events() tells until the next change. */
/* One case as JSON, as a line of JSON Lines has it: put there, or in the place of the case that has
 * its id. */
WL_API int32_t
wl_queue_upsert(wl_queue* queue, const char* json, size_t size, size_t* events, wl_errors** errors);
WL_API int32_t wl_queue_remove(
    wl_queue* queue, const char* case_id, size_t size, size_t* events, wl_errors** errors);
WL_API int32_t wl_queue_advance_to(wl_queue* queue,
                                   int32_t day,
                                   size_t* events,
                                   wl_errors** errors);
/* What the last change did, as JSON Lines: docs/guides/c-interface.md. */
WL_API int32_t wl_queue_events(const wl_queue* queue, wl_text** lines, wl_errors** errors);
/* Its day, and how many cases it ranks. */
WL_API int32_t wl_queue_state(const wl_queue* queue,
                              int32_t* as_of,
                              size_t* ranked,
                              wl_errors** errors);
/* 1 for the first; 0: it is not ranked. */
WL_API int32_t wl_queue_position(const wl_queue* queue,
                                 const char* case_id,
                                 size_t size,
                                 uint32_t* position,
                                 wl_errors** errors);
/* The first `count` cases, or all when there are fewer, as JSON Lines. */
WL_API int32_t wl_queue_top(const wl_queue* queue,
                            size_t count,
                            wl_text** lines,
                            wl_errors** errors);
/* A case as the queue holds it, as one line that wl_queue_upsert() reads; empty: not there. */
WL_API int32_t wl_queue_case(
    const wl_queue* queue, const char* case_id, size_t size, wl_text** line, wl_errors** errors);
/* The queue as wl_rank() gives it, for every question and report. */
WL_API int32_t wl_queue_ranking(const wl_queue* queue, wl_ranking** ranking, wl_errors** errors);
/* A text that outlives the process, and the queue that it was. */
WL_API int32_t wl_queue_save(const wl_queue* queue, wl_text** text, wl_errors** errors);
WL_API int32_t wl_queue_restore(
    const char* text, size_t size, const wl_policy* policy, wl_queue** queue, wl_errors** errors);

/* ---- Allocation ---- */

/* Texts as docs/reference/roster.md and allocation.md have them. All but `roster` may be NULL. */
typedef struct wl_allocation_input {
  uint32_t struct_size;
  uint32_t horizon;     /* days looked ahead; 0: none */
  int32_t urgent_tiers; /* 0: what is usual; -1: none is urgent */
  uint32_t count_cases; /* 1: each case of a unit takes its places */
  const char* roster;   /* CSV or JSON, told by its first byte */
  size_t roster_size;
  const char* travel; /* CSV */
  size_t travel_size;
  const char* work;
  size_t work_size;
  const char* instructions;
  size_t instructions_size;
  const char* pairs;
  size_t pairs_size;
  const char* weights;
  size_t weights_size;
  const char* earlier; /* an earlier proposal */
  size_t earlier_size;
} wl_allocation_input;

WL_API int32_t wl_allocate(const wl_ranking* ranking,
                           const wl_allocation_input* input,
                           wl_allocation** allocation,
                           wl_errors** errors);
WL_API void wl_allocation_free(wl_allocation* allocation);
/* WL_TEXT (tables), WL_JSON, WL_CSV, WL_HTML. */
WL_API int32_t wl_allocation_text(const wl_allocation* allocation,
                                  int32_t form,
                                  wl_text** text,
                                  wl_errors** errors);

/* ---- Simulation ---- */

/* Puts a file into `sink` with wl_sink_write(), in as many pieces as it likes. `name` is as the
 * scenario writes it, with the folder of the policy before names that a policy writes. Answers 0;
 * anything else: there is no such file. `user` is the caller's. */
typedef int32_t (*wl_file_fn)(void* user, const char* name, size_t name_size, wl_sink* sink);
/* How far it is. Answers 0 to go on; anything else cancels. */
typedef int32_t (*wl_progress_fn)(void* user, uint32_t done, uint32_t of);

/* Adds a copy of these bytes. A sink lives until its callback returns. */
WL_API int32_t wl_sink_write(wl_sink* sink, const char* bytes, size_t size);

typedef struct wl_simulate_options {
  uint32_t struct_size;
  uint32_t threads;        /* the result is the same for every number */
  wl_progress_fn progress; /* NULL: none */
  void* user;              /* of both callbacks; may be NULL */
  const char* source;      /* "scenario" */
  size_t source_size;
} wl_simulate_options;

/* Runs a scenario: WL_TEXT, WL_JSON, WL_HTML. `file` gives the files that it names, each each time
 * that it is named. `options` may be NULL. */
WL_API int32_t wl_simulate(const char* toml,
                           size_t size,
                           wl_file_fn file,
                           const wl_simulate_options* options,
                           int32_t form,
                           wl_text** text,
                           wl_errors** errors);

#ifdef __cplusplus
}
#endif

#endif
