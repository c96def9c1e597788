# Programs that embed the library, as they live: killed, started again.
if(TARGET waitlist_cli AND TARGET case_host)
  add_test(NAME cli.case_host_killed
           COMMAND python3 "${CMAKE_CURRENT_SOURCE_DIR}/hosts/kill_case_host.py"
                   $<TARGET_FILE:case_host> $<TARGET_FILE:waitlist_cli>
                   "${CMAKE_CURRENT_BINARY_DIR}/hosts/case_host"
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(cli.case_host_killed PROPERTIES LABELS cli COST 60)
endif()
