; C++'s operators take one or two operands.
(cpp/+ 1 2 3)
