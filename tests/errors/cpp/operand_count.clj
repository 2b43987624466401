; C++'s operators take one or two operands, apart from those that are written in chains.
(cpp/< 1 2 3)
