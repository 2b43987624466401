// The benchmark's kernels in C++, for clang -O2. Prints `name value` lines. With the argument `frame` it measures only
// a frame of the draw function.
#include "panel_state.hpp"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace {
// Arguments come from volatile memory and results go there, so that no work can be done ahead or left out.
volatile long sink;
volatile int fib_argument = 35;
volatile long sum_limit = 100000000;
volatile int mandelbrot_limit = 200;
volatile long call_count = 100000000;

template <class Function> double median_ns(int runs, Function function) {
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    auto start = std::chrono::steady_clock::now();
    function();
    times.push_back(std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

long fib(long n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

// Without the barrier clang replaces the loop by a formula, and there would be nothing to compare.
long sum(long limit) {
  long total = 0;
  for (long i = 0; i < limit; ++i) {
    total += i;
    asm volatile("" : "+r"(total));
  }
  return total;
}

int escape(double cr, double ci, int limit) {
  double zr = 0, zi = 0;
  int n = 0;
  while (n < limit && zr * zr + zi * zi < 4.0) {
    double next = zr * zr - zi * zi + cr;
    zi = 2.0 * zr * zi + ci;
    zr = next;
    ++n;
  }
  return n;
}

long mandelbrot(int width, int height, int limit) {
  long total = 0;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      total += escape(3.0 * x / width - 2.0, 2.0 * y / height - 1.0, limit);
  return total;
}

__attribute__((noinline)) unsigned bench_opaque(unsigned x) { return x * 1664525u + 1013904223u; }
inline unsigned bench_inline(unsigned x) { return x * 1664525u + 1013904223u; }

// The barrier keeps clang from joining several steps into one.
long call_opaque(long count) {
  unsigned x = 1;
  for (long i = 0; i < count; ++i) {
    x = bench_opaque(x);
    asm volatile("" : "+r"(x));
  }
  return x;
}

long call_inline(long count) {
  unsigned x = 1;
  for (long i = 0; i < count; ++i) {
    x = bench_inline(x);
    asm volatile("" : "+r"(x));
  }
  return x;
}

#define TEXT(x) x
#define REAL(x) static_cast<float>(x)
#define WHOLE(x) x
__attribute__((noinline)) void draw_debug_ui(PanelState &state) {
#include "draw.inc"
}

double frame_ns(PanelState &state) {
  begin_frame();
  double ns = median_ns(1, [&] { draw_debug_ui(state); });
  ImGui::Render();
  return ns;
}

void measure_kernels() {
  std::printf("fib_check %ld\n", fib(20));
  std::printf("fib_ms %f\n", median_ns(5, [] { sink = fib(fib_argument); }) / 1e6);
  std::printf("sum_check %ld\n", sum(100000));
  std::printf("sum_ms %f\n", median_ns(5, [] { sink = sum(sum_limit); }) / 1e6);
  std::printf("mandelbrot_check %ld\n", mandelbrot(80, 60, 200));
  std::printf("mandelbrot_ms %f\n", median_ns(5, [] { sink = mandelbrot(800, 600, mandelbrot_limit); }) / 1e6);
  std::printf("calls_check %ld\n", call_inline(1000));
  double calls = static_cast<double>(call_count);
  std::printf("opaque_ns %f\n", median_ns(5, [] { sink = call_opaque(call_count); }) / calls);
  std::printf("inline_ns %f\n", median_ns(5, [] { sink = call_inline(call_count); }) / calls);
}

void measure_frame() {
  PanelState state;
  start_imgui();
  std::vector<double> frames;
  for (int frame = 0; frame < 1301; ++frame)
    frames.push_back(frame_ns(state));
  frames.erase(frames.begin(), frames.begin() + 300);
  std::sort(frames.begin(), frames.end());
  std::printf("frame_us %f\n", frames[frames.size() / 2] / 1e3);
}
} // namespace

int main(int argc, char **) {
  if (argc == 1)
    measure_kernels();
  measure_frame();
}
