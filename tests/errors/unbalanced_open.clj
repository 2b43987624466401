; An opening delimiter that nothing closes.
(def x 1)
(defn f [a]
  (let [b (inc a)]
    (* b 2)
