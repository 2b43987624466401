; The same key twice.
(def m {:a 1 :b 2 :a 3})
