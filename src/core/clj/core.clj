;; What is written of clojure.core in the language: neither hot nor in need of Rust. Each definition starts with a
;; parenthesis at the start of a line, as nothing else does; it is read and evaluated when it is first used.

;; ---- Dynamic vars ----------------------------------------------------------------------------------------------

(def ^:dynamic *file* "The path of the file that is being loaded; nil at a prompt." nil)

(def ^:dynamic *command-line-args* "The arguments of the program after --, as a sequence of strings, or nil." nil)

(def ^:dynamic *print-length* "How many elements of a collection are printed; nil for all." nil)

(def ^:dynamic *print-level* "How deep nested collections are printed; nil for all." nil)

(def ^:dynamic *print-readably* "Whether strings and characters are printed so that they can be read again." true)

(def ^:dynamic *print-meta* "Whether metadata is printed." false)

(def ^:dynamic *print-namespace-maps* "Whether maps whose keys share a namespace are printed with it in front." false)

(def ^:dynamic *flush-on-newline* "Whether output is flushed after each line." true)

(def ^:dynamic *assert* "Whether assert checks." true)

(def ^:dynamic *warn-on-reflection* "Of no effect: everything is resolved when it is analysed." false)

(def ^:dynamic *unchecked-math* "Of no effect: arithmetic is checked unless an unchecked function is called." false)

(def ^:dynamic *1 "The value that the prompt gave last." nil)

(def ^:dynamic *2 "The value that the prompt gave before *1." nil)

(def ^:dynamic *3 "The value that the prompt gave before *2." nil)

(def ^:dynamic *e "The exception that nothing caught last, at the prompt." nil)

(def ^:dynamic *clojure-version* "The version of Clojure whose behaviour this is."
  {:major 1 :minor 11 :incremental 1 :qualifier nil})

(defn clojure-version
  "The version of Clojure whose behaviour this is, as a string."
  []
  (let [{:keys [major minor incremental]} *clojure-version*]
    (str major "." minor "." incremental)))

;; ---- What macros expand to -------------------------------------------------------------------------------------

(defn seq-to-map-for-destructuring
  "The map of keys and values in turn; a map may stand last, or alone."
  [items]
  (loop [found {} items (seq items)]
    (cond
      (nil? items) found
      (next items) (recur (assoc found (first items) (second items)) (nnext items))
      (map? (first items)) (conj found (first items))
      :else (throw (new IllegalArgumentException (str "No value supplied for key: " (pr-str (first items))))))))

(defn print-elapsed* [start]
  (prn (str "Elapsed time: " (format "%.6f" (- (milliseconds*) start)) " msecs")))

;; ---- Hierarchies -----------------------------------------------------------------------------------------------

(defn make-hierarchy
  "An empty hierarchy, for derive and isa?."
  []
  {:parents {} :descendants {} :ancestors {}})

(def ^:private global-hierarchy (make-hierarchy))

(defn parents
  "The tags that the tag was derived from directly, as a set, or nil."
  ([tag] (parents global-hierarchy tag))
  ([h tag] (not-empty (get (:parents h) tag))))

(defn ancestors
  "The tags that the tag derives from, directly or not, as a set, or nil."
  ([tag] (ancestors global-hierarchy tag))
  ([h tag] (not-empty (get (:ancestors h) tag))))

(defn descendants
  "The tags that derive from the tag, directly or not, as a set, or nil."
  ([tag] (descendants global-hierarchy tag))
  ([h tag] (not-empty (get (:descendants h) tag))))

(defn- rebuilt-hierarchy [parents]
  (let [above (fn above [tag]
                (let [direct (get parents tag #{})]
                  (reduce into direct (map above direct))))
        ancestors (into {} (map (fn [tag] [tag (above tag)])) (keys parents))]
    {:parents parents
     :ancestors ancestors
     :descendants (reduce (fn [found [tag all]]
                            (reduce (fn [found ancestor] (update found ancestor (fnil conj #{}) tag)) found all))
                          {}
                          ancestors)}))

(defn derive
  "Makes the tag derive from the parent: in the global hierarchy, or in h, whose changed version it gives."
  ([tag parent]
   (assert (namespace parent))
   (assert (or (class? tag) (namespace tag)))
   (alter-var-root #'global-hierarchy derive tag parent)
   nil)
  ([h tag parent]
   (assert (not= tag parent))
   (cond
     (contains? (get (:parents h) tag) parent) h
     (contains? (get (:ancestors h) tag) parent)
     (throw (new Exception (str (pr-str tag) " already has " (pr-str parent) " as ancestor")))
     (contains? (get (:ancestors h) parent) tag)
     (throw (new Exception (str "Cyclic derivation: " (pr-str parent) " has " (pr-str tag) " as ancestor")))
     :else (rebuilt-hierarchy (update (:parents h) tag (fnil conj #{}) parent)))))

(defn underive
  "Undoes a derive."
  ([tag parent]
   (alter-var-root #'global-hierarchy underive tag parent)
   nil)
  ([h tag parent]
   (if (contains? (get (:parents h) tag) parent)
     (let [left (disj (get (:parents h) tag) parent)]
       (rebuilt-hierarchy (if (seq left)
                            (assoc (:parents h) tag left)
                            (dissoc (:parents h) tag))))
     h)))

;; ---- References that have no threads to coordinate -------------------------------------------------------------

(defn ref
  "A reference like an atom; transactions are not needed where one thread runs the program."
  [value & options]
  (apply atom value options))

(defn ref-set
  "Sets the reference."
  [reference value]
  (reset! reference value))

(defn alter
  "Sets the reference to the function of its value and the arguments."
  [reference f & args]
  (apply swap! reference f args))

(defn commute
  "The same as alter."
  [reference f & args]
  (apply swap! reference f args))

(defn ensure
  "The reference's value."
  [reference]
  @reference)

(defn agent
  "A reference like an atom, to which actions are sent."
  [value & options]
  (apply atom value options))

(defn send
  "Sets the agent to the function of its value and the arguments, at once, and gives the agent."
  [agent f & args]
  (apply swap! agent f args)
  agent)

(defn send-off
  "The same as send."
  [agent f & args]
  (apply swap! agent f args)
  agent)

(defn await
  "Returns at once: actions are done when they are sent."
  [& agents]
  nil)

(defn pmap
  "The same as map."
  ([f coll] (map f coll))
  ([f coll & colls] (apply map f coll colls)))

(defn pcalls
  "The lazy sequence of what the functions give."
  [& functions]
  (map (fn [f] (f)) functions))

(defn shutdown-agents
  "Does nothing."
  []
  nil)

(def ^:private tap-functions (atom #{}))

(defn add-tap
  "Adds a function that is called with every value of tap>."
  [f]
  (swap! tap-functions conj f)
  nil)

(defn remove-tap
  "Removes a function of add-tap."
  [f]
  (swap! tap-functions disj f)
  nil)

(defn tap>
  "Calls the functions of add-tap with the value."
  [value]
  (doseq [f @tap-functions]
    (try (f value) (catch Throwable _ nil)))
  true)

;; ---- Sequences -------------------------------------------------------------------------------------------------

(defn replace
  "The collection with those elements replaced that are keys of the map; a transducer without collection."
  ([smap] (map (fn [x] (if-let [entry (find smap x)] (val entry) x))))
  ([smap coll]
   (if (vector? coll)
     (into (empty coll) (replace smap) coll)
     (map (fn [x] (if-let [entry (find smap x)] (val entry) x)) coll))))

(defn random-sample
  "The elements, each with the given probability; a transducer without collection."
  ([probability] (filter (fn [_] (< (rand) probability))))
  ([probability coll] (filter (fn [_] (< (rand) probability)) coll)))

(defn iteration
  "The lazy sequence of the results of a step function that is called with what :kf finds in the result before."
  [step & {:keys [somef vf kf initk] :or {somef some? vf identity kf identity initk nil}}]
  ((fn continue [result]
     (lazy-seq
      (when (somef result)
        (cons (vf result)
              (when-some [k (kf result)]
                (continue (step k)))))))
   (step initk)))

(defn xml-seq
  "The elements of a tree of maps whose children are at :content."
  [root]
  (tree-seq (complement string?) (comp seq :content) root))

(defn test
  "Calls the function at :test of a var's metadata."
  [v]
  (if-let [f (:test (meta v))]
    (do (f) :ok)
    :no-test))

(defn destructure
  "The bindings of let as let* has them."
  [bindings]
  (second (macroexpand-1 (list 'clojure.core/let bindings))))

(defn ns-imports
  "An empty map: classes need no imports."
  [namespace]
  {})

(defmacro with-local-vars
  "Evaluates the body with names bound to new vars, which var-get and var-set read and set."
  [bindings & body]
  (let [names (take-nth 2 bindings)
        values (take-nth 2 (rest bindings))]
    `(let [~@(mapcat (fn [name] [name `(local-var*)]) names)]
       (with-bindings* (hash-map ~@(interleave names values)) (fn* [] ~@body)))))

(defmacro pvalues
  "The lazy sequence of the expressions' values."
  [& exprs]
  `(pcalls ~@(map (fn [expr] (list 'fn* [] expr)) exprs)))

(defmacro definline
  "The same as defn."
  [name & decl]
  `(defn ~name ~@decl))

(defmacro defstruct
  "Defines the keys of a kind of map, for struct."
  [name & keys]
  `(def ~name [~@keys]))

(defn struct
  "A map of a struct's keys and the values."
  [keys & values]
  (zipmap keys (concat values (repeat (- (count keys) (count values)) nil))))

(defmacro with-precision
  "Evaluates the expressions; precision is unlimited."
  [precision & exprs]
  `(do ~@exprs))

(defmacro sync
  "Evaluates the body, as dosync does."
  [flags & body]
  `(do ~@body))

;; ---- For the prompt, where clojure.repl need not be required ---------------------------------------------------

(defmacro doc
  "Prints the description of a name."
  [name]
  `(clojure.repl/doc ~name))

(defmacro dir
  "Prints the names of a namespace's public vars."
  [namespace]
  `(clojure.repl/dir ~namespace))

(defn apropos
  "The names of vars that contain the text or match the pattern."
  [text-or-pattern]
  (clojure.repl/apropos text-or-pattern))
