; A macro called with too few arguments.
(when-let)
