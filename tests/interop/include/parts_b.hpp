#pragma once
struct Part {
  int x = 1;
};
