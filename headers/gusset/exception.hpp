// Exceptions between host and C++.
#ifndef GUSSET_EXCEPTION_HPP
#define GUSSET_EXCEPTION_HPP

#include "object.hpp"

#include <exception>
#include <stdexcept>
#include <string>

namespace gusset {

// A host exception on its way through C++ frames. Back in the host it is the same host exception again.
class exception : public std::exception {
public:
  explicit exception(object value) noexcept : thrown(std::move(value)) {}
  const object &value() const noexcept { return thrown; }
  const char *what() const noexcept override { return "an exception of the host language"; }

private:
  object thrown;
};

// A host value that does not convert to the C++ type that is wanted.
class conversion_error : public std::invalid_argument {
public:
  using std::invalid_argument::invalid_argument;
};

} // namespace gusset
#endif
