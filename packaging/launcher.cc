// The program "maillint" of the self-contained archive: starts the real one with the C library, the
// libraries and the tables of charsets that lie beside it, so that none is needed on the machine.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

/// Where this program lies: /proc tells, or the name that it was called by, or PATH.
std::string own_folder(const char* called) {
  char path[4096];
  const ssize_t length = ::readlink("/proc/self/exe", path, sizeof path);
  std::string self = length > 0 ? std::string(path, static_cast<std::size_t>(length)) : called;
  if (self.find('/') == std::string::npos) {
    const char* search = std::getenv("PATH");
    std::string folders = search == nullptr ? "" : search;
    while (!folders.empty()) {
      const std::size_t end = std::min(folders.find(':'), folders.size());
      const std::string candidate = folders.substr(0, end) + '/' + self;
      if (::access(candidate.c_str(), X_OK) == 0) {
        self = candidate;
        break;
      }
      folders.erase(0, end + 1);
    }
  }
  const std::size_t slash = self.rfind('/');
  return slash == std::string::npos ? "." : self.substr(0, slash);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = own_folder(argc > 0 ? argv[0] : "maillint") + "/lib/maillint";
  const std::string loader = folder + "/ld-linux-x86-64.so.2";
  const std::string program = folder + "/maillint";
  ::setenv("GCONV_PATH", (folder + "/gconv").c_str(), 1);
  std::vector<const char*> words = {loader.c_str(), "--library-path", folder.c_str(),
                                    "--argv0",      "maillint",       program.c_str()};
  for (int i = 1; i < argc; ++i) words.push_back(argv[i]);
  words.push_back(nullptr);
  ::execv(loader.c_str(), const_cast<char* const*>(words.data()));
  std::perror(loader.c_str());
  return 4;
}
