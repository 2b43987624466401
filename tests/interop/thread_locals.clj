; Thread-local variables: of the text, with initialisers, and of shared libraries (std::call_once has some).
(ns thread-locals (:include "future" "mutex"))
(cpp/raw "inline int tick() { static thread_local int n = 40; return ++n; }
inline thread_local int plain = 5;
inline int computed() { return 42; }
thread_local int second = computed();
struct Counted { int value; Counted() : value(9) {} ~Counted() {} };
inline thread_local Counted dynamic;
inline int bump() { dynamic.value++; return ++plain + dynamic.value; }")
(defn step [] (+ (cpp/tick) (cpp/bump)))
[(step) (step)] ;=> [57 60]
(dotimes [_ 200] (step))
[cpp/plain (.-value cpp/dynamic) cpp/second] ;=> [207 211 42]
(cpp/raw "thread_local Counted later; inline int in_thread(int (*f)()) { int n = 0; std::thread([&] { n = f(); }).join(); return n; }")
[(.-value cpp/later) (cpp/in_thread cpp/tick) (cpp/in_thread cpp/bump)] ;=> [9 41 16]
(let [p (#cpp (std.promise int)) f (.get_future p)] (.set_value p 3) (.get f)) ;=> 3
