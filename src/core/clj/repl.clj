;; clojure.repl: asking about what is there.

(defn print-doc
  "Prints a var's name, parameters and description."
  [v]
  (let [{:keys [doc arglists macro]} (describe-var* v)]
    (println "-------------------------")
    (println (subs (str v) 2))
    (when arglists (println arglists))
    (when macro (println "Macro"))
    (when doc (println doc))))

(defmacro doc
  "Prints the description of a name."
  [name]
  `(if-let [v# (resolve '~name)]
     (print-doc v#)
     (println "No description of" '~name)))

(defn apropos
  "The names of vars that contain the text or match the pattern."
  [text-or-pattern]
  (let [matches? (if (string? text-or-pattern)
                   (fn [name] (clojure.string/includes? name text-or-pattern))
                   (fn [name] (re-find text-or-pattern name)))]
    (sort (for [namespace (all-ns)
                name (keys (ns-publics namespace))
                :when (matches? (str name))]
            (symbol (str (ns-name namespace)) (str name))))))

(defn dir-fn
  "The names of a namespace's public vars, sorted."
  [namespace]
  (sort (keys (ns-publics (the-ns namespace)))))

(defmacro dir
  "Prints the names of a namespace's public vars."
  [namespace]
  `(doseq [name# (dir-fn '~namespace)]
     (println name#)))
