; A parameter cannot be void.
(cpp/sizeof (:* (:fn int [int void])))
