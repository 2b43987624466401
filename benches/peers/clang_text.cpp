// The panel's draw function compiled as C++ text by clang::Interpreter, the way live-coding systems on Clang do it:
// every literal is a host value that the project's own conversion header converts at the call. Headers are parsed
// first, and are not counted.
//
// usage: clang_text DRAW_FILE COMPILER_ARGUMENT...
#include "panel_state.hpp"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Interpreter/Interpreter.h"
#include "llvm/Support/TargetSelect.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {
using Draw = void (*)(PanelState &);

// What a compiler of a dynamic language has parsed once: the headers, and how literals become arguments.
constexpr const char *prelude = R"(
#include "panel_state.hpp"
#include "gusset/convert.hpp"
#define TEXT(x) gusset::from_object<std::string>(gusset::to_object<char const *>(x)).c_str()
#define REAL(x) gusset::from_object<float>(gusset::to_object<double>(x))
#define WHOLE(x) gusset::from_object<int>(gusset::to_object<long>(x))
)";

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string read_file(const char *path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

[[noreturn]] void fail(const char *what, llvm::Error error) {
  std::fprintf(stderr, "%s: %s\n", what, llvm::toString(std::move(error)).c_str());
  std::exit(1);
}

// Compiles the function under a name of its own and draws a frame with it, as a system does that cannot replace a
// definition in place.
double define_and_draw(clang::Interpreter &interpreter, const std::string &body, int version, PanelState &state) {
  std::string name = "draw_debug_ui_" + std::to_string(version);
  begin_frame();
  double start = now_ms();
  std::string text = "extern \"C\" void " + name + "(PanelState &state) {\n" + body + "}\n";
  if (llvm::Error error = interpreter.ParseAndExecute(text))
    fail("the draw function", std::move(error));
  llvm::Expected<llvm::orc::ExecutorAddr> address = interpreter.getSymbolAddress(name);
  if (!address)
    fail(name.c_str(), address.takeError());
  address->toPtr<Draw>()(state);
  double ms = now_ms() - start;
  ImGui::Render();
  return ms;
}
} // namespace

int main(int argc, char **argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: clang_text DRAW_FILE COMPILER_ARGUMENT...\n");
    return 2;
  }
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  clang::IncrementalCompilerBuilder builder;
  builder.SetCompilerArgs(std::vector<const char *>(argv + 2, argv + argc));
  auto compiler = builder.CreateCpp();
  if (!compiler)
    fail("the compiler", compiler.takeError());
  auto interpreter = clang::Interpreter::create(std::move(*compiler));
  if (!interpreter)
    fail("the interpreter", interpreter.takeError());
  if (llvm::Error error = (*interpreter)->ParseAndExecute(prelude))
    fail("the headers", std::move(error));

  PanelState state;
  start_imgui();
  std::string body = read_file(argv[1]);
  std::printf("text_cold_ms %f\n", define_and_draw(**interpreter, body, 0, state));
  std::vector<double> times;
  for (int version = 1; version <= 9; ++version)
    times.push_back(define_and_draw(**interpreter, body, version, state));
  std::sort(times.begin(), times.end());
  std::printf("text_redefined_ms %f\n", times[times.size() / 2]);
}
