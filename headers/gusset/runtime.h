/* What the engine offers compiled C++: plain C functions on host values ("words", decision D4). C++ code uses
 * gusset/object.hpp and gusset/convert.hpp instead. The implementation is src/interop/runtime.rs.
 *
 * A word that is given out belongs to whoever gets it; one that is passed in stays the caller's. */
#ifndef GUSSET_RUNTIME_H
#define GUSSET_RUNTIME_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t gusset_word;

/* The engine of the code that names it. */
typedef struct gusset_engine gusset_engine;
extern gusset_engine gusset_this_engine;

/* Values belong to whichever thread is inside their engine, one at a time. The engine's own thread lets others in while
 * it runs C++, and comes back in by itself for each function here; a thread that C++ started has to enter, which may
 * take until the engine's thread gets to it, and to leave with what entering gave. -1: the engine has ended. */
int gusset_enter(gusset_engine *engine);
void gusset_leave(gusset_engine *engine, int entered);

/* These two enter by themselves, and do nothing once the engine has ended. */
void gusset_retain(gusset_engine *engine, gusset_word word);
void gusset_release(gusset_engine *engine, gusset_word word);

gusset_word gusset_nil(void);
gusset_word gusset_from_bool(int value);
gusset_word gusset_from_int(int64_t value);
gusset_word gusset_from_uint(uint64_t value);
/* Of 128 bits in two halves, the lower first. */
gusset_word gusset_from_wide(const uint64_t halves[2], int is_signed);
gusset_word gusset_from_double(double value);
gusset_word gusset_from_char(uint32_t code_point);
gusset_word gusset_from_string(const char *data, size_t size);
/* A vector of `count` words; a map of `count` words, keys and values in turn. The words stay the caller's. */
gusset_word gusset_from_elements(const gusset_word *words, size_t count);
gusset_word gusset_from_entries(const gusset_word *words, size_t count);
/* The set of a vector's elements. */
gusset_word gusset_to_set(gusset_word vector);
/* A box that holds a pointer and the name of the type that it points to. */
gusset_word gusset_from_pointer(void *pointer, const char *type, size_t type_size);
/* The same of an object that is the box's own: `destroy`, unless null, ends it with the last reference. `call`, unless
 * null, is how the host calls it: with the object, the words of the arguments, and the address of their number, it
 * stores the word of the result. Both get an array of addresses, the object's first, and give 0, or throw. */
typedef int (*gusset_on_object)(void **args, void *result);
gusset_word gusset_from_object(void *object, const char *type, size_t type_size, gusset_on_object destroy,
                               gusset_on_object call);

/* 1 or 0. */
int gusset_is_nil(gusset_word word);
/* As the host's `=`. */
int gusset_equal(gusset_word a, gusset_word b);

/* Each gives 0, or 1 where the value is of another sort or does not fit. */
int gusset_to_bool(gusset_word word, int *value);
int gusset_to_int(gusset_word word, int64_t *value);
int gusset_to_uint(gusset_word word, uint64_t *value);
int gusset_to_wide(gusset_word word, uint64_t halves[2], int is_signed);
int gusset_to_double(gusset_word word, double *value);
int gusset_to_char(gusset_word word, uint32_t *code_point);
/* The bytes live as long as the word. */
int gusset_to_string(gusset_word word, const char **data, size_t *size);
/* The elements of a sequential collection or set, or the keys and values of a map in turn: an array of words that
 * all belong to the caller, to be given back with gusset_free_words. */
int gusset_to_elements(gusset_word word, gusset_word **words, size_t *count);
int gusset_to_entries(gusset_word word, gusset_word **words, size_t *count);
void gusset_free_words(gusset_word *words, size_t count);
int gusset_to_pointer(gusset_word word, const char *type, size_t type_size, void **pointer);

/* The exception that stands for an undefined division of integers: by zero, or with a result that overflows. */
gusset_word gusset_bad_division(int by_zero);

/* The exception that stands for a value that does not convert to the C++ type of this name. */
gusset_word gusset_bad_conversion(gusset_word word, const char *type, size_t type_size);

/* Calls a host function. 0 with its result; 1 with the host exception that it threw; 2 with a C++ exception that passed
 * through it, whose gusset::detail::captured is at gusset_exception(result). */
int gusset_call(gusset_word function, const gusset_word *arguments, size_t count, gusset_word *result);
void *gusset_exception(gusset_word exception);
/* What a host exception says, as a string. */
gusset_word gusset_message(gusset_word exception);

/* A plain function pointer for a host function: code that notes the function and goes on at `enter`, a C++ function of
 * the pointer's type, which finds out by gusset_callback which host function it is to call. Null where there is no
 * memory for code. The function stays referenced for as long as the engine lives, since C++ may call it at any time. */
void *gusset_function_pointer(void *enter, gusset_word function);
gusset_word gusset_callback(void);

#ifdef __cplusplus
}
#endif
#endif
