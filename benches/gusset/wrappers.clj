;; What a new wrapper costs: evaluating and running a form that needs one, and a form that needs twelve.
(load-file "benches/gusset/measure.clj")

;; Functions nobody has called yet: an overloaded pair each, so that the wrapper's overload is really resolved.
(cpp/raw "namespace bench {
#define PAIR(n) \\
  double single_##n(double a, int b, const char *c) { return a + b + *c; } \\
  double single_##n(float a, unsigned b) { return a - b; }
#define DOZEN(n) PAIR(n##0) PAIR(n##1) PAIR(n##2) PAIR(n##3) PAIR(n##4) PAIR(n##5) \\
  PAIR(n##6) PAIR(n##7) PAIR(n##8) PAIR(n##9) PAIR(n##10) PAIR(n##11)
DOZEN(a) DOZEN(b) DOZEN(c) DOZEN(d) DOZEN(e) DOZEN(f) DOZEN(g) DOZEN(h)
}")

(defn call [letter number]
  (list (symbol "cpp" (str "bench.single_" letter number)) 1.5 2 "text"))

(defn time-form [calls]
  (let [form (list* 'fn [] calls)]
    (ns-of (fn [] ((eval form))))))

(time-form [(call "h" 0)]) ; LLVM is loaded, ORC is up
(report "wrapper_single_ms"
        (/ (median (mapv (fn [number] (time-form [(call "a" number)])) (range 12))) 1e6))
(report "wrapper_batch_ms"
        (/ (median (mapv (fn [letter] (time-form (mapv (fn [number] (call letter number)) (range 12))))
                         ["b" "c" "d" "e" "f"]))
           12e6))
