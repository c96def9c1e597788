# Runs an example twice: it must succeed, say what is expected of it, and say the same again.
foreach(round IN ITEMS 1 2)
  execute_process(COMMAND "${program}" ${arguments} RESULT_VARIABLE result
                  OUTPUT_VARIABLE output_${round} ERROR_VARIABLE errors)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "Exit status ${result}\n${output_${round}}${errors}")
  endif()
endforeach()
if(NOT output_1 STREQUAL output_2)
  message(FATAL_ERROR "Two runs differ")
endif()
if(NOT output_1 MATCHES "${expects}")
  message(FATAL_ERROR "Expected `${expects}` in:\n${output_1}")
endif()
