; Which of the overloaded functions is meant shows only where it is passed.
(cpp/raw "int half(int x) { return x / 2; }\ndouble half(double x) { return x / 2; }")
(def f cpp/half)
