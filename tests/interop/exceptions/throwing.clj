; throw of host and native values, rethrow, finally.
(cpp/raw "
  namespace th {
    struct tracked {
      static inline int live = 0;
      int id;
      explicit tracked(int i) : id(i) { live++; }
      tracked(tracked const& o) : id(o.id) { live++; }
      ~tracked() { live--; }
    };
    inline int live() { return tracked::live; }
    inline void throw_int(int i) { throw i; }
    inline void throw_err(char const* s) { throw std::runtime_error(s); }
    inline gusset::object call(gusset::object f) { tracked t(1); return gusset::call(f); }
    inline int catches_int(gusset::object f) { try { gusset::call(f); return 0; } catch (int i) { return i; } }
    inline std::string catches_std(gusset::object f) { try { gusset::call(f); return \"none\"; } catch (std::exception& e) { return e.what(); } }
    inline gusset::object catches_host(gusset::object f) { try { gusset::call(f); return {}; } catch (gusset::exception& e) { return e.value(); } }
    inline std::string catches_all(gusset::object f) { try { gusset::call(f); return \"none\"; } catch (...) { return \"all\"; } }
    inline void rethrows(gusset::object f) { try { gusset::call(f); } catch (...) { throw; } }
    inline void translates(gusset::object f) { try { gusset::call(f); } catch (std::exception& e) { throw std::logic_error(std::string(\"translated: \") + e.what()); } }
    struct err : std::runtime_error { int code; err(int c) : std::runtime_error(\"err\"), code(c) {} };
  }")
(try (throw (cpp/int 5)) (catch cpp/int i i)) ;=> 5
(try (throw (cpp/std.runtime_error "made here")) (catch cpp/std.exception e (.what e))) ;=> "made here"
(try (throw (cpp/th.err 8)) (catch cpp/th.err e (.-code e))) ;=> 8
(try (throw (cpp/std.string "s")) (catch cpp/std.string s s)) ;=> "s"
(let [e (cpp/th.err 3)] (try (throw e) (catch cpp/th.err e2 [(.-code e2) (.-code e)]))) ;=> [3 3]
(try (throw (cpp/cast gusset.object {:a 1})) (catch cpp/gusset.object o o)) ;=> {:a 1}
(try (throw {:a 1}) (catch :default e e)) ;=> {:a 1}
(try (throw :key) (catch :default e e)) ;=> :key
(try (throw :key) (catch cpp/gusset.object o o)) ;=> :key
(try (throw (ex-info "m" {:a 1})) (catch cpp/gusset.object o (ex-data o))) ;=> {:a 1}
(try (throw (ex-info "m" {:a 1})) (catch cpp/int i :int) (catch Exception e (ex-message e))) ;=> "m"
(try (throw 5) (catch cpp/gusset.object o (inc o))) ;=> 6
(try (throw 5) (catch cpp/int i :int) (catch :default e e)) ;=> 5
(try (throw nil) (catch :default e :nil)) ;=> :nil
; (throw) throws what was caught again: the same object.
(try (try (cpp/th.throw_int 7) (catch cpp/int i (throw))) (catch cpp/int i i)) ;=> 7
(try (try (throw (cpp/th.err 6)) (catch cpp/std.exception e (throw))) (catch cpp/th.err e (.-code e))) ;=> 6
(try (try (throw (cpp/th.err 6)) (catch cpp/th.err e (cpp/= (.-code e) 60) (throw))) (catch cpp/th.err e (.-code e))) ;=> 60
(try (try (throw (ex-info "m" {:a 1})) (catch Exception e (throw))) (catch Exception e (ex-data e))) ;=> {:a 1}
(try (try (cpp/th.throw_int 7) (catch :default e (throw))) (catch cpp/int i i)) ;=> 7
(try (try (cpp/th.throw_int 7) (catch :default e (throw e))) (catch cpp/int i i)) ;=> 7
(try (try (throw :k) (catch cpp/gusset.object o (throw))) (catch :default e e)) ;=> :k
(throw) ;=! needs a catch
(try (throw) (catch :default e 1)) ;=! needs a catch
(try (try (cpp/th.throw_int 1) (catch cpp/int i (try (cpp/th.throw_int 2) (catch cpp/int j (throw))))) (catch cpp/int k k)) ;=> 2
(try (try (cpp/th.throw_int 1) (catch cpp/int i (try (cpp/th.throw_int 2) (catch cpp/int j j)) (throw))) (catch cpp/int k k)) ;=> 1
(try (try (cpp/th.throw_int 1) (catch cpp/int i (throw (cpp/std.string "other")))) (catch cpp/std.string s s)) ;=> "other"
; finally, on every way out.
(def log (atom []))
(defn note [x] (swap! log conj x))
(try (note 1) (finally (note 2))) ;=> [1]
(deref log) ;=> [1 2]
(try (try (cpp/th.throw_int 1) (finally (note 3))) (catch cpp/int i (note 4))) ;=> [1 2 3 4]
(try (cpp/th.throw_int 1) (catch cpp/int i (note 5)) (finally (note 6))) ;=> [1 2 3 4 5]
@log ;=> [1 2 3 4 5 6]
(try (try (cpp/th.throw_int 1) (catch cpp/int i (throw (cpp/double 2.5))) (finally (note 7))) (catch cpp/double d d)) ;=> 2.5
@log ;=> [1 2 3 4 5 6 7]
(try (try (cpp/th.throw_int 1) (finally (cpp/th.throw_int 2))) (catch cpp/int i i)) ;=> 2
(loop [i 0] (if (< i 5) (recur (try (inc i) (finally (note :l)))) i)) ;=> 5
(count @log) ;=> 12
; Destructors of every frame between.
(try (let [t (cpp/th.tracked 1)] (cpp/th.throw_int (.-id t))) (catch cpp/int i [i (cpp/th.live)])) ;=> [1 0]
(try (let [t (cpp/th.tracked 1)] (let [u (cpp/th.tracked 2)] (throw (ex-info "x" {})))) (catch Exception e (cpp/th.live))) ;=> 0
(defn deep [n] (let [t (cpp/th.tracked n)] (if (zero? n) (cpp/th.throw_int (cpp/th.live)) (do (deep (dec n)) nil))))
(try (deep 9) (catch cpp/int i [i (cpp/th.live)])) ;=> [10 0]
(try (throw (cpp/th.tracked 5)) (catch cpp/th.tracked t [(.-id t) (cpp/th.live)])) ;=> [5 1]
(cpp/th.live) ;=> 0
(try (cpp/th.call (fn [] (let [t (cpp/th.tracked 2)] (cpp/th.throw_int (cpp/th.live))))) (catch cpp/int i [i (cpp/th.live)])) ;=> [2 0]
(def kept (try (throw (cpp/th.tracked 5)) (catch :default e e)))
(cpp/th.live) ;=> 1
(def kept nil)
(cpp/th.live) ;=> 0
; C++ code catches what host code throws.
(cpp/th.catches_int (fn [] (throw (cpp/int 9)))) ;=> 9
(cpp/th.catches_int (fn [] (cpp/th.throw_int 10))) ;=> 10
(cpp/th.catches_std (fn [] (throw (cpp/std.runtime_error "from the host")))) ;=> "from the host"
(cpp/th.catches_std (fn [] (cpp/th.throw_err "through the host"))) ;=> "through the host"
(cpp/th.catches_std (fn [] (throw (ex-info "host message" {})))) ;=> "host message"
(cpp/th.catches_std (fn [] (/ 1 0))) ;=> "Divide by zero"
(cpp/th.catches_host (fn [] (throw {:a 1}))) ;=> {:a 1}
(ex-data (cpp/th.catches_host (fn [] (throw (ex-info "m" {:b 2}))))) ;=> {:b 2}
(cpp/th.catches_all (fn [] (throw (cpp/int 1)))) ;=> "all"
(cpp/th.catches_all (fn [] (throw :k))) ;=> "all"
(cpp/th.catches_int (fn [] 1)) ;=> 0
(try (cpp/th.rethrows (fn [] (throw (cpp/int 9)))) (catch cpp/int i i)) ;=> 9
(try (cpp/th.rethrows (fn [] (throw (ex-info "m" {:b 2})))) (catch Exception e (ex-data e))) ;=> {:b 2}
(try (cpp/th.translates (fn [] (cpp/th.throw_err "e"))) (catch cpp/std.logic_error e (.what e))) ;=> "translated: e"
; Ten frames, host and C++ in turn.
(defn tower [n] (let [t (cpp/th.tracked n)] (if (zero? n) (throw (cpp/th.err (cpp/th.live))) (cpp/th.call (fn [] (tower (dec n)))))))
(try (tower 10) (catch cpp/th.err e [(.-code e) (cpp/th.live)])) ;=> [21 0]
(defn host-tower [n] (let [t (cpp/th.tracked n)] (if (zero? n) (throw (ex-info "top" {:live (cpp/th.live)})) (cpp/th.call (fn [] (host-tower (dec n)))))))
(try (host-tower 10) (catch Exception e [(ex-data e) (cpp/th.live)])) ;=> [{:live 21} 0]
(defn retower [n] (if (zero? n) (throw (cpp/th.err 1)) (try (cpp/th.rethrows (fn [] (retower (dec n)))) (catch cpp/th.err e (cpp/= (.-code e) (cpp/+ (.-code e) 1)) (throw)))))
(try (retower 6) (catch cpp/th.err e (.-code e))) ;=> 7
(defn ftower [n] (try (if (zero? n) (cpp/th.throw_int 1) (cpp/th.call (fn [] (ftower (dec n))))) (finally (swap! log conj n))))
(do (reset! log []) (try (ftower 5) (catch cpp/int i [i @log]))) ;=> [1 [0 1 2 3 4 5]]
; An exception as a value.
(let [e (try (cpp/th.throw_err "kept") (catch :default e e))] (ex-message e)) ;=> "kept"
(let [e (try (cpp/th.throw_int 3) (catch :default e e))] (try (throw e) (catch cpp/int i i))) ;=> 3
; Uncaught: the type, what() and where from.
(cpp/th.throw_err "out of paper") ;=! std::runtime_error
;=! out of paper
(cpp/th.throw_int 5) ;=! int
;=! 5
(throw (cpp/th.err 5)) ;=! th::err
(throw (cpp/std.string "thrown text")) ;=! thrown text
(throw :keyword) ;=! :keyword
; A local that ends with the throw is moved, as C++ moves it.
(cpp/raw "struct OnlyMoved { int a; OnlyMoved(int i) : a(i) {} OnlyMoved(const OnlyMoved &) = delete; OnlyMoved(OnlyMoved &&) = default; };
          struct OnlyCopied { int a = 1; OnlyCopied() = default; OnlyCopied(const OnlyCopied &) = default; OnlyCopied(OnlyCopied &&) = delete; };")
(try (let [m (cpp/OnlyMoved 5)] (throw m)) (catch cpp/OnlyMoved e (.-a e))) ;=> 5
(try (let [m (cpp/OnlyCopied)] (throw m)) (catch cpp/OnlyCopied e (.-a e))) ;=! call to deleted constructor of 'OnlyCopied'
(let [m (cpp/OnlyMoved 5)] (try (throw m) (catch cpp/OnlyMoved e (.-a e)))) ;=! call to deleted constructor of 'OnlyMoved'
(let [s (cpp/std.string "stays, as the try is inside of its scope")] (try (throw s) (catch cpp/std.string e [(.size e) (.size s)]))) ;=> [40 40]
