; Two overloads fit equally well.
(ns app (:include "errors.hpp"))
(cpp/errors.either 1 2)
