// Captures C++ exceptions for the engine. Compiled with exceptions and type information, unlike the rest.
#include "../headers/bridge.h"
#include "../headers/gusset/exception.hpp"

#include <cstddef>
#include <cxxabi.h>
#include <exception>
#include <string>
#include <typeinfo>
#include <unwind.h>

namespace {

struct Captured : gusset::detail::captured {
  std::string type_name, what;
};
thread_local Captured *last = nullptr;

std::string demangled(const std::type_info *type) {
  if (!type)
    return "an exception of another language";
  int status = 0;
  char *name = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
  std::string text = name ? name : type->name();
  free(name);
  return text;
}

gb_string out(const std::string &s) { return {s.data(), s.size()}; }

// The engine's counting, for the handles inside host exceptions.
void (*retain)(uint64_t) = nullptr;
void (*release)(uint64_t) = nullptr;
uint64_t nil = 0;

} // namespace

// Seen by this file alone; compiled code is given the engine's own.
struct gusset_engine {};
extern "C" {
__attribute__((visibility("hidden"))) gusset_engine gusset_this_engine;
__attribute__((visibility("hidden"))) void gusset_retain(gusset_engine *, gusset_word word) { retain(word); }
__attribute__((visibility("hidden"))) void gusset_release(gusset_engine *, gusset_word word) { release(word); }
__attribute__((visibility("hidden"))) gusset_word gusset_nil() { return nil; }
}

void gb_counting(void (*new_retain)(uint64_t), void (*new_release)(uint64_t), uint64_t new_nil) {
  retain = new_retain;
  release = new_release;
  nil = new_nil;
}

// Keeps the exception that is being handled, for gb_exception_take.
static void capture() noexcept {
  auto *captured = new Captured;
  captured->pointer = std::current_exception();
  captured->type_name = demangled(abi::__cxa_current_exception_type());
  try {
    throw;
  } catch (const std::exception &e) {
    captured->what = e.what();
  } catch (const std::string &text) {
    captured->what = text;
  } catch (const char *text) {
    captured->what = text ? text : "";
  } catch (int value) {
    captured->what = std::to_string(value);
  } catch (...) {
  }
  delete last;
  last = captured;
}

int gb_guard(gb_code code, void *const *args, void *ret) {
  try {
    return code(args, ret);
  } catch (...) {
    capture();
    return 1;
  }
}

void gb_caught(void *exception) {
  abi::__cxa_begin_catch(exception);
  capture();
  abi::__cxa_end_catch();
}

bool gb_exception_take(gb_exception *exception) {
  if (!last)
    return false;
  Captured *captured = last;
  last = nullptr;
  *exception = gb_exception{static_cast<gusset::detail::captured *>(captured), out(captured->type_name),
                            out(captured->what), false, 0};
  if (captured->pointer) {
    try {
      std::rethrow_exception(captured->pointer);
    } catch (const gusset::object &host) { // also inside a gusset::exception
      exception->is_host = true;
      exception->host = host.word();
    } catch (...) {
    }
  }
  return true;
}

namespace {

// What the C++ runtime keeps of an exception that is being handled, up to what the unwinder knows it by: Itanium C++
// ABI, "Exception Handling", 2.2.1. Its place is the same in an exception that std::rethrow_exception made.
struct HandledException {
  std::type_info *type;
  void (*destructor)(void *);
  std::terminate_handler unexpected, terminate;
  HandledException *next;
  int handlers;
  int switch_value;
  const char *action;
  const char *language_data;
  void *temporary;
  void *adjusted;
  _Unwind_Exception unwind_header;
};
#ifdef __x86_64__
static_assert(offsetof(HandledException, unwind_header) == 80);
#endif
struct Globals { // __cxa_eh_globals
  HandledException *caught;
  unsigned uncaught;
};

} // namespace

void gb_exception_enter(void *handle) {
  try {
    std::rethrow_exception(static_cast<gusset::detail::captured *>(handle)->pointer);
  } catch (...) {
    // Caught once more than this handler ends, so that it stays the current exception.
    auto *globals = reinterpret_cast<Globals *>(abi::__cxa_get_globals());
    globals->uncaught++; // which beginning to catch it takes back
    abi::__cxa_begin_catch(&globals->caught->unwind_header);
  }
}

void gb_exception_leave() { abi::__cxa_end_catch(); }

bool gb_exception_same(void *a, void *b) {
  return static_cast<gusset::detail::captured *>(a)->pointer == static_cast<gusset::detail::captured *>(b)->pointer;
}

void gb_exception_drop(void *handle) {
  if (!handle)
    return;
  delete static_cast<Captured *>(static_cast<gusset::detail::captured *>(handle));
}
