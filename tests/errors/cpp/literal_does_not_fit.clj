; The same, known before it runs.
(ns app (:include "errors.hpp"))
(cpp/errors.byte 300)
