; Asking takes one name.
(cpp/doc std.string std.vector)
