// The prelude and its precompiled header; see prelude.hpp.
#include "prelude.hpp"
#include "clang.hpp"
#include "clang/Basic/Version.h"

#include <atomic>
#include <unistd.h>

using namespace clang;
namespace fs = llvm::sys::fs;

namespace gusset {

std::string resource_directory() {
  // Where the build found it; else where Debian's packages and LLVM's own put it.
  for (const char *at : {GUSSET_RESOURCE_DIR, "/usr/lib/llvm-22/lib/clang/22", "/usr/local/lib/clang/22"})
    if (fs::is_directory(at))
      return at;
  return GUSSET_RESOURCE_DIR;
}

static std::string prelude_text(bool standard_headers) {
  std::string text;
  if (standard_headers)
    for (const char *header :
         {"algorithm", "array",   "atomic",        "chrono",        "climits", "cmath",     "compare",    "cstdint",
          "cstdio",    "cstdlib", "iomanip",       "iostream",      "sstream", "cstring",   "functional", "limits",
          "map",       "memory",  "numeric",       "optional",      "set",     "stdexcept", "string",     "string_view",
          "thread",    "tuple",   "unordered_map", "unordered_set", "utility", "variant",   "vector"})
      text += std::string("#include <") + header + ">\n";
  return text + "#include <gusset/prelude.hpp>\n";
}

// A name that changes with everything that the precompiled header depends on.
static std::string key(const std::vector<std::string> &arguments, const std::string &headers, const std::string &text) {
  std::string all = getClangFullVersion() + "\n" + text;
  for (auto &a : arguments)
    all += "\n" + a;
  auto stamp = [&](llvm::StringRef path) {
    fs::file_status status;
    if (!fs::status(path, status))
      all += "\n" + path.str() + " " + std::to_string(status.getSize()) + " " +
             std::to_string(status.getLastModificationTime().time_since_epoch().count());
  };
  std::error_code error;
  std::vector<std::string> ours;
  for (fs::directory_iterator at(headers + "/gusset", error), end; at != end && !error; at.increment(error))
    ours.push_back(at->path());
  llvm::sort(ours);
  for (auto &path : ours)
    stamp(path);
  // The standard library: an upgrade replaces the directory.
  for (int version = 9; version < 20; version++)
    stamp("/usr/include/c++/" + std::to_string(version) + "/vector");
  stamp("/usr/include/stdlib.h");
  return llvm::utohexstr(llvm::xxh3_64bits(all));
}

// A whole precompiled header: one cut short, by a full disk for instance, would end Clang.
static bool usable(const std::string &precompiled) {
  auto file = llvm::MemoryBuffer::getFile(precompiled, false, false);
  return file && (*file)->getBuffer().starts_with("CPCH") && (*file)->getBufferSize() > 4096;
}

static bool build(const std::vector<std::string> &arguments, const std::string &source, const std::string &output) {
  IncrementalCompilerBuilder builder;
  std::vector<const char *> pointers;
  for (auto &a : arguments)
    pointers.push_back(a.c_str());
  builder.SetCompilerArgs(pointers);
  auto compiler = builder.CreateCpp();
  if (!compiler) {
    llvm::consumeError(compiler.takeError());
    return false;
  }
  CompilerInstance &CI = **compiler;
  CI.getLangOpts().IncrementalExtensions = false;
  IgnoringDiagConsumer ignore;
  CI.getDiagnostics().setClient(&ignore, false);
  FrontendOptions &options = CI.getFrontendOpts();
  options.Inputs = {FrontendInputFile(
      source, InputKind(Language::CXX, InputKind::Source, false, InputKind::HeaderUnit_None, /*Header=*/true))};
  options.ProgramAction = frontend::GeneratePCH;
  options.OutputFile = output;
  options.UseTemporary = false;
  CI.getPreprocessorOpts().RetainRemappedFileBuffers = false;
  CI.getLangOpts().CompilingPCH = true;
  CI.getLangOpts().PCHInstantiateTemplates = true;
  GeneratePCHAction action;
  return CI.ExecuteAction(action) && usable(output);
}

Prelude prepare_prelude(const std::vector<std::string> &arguments, const std::string &headers, const std::string &cache,
                        bool standard_headers) {
  Prelude prelude;
  prelude.text = prelude_text(standard_headers);
  if (cache.empty() || fs::create_directories(cache))
    return prelude;
  std::string name = cache + "/prelude-" + key(arguments, headers, prelude.text);
  std::string header = name + ".hpp", precompiled = name + ".pch";
  if (!usable(precompiled)) {
    // Written aside and renamed, so that two processes can do it at once. The header itself has to stay: positions
    // in the precompiled header refer to it.
    static std::atomic<unsigned> made = 0;
    std::string own = "." + std::to_string(getpid()) + "." + std::to_string(made++);
    auto write = [](const std::string &path, const std::string &text) {
      std::error_code error;
      llvm::raw_fd_ostream file(path, error);
      if (!error)
        file << text;
      return !error;
    };
    if (!fs::exists(header) && (!write(header + own, prelude.text) || fs::rename(header + own, header)))
      return prelude;
    if (!build(arguments, header, precompiled + own) || fs::rename(precompiled + own, precompiled)) {
      fs::remove(precompiled + own);
      return prelude;
    }
  }
  prelude.arguments = {"-include-pch", precompiled};
  return prelude;
}

} // namespace gusset
