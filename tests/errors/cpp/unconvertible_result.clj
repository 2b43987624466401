; A class that does not convert, where a host value is needed.
(ns app (:include "errors.hpp"))
(println (cpp/errors.point 1.0 2.0))
