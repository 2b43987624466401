; Native loop variables: assigned anew at each recur, destroyed on every way out.
(ns loops (:include "natives.hpp"))
[(loop [t (cpp/native.T 1) i 0] (if (< i 3) (recur (.next t) (inc i)) (.get t))) (cpp/native.take)] ;=> [4 "+1m1-1+2-1m2-2+3-2m3-3+4-3m4-4-4"]
[(loop [t (cpp/native.T 1) i 0] (if (< i 2) (recur t (inc i)) (.get t))) (cpp/native.take)] ;=> [1 "+1m1-1c1-1c1-1c1-1c1-1-1"]
[(loop [i (cpp/int 0) s (cpp/int 0)] (if (cpp/< i 5) (recur (cpp/+ i 1) (cpp/+ s i)) s)) (cpp/native.take)] ;=> [10 ""]
(loop [t (cpp/native.NC 1)] (.get t)) ;=! a loop variable is assigned anew at each recur, but native::NC cannot be moved
(loop [t (cpp/native.MO 1) i 0] (if (< i 3) (recur (cpp/native.MO (int i)) (inc i)) (.get t))) ;=> 2
[(loop [b (cpp/native.Big) i 0] (if (< i 2) (recur (cpp/native.Big) (inc i)) (.ok b))) (cpp/native.take)] ;=> [true "okokokokokok"]
[(doseq [i [1 2]] (let [t (cpp/native.T i)] (.get t))) (cpp/native.take)] ;=> [nil "+1-1+2-2"]
[(dotimes [i 2] (cpp/native.T (int i))) (cpp/native.take)] ;=> [nil "+0-0+1-1"]
(loop [x (cpp/int 1) y 2] (if (cpp/< x 5) (recur (cpp/* x 2) y) [x y])) ;=> [8 2]
(loop [x (cpp/int 1)] (if (cpp/< x 5) (recur 9) x)) ;=> 9
(loop [x (cpp/int 1)] (if (cpp/< x 5) (recur 9.5) x)) ;=! 9.5 does not fit 'int'
(loop [x (cpp/int 1)] (if (cpp/< x 5) (recur "a") x)) ;=! cannot
(loop [x (cpp/int 1)] (if (cpp/< x 5) (recur (cpp/double 9.5)) x)) ;=> 9
(loop [x (cpp/native.T 1)] (if (< (.get x) 3) (recur 5) (.get x))) ;=> 5
(loop [x (cpp/native.A)] (recur (cpp/native.NoB))) ;=! no viable conversion from 'native::NoB' to 'native::A'
(loop [x 1] (if (< x 5) (recur (cpp/int 7)) x)) ;=> 7
(loop [s (cpp/std.string "a") i 0] (if (< i 3) (recur (cpp/+ s "b") (inc i)) s)) ;=> "abbb"
(try (let [a (cpp/native.T 1)] (loop [i 0] (if (< i 3) (recur (inc i)) (.thr a)))) (catch cpp/std.exception e 1)) ;=> 1
(cpp/native.take) ;=> "+1m1-1+5-1m5-5-5+1-1"
[(try (loop [t (cpp/native.T 1) i 0] (if (< i 2) (recur (.next t) (inc i)) (.thr t))) (catch cpp/std.exception e 1)) (cpp/native.take)] ;=> [1 "+1m1-1+2-1m2-2+3-2m3-3-3"]
; A recur leaves scopes: what they own is destroyed first.
(cpp/raw "namespace rec { inline int alive = 0; struct Held { int n; Held(int n) : n(n) { alive++; } Held(const Held &o) : n(o.n) { alive++; } ~Held() { alive--; } }; }")
(loop [i 0 seen []] (if (= i 3) [seen cpp/rec.alive] (let [h (cpp/rec.Held i)] (recur (inc i) (conj seen [(.-n h) cpp/rec.alive]))))) ;=> [[[0 1] [1 1] [2 1]] 0]
(loop [i 0 h (cpp/rec.Held 10)] (if (= i 3) [(.-n h) cpp/rec.alive] (let [next (cpp/rec.Held (cpp/+ (.-n h) 1))] (recur (inc i) next)))) ;=> [13 1]
(defn count-down [n] (let [s (cpp/std.string "a string that is longer than the small ones")] (if (zero? n) (.size s) (recur (dec n)))))
[(count-down 200) cpp/rec.alive] ;=> [43 0]
(loop [i 0] (let [size (.size (cpp/std.string "abc")) r (.-first (#cpp (std.pair std.string int) "extended" 1))] (if (< i 5) (recur (+ i size)) [i (.size r)]))) ;=> [6 8]
; What a loop gives is converted while its variables are there.
(loop [i 0 s (cpp/std.string "a text that is too long for the small ones")] (if (= i 2) (.c_str s) (recur (inc i) s))) ;=> "a text that is too long for the small ones"
