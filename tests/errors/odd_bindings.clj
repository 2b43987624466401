; A local without its value.
(let [a 1 b] a)
