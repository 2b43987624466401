// Host functions as C++ callables: std::function, plain function pointers, and any template that takes a callable.
#ifndef GUSSET_CALLABLE_HPP
#define GUSSET_CALLABLE_HPP

#include "convert.hpp"

#include <functional>

namespace gusset {

// What a host function gave back: becomes whatever type it is used as.
class result {
public:
  explicit result(object value) : value(std::move(value)) {}
  template <from_host T> operator T() const { return from_object<T>(value); }

private:
  object value;
};

template <class... A> object call(const object &function, const A &...arguments) {
  object converted[] = {to_object<A>(arguments)..., object()};
  gusset_word raw[sizeof...(A) + 1];
  for (size_t i = 0; i < sizeof...(A); i++)
    raw[i] = converted[i].word();
  gusset_word answer;
  int threw = gusset_call(function.word(), raw, sizeof...(A), &answer);
  object owned = object::adopt(answer);
  if (threw)
    throw exception(std::move(owned));
  return owned;
}

template <class R, class... A> R call_as(const object &function, const A &...arguments) {
  object answer = gusset::call(function, arguments...);
  if constexpr (!std::is_void_v<R>)
    return from_object<R>(answer);
}

// Plain function pointers: a fixed number for each signature.
template <class R, class... A> struct pointers {
  static constexpr size_t slots = 32;
  static inline const char signature = 0;
  template <size_t I> static R enter(A... arguments) {
    return call_as<R, A...>(object::share(gusset_callback(&signature, I)), arguments...);
  }
  template <size_t... I> static auto get(size_t slot, std::index_sequence<I...>) {
    static constexpr R (*all[])(A...) = {&enter<I>...};
    return all[slot];
  }
  static auto from(const object &function) -> R (*)(A...) {
    if (function.is_nil())
      return nullptr;
    size_t slot = gusset_callback_slot(&signature, function.word(), slots);
    if (slot >= slots)
      throw conversion_error("too many host functions stand as plain pointers to " + std::string(type_name<R(A...)>()));
    return get(slot, std::make_index_sequence<slots>());
  }
};

template <class T>
concept result_from_host = std::is_void_v<T> || from_host<T>;

// What a host function is to overload resolution. Its layout is that of gusset::object.
class function {
public:
  explicit function(object callee) : callee(std::move(callee)) {}
  template <to_host... A> result operator()(const A &...arguments) const {
    return result(gusset::call(callee, arguments...));
  }
  template <class R, class... A> using pointer = R (*)(A...);
  template <result_from_host R, to_host... A> operator pointer<R, A...>() const {
    return pointers<R, A...>::from(callee);
  }

private:
  object callee;
};

template <class R, class... A>
  requires(result_from_host<R> && (to_host<std::remove_cvref_t<A>> && ...))
struct convert<std::function<R(A...)>> {
  static std::function<R(A...)> from(const object &value) {
    if (value.is_nil())
      return {};
    return [value](A... arguments) -> R { return call_as<R, std::remove_cvref_t<A>...>(value, arguments...); };
  }
};

template <class R, class... A>
  requires(result_from_host<R> && (to_host<std::remove_cvref_t<A>> && ...))
struct convert<R (*)(A...)> {
  static auto from(const object &value) -> R (*)(A...) { return pointers<R, A...>::from(value); }
};

} // namespace gusset
#endif
