#pragma once
namespace linked {
int add(int a, int b);
extern int state;
} // namespace linked
