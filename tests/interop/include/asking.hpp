// What the tests of cpp/doc, cpp/signatures and cpp/members ask about.
#pragma once
#include <cstddef>
#include <string>

/* The answer,
   in two lines. */
#define ASKING_ANSWER 42
#define ASKING_SQUARE(x) ((x) * (x)) // Its argument's square.
#define ASKING_LONGER(first_argument, second_argument)                                                                 \
  (sizeof(first_argument) > sizeof(second_argument) ? sizeof(first_argument) : sizeof(second_argument))
#define ASKING_NOTHING
#define ASKING_API __attribute__((visibility("default")))
// Declares a function, with all that is said of it.
#define ASKING_DECLARE(name) int name(int value = 3)

/// Everything that is asked about.
namespace asking {

struct opaque; // Only declared.

/**
 * A point of the plane.
 *
 *   - x goes right
 *   - y goes up
 */
struct point {
  float x = 0;    ///< To the right.
  float y = 1.5f; // Up.
  unsigned flags : 3;
  static const int dimensions = 2;

  point() = default;
  // From both.
  explicit point(float x, float y = ASKING_ANSWER) noexcept : x(x), y(y) {}
  point(const point &) = delete;
  ~point();

  // ----------------
  // Access by index.
  // ----------------
  float operator[](std::size_t index) const;
  operator bool() const;
  template <class T, int N = 2> T as(T fallback = T()) const;
  virtual void draw(const char *label = NULL) const = 0;
  static point *origin();

  union {
    int whole;
    float part;
  };
  enum class axis : char { horizontal, vertical = 5 };
  struct inner {};
  using value_type = float;

protected:
  int hidden;

private:
  void secret();
};

struct named {
  std::string name;
  void draw(int times);
  void rename(std::string to);

private:
  int secret;
};

// Inherits.
class widget : public named, protected point {
public:
  widget(int id);
  using named::rename;
  void draw(double scale); // Hides the other.
  int id;

private:
  int state;
};

ASKING_API bool button(const char *label, const point &size, bool *open = NULL, void (*changed)(int, float) = nullptr,
                       float color[3] = 0, ...); // Draws a button.
                                                 // True when it is pressed.
// What several have in common.
int over(int value);                     // For int.
double over(double value, double = 0.5); /* For double. */
int undocumented(int), neighbour(int);

inline int defined(int value = ASKING_SQUARE(2)) { return value; } // In one line.

// Of its declaration.
void declared_twice(int value = 1);
void declared_twice(int value);

ASKING_DECLARE(by_macro);

// Adds.
template <class T, class U = int>
  requires(sizeof(T) > 1)
auto add(T left, U &&right) -> decltype(left + right);

enum color {
  red,       // Like blood.
  green = 4, // Like grass.
  /* Like the sky. */
  blue
};
enum class mode { fast, slow };
enum flags : unsigned { all = 0xffffffff };
enum class sign : long { minus = -1 };

inline constexpr double half = 0.5; // One of two.
extern int table[3];

typedef unsigned int identifier; // Of anything.
using point_alias = point;
typedef struct {
  int left, right;
} pair_of_ints;

// A box for one.
template <class T, int N = 1> struct box : named {
  T value;
  box(T value);
  T &get();
};
// A box for truth.
template <int N> struct box<bool, N> {
  bool bit;
};
using int_box = box<int>;

inline namespace current {
void in_inline_namespace();
}
namespace {
int without_namespace;
}
namespace nested {
int deep(int); // Deep down.
}
namespace short_name = nested;
namespace user {
using asking::over;
using namespace asking::nested;
} // namespace user
} // namespace asking

// More of it.
namespace asking {
int more();
}

extern "C" {
int asking_from_c(int value); // From C.
}
