; C++ has no references to references.
(cpp/cast (:& (:& int)) 5)
