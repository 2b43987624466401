; 300 is no unsigned char.
(ns app (:include "errors.hpp"))
(defn f [n]
  (cpp/errors.byte n))
(f 300)
