; An exception from a destructor at the end of a scope is one like any other; what else ends there is destroyed, too.
(cpp/raw "inline std::string told;
struct Throwing { int n; explicit Throwing(int n) : n(n) {} Throwing(const Throwing &) = default; ~Throwing() noexcept(false) { told += std::to_string(n); if (n > 0) throw std::runtime_error(\"destroyed \" + std::to_string(n)); } int value() const { return n; } };
struct Quiet { ~Quiet() { told += 'q'; } };")
(defn said [] (let [s (cpp/cast std.string cpp/told)] (cpp/= cpp/told "") s))
(defn in-let [n] (try (let [q (cpp/Quiet) t (cpp/Throwing n) r (cpp/Quiet)] :value) (catch cpp/std.exception e (str (.what e)))))
[(in-let 0) (said)] ;=> [:value "q0q"]
[(in-let 1) (said)] ;=> ["destroyed 1" "q1q"]
(defn temporary [n] (try (.value (cpp/Throwing n)) (catch cpp/std.exception e (str (.what e)))))
[(temporary 0) (temporary 2) (said)] ;=> [0 "destroyed 2" "02"]
(defn looped [n] (try (loop [t (cpp/Throwing n) i 0] (if (< i 2) (recur (cpp/Throwing 0) (inc i)) i)) (catch cpp/std.exception e (str (.what e)))))
[(looped 0) (looped 3)] ;=> [2 "destroyed 3"]
; On its way, an exception is not replaced: C++ would end the program.
(try (let [t (cpp/Throwing 4)] (throw (ex-info "first" {}))) (catch Exception e (ex-message e))) ;=> "first"
(let [t (cpp/Throwing 5)] nil) ;=! destroyed 5
