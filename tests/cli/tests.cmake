# The command line as a user meets it: what it prints, where, and with which exit status.
if(TARGET waitlist_cli)
  foreach(script IN ITEMS allocate commands equality family foresight list_forms list_part mapping output_files plan plan_over policy_new record replay robustness short_memory witness
                          hard_to_break)
    add_test(NAME cli.${script}
             COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/cli/${script}.sh" $<TARGET_FILE:waitlist_cli>
                     "${CMAKE_CURRENT_BINARY_DIR}/cli/${script}"
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(cli.${script} PROPERTIES LABELS cli COST 100)
  endforeach()

  add_test(NAME cli.manual_page
           COMMAND sh -c "\"$1\" \"$2\" | cmp - docs/waitlist.1" sh
                   "${PROJECT_SOURCE_DIR}/scripts/manual_page" $<TARGET_FILE:waitlist_cli>
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(cli.manual_page PROPERTIES LABELS cli)

  # Memory, disk and patience that run out at one point after the other; a sanitizer has its own
  # memory, and no place for another library before it.
  string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
  set(flags "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}}")
  find_package(Python3 COMPONENTS Interpreter)
  if(CMAKE_SYSTEM_NAME STREQUAL Linux AND Python3_FOUND AND NOT flags MATCHES "-fsanitize")
    add_library(waitlist_faults MODULE faults/faults.cpp faults/plan.cpp faults/trial.cpp)
    target_compile_features(waitlist_faults PRIVATE cxx_std_20)
    target_link_libraries(waitlist_faults PRIVATE waitlist_warnings ${CMAKE_DL_LIBS})
    # It is there before what counts lines is ready.
    target_compile_options(waitlist_faults PRIVATE -fno-profile-arcs -fno-test-coverage)
    set_target_properties(waitlist_faults PROPERTIES UNITY_BUILD OFF)
    add_test(NAME cli.faults
             COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/faults/try_faults.py"
                     $<TARGET_FILE:waitlist_cli> $<TARGET_FILE:waitlist_faults>
                     "${CMAKE_CURRENT_BINARY_DIR}/cli/faults" --sample
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    # What counts lines writes when a copy ends: not over the counts of the other tests.
    set_tests_properties(
      cli.faults PROPERTIES LABELS cli COST 200 ENVIRONMENT
      "GCOV_PREFIX=${CMAKE_CURRENT_BINARY_DIR}/cli/faults/lines;GCOV_ERROR_FILE=/dev/null")
  endif()

  # The published JSON Schemas say the same as the readers.
  add_test(NAME schemas
           COMMAND python3 "${CMAKE_CURRENT_SOURCE_DIR}/oracle/check_schemas.py"
                   $<TARGET_FILE:waitlist_cli>
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(schemas PROPERTIES LABELS schemas COST 40)
  add_test(NAME schemas.mapping
           COMMAND python3 "${CMAKE_CURRENT_SOURCE_DIR}/oracle/check_mapping_schema.py"
                   $<TARGET_FILE:waitlist_cli>
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(schemas.mapping PROPERTIES LABELS schemas)
  # Workbooks as other programs write them. What packages add to Python is the system's own alone.
  find_program(system_python python3 PATHS /usr/bin NO_DEFAULT_PATH)
  if(NOT system_python)
    set(system_python python3)
  endif()
  add_test(NAME schemas.workbooks
           COMMAND ${system_python} "${CMAKE_CURRENT_SOURCE_DIR}/oracle/check_workbooks.py"
                   $<TARGET_FILE:waitlist_cli> "${CMAKE_CURRENT_BINARY_DIR}/cli/workbooks"
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(schemas.workbooks PROPERTIES LABELS schemas)
  # The tutorial does what it says, and its commands print what it shows.
  add_test(NAME cli.tutorial
           COMMAND python3 "${CMAKE_CURRENT_SOURCE_DIR}/cli/tutorial.py"
                   $<TARGET_FILE:waitlist_cli> "${CMAKE_CURRENT_BINARY_DIR}/cli/tutorial"
                   "${PROJECT_SOURCE_DIR}/docs/tutorial/first-list.md"
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(cli.tutorial PROPERTIES LABELS cli)
  # What tests/published expects is what the rules give.
  add_test(NAME schemas.published
           COMMAND python3 "${CMAKE_CURRENT_SOURCE_DIR}/published/rules.py" --check)
  set_tests_properties(schemas.published PROPERTIES LABELS schemas)

  # Rates that are fractions, and months and years: the same from a second program and from SQL.
  add_test(NAME oracle.waiting
           COMMAND python3 "${CMAKE_CURRENT_SOURCE_DIR}/oracle/check_waiting.py"
                   $<TARGET_FILE:waitlist_cli>
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(oracle.waiting PROPERTIES LABELS schemas COST 40)

  # The case that loses most, held against every case of a tiny schema, scored from the page alone.
  add_test(NAME oracle.witness
           COMMAND python3 "${CMAKE_CURRENT_SOURCE_DIR}/oracle/search_witness.py"
                   $<TARGET_FILE:waitlist_cli> --pairs 25
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(oracle.witness PROPERTIES LABELS schemas COST 40)
endif()
