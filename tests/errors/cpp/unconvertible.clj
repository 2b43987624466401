; A host collection is no number.
(ns app (:include "errors.hpp"))
(defn f [x]
  (cpp/errors.scale x))
(f {:a 1})
