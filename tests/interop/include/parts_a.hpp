// Uses a class that the next header completes, as C++ allows inside of templates until the end of the text.
#pragma once
#include <memory>
struct Part;
struct Whole {
  std::shared_ptr<Part> part;
  void add(Part *made) { part = std::shared_ptr<Part>(made); }
};
