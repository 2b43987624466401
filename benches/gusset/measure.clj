;; How the benchmark's programs time themselves: loaded by each with `load-file`. A program prints `name value` lines.

(defn option [name default]
  (let [[_ value] (drop-while #(not= name %) *command-line-args*)]
    (or value default)))

(defn median [xs]
  (nth (sort xs) (quot (count xs) 2)))

(defn ns-of
  "The time of one call of `f`, in ns."
  [f]
  (let [start (System/nanoTime)]
    (f)
    (- (System/nanoTime) start)))

(defn median-ns [runs f]
  (median (mapv (fn [_] (ns-of f)) (range runs))))

(defn report [name value]
  (println name (double value)))
