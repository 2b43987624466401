; Threads, futures and coroutines of C++. Host functions run on the engine's own thread alone.
(ns concurrency (:include "thread" "future" "mutex" "atomic" "coroutine"))
(cpp/raw "namespace conc { inline std::atomic<int> sum{0}; inline void add(int n) { sum += n; }
            template <class F> int on_a_thread(F f) { int r = 0; std::string why; std::thread t([&] { try { r = f(); } catch (const std::exception &e) { why = e.what(); } }); t.join(); if (!why.empty()) throw std::runtime_error(why); return r; } }")
(let [t (cpp/std.thread cpp/conc.add 5) u (cpp/std.thread cpp/conc.add 6)] (.join t) (.join u) (cpp/.load cpp/conc.sum)) ;=> 11
(let [f (cpp/std.async cpp/std.launch.async cpp/conc.add 4)] (.get f) (.load cpp/conc.sum)) ;=> 15
(.get (cpp/std.async cpp/std.launch.deferred (fn [] 42))) ;=> 42
(.get (cpp/std.async cpp/std.launch.async (fn [] 42))) ;=! a function of the host was called on a thread that C++ started
(try (cpp/conc.on_a_thread (fn [] 42)) (catch cpp/std.runtime_error e (subs (.what e) 0 24))) ;=> "a function of the host w"
(let [m (cpp/std.mutex)] (let [lock (#cpp (std.lock_guard std.mutex) m)] (.try_lock m))) ;=> false
(cpp/raw "namespace conc { inline int seen = 0; struct Task { struct promise_type { Task get_return_object() { return {}; }
            std::suspend_never initial_suspend() { return {}; } std::suspend_never final_suspend() noexcept { return {}; }
            void unhandled_exception() {} void return_void() {} }; };
            inline Task start(int n) { seen = n; co_await std::suspend_never{}; seen += 1; co_return; } }")
(do (cpp/conc.start 6) cpp/conc.seen) ;=> 7
