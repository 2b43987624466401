; No overload takes these; each says why not.
(ns app (:include "errors.hpp"))
(cpp/errors.pick "text" 1)
