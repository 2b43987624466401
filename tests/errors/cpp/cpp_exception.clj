; A C++ exception that nothing catches.
(ns app (:include "errors.hpp"))
(defn risky []
  (cpp/errors.fail "out of paper"))
(risky)
