; A value stands where a type is wanted.
(cpp/new 5)
