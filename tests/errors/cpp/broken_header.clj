; A header that does not compile.
(ns app (:include "broken.hpp"))
