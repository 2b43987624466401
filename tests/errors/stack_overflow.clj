; Recursion without an end is an error, not a crash.
(defn depth [n]
  (inc (depth n)))
(try
  (depth 0)
  (catch StackOverflowError e
    (throw (ex-info "too deep" {:class (class e)}))))
