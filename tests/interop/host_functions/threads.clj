; Host functions on threads that C++ starts: one thread at a time runs code of the engine, the others wait, also the
; engine's own where it is not in C++ itself.
(ns threads (:include "atomic" "chrono" "condition_variable" "functional" "future" "mutex" "thread" "vector"))

; The engine's thread waits in C++.
(def n (atom 0))
(let [t (cpp/std.thread (fn [] (swap! n inc)))] (.join t))
@n ;=> 1
; std::jthread hands what takes any arguments its stop token.
(let [t (cpp/std.jthread (fn [stop] (swap! n inc)))] nil)
@n ;=> 2
(let [f (cpp/std.async cpp/std.launch.async (fn [] (swap! n + 40)))] (.wait f))
@n ;=> 42

; With arguments and results, as what a template, a std::function and a plain pointer make of them.
(cpp/raw "
template <class F> int on_thread(F f) { int result = 0; std::thread([&] { result = f(20, 1.5); }).join(); return result; }
inline std::string text_of(std::function<std::string(std::vector<int>)> f) {
  return std::async(std::launch::async, [&] { return f({1, 2, 3}); }).get();
}
inline long plainly(long (*f)(long)) { return std::async(std::launch::async, f, 20).get(); }
inline char const *literally(char const *(*f)(int), std::string &to) {
  std::thread([&] { to = f(7); }).join();
  return to.c_str();
}")
(cpp/on_thread (fn [i d] (int (* i d)))) ;=> 30
(cpp/text_of (fn [v] (pr-str v (map inc v)))) ;=> "[1 2 3] (2 3 4)"
(cpp/plainly (fn [x] (inc (* 2 x)))) ;=> 41
(let [to (cpp/std.string)] (cpp/literally (fn [i] (str "text " i)) to)) ;=> "text 7"

; Many at once, which count, intern and allocate.
(cpp/raw "
template <class F> void many(int threads, int times, F f) {
  std::vector<std::jthread> all;
  for (int i = 0; i < threads; i++)
    all.emplace_back([=] { for (int j = 0; j < times; j++) f(i, j); });
}")
(def seen (atom {}))
(cpp/many 4 250 (fn [i j] (swap! seen update (keyword (str "thread-" i)) (fnil conj #{}) j)))
(into (sorted-map) (map (fn [[k v]] [k (count v)]) @seen)) ;=> {:thread-0 250, :thread-1 250, :thread-2 250, :thread-3 250}
(def total (atom 0))
(defn work [i j] (swap! total + (reduce + (map #(* % %) (range j)))))
(cpp/many 4 50 work)
(= @total (* 4 (reduce + (for [j (range 50)] (reduce + (map #(* % %) (range j))))))) ;=> true

; What is thread-bound is each thread's own.
(def ^:dynamic *depth* 0)
(binding [*depth* 5] (cpp/on_thread (fn [_ _] *depth*))) ;=> 0
(binding [*depth* 5]
  [(cpp/on_thread (fn [_ _] (binding [*depth* 7] (cpp/on_thread (fn [_ _] *depth*)) *depth*))) *depth*]) ;=> [7 5]

; Threads in threads, and C++ in the host's functions on them.
(defn nest [n] (if (zero? n) 1 (cpp/on_thread (fn [_ _] (inc (nest (dec n)))))))
(nest 10) ;=> 11

; What is in a handle may be copied and given up anywhere.
(cpp/raw "
inline int handles(gusset::object o) {
  std::vector<std::jthread> all;
  for (int i = 0; i < 4; i++)
    all.emplace_back([o] { for (int j = 0; j < 1000; j++) { gusset::object copy = o; gusset::object other = j; copy = other; } });
  return all.size();
}
inline bool equal(gusset::object a, gusset::object b) { return std::async(std::launch::async, [=] { return a == b; }).get(); }")
(cpp/handles [1 "two" :three]) ;=> 4
[(cpp/equal [1 2] '(1 2)) (cpp/equal {:a 1} {:a 2})] ;=> [true false]

; Exceptions come back through the future, the host's as themselves.
(cpp/raw "template <class F> void in_future(F f) { std::async(std::launch::async, [&] { f(); }).get(); }")
(try (cpp/in_future (fn [] (throw (ex-info "from a thread" {:a 1})))) (catch :default e [(ex-message e) (ex-data e)])) ;=> ["from a thread" {:a 1}]
(try (cpp/in_future (fn [] (throw (cpp/std.out_of_range "native")))) (catch cpp/std.exception e (str (.what e)))) ;=> "native"
(try (cpp/in_future (fn [] (try (throw (cpp/std.runtime_error "inside")) (catch cpp/std.exception e (throw (ex-info (str (.what e)) {}))))))
  (catch :default e (ex-message e))) ;=> "inside"
(cpp/in_future (fn [] (cpp/in_future (fn [] (try (nth [] 3) (catch :default e (reset! n (ex-message e))))))))
(string? @n) ;=> true
(defn forever [x] (inc (forever x)))
(try (cpp/in_future (fn [] (forever 1))) (catch :default e (ex-message e))) ;=> "calls are nested too deeply: the recursion has no end, or should be a loop with `recur`"

; A thread that goes on while the engine's is in the host gets its turns at safepoint polls, and in what waits.
(cpp/raw "
struct Ticker {
  std::atomic<bool> go{true};
  std::jthread thread;
  template <class F> explicit Ticker(F f) : thread([this, f] { while (go) { f(); std::this_thread::sleep_for(std::chrono::microseconds(100)); } }) {}
  ~Ticker() { go = false; }
};")
(def ticks (atom 0))
(let [ticker (cpp/Ticker (fn [] (swap! ticks inc)))]
  (loop [i 0] (when (< @ticks 10) (recur (inc i)))))
(>= @ticks 10) ;=> true
(reset! ticks 0)
(let [ticker (cpp/Ticker (fn [] (swap! ticks inc)))]
  (while (< @ticks 10) (Thread/sleep 1)))
(>= @ticks 10) ;=> true

; Both compute for long, in whichever tier: neither starves.
(defn spin [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s (rem i 7))) s)))
(cpp/raw "
template <class F> struct Later {
  std::future<long> result;
  explicit Later(F f) : result(std::async(std::launch::async, [f]() -> long { return f(200000); })) {}
  long get() { return result.get(); }
};")
(let [a (cpp/Later spin) b (cpp/Later spin) mine (spin 200000)]
  [(= mine (.get a)) (= mine (.get b))]) ;=> [true true]

; A worker of the usual kind: a queue of jobs, which are host functions, and a condition variable.
(cpp/raw "
class Worker {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::function<void()>> jobs;
  bool done = false;
  std::thread thread{[this] {
    for (;;) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return done || !jobs.empty(); });
      if (jobs.empty()) return;
      auto job = std::move(jobs.front());
      jobs.erase(jobs.begin());
      lock.unlock();
      job();
    }
  }};
public:
  void post(std::function<void()> job) { { std::lock_guard lock(mutex); jobs.push_back(std::move(job)); } changed.notify_one(); }
  ~Worker() { { std::lock_guard lock(mutex); done = true; } changed.notify_one(); thread.join(); }
};")
(def results (atom []))
(let [worker (cpp/Worker) itself (cpp/& worker)]
  (dotimes [i 100] (.post worker (fn [] (swap! results conj i))))
  (.post worker (fn [] (.post itself (fn [] (swap! results conj :last))))))
[(count @results) (peek @results) (= (pop @results) (range 100))] ;=> [101 :last true]

; An object of a class whose methods are the host's, and a box whose destructor waits for a thread.
(cpp/raw "struct Task { virtual ~Task() = default; virtual int run(int) = 0; };
inline int run_task(Task &t) { return std::async(std::launch::async, [&] { return t.run(4); }).get(); }")
(let [task (cpp/reify cpp/Task (run [this n] (* n n)))] (cpp/run_task task)) ;=> 16
(def box (cpp/own (cpp/std.jthread (fn [stop] (Thread/sleep 5) (reset! n :joined)))))
(def box nil)
@n ;=> :joined
