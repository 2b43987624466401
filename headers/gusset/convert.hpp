// Conversions between host values and C++ types. A type of your own joins in by specialising gusset::convert:
//
//   template <> struct gusset::convert<Colour> {
//     static object to(const Colour &c) { return gusset::to_object(c.rgba); }
//     static Colour from(const object &o) { return Colour(gusset::from_object<uint32_t>(o)); }
//   };
//
// Either function may be missing; the type then crosses one way only.
#ifndef GUSSET_CONVERT_HPP
#define GUSSET_CONVERT_HPP

#include "exception.hpp"
#include "object.hpp"

#include <array>
#include <deque>
#include <filesystem>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace gusset {

// What it makes of a host value that is to be a T.
template <class T> using received = decltype(convert<T>::from(std::declval<const object &>()));

// Whether a type crosses that way. Concepts where there are any: they are asked again where a conversion may have been
// added since (cpp/instantiations.cpp), while a variable keeps its answer. What builds on these is no variable either.
#if __cpp_concepts >= 201907L
template <class T>
concept to_host = std::is_same_v<converted<T>, object>;
template <class T>
concept from_host = std::is_same_v<received<T>, T>;
#else
template <class T, class = object> constexpr bool to_host = false;
template <class T> constexpr bool to_host<T, converted<T>> = true;
template <class T, class = T> constexpr bool from_host = false;
template <class T> constexpr bool from_host<T, received<T>> = true;
#endif

template <class T, std::enable_if_t<to_host<T>, int> = 0> object to_object(const T &value) {
  inside here;
  return convert<T>::to(value);
}
template <class T, std::enable_if_t<from_host<T>, int> = 0> T from_object(const object &value) {
  inside here;
  return convert<T>::from(value);
}

// The name of a type as Clang writes it.
template <class T> constexpr std::string_view type_name() {
  std::string_view name = __PRETTY_FUNCTION__;
  name.remove_prefix(name.find('=') + 2);
  name.remove_suffix(1);
  return name;
}

template <class T> [[noreturn]] void refuse(const object &value) {
  auto name = type_name<T>();
  throw exception(object::adopt(gusset_bad_conversion(value.word(), name.data(), name.size())));
}

// ── Scalars ───────────────────────────────────────────────────────────────────────────────────────────────────────

template <> struct convert<object> {
  static object to(const object &value) { return value; }
  static object from(const object &value) { return value; }
};

// The keys of a map's elements.
template <class T>
struct convert<const T, std::enable_if_t<std::is_class_v<T> && sizeof(convert<T>) != 0>> : convert<T> {};

template <> struct convert<bool> {
  static object to(bool value) { return object::adopt(gusset_from_bool(value)); }
  static bool from(const object &value) {
    int found;
    if (gusset_to_bool(value.word(), &found))
      refuse<bool>(value);
    return found != 0;
  }
};

// An element of a std::vector<bool>.
template <> struct convert<std::vector<bool>::reference> {
  static object to(const std::vector<bool>::reference &value) { return convert<bool>::to(value); }
};

template <> struct convert<std::nullptr_t> {
  static object to(std::nullptr_t) { return object(); }
  static std::nullptr_t from(const object &value) {
    if (!value.is_nil())
      refuse<std::nullptr_t>(value);
    return nullptr;
  }
};

// `u8'a'` is a char8_t; before C++20, which brought that type, a char.
template <class T>
constexpr bool character =
    std::is_same_v<T, char> || std::is_same_v<T, wchar_t> || std::is_same_v<T, decltype(u8'a')> ||
    std::is_same_v<T, char16_t> || std::is_same_v<T, char32_t>;

template <class T> struct convert<T, std::enable_if_t<character<T>>> {
  static object to(T value) {
    return object::adopt(gusset_from_char(static_cast<uint32_t>(static_cast<std::make_unsigned_t<T>>(value))));
  }
  static T from(const object &value) {
    uint32_t found;
    int64_t number;
    if (gusset_to_char(value.word(), &found) == 0)
      return static_cast<T>(found);
    if (gusset_to_int(value.word(), &number) || static_cast<int64_t>(static_cast<T>(number)) != number)
      refuse<T>(value);
    return static_cast<T>(number);
  }
};

template <class T> constexpr bool wide = std::is_same_v<T, __int128> || std::is_same_v<T, unsigned __int128>;

template <class T>
struct convert<T, std::enable_if_t<std::is_integral_v<T> && !character<T> && !std::is_same_v<T, bool> && !wide<T>>> {
  static object to(T value) {
    if constexpr (std::is_signed_v<T>)
      return object::adopt(gusset_from_int(value));
    else
      return object::adopt(gusset_from_uint(value));
  }
  static T from(const object &value) {
    if constexpr (std::is_signed_v<T>) {
      int64_t found;
      if (gusset_to_int(value.word(), &found) || found < std::numeric_limits<T>::min() ||
          found > std::numeric_limits<T>::max())
        refuse<T>(value);
      return static_cast<T>(found);
    } else {
      uint64_t found;
      if (gusset_to_uint(value.word(), &found) || found > std::numeric_limits<T>::max())
        refuse<T>(value);
      return static_cast<T>(found);
    }
  }
};

template <class T> struct convert<T, std::enable_if_t<wide<T>>> {
  static constexpr bool is_signed = std::is_same_v<T, __int128>;
  static object to(T value) {
    uint64_t halves[] = {static_cast<uint64_t>(value), static_cast<uint64_t>(value >> 64)};
    return object::adopt(gusset_from_wide(halves, is_signed));
  }
  static T from(const object &value) {
    uint64_t halves[2];
    if (gusset_to_wide(value.word(), halves, is_signed))
      refuse<T>(value);
    return static_cast<T>(static_cast<unsigned __int128>(halves[1]) << 64 | halves[0]);
  }
};

template <class T> struct convert<T, std::enable_if_t<std::is_floating_point_v<T>>> {
  static object to(T value) { return object::adopt(gusset_from_double(static_cast<double>(value))); }
  static T from(const object &value) {
    double found;
    if (gusset_to_double(value.word(), &found))
      refuse<T>(value);
    return static_cast<T>(found);
  }
};

template <class T> struct convert<T, std::enable_if_t<std::is_enum_v<T>>> {
  using number = std::underlying_type_t<T>;
  static object to(T value) { return to_object(static_cast<number>(value)); }
  static T from(const object &value) { return static_cast<T>(from_object<number>(value)); }
};

// ── Strings ───────────────────────────────────────────────────────────────────────────────────────────────────────

// The bytes of a string_view live as long as the value.
template <class T> T text_of(const object &value) {
  const char *data;
  size_t size;
  if (gusset_to_string(value.word(), &data, &size))
    refuse<T>(value);
  return T(data, size);
}

template <> struct convert<std::string_view> {
  static object to(std::string_view value) { return object::adopt(gusset_from_string(value.data(), value.size())); }
  static std::string_view from(const object &value) { return text_of<std::string_view>(value); }
};

template <> struct convert<std::string> {
  static object to(const std::string &value) { return to_object(std::string_view(value)); }
  static std::string from(const object &value) { return text_of<std::string>(value); }
};

template <> struct convert<std::filesystem::path> {
  static object to(const std::filesystem::path &value) { return to_object(value.string()); }
  static std::filesystem::path from(const object &value) { return from_object<std::string>(value); }
};

template <> struct convert<const char *> {
  static object to(const char *value) { return value ? to_object(std::string_view(value)) : object(); }
};

inline object::object(const char *text) : object(convert<const char *>::to(text)) {}

template <> struct convert<char *> {
  static object to(const char *value) { return to_object(value); }
};

// ── Pointers: boxes ───────────────────────────────────────────────────────────────────────────────────────────────

// Of those to functions, the ones that host functions convert to are in callable.hpp.
// Here and below, the condition of a `to` or `from` is on a parameter of its own: else it would be an error, not a no.
template <class T> struct convert<T *> {
  template <class U> static constexpr bool boxed = !std::is_function_v<U> && !std::is_same_v<std::remove_cv_t<U>, char>;
  template <class U = T, std::enable_if_t<boxed<U>, int> = 0> static object to(T *value) {
    if (!value)
      return object();
    auto name = type_name<T>();
    return object::adopt(gusset_from_pointer(const_cast<std::remove_cv_t<T> *>(value), name.data(), name.size()));
  }
  template <class U = T, std::enable_if_t<boxed<U>, int> = 0> static T *from(const object &value) {
    if (value.is_nil())
      return nullptr;
    auto name = type_name<T>();
    void *found;
    if (gusset_to_pointer(value.word(), name.data(), name.size(), &found))
      refuse<T *>(value);
    return static_cast<T *>(found);
  }
};

// ── Collections ───────────────────────────────────────────────────────────────────────────────────────────────────

// The words of a collection, for as long as they are read.
class words {
public:
  using reader = int (*)(gusset_word, gusset_word **, size_t *);
  words(const object &value, reader read) { good = read(value.word(), &data, &count) == 0; }
  words(const words &) = delete;
  ~words() {
    if (good)
      gusset_free_words(data, count);
  }
  explicit operator bool() const { return good; }
  size_t size() const { return count; }
  object operator[](size_t i) const { return object::share(data[i]); }

private:
  gusset_word *data = nullptr;
  size_t count = 0;
  bool good;
};

// Host values being gathered into a collection.
class gathered {
public:
  template <class T> void add(const T &value) {
    kept.push_back(to_object(value));
    raw.push_back(kept.back().word());
  }
  object elements() const { return object::adopt(gusset_from_elements(raw.data(), raw.size())); }
  object entries() const { return object::adopt(gusset_from_entries(raw.data(), raw.size())); }

private:
  std::vector<object> kept;
  std::vector<gusset_word> raw;
};

template <class T> struct convert<std::optional<T>> {
  template <class E = T, std::enable_if_t<to_host<E>, int> = 0> static object to(const std::optional<T> &value) {
    return value ? to_object(*value) : object();
  }
  template <class E = T, std::enable_if_t<from_host<E>, int> = 0> static std::optional<T> from(const object &value) {
    if (value.is_nil())
      return std::nullopt;
    return from_object<T>(value);
  }
};

template <class C> struct convert_sequence {
  using element = typename C::value_type;
  template <class E = element, std::enable_if_t<to_host<E>, int> = 0> static object to(const C &value) {
    gathered all;
    for (const auto &x : value)
      all.add<element>(x);
    return all.elements();
  }
  template <class E = element, std::enable_if_t<from_host<E>, int> = 0> static C from(const object &value) {
    words all(value, gusset_to_elements);
    if (!all)
      refuse<C>(value);
    C made;
    for (size_t i = 0; i < all.size(); i++)
      made.insert(made.end(), from_object<element>(all[i]));
    return made;
  }
};
template <class T, class A> struct convert<std::vector<T, A>> : convert_sequence<std::vector<T, A>> {};
template <class T, class A> struct convert<std::deque<T, A>> : convert_sequence<std::deque<T, A>> {};
template <class T, class A> struct convert<std::list<T, A>> : convert_sequence<std::list<T, A>> {};

template <class C> struct convert_set : convert_sequence<C> {
  template <class E = typename C::value_type, std::enable_if_t<to_host<E>, int> = 0> static object to(const C &value) {
    return object::adopt(gusset_to_set(convert_sequence<C>::to(value).word()));
  }
};
template <class T, class L, class A> struct convert<std::set<T, L, A>> : convert_set<std::set<T, L, A>> {};
template <class T, class H, class E, class A>
struct convert<std::unordered_set<T, H, E, A>> : convert_set<std::unordered_set<T, H, E, A>> {};

template <class T, size_t N> struct convert<std::array<T, N>> {
  template <class E = T, std::enable_if_t<to_host<E>, int> = 0> static object to(const std::array<T, N> &value) {
    gathered all;
    for (const auto &x : value)
      all.add(x);
    return all.elements();
  }
  template <class E = T, std::enable_if_t<from_host<E>, int> = 0,
            std::enable_if_t<std::is_default_constructible_v<E>, int> = 0>
  static std::array<T, N> from(const object &value) {
    words all(value, gusset_to_elements);
    if (!all || all.size() != N)
      refuse<std::array<T, N>>(value);
    std::array<T, N> made{};
    for (size_t i = 0; i < N; i++)
      made[i] = from_object<T>(all[i]);
    return made;
  }
};

template <class C> struct convert_map {
  using key = typename C::key_type;
  using mapped = typename C::mapped_type;
  template <class K = key, class V = mapped, std::enable_if_t<to_host<K> && to_host<V>, int> = 0>
  static object to(const C &value) {
    gathered all;
    for (const auto &[k, v] : value) {
      all.add(k);
      all.add(v);
    }
    return all.entries();
  }
  template <class K = key, class V = mapped, std::enable_if_t<from_host<K> && from_host<V>, int> = 0>
  static C from(const object &value) {
    words all(value, gusset_to_entries);
    if (!all)
      refuse<C>(value);
    C made;
    for (size_t i = 0; i + 1 < all.size(); i += 2)
      made.insert_or_assign(from_object<key>(all[i]), from_object<mapped>(all[i + 1]));
    return made;
  }
};
template <class K, class V, class L, class A>
struct convert<std::map<K, V, L, A>> : convert_map<std::map<K, V, L, A>> {};
template <class K, class V, class H, class E, class A>
struct convert<std::unordered_map<K, V, H, E, A>> : convert_map<std::unordered_map<K, V, H, E, A>> {};

template <class A, class B> struct convert<std::pair<A, B>> {
  template <class X = A, class Y = B, std::enable_if_t<to_host<X> && to_host<Y>, int> = 0>
  static object to(const std::pair<A, B> &value) {
    gathered all;
    all.add(value.first);
    all.add(value.second);
    return all.elements();
  }
  template <class X = A, class Y = B, std::enable_if_t<from_host<X> && from_host<Y>, int> = 0>
  static std::pair<A, B> from(const object &value) {
    words all(value, gusset_to_elements);
    if (!all || all.size() != 2)
      refuse<std::pair<A, B>>(value);
    return {from_object<A>(all[0]), from_object<B>(all[1])};
  }
};

template <class... T> struct convert<std::tuple<T...>> {
  template <bool If = (to_host<T> && ...), std::enable_if_t<If, int> = 0>
  static object to(const std::tuple<T...> &value) {
    gathered all;
    std::apply([&](const T &...each) { (all.add(each), ...); }, value);
    return all.elements();
  }
  template <bool If = (from_host<T> && ...), std::enable_if_t<If, int> = 0>
  static std::tuple<T...> from(const object &value) {
    words all(value, gusset_to_elements);
    if (!all || all.size() != sizeof...(T))
      refuse<std::tuple<T...>>(value);
    return each(all, std::index_sequence_for<T...>());
  }

private:
  template <size_t... I> static std::tuple<T...> each(const words &all, std::index_sequence<I...>) {
    return std::tuple<T...>{from_object<T>(all[I])...};
  }
};

// One way: which alternative a host value would be, it does not say.
template <class... T> struct convert<std::variant<T...>> {
  template <bool If = (to_host<T> && ...), std::enable_if_t<If, int> = 0>
  static object to(const std::variant<T...> &value) {
    return std::visit([](const auto &held) { return to_object(held); }, value);
  }
};
template <> struct convert<std::monostate> {
  static object to(std::monostate) { return object(); }
};

} // namespace gusset
#endif
