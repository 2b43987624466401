; C++ cannot tell the type of a host value.
(defn f [x]
  (cpp/+ x x))
