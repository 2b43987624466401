; An exception with data and a cause.
(defn read-config [path]
  (try
    (throw (ex-info "no such key" {:key :port}))
    (catch Exception e
      (throw (ex-info "bad configuration" {:path path} e)))))
(read-config "a.edn")
