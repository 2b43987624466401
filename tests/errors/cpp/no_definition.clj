; Declared in a header, defined nowhere.
(ns app (:include "errors.hpp"))
(cpp/errors.declared_only 1)
