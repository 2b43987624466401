; The wrong closing delimiter.
(defn f [a)
  a)
