; Not a number.
(+ 1 12ab)
