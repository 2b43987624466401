; A header that is nowhere.
(ns app (:include "no_such_header.hpp"))
