/* A stranger who writes C. */
#include <waitlist/c/waitlist.h>

#include <stdio.h>
#include <string.h>

int main(void) {
  const char* toml = "format = 1";
  wl_facts* facts = NULL;
  wl_errors* errors = NULL;
  const int32_t status = wl_read_facts(toml, strlen(toml), NULL, 0, &facts, &errors);
  printf("waitlist %s: %s, %d faults\n", wl_version(), wl_status_text(status),
         (int)wl_errors_count(errors));
  wl_errors_free(errors);
  return status == WL_REJECTED && facts == NULL ? 0 : 1;
}
