# Compiler flags of our own code only, as a target that the libraries link privately.
add_library(maillint_flags INTERFACE)
target_compile_options(maillint_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wformat=2 -Wimplicit-fallthrough
  -Wno-missing-field-initializers  # designated initializers leave defaults to the record
  $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict>  # GCC 12 sees ghosts in std::string (bug 105651)
  -fstack-protector-strong $<$<CONFIG:Release>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=>)
target_compile_definitions(maillint_flags INTERFACE
  $<$<NOT:$<CONFIG:Release>>:_GLIBCXX_ASSERTIONS>
  $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
if(MAILLINT_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(MAILLINT_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
if(MAILLINT_STATIC)
  add_link_options(-static-libstdc++ -static-libgcc)
endif()
add_link_options(-Wl,-z,relro,-z,now)
