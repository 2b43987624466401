; A catch clause handles its exception in C++'s sense: what it calls may rethrow it, or ask which it is.
(cpp/raw "namespace cur {
  inline int alive = 0;
  struct Counted { Counted() { alive++; } Counted(const Counted &) { alive++; } ~Counted() { alive--; } };
  inline void fail(int code) { throw code; }
  inline void fail_counted() { throw Counted(); }
  inline void again() { throw; }
  inline bool any() { return bool(std::current_exception()); }
  inline int which() { try { throw; } catch (int code) { return code; } catch (...) { return -1; } }
  inline int around(std::function<int()> f) { try { throw 7; } catch (...) { return f() * 10 + which(); } } }")
(try (try (cpp/cur.fail 5) (catch cpp/int e (cpp/cur.again))) (catch cpp/int e [:outer (cpp/int e)])) ;=> [:outer 5]
(try (cpp/cur.fail 6) (catch :default e (cpp/cur.which))) ;=> 6
[(cpp/cur.any) (try (cpp/cur.fail 1) (catch cpp/int e (cpp/cur.any))) (cpp/cur.any)] ;=> [false true false]
(try (cpp/cur.fail 1) (catch cpp/int e [(try (cpp/cur.fail 2) (catch cpp/int e (cpp/cur.which))) (cpp/cur.which)])) ;=> [2 1]
(cpp/cur.around (fn [] (try (cpp/cur.fail 3) (catch cpp/int e (cpp/cur.which))))) ;=> 37
(try (try (cpp/cur.fail 1) (catch cpp/int e (throw (ex-info "other" {})))) (catch Exception e [(ex-message e) (cpp/cur.any)])) ;=> ["other" false]
(loop [i 0 seen []] (if (= i 3) seen (recur (inc i) (try (cpp/cur.fail i) (catch cpp/int e (conj seen (cpp/cur.which))))))) ;=> [0 1 2]
(do (try (cpp/cur.fail_counted) (catch cpp/cur.Counted e (try (cpp/cur.again) (catch cpp/cur.Counted e nil)))) (try (cpp/cur.fail_counted) (catch :default e nil)) cpp/cur.alive) ;=> 0
(try (cpp/cur.fail 4) (catch cpp/int e (try (throw) (catch cpp/int e (cpp/cur.which))))) ;=> 4
(defn handle [f] (try (f) (catch cpp/int e (cpp/cur.which)) (finally (assert (not (cpp/cur.any))))))
[(handle (fn [] (cpp/cur.fail 8) 0)) (handle (fn [] 9))] ;=> [8 9]
; Nothing is on its way in a clause or behind it.
[(cpp/std.uncaught_exceptions) (try (cpp/cur.fail 1) (catch cpp/int e (cpp/std.uncaught_exceptions))) (cpp/std.uncaught_exceptions)] ;=> [0 0 0]
