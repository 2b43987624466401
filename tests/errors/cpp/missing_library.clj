; A library that is nowhere.
(ns app (:link "libno_such_library.so"))
