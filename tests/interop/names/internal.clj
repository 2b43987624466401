; Variables of internal linkage are made once, whoever mentions them.
(cpp/raw "#include <functional>
inline int made = 0, ended = 0;
struct Counted { int n = 0; Counted() { made++; } ~Counted() { ended++; } };
static Counted counted;
static std::vector<int> numbers{1};
namespace { std::vector<int> hidden{1, 2}; std::string name = std::string(\"na\") + \"me\"; int counter = 5; const double pi = 3.5; int from = int(numbers.size()) + 10; }
static std::vector<int> &referred = numbers;
static std::function<double(double)> objective;
static const std::string text = \"text\";
inline int count_of() { return counted.n; }
inline int size_of() { return int(numbers.size()); }
inline int hidden_size() { return int(hidden.size()); }
inline double apply(double x) { return objective(x); }")
(.push_back cpp/numbers 3)
[(.size cpp/numbers) (cpp/size_of) (.size cpp/referred)] ;=> [2 2 2]
(cpp/= (.-n cpp/counted) 3)
[(cpp/count_of) cpp/made cpp/ended] ;=> [3 1 0]
(cpp/raw "inline int again() { return counted.n + int(numbers.size()); }")
[(cpp/again) cpp/made] ;=> [5 1]
(.push_back cpp/hidden 4)
(cpp/++ cpp/counter)
[(cpp/hidden_size) (str cpp/name) cpp/from cpp/counter cpp/pi (str cpp/text)] ;=> [3 "name" 11 6 3.5 "text"]
(cpp/= cpp/objective (fn [x] (* 2 x)))
(cpp/apply 4.0) ;=> 8.0
(cpp/= cpp/objective nil)
; What fails to be made is made by whoever comes next.
(cpp/raw "int not_there(); static std::vector<int> late(size_t(3)); inline int lacking() { return int(late.size()) + not_there(); }
inline int late_size() { return int(late.size()); }")
(cpp/lacking) ;=! not_there
(cpp/late_size) ;=> 3
; Statics of internal functions are made when they are first called, whoever mentioned them before.
(cpp/raw "static std::vector<int> &cache() { static std::vector<int> v{1, 2, 3}; return v; }
namespace { struct Cached { int size() { static std::vector<int> v{1, 2}; return int(v.size()); } }; }
static thread_local int per_thread = 4;
inline int maybe(bool b) { return b ? int(cache().size()) + Cached().size() + per_thread : -1; }")
(cpp/maybe false) ;=> -1
(cpp/raw "inline int surely() { return int(cache().size()) + Cached().size() + per_thread; }")
(cpp/surely) ;=> 9
; One that cannot be made, since something is missing, is missing itself until it can.
(cpp/raw "int missing_one(); struct Slow { int v; Slow(int v) : v(v) {} ~Slow() {} };
static Slow first_slow(1); static Slow second_slow(missing_one()); static int plain_slow = first_slow.v + 10; Slow outer_slow(missing_one() + 1);
inline int first_of() { return first_slow.v; } inline int second_of() { return second_slow.v; } inline int plain_of() { return plain_slow; }")
[(cpp/first_of) (cpp/plain_of)] ;=> [1 11]
(cpp/second_of) ;=! 'int missing_one()' is declared, but nothing defines it
(.-v cpp/outer_slow) ;=! 'int missing_one()' is declared, but nothing defines it
(cpp/raw "int missing_one() { return 2; }")
[(cpp/second_of) (.-v cpp/outer_slow) (cpp/first_of) (.-v cpp/second_slow)] ;=> [2 3 1 2]
; One whose initialiser throws leaves the name to the next.
(cpp/raw "#include <stdexcept>\nstatic int thrown = [] { if (true) throw std::runtime_error(\"not now\"); return 1; }();") ;=! not now
(cpp/raw "static int thrown = [] { return 5; }();")
cpp/thrown ;=> 5
