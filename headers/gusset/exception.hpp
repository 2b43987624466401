// Exceptions between host and C++.
#ifndef GUSSET_EXCEPTION_HPP
#define GUSSET_EXCEPTION_HPP

#include "object.hpp"

#include <exception>
#include <forward_list>
#include <stdexcept>
#include <string>

namespace gusset {

// A host exception on its way through C++ frames: also caught as the gusset::object that was thrown. Back in the host
// it is the same host exception again.
class exception : public std::exception, public object {
public:
  explicit exception(object thrown) : object(std::move(thrown)) {
    object text = object::adopt(gusset_message(word()));
    const char *data;
    size_t size;
    if (gusset_to_string(text.word(), &data, &size) == 0)
      message.assign(data, size);
  }
  const object &value() const noexcept { return *this; }
  const char *what() const noexcept override { return message.c_str(); }

private:
  std::string message;
};

namespace detail {

// An exception that a wrapper captured, as compiled clauses see it.
struct captured {
  std::exception_ptr pointer;
  // Pointers that were caught.
  std::forward_list<void *> pointers;
};

} // namespace detail
} // namespace gusset
#endif
