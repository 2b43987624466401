; Only exceptions can be thrown.
(throw {:a 1})
