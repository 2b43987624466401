;; The benchmark's kernels in Clojure on the JVM, with its primitive hints. Prints `name value` lines.
(defn median-ms [runs f]
  (let [times (mapv (fn [_]
                      (let [start (System/nanoTime)]
                        (f)
                        (/ (- (System/nanoTime) start) 1e6)))
                    (range runs))]
    (nth (sort times) (quot runs 2))))

(defn fib ^long [^long n]
  (if (< n 2)
    n
    (+ (fib (- n 1)) (fib (- n 2)))))

(defn sum ^long [^long limit]
  (loop [i 0, total 0]
    (if (< i limit)
      (recur (inc i) (+ total i))
      total)))

(defn escape [^double cr ^double ci]
  (loop [zr 0.0, zi 0.0, n 0]
    (let [zr2 (* zr zr)
          zi2 (* zi zi)]
      (if (and (< n 200) (< (+ zr2 zi2) 4.0))
        (recur (+ (- zr2 zi2) cr) (+ (* 2.0 zr zi) ci) (inc n))
        n))))

(defn mandelbrot ^long [^long width ^long height]
  (loop [y 0, total 0]
    (if (< y height)
      (recur (inc y)
             (long (loop [x 0, total total]
                     (if (< x width)
                       (recur (inc x)
                              (+ total (long (escape (- (/ (* 3.0 x) width) 2.0) (- (/ (* 2.0 y) height) 1.0)))))
                       total))))
      total)))

(println "fib_check" (fib 20))
(println "fib_ms" (median-ms 3 #(fib 35)))
(println "sum_check" (sum 100000))
(println "sum_ms" (median-ms 3 #(sum 100000000)))
(println "mandelbrot_check" (mandelbrot 80 60))
(println "mandelbrot_ms" (median-ms 3 #(mandelbrot 800 600)))
