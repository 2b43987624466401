; A host exception passes through C++.
(ns app (:include "errors.hpp"))
(defn on-item [n]
  (if (= n 2) (throw (ex-info "no twos" {:n n})) nil))
(cpp/errors.each 3 on-item)
