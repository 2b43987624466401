; A list in braces has no type of its own.
(let [xs #cpp [1 2 3]]
  xs)
