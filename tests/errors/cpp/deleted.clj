; A type that cannot be copied, captured by a closure.
(ns app (:include "errors.hpp"))
(let [u (cpp/errors.unique)]
  (fn [] (.value u)))
