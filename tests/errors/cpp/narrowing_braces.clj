; Braces refuse what would lose something.
(#cpp (std.vector int) #cpp [1 2.5])
