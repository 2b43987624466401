; Asking about something that C++ does not know; the closest names are told.
(ns app (:include "errors.hpp"))
(cpp/signatures errors.scael)
