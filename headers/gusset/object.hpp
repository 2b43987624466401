// gusset::object, a host value in C++.
#ifndef GUSSET_OBJECT_HPP
#define GUSSET_OBJECT_HPP

#include "runtime.h"

#include <stdexcept>
#include <type_traits>
#include <utility>

namespace gusset {

class result;
template <class T, class = void> struct convert; // convert.hpp

// What gusset::convert makes of a T.
template <class T> using converted = decltype(convert<T>::to(std::declval<const T &>()));

// As C++20 has them in std; the second is for parameters whose type cannot stand before a name (cpp/reify.cpp).
template <class T> using remove_cvref_t = std::remove_cv_t<std::remove_reference_t<T>>;
template <class T> using type_identity_t = T;

// Is inside the engine for as long as it lives: the thread may use host values.
class inside {
public:
  inside() : entered(gusset_enter(&gusset_this_engine)) {
    if (entered < 0)
      throw std::runtime_error("a function of the host was called after its engine had ended");
  }
  ~inside() { gusset_leave(&gusset_this_engine, entered); }
  inside(const inside &) = delete;
  inside &operator=(const inside &) = delete;

private:
  int entered;
};

// A counted handle: the value lives as long as the last of its handles. Its layout is that of the word alone.
class object {
public:
  object() noexcept : bits(gusset_nil()) {}
  object(const object &other) noexcept : bits(other.bits) { gusset_retain(&gusset_this_engine, bits); }
  object(object &&other) noexcept : bits(std::exchange(other.bits, gusset_nil())) {}
  object &operator=(object other) noexcept {
    std::swap(bits, other.bits);
    return *this;
  }
  // A value of any type that the host has a value for.
  template <class T, std::enable_if_t<std::is_same_v<converted<T>, object>, int> = 0>
  object(const T &value) : object((inside(), convert<T>::to(value))) {}
  object(const char *text); // convert.hpp
  ~object() { gusset_release(&gusset_this_engine, bits); }

  // Takes a reference that is the caller's.
  static object adopt(gusset_word word) noexcept {
    object made;
    made.bits = word;
    return made;
  }
  // One more reference to a word that stays where it is.
  static object share(gusset_word word) noexcept {
    gusset_retain(&gusset_this_engine, word);
    return adopt(word);
  }
  gusset_word word() const noexcept { return bits; }
  // Gives the reference away.
  gusset_word leak() noexcept { return std::exchange(bits, gusset_nil()); }
  bool is_nil() const noexcept { return gusset_is_nil(bits) != 0; }
  // As the host's `=`.
  friend bool operator==(const object &a, const object &b) {
    inside here;
    return gusset_equal(a.bits, b.bits) != 0;
  }
  friend bool operator!=(const object &a, const object &b) { return !(a == b); }
  // Calls the value as a function of the host.
  template <class... A> result operator()(A &&...arguments) const;

private:
  gusset_word bits;
};

} // namespace gusset
#endif
