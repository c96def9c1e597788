/* A host in C, from the files of a list to everything that the library says about it. Each text
 * goes to a file of its own, for whole_way.sh to compare with what the command line prints.
 *     whole_way FOLDER QUEUE.toml AREA.toml       run from the repository */
#include <waitlist/c/waitlist.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char* folder;

static void fail(const char* step, int32_t status, const wl_errors* errors) {
  wl_text* text = NULL;
  fprintf(stderr, "%s: %s\n", step, wl_status_text(status));
  if (errors != NULL && wl_errors_text(errors, WL_TEXT, &text) == WL_OK) {
    fputs(wl_text_data(text), stderr);
  }
  exit(1);
}

/* Every step has to go well. What it left in `errors` is read when it is done: by its address. */
static void must(const char* step, int32_t status, wl_errors* const* errors) {
  if (status != WL_OK || *errors != NULL) fail(step, status, *errors);
}

static void must_hold(const char* sentence, int holds) {
  if (holds) return;
  fprintf(stderr, "does not hold: %s\n", sentence);
  exit(1);
}

/* The bytes of a file, and their number. */
static char* bytes_of(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  char* bytes = NULL;
  size_t room = 0;
  *size = 0;
  if (file == NULL) {
    fprintf(stderr, "cannot open %s\n", path);
    exit(1);
  }
  for (;;) {
    if (*size == room) {
      room = room == 0 ? 65536 : room * 2;
      bytes = realloc(bytes, room);
      if (bytes == NULL) exit(1);
    }
    {
      const size_t got = fread(bytes + *size, 1, room - *size, file);
      if (got == 0) break;
      *size += got;
    }
  }
  fclose(file);
  return bytes;
}

/* Writes a text to a file and frees it. */
static void keep(const char* name, wl_text* text) {
  char path[4096];
  FILE* file = NULL;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  file = fopen(path, "wb");
  if (file == NULL ||
      fwrite(wl_text_data(text), 1, wl_text_size(text), file) != wl_text_size(text)) {
    fprintf(stderr, "cannot write %s\n", path);
    exit(1);
  }
  fclose(file);
  wl_text_free(text);
}

static wl_facts* facts_of(const char* path) {
  size_t size = 0;
  char* toml = bytes_of(path, &size);
  wl_facts* facts = NULL;
  wl_errors* errors = NULL;
  must(path, wl_read_facts(toml, size, path, strlen(path), &facts, &errors), &errors);
  free(toml);
  return facts;
}

static wl_policy* policy_of(const char* path, const wl_facts* facts) {
  size_t size = 0;
  char* toml = bytes_of(path, &size);
  wl_policy* policy = NULL;
  wl_text* name = NULL;
  wl_errors* errors = NULL;
  must(path, wl_facts_named_by(toml, size, &name, &errors), &errors);
  must_hold("the policy names its facts",
            strcmp(wl_text_data(name), "private_law_facts.toml") == 0);
  wl_text_free(name);
  must(path, wl_calendar_named_by(toml, size, &name, &errors), &errors);
  must_hold("the policy counts by the calendar that is built in", wl_text_size(name) == 0);
  wl_text_free(name);
  must(path, wl_read_policy(toml, size, facts, NULL, &policy, &errors), &errors);
  free(toml);
  return policy;
}

static wl_cases* cases_of(const char* path, const wl_facts* facts) {
  size_t size = 0;
  size_t sound = 0;
  size_t faulty = 0;
  char* bytes = bytes_of(path, &size);
  wl_case_options options = {sizeof options, 2, WL_BY_BYTES, WL_REFUSE, NULL, 0,
                             NULL,           0, NULL,        0,         NULL, 0};
  wl_cases* cases = NULL;
  wl_errors* errors = NULL;
  must(path, wl_read_cases(bytes, size, facts, &options, &cases, &errors), &errors);
  must(path, wl_cases_count(cases, &sound, &faulty, &errors), &errors);
  must_hold("the sample list has 400 sound cases", sound == 400 && faulty == 0);
  free(bytes);
  return cases;
}

static void print_ranking(const wl_ranking* ranking) {
  wl_text* text = NULL;
  wl_errors* errors = NULL;
  const int32_t forms[] = {WL_TEXT, WL_JSON, WL_CSV, WL_HTML};
  const char* names[] = {"rank.table", "rank.json", "rank.csv", "rank.html"};
  size_t i = 0;
  for (i = 0; i < 4; ++i) {
    must(names[i], wl_ranking_text(ranking, forms[i], NULL, &text, &errors), &errors);
    keep(names[i], text);
  }
  must("summary", wl_ranking_summary(ranking, NULL, &text, &errors), &errors);
  keep("rank.summary", text);
  must("explain", wl_explain(ranking, "SM-0001", 7, WL_TEXT, &text, &errors), &errors);
  keep("explain.text", text);
  must("explain", wl_explain(ranking, "SM-0001", 7, WL_JSON, &text, &errors), &errors);
  keep("explain.json", text);
  must("compare", wl_compare(ranking, "SM-0001", 7, "SM-0025", 7, WL_JSON, &text, &errors),
       &errors);
  keep("compare.json", text);
}

/* The columns as the first five cells of the CSV would have them. */
static void print_columns(const wl_ranking* ranking, const wl_policy* policy) {
  size_t count = 0;
  size_t tiers = 0;
  size_t i = 0;
  wl_errors* errors = NULL;
  wl_ranking_columns columns = {sizeof columns, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL};
  char path[4096];
  FILE* file = NULL;
  must_hold("no room is too small",
            wl_ranking_fill(ranking, &columns, &count, &errors) == WL_TOO_SMALL);
  must_hold("and the size is told", count > 300 && errors == NULL);
  columns.capacity = count;
  columns.position = malloc(count * sizeof *columns.position);
  columns.points = malloc((count + 1) * sizeof *columns.points);
  columns.tier = malloc(count * sizeof *columns.tier);
  columns.days_waited = malloc(count * sizeof *columns.days_waited);
  columns.points[count] = -77;
  must("fill", wl_ranking_fill(ranking, &columns, &count, &errors), &errors);
  must_hold("nothing is written behind the end", columns.points[count] == -77);
  must("tiers", wl_policy_tier_count(policy, &tiers, &errors), &errors);
  snprintf(path, sizeof path, "%s/columns", folder);
  file = fopen(path, "wb");
  if (file == NULL) exit(1);
  for (i = 0; i < count; ++i) {
    const char* id = NULL;
    const char* tier = NULL;
    size_t size = 0;
    must("id", wl_ranking_id_at(ranking, i, &id, &size, &errors), &errors);
    must_hold("a tier is one of the policy's", columns.tier[i] < tiers);
    fprintf(file, "%lu,%.*s,%ld.%03ld\n", (unsigned long)columns.position[i], (int)size, id,
            (long)(columns.points[i] / 1000), (long)(columns.points[i] % 1000));
    must("tier", wl_policy_tier_id(policy, columns.tier[i], &tier, &size, &errors), &errors);
    must_hold("a tier has a name", size > 0);
  }
  fclose(file);
  free(columns.position);
  free(columns.points);
  free(columns.tier);
  free(columns.days_waited);
}

static void print_allocation(const wl_ranking* ranking) {
  wl_allocation* allocation = NULL;
  wl_text* text = NULL;
  wl_errors* errors = NULL;
  wl_allocation_input input;
  char* roster = NULL;
  char* travel = NULL;
  char* work = NULL;
  char* instructions = NULL;
  memset(&input, 0, sizeof input);
  input.struct_size = sizeof input;
  input.roster = roster = bytes_of("examples/data/staffordshire_roster.csv", &input.roster_size);
  input.travel = travel = bytes_of("examples/data/staffordshire_travel.csv", &input.travel_size);
  input.work = work = bytes_of("examples/data/staffordshire_work.csv", &input.work_size);
  input.instructions = instructions =
      bytes_of("examples/data/staffordshire_instructions.csv", &input.instructions_size);
  must("allocate", wl_allocate(ranking, &input, &allocation, &errors), &errors);
  free(roster);
  free(travel);
  free(work);
  free(instructions);
  must("allocation", wl_allocation_text(allocation, WL_JSON, &text, &errors), &errors);
  keep("allocate.json", text);
  must("allocation", wl_allocation_text(allocation, WL_CSV, &text, &errors), &errors);
  keep("allocate.csv", text);
  wl_allocation_free(allocation);
}

/* A queue that lost a case, got it back, was saved and restored, ranks as the list does. */
static void live(const wl_cases* cases, const wl_policy* policy, int32_t day) {
  wl_queue* queue = NULL;
  wl_queue* again = NULL;
  wl_ranking* ranking = NULL;
  wl_text* line = NULL;
  wl_text* text = NULL;
  wl_errors* errors = NULL;
  size_t events = 0;
  size_t ranked = 0;
  uint32_t position = 0;
  int32_t as_of = 0;
  must("queue", wl_queue_make(cases, policy, day, &queue, &errors), &errors);
  must("case", wl_queue_case(queue, "SM-0001", 7, &line, &errors), &errors);
  must("remove", wl_queue_remove(queue, "SM-0001", 7, &events, &errors), &errors);
  must_hold("a case that goes is told", events > 0);
  must("position", wl_queue_position(queue, "SM-0001", 7, &position, &errors), &errors);
  must_hold("and has no place", position == 0);
  must("upsert", wl_queue_upsert(queue, wl_text_data(line), wl_text_size(line), &events, &errors),
       &errors);
  must("events", wl_queue_events(queue, &text, &errors), &errors);
  keep("events", text);
  wl_text_free(line);
  must("save", wl_queue_save(queue, &text, &errors), &errors);
  must("restore", wl_queue_restore(wl_text_data(text), wl_text_size(text), policy, &again, &errors),
       &errors);
  wl_text_free(text);
  wl_queue_free(queue);
  must("state", wl_queue_state(again, &as_of, &ranked, &errors), &errors);
  must_hold("the day is kept", as_of == day && ranked > 300);
  must("top", wl_queue_top(again, 2, &text, &errors), &errors);
  keep("top", text);
  must("ranking", wl_queue_ranking(again, &ranking, &errors), &errors);
  must("ranking", wl_ranking_text(ranking, WL_CSV, NULL, &text, &errors), &errors);
  keep("queue.csv", text);
  must("advance", wl_queue_advance_to(again, day + 1, NULL, &errors), &errors);
  wl_ranking_free(ranking);
  wl_queue_free(again);
}

static int32_t give_file(void* user, const char* name, size_t name_size, wl_sink* sink) {
  char path[4096];
  size_t size = 0;
  char* bytes = NULL;
  int32_t status = WL_OK;
  (void)name_size;
  /* Names that begin with a slash stand for themselves. */
  snprintf(path, sizeof path, "%s%s%s", name[0] == '/' ? "" : (const char*)user,
           name[0] == '/' ? "" : "/", name);
  bytes = bytes_of(path, &size);
  status = wl_sink_write(sink, bytes, size / 2);
  if (status == WL_OK) status = wl_sink_write(sink, bytes + size / 2, size - size / 2);
  free(bytes);
  return status;
}

static int32_t cancel(void* user, uint32_t done, uint32_t of) {
  (void)user;
  (void)done;
  (void)of;
  return 1;
}

static void run_scenario(const char* path, const char* kept) {
  char beside[4096];
  size_t size = 0;
  char* toml = bytes_of(path, &size);
  wl_text* text = NULL;
  wl_errors* errors = NULL;
  wl_simulate_options options = {sizeof options, 2, NULL, NULL, NULL, 0};
  snprintf(beside, sizeof beside, "%s", path);
  *strrchr(beside, '/') = '\0';
  options.user = beside;
  must(path, wl_simulate(toml, size, give_file, &options, WL_JSON, &text, &errors), &errors);
  keep(kept, text);
  options.progress = cancel;
  text = (wl_text*)&options;
  must_hold("a run that is cancelled gives nothing",
            wl_simulate(toml, size, give_file, &options, WL_JSON, &text, &errors) == WL_CANCELLED &&
                text == NULL && errors == NULL);
  free(toml);
}

int main(int argc, char** argv) {
  int32_t day = 0;
  wl_errors* errors = NULL;
  wl_text* text = NULL;
  wl_facts* facts = NULL;
  wl_policy* policy = NULL;
  wl_policy* earlier = NULL;
  wl_cases* cases = NULL;
  wl_ranking* ranking = NULL;
  if (argc != 4) return 2;
  folder = argv[1];
  must_hold("the library has the interface of this header", wl_interface_version() == 1);
  must("day", wl_day_read("2009-10-05", 10, &day, &errors), &errors);
  facts = facts_of("policies/private_law_facts.toml");
  policy = policy_of("policies/staffordshire_2009.toml", facts);
  earlier = policy_of("policies/national_criteria_2009.toml", facts);
  cases = cases_of("examples/data/staffordshire_2009.csv", facts);
  wl_facts_free(facts);
  must("rank", wl_rank(cases, policy, day, NULL, &ranking, &errors), &errors);
  print_ranking(ranking);
  print_columns(ranking, policy);
  print_allocation(ranking);
  must("plan", wl_plan(cases, earlier, policy, day, NULL, WL_JSON, &text, &errors), &errors);
  keep("plan.json", text);
  live(cases, policy, day);
  wl_ranking_free(ranking);
  wl_cases_free(cases);
  wl_policy_free(policy);
  wl_policy_free(earlier);
  run_scenario(argv[2], "simulate_queue.json");
  run_scenario(argv[3], "simulate_area.json");
  return 0;
}
