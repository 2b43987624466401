; A name that nothing has.
(defn total [prices]
  (reduce + (mpa inc prices)))
