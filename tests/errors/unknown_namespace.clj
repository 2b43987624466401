; A namespace that was never loaded.
(defn f [s]
  (strng/join s))
