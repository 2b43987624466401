; Declared, never defined.
(declare later)
(defn f [] (later 1))
(f)
