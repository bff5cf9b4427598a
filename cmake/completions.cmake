# Completions for the shells, which the program writes itself; see man/CMakeLists.txt for the host's tools.
if(MAILLINT_HOST_TOOLS)
  set(program ${MAILLINT_HOST_TOOLS}/maillint)
elseif(CMAKE_CROSSCOMPILING)
  return()
else()
  set(program $<TARGET_FILE:maillint>)
endif()

set(scripts)
foreach(shell bash zsh fish)
  set(script ${PROJECT_BINARY_DIR}/completions/maillint.${shell})
  add_custom_command(OUTPUT ${script}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/completions
    COMMAND ${program} completion ${shell} > ${script}
    DEPENDS maillint VERBATIM COMMENT "Writing the completions for ${shell}")
  list(APPEND scripts ${script})
endforeach()
add_custom_target(completions ALL DEPENDS ${scripts})
install(FILES ${PROJECT_BINARY_DIR}/completions/maillint.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME maillint)
install(FILES ${PROJECT_BINARY_DIR}/completions/maillint.zsh
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _maillint)
install(FILES ${PROJECT_BINARY_DIR}/completions/maillint.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
