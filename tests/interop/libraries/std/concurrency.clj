; Threads, futures and coroutines of C++. Host functions run on them, too.
(ns concurrency (:include "deque" "vector" "string" "chrono" "latch" "condition_variable" "stop_token" "thread" "future" "mutex" "atomic" "coroutine"))
(cpp/raw "namespace conc { inline std::atomic<int> sum{0}; inline void add(int n) { sum += n; }
            template <class F> int on_a_thread(F f) { int r = 0; std::string why; std::thread t([&] { try { r = f(); } catch (const std::exception &e) { why = e.what(); } }); t.join(); if (!why.empty()) throw std::runtime_error(why); return r; } }")
(let [t (cpp/std.thread cpp/conc.add 5) u (cpp/std.thread cpp/conc.add 6)] (.join t) (.join u) (cpp/.load cpp/conc.sum)) ;=> 11
(let [f (cpp/std.async cpp/std.launch.async cpp/conc.add 4)] (.get f) (.load cpp/conc.sum)) ;=> 15
(.get (cpp/std.async cpp/std.launch.deferred (fn [] 42))) ;=> 42
(.get (cpp/std.async cpp/std.launch.async (fn [] 42))) ;=> 42
(cpp/conc.on_a_thread (fn [] 42)) ;=> 42
(let [m (cpp/std.mutex)] (let [lock (#cpp (std.lock_guard std.mutex) m)] (.try_lock m))) ;=> false
(cpp/raw "namespace conc { inline int seen = 0; struct Task { struct promise_type { Task get_return_object() { return {}; }
            std::suspend_never initial_suspend() { return {}; } std::suspend_never final_suspend() noexcept { return {}; }
            void unhandled_exception() {} void return_void() {} }; };
            inline Task start(int n) { seen = n; co_await std::suspend_never{}; seen += 1; co_return; } }")
(do (cpp/conc.start 6) cpp/conc.seen) ;=> 7

; Threads of C++ functions that share data behind a mutex, and what goes with them.
(cpp/raw "namespace conc {
  struct Account { std::mutex m; int balance = 0; void add(int n) { for (int i = 0; i < n; i++) { std::lock_guard<std::mutex> lock(m); balance++; } } };
  struct Queue { std::mutex m; std::condition_variable filled; std::deque<int> items;
    void push(int i) { { std::lock_guard<std::mutex> lock(m); items.push_back(i); } filled.notify_one(); }
    int pop() { std::unique_lock<std::mutex> lock(m); filled.wait(lock, [&] { return !items.empty(); }); int i = items.front(); items.pop_front(); return i; } };
  inline void produce(Queue &q, int n) { for (int i = 1; i <= n; i++) q.push(i); }
  inline void set(std::promise<std::string> p, int n) { if (n < 0) p.set_exception(std::make_exception_ptr(std::out_of_range(\"negative\"))); else p.set_value(std::to_string(n)); }
  inline int throws(int n) { if (n == 0) throw std::invalid_argument(\"zero\"); return 10 / n; }
  inline thread_local int mine = 1; inline void bump(int &seen) { mine += 5; seen = mine; }
  inline void until(std::stop_token t, std::atomic<int> &n) { while (!t.stop_requested()) { n++; std::this_thread::yield(); } }
}")
(let [a (cpp/conc.Account) threads (#cpp (std.vector std.thread))]
  (dotimes [i 4] (.emplace_back threads #cpp (:&member conc.Account add) (cpp/& a) 500))
  (loop [it (.begin threads)] (when (cpp/!= it (.end threads)) (.join it) (recur (cpp/std.next it))))
  [(.-balance a) (.joinable (.front threads))]) ;=> [2000 false]
(let [q (cpp/conc.Queue) t (cpp/std.thread cpp/conc.produce (cpp/std.ref q) 10)]
  (let [sum (loop [i 0 sum 0] (if (< i 10) (recur (inc i) (+ sum (.pop q))) sum))]
    (.join t)
    [sum (.empty (.-items q))])) ;=> [55 true]
(let [p (#cpp (std.promise std.string)) f (.get_future p) t (cpp/std.thread cpp/conc.set (cpp/std.move p) 7)]
  (.join t)
  [(.valid f) (.get f) (.valid f)]) ;=> [true "7" false]
(let [p (#cpp (std.promise std.string)) f (.get_future p) t (cpp/std.thread cpp/conc.set (cpp/std.move p) -7)]
  (.join t)
  (try (str (.get f)) (catch cpp/std.out_of_range e (str "caught " (.what e))))) ;=> "caught negative"
(let [f (cpp/std.async cpp/std.launch.async cpp/conc.throws 0)] (try (.get f) (catch cpp/std.invalid_argument e -1))) ;=> -1
(let [task (#cpp (std.packaged_task (:fn int [int])) cpp/conc.throws) f (.get_future task)]
  (task 5)
  [(cpp/== (.wait_for f (cpp/std.chrono.seconds 0)) cpp/std.future_status.ready) (.get f)]) ;=> [true 2]
(let [f (.share (cpp/std.async cpp/std.launch.async cpp/conc.throws 2)) g (#cpp (std.shared_future int) f)] [(.get f) (.get g) (.get f)]) ;=> [5 5 5]
(let [seen (cpp/int) t (cpp/std.thread cpp/conc.bump (cpp/std.ref seen))] (.join t) [seen cpp/conc.mine]) ;=> [6 1]
(let [n (#cpp (std.atomic int) 0)]
  (let [t (cpp/std.jthread cpp/conc.until (cpp/std.ref n))]
    (loop [] (when (cpp/== (.load n) 0) (cpp/std.this_thread.yield) (recur)))
    (.request_stop t))
  (> (.load n) 0)) ;=> true
(let [n (#cpp (std.atomic int) 5) expected (cpp/int 4)]
  (let [first (.compare_exchange_strong n expected 9)]
    [first expected (.compare_exchange_strong n expected 9) (.load n) (cpp/++ n) (.is_lock_free n)])) ;=> [false 5 true 9 10 true]
(let [a (cpp/std.mutex) b (cpp/std.recursive_mutex)]
  (let [both (cpp/std.scoped_lock a b)] nil)
  (let [lock (#cpp (std.unique_lock std.mutex) a cpp/std.defer_lock)]
    (let [before (.owns_lock lock)] (.lock lock) (let [held (.owns_lock lock)] (.unlock lock) [before held (.owns_lock lock)])))) ;=> [false true false]
(let [t (cpp/std.thread) u (cpp/std.thread cpp/conc.add 0)]
  (cpp/= t (cpp/std.move u))
  (let [j [(.joinable t) (.joinable u)]] (.join t) j)) ;=> [true false]
(let [done (cpp/std.latch 2) t (cpp/std.thread #cpp (:&member std.latch count_down) (cpp/& done) 2)] (.wait done) (.join t) (.try_wait done)) ;=> true
