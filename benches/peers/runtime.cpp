// The engine's C functions that the C++ text peer needs of headers/gusset/runtime.h: host values as plain counted
// objects on the heap, so that the text's first frame runs.
#include "gusset/runtime.h"
#include <string>

namespace {
struct Value {
  long references = 1;
  int64_t whole = 0;
  double real = 0.0;
  std::string text;
};

Value *value_of(gusset_word word) { return reinterpret_cast<Value *>(word); }
gusset_word word_of(Value *value) { return reinterpret_cast<gusset_word>(value); }
} // namespace

// There is one thread, which is always inside.
struct gusset_engine {};

extern "C" {
gusset_engine gusset_this_engine;
int gusset_enter(gusset_engine *) { return 0; }
void gusset_leave(gusset_engine *, int) {}

gusset_word gusset_nil(void) { return 0; }
int gusset_is_nil(gusset_word word) { return word == 0; }

void gusset_retain(gusset_engine *, gusset_word word) {
  if (word)
    ++value_of(word)->references;
}

void gusset_release(gusset_engine *, gusset_word word) {
  if (word && --value_of(word)->references == 0)
    delete value_of(word);
}

gusset_word gusset_from_int(int64_t value) { return word_of(new Value{.whole = value}); }
gusset_word gusset_from_double(double value) { return word_of(new Value{.real = value}); }
gusset_word gusset_from_string(const char *data, size_t size) {
  return word_of(new Value{.text = std::string(data, size)});
}

int gusset_to_int(gusset_word word, int64_t *value) {
  *value = value_of(word)->whole;
  return 0;
}

int gusset_to_double(gusset_word word, double *value) {
  *value = value_of(word)->real;
  return 0;
}

int gusset_to_string(gusset_word word, const char **data, size_t *size) {
  *data = value_of(word)->text.c_str();
  *size = value_of(word)->text.size();
  return 0;
}

gusset_word gusset_bad_conversion(gusset_word, const char *type, size_t type_size) {
  return gusset_from_string(type, type_size);
}

gusset_word gusset_message(gusset_word exception) {
  gusset_retain(&gusset_this_engine, exception);
  return exception;
}
}
