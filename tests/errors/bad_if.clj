; Too many branches.
(if true 1 2 3)
