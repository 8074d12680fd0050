# Run after a program of tests was built: lists its suites and writes a ctest test for each.
# -D program=FILE -D file=WHERE -D left_out=GTEST_FILTER -D properties=NAME;VALUE...
set(but "")
if(left_out)
    set(but ":-${left_out}")
endif()
execute_process(COMMAND ${program} --gtest_list_tests "--gtest_filter=*${but}"
                OUTPUT_VARIABLE listing ERROR_VARIABLE complaint RESULT_VARIABLE result TIMEOUT 60)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "${program} cannot list its tests: ${complaint}")
endif()
string(REGEX REPLACE "[];[]" "_" listing "${listing}") # in what follows the names, and special to CMake
string(REPLACE "\n" ";" lines "${listing}")
set(tests "")
foreach(line IN LISTS lines)
    if(line MATCHES "^([A-Za-z0-9_/]+)\\.( |$)") # "Suite.  # TypeParam = ..."; its cases are indented
        set(suite ${CMAKE_MATCH_1})
        string(APPEND tests "add_test([=[${suite}]=] [=[${program}]=] --gtest_brief=1 [=[--gtest_filter=${suite}.*${but}]=])\n"
                            "set_tests_properties([=[${suite}]=] PROPERTIES ${properties})\n")
    endif()
endforeach()
file(WRITE ${file} "${tests}")
