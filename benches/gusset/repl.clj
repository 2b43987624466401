;; What a form costs at the REPL: evaluating a small one, defining a function.
(load-file "benches/gusset/measure.clj")

(def small '(let [x 1] x))
(def definition '(defn clamp [x low high] (cond (< x low) low (> x high) high :else x)))

(dotimes [_ 200]
  (eval small)
  (eval definition))
(report "let_ms" (/ (median-ns 2000 #(eval small)) 1e6))
(report "defn_ms" (/ (median-ns 2000 #(eval definition)) 1e6))
