; A key without its value.
(def m {:a 1 :b})
