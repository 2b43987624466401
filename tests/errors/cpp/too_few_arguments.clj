; Fewer arguments than the function has parameters without defaults.
(ns app (:include "errors.hpp"))
(cpp/errors.scale)
