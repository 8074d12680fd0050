# saccade_launcher(saccade-cli) makes what a person starts of the program that the target saccade-cli-program builds. The
# program's file is named like its target: were it named like the launcher, `ninja saccade-cli` would build it alone.
function(saccade_launcher name)
    set_target_properties(${name}-program PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/libexec/saccade)
    add_executable(${name} ${PROJECT_SOURCE_DIR}/app/launcher/main.cpp)
    add_dependencies(${name} ${name}-program)
    install(TARGETS ${name})
    install(TARGETS ${name}-program DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/saccade)
endfunction()
