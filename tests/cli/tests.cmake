# The command line as a user meets it: what it prints, where, and with which exit status.
if(TARGET waitlist_cli)
  foreach(script IN ITEMS commands mapping output_files policy_new short_memory
                          hard_to_break)
    add_test(NAME cli.${script}
             COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/cli/${script}.sh" $<TARGET_FILE:waitlist_cli>
                     "${CMAKE_CURRENT_BINARY_DIR}/cli/${script}"
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(cli.${script} PROPERTIES LABELS cli COST 100)
  endforeach()

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
endif()
