; A macro that throws while it expands.
(defmacro broken [x]
  (throw (ex-info "cannot expand" {:form x})))
(defn f []
  (broken 1))
