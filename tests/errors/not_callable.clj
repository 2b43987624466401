; A number is no function.
(def answer 42)
(answer)
