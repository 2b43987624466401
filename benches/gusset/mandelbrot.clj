;; An 800x600 Mandelbrot set with at most 200 iterations a point: doubles, nested loops.
(load-file "benches/gusset/measure.clj")

(defn escape
  "How many iterations the point takes to leave the circle of radius 2."
  [cr ci limit]
  (loop [zr 0.0, zi 0.0, n 0]
    (let [zr2 (* zr zr)
          zi2 (* zi zi)]
      (if (and (< n limit) (< (+ zr2 zi2) 4.0))
        (recur (+ (- zr2 zi2) cr) (+ (* 2.0 zr zi) ci) (inc n))
        n))))

(defn mandelbrot [width height limit]
  (loop [y 0, total 0]
    (if (< y height)
      (recur (inc y)
             (loop [x 0, total total]
               (if (< x width)
                 (recur (inc x)
                        (+ total (escape (- (/ (* 3.0 x) width) 2.0) (- (/ (* 2.0 y) height) 1.0) limit)))
                 total)))
      total)))

(def runs (parse-long (option "--runs" "3")))

(dotimes [_ 3]
  (mandelbrot 80 60 200))
(Thread/sleep 300)
(report "mandelbrot_check" (mandelbrot 80 60 200))
(report "mandelbrot_ms" (/ (median-ns runs #(mandelbrot 800 600 200)) 1e6))
