; A C++ name that no header declares; the closest ones are told.
(ns app (:include "errors.hpp"))
(cpp/errors.scael 2.0)
