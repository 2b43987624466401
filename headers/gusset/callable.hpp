// Host functions as C++ callables: std::function, plain function pointers, and any template that takes a callable.
#ifndef GUSSET_CALLABLE_HPP
#define GUSSET_CALLABLE_HPP

#include "result.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

namespace gusset {

// A box that owns an object made by `new`; `call` is how the host calls it.
template <class T> object own(T *made, gusset_on_object call = nullptr) {
  inside here;
  auto name = type_name<T>();
  auto destroy = [](void **args, void *) {
    ::delete static_cast<T *>(args[0]);
    return 0;
  };
  return object::adopt(gusset_from_object(made, name.data(), name.size(), destroy, call));
}

// An argument of a callback, as the host gets it: converted, or a box of its address where it is of a type that does
// not convert. The box is good for as long as the call. What a `char *` points to may be written, and need not be text:
// it comes in a box, too.
template <class T> object cross(T &&value) {
  using U = remove_cvref_t<T>;
  if constexpr (std::is_same_v<U, char *>)
    return value ? object::adopt(gusset_from_pointer(value, "char", 4)) : object();
  else if constexpr (std::is_array_v<U> && std::is_same_v<std::remove_reference_t<T>, const char[std::extent_v<U>]>)
    return to_object<const char *>(value); // a literal
  else if constexpr (to_host<U>)
    return to_object<U>(value);
  else
    return to_object(std::addressof(value));
}

template <class T> constexpr bool is_object = std::is_class_v<T> || std::is_union_v<T>;

// The same for a parameter that is declared as T. What C++ wants to be changed, a `U &`, comes in a box, whatever the
// type; an object that is the callback's own is the box's.
template <class T> object lend(T &&value) {
  using U = std::remove_reference_t<T>;
  if constexpr (std::is_lvalue_reference_v<T> && !std::is_const_v<U> && std::is_object_v<U> &&
                !std::is_same_v<U, object>) {
    auto name = type_name<U>();
    return object::adopt(gusset_from_pointer(std::addressof(value), name.data(), name.size()));
  } else if constexpr (is_object<T> && !std::is_const_v<T> && !to_host<T> && std::is_move_constructible_v<T>) {
    return own(::new T(std::move(value)));
  } else {
    return cross(std::forward<T>(value));
  }
}

// Whether one of these parameters is a buffer with its length behind it, as `(const char *, size_t)` is: its bytes are
// a text of that length, and need not end in a zero.
template <class T> constexpr bool is_buffer = std::is_same_v<remove_cvref_t<T>, const char *>;
template <class T>
constexpr bool is_length = std::is_same_v<remove_cvref_t<T>, size_t> || std::is_same_v<remove_cvref_t<T>, ssize_t>;
template <class...> constexpr bool has_buffer = false;
template <class A, class B, class... Rest>
constexpr bool has_buffer<A, B, Rest...> = (is_buffer<A> && is_length<B>) || has_buffer<B, Rest...>;

template <class A> void lend_all(object *to, A &&last) { *to = lend<A>(std::forward<A>(last)); }
template <class A, class B, class... Rest> void lend_all(object *to, A &&first, B &&second, Rest &&...rest) {
  if constexpr (is_buffer<A> && is_length<B>)
    *to = first ? object::adopt(gusset_from_string(first, second > 0 ? second : 0)) : object();
  else
    *to = lend<A>(std::forward<A>(first));
  lend_all<B, Rest...>(to + 1, std::forward<B>(second), std::forward<Rest>(rest)...);
}

// Calls a host function with all of these values but the last.
template <size_t N> object call_with(const object &function, const object (&arguments)[N]) {
  gusset_word raw[N];
  for (size_t i = 0; i < N; i++)
    raw[i] = arguments[i].word();
  gusset_word answer;
  int threw = gusset_call(function.word(), raw, N - 1, &answer);
  object owned = object::adopt(answer);
  if (threw == 1)
    throw exception(std::move(owned));
  if (threw == 2)
    std::rethrow_exception(static_cast<detail::captured *>(gusset_exception(owned.word()))->pointer);
  return owned;
}

template <class... A> object call(const object &function, A &&...arguments) {
  inside here;
  if constexpr (has_buffer<A...>) {
    object converted[sizeof...(A) + 1];
    lend_all<const remove_cvref_t<A> &...>(converted, arguments...);
    return call_with(function, converted);
  } else {
    object converted[] = {cross(arguments)..., object()};
    return call_with(function, converted);
  }
}

template <class R, class... A> R call_as(const object &function, A &&...arguments) {
  inside here;
  return receive<R>(gusset::call(function, std::forward<A>(arguments)...));
}

// For a function that is declared `R(A...)`.
template <class R, class... A> R call_declared(const object &function, A &&...arguments) {
  inside here;
  if constexpr (has_buffer<A...>) {
    object converted[sizeof...(A) + 1];
    lend_all<A...>(converted, std::forward<A>(arguments)...);
    return receive<R>(call_with(function, converted));
  } else {
    object converted[] = {lend<A>(std::forward<A>(arguments))..., object()};
    return receive<R>(call_with(function, converted));
  }
}

template <class... A> result object::operator()(A &&...arguments) const {
  return result(gusset::call(*this, std::forward<A>(arguments)...));
}

// Plain function pointers, which carry no data of their own.
template <class R, class... A> struct pointers {
  static R enter(A... arguments) {
    return call_declared<R, A...>(object::share(gusset_callback()), std::forward<A>(arguments)...);
  }
  // What leaves it in spite of its promise ends the program.
  static R enter_nothrow(A... arguments) noexcept { return enter(std::forward<A>(arguments)...); }
  static auto from(const object &function, R (*entry)(A...) = enter) -> R (*)(A...) {
    if (function.is_nil())
      return nullptr;
    inside here;
    auto name = type_name<R(A...)>();
    void *made;
    if (!gusset_to_pointer(function.word(), name.data(), name.size(), &made)) // one of C++'s own
      return reinterpret_cast<R (*)(A...)>(made);
    made = gusset_function_pointer(reinterpret_cast<void *>(entry), function.word());
    if (!made)
      throw std::bad_alloc();
    return reinterpret_cast<R (*)(A...)>(made);
  }
};

// What a host function is to overload resolution, if it takes so many arguments: bit n of `Counts` stands for n.
// `Gives` is what a hint says of its result. The layout is that of gusset::object.
template <unsigned Counts, class Gives = result> class function_of {
  template <class R, class... A> using pointer = R (*)(A...);
  template <class R, class... A> using nothrow_pointer = R (*)(A...) noexcept;
  template <class... A> static constexpr bool takes = sizeof...(A) >= 32 || (Counts >> sizeof...(A) & 1);

public:
  explicit function_of(object callee) : callee(std::move(callee)) {}
  template <class... A, std::enable_if_t<takes<A...>, int> = 0> Gives operator()(A &&...arguments) const {
    if constexpr (std::is_same_v<Gives, result>)
      return result(gusset::call(callee, std::forward<A>(arguments)...));
    else
      return call_as<Gives>(callee, std::forward<A>(arguments)...);
  }
  template <class R, class... A, std::enable_if_t<takes<A...>, int> = 0> operator pointer<R, A...>() const {
    return pointers<R, A...>::from(callee);
  }
  template <class R, class... A, std::enable_if_t<takes<A...>, int> = 0> operator nothrow_pointer<R, A...>() const {
    return convert<nothrow_pointer<R, A...>>::from(callee);
  }
  // Of a result it is not known that it is something to refer to.
  template <class R> static constexpr bool referring = false;
  template <class R> static constexpr bool referring<R &> = !std::is_convertible_v<result, R &>;
  template <class R, class... A,
            std::enable_if_t<takes<A...> && (referring<R> || std::is_same_v<R, const char *>), int> = 0>
  operator std::function<R(A...)>() const {
    return convert<std::function<R(A...)>>::from(callee);
  }
  operator object() const { return callee; }
  const object &held() const { return callee; }

private:
  object callee;
};

// One of which that is not asked.
class function : public function_of<~0u> {
  using function_of::function_of;
};

// As `std::for_each` gives it back.
template <unsigned Counts, class Gives> struct convert<function_of<Counts, Gives>> {
  static object to(const function_of<Counts, Gives> &value) { return value.held(); }
};
template <> struct convert<function> : convert<function_of<~0u>> {};

// A text that C++ is given as a pointer, for as long as the call.
class lent_text {
public:
  explicit lent_text(const object &value)
      : is_null(value.is_nil()), text(is_null ? "" : from_object<std::string>(value)) {}
  operator const char *() const { return is_null ? nullptr : text.c_str(); }

private:
  bool is_null;
  std::string text;
};

// A function of C++ that the host calls (gusset_on_object).
template <class F, class R, class... A> struct called {
  // An argument for a parameter that is declared as T.
  template <class T> static decltype(auto) argument(const object &value) {
    inside here;
    using U = remove_cvref_t<T>;
    constexpr bool is_temporary = std::is_const_v<std::remove_reference_t<T>> || std::is_rvalue_reference_v<T>;
    if constexpr (std::is_same_v<T, const char *>)
      return lent_text(value);
    else if constexpr (std::is_same_v<T, std::string_view> || (std::is_reference_v<T> && is_temporary && from_host<U>))
      return from_object<U>(value); // a view of what the argument holds
    else
      return receive<T>(value);
  }
  template <size_t... I> static object call(F &function, const object *given, std::index_sequence<I...>) {
    using V = std::remove_cv_t<R>;
    if constexpr (std::is_void_v<R>)
      return function(argument<A>(given[I])...), object();
    else if constexpr (is_object<V> && !to_host<V>)
      return own(::new V(function(argument<A>(given[I])...)));
    else
      return give<V>(function(argument<A>(given[I])...));
  }
  template <class V> static object give(V &&made) {
    inside here;
    return lend<V>(std::forward<V>(made));
  }
  // The function itself runs outside: it may wait for another thread that wants to come in.
  static int enter(void **args, void *result) {
    auto *words = static_cast<const gusset_word *>(args[1]);
    size_t count = *static_cast<size_t *>(args[2]);
    if (count != sizeof...(A))
      throw std::invalid_argument("a " + std::string(type_name<F>()) + " takes " + std::to_string(sizeof...(A)) +
                                  (sizeof...(A) == 1 ? " argument, not " : " arguments, not ") + std::to_string(count));
    object given[sizeof...(A) + 1];
    for (size_t i = 0; i < count; i++)
      given[i] = object::share(words[i]);
    object made = call(*reinterpret_cast<F *>(args[0]), given, std::index_sequence_for<A...>());
    *static_cast<gusset_word *>(result) = made.leak();
    return 0;
  }
};

// To the host, a box that can be called.
template <class R, class... A> struct convert<std::function<R(A...)>> {
  using function = std::function<R(A...)>;
  static object to(const function &value) {
    return value ? own(::new function(value), called<function, R, A...>::enter) : object();
  }
  static function from(const object &value) {
    if (value.is_nil())
      return {};
    if (auto *held = boxed<const function>(value))
      return *held;
    return [value](A... arguments) -> R { return call_declared<R, A...>(value, std::forward<A>(arguments)...); };
  }
};

template <class R, class... A> struct convert<R (*)(A...)> {
  static object to(R (*value)(A...)) {
    auto name = type_name<R(A...)>();
    return !value ? object()
                  : object::adopt(gusset_from_object(reinterpret_cast<void *>(value), name.data(), name.size(), nullptr,
                                                     called<R(A...), R, A...>::enter));
  }
  static auto from(const object &value) -> R (*)(A...) { return pointers<R, A...>::from(value); }
};

template <class R, class... A> struct convert<R (*)(A...) noexcept> {
  static object to(R (*value)(A...) noexcept) { return convert<R (*)(A...)>::to(value); }
  static auto from(const object &value) -> R (*)(A...) noexcept {
    using all = pointers<R, A...>;
    return reinterpret_cast<R (*)(A...) noexcept>(all::from(value, all::enter_nothrow));
  }
};

} // namespace gusset
#endif
