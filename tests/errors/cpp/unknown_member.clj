; A member that the class does not have.
(ns app (:include "errors.hpp"))
(let [p (cpp/errors.point 1.0 2.0)]
  (.-z p))
