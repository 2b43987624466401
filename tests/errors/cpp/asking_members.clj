; A function has no members.
(ns app (:include "errors.hpp"))
(cpp/members errors.scale)
