;; clojure.test, as far as tests that print their results need it.

(def ^:dynamic *counts* "What was counted of the tests that run, in an atom." nil)

(def ^:dynamic *testing-contexts* "What testing says around the checks that run, innermost first." ())

(def ^:dynamic *testing-vars* "The vars of the tests that run, innermost first." ())

(def ^:private fixtures (atom {}))

(defn count! [what]
  (when *counts* (swap! *counts* update what inc)))

(defn testing-contexts-str
  "What testing says, outermost first."
  []
  (apply str (interpose " " (reverse *testing-contexts*))))

(defn- report-problem [heading message form details]
  (println)
  (println (str heading " in (" (apply str (interpose " " (map (fn [v] (:name (describe-var* v))) *testing-vars*))) ")"))
  (when (seq *testing-contexts*) (println (testing-contexts-str)))
  (when message (println message))
  (println "expected:" (pr-str form))
  (println "  actual:" details))

(defn passed []
  (count! :pass)
  true)

(defn failed [message form actual]
  (count! :fail)
  (report-problem "FAIL" message form actual)
  false)

(defn erred [message form exception]
  (count! :error)
  (report-problem "ERROR" message form (pr-str exception))
  false)

(defmacro is
  "Checks that the form gives a truthy value, or (thrown? Class body) that it throws; reports where not."
  ([form] `(is ~form nil))
  ([form message]
   (let [head (when (seq? form) (first form))
         guarded (fn [body] `(try ~body (catch Throwable e# (erred ~message '~form e#))))]
     (cond
       (= head 'thrown?)
       (guarded `(try
                   ~@(nnext form)
                   (failed ~message '~form "nothing was thrown")
                   (catch ~(second form) e# (passed) e#)))

       (= head 'thrown-with-msg?)
       (guarded `(try
                   ~@(next (nnext form))
                   (failed ~message '~form "nothing was thrown")
                   (catch ~(second form) e#
                     (if (re-find ~(nth form 2) (str (ex-message e#)))
                       (passed)
                       (failed ~message '~form (pr-str e#)))
                     e#)))

       (and (symbol? head) (function-name?* head))
       (guarded `(let [values# (list ~@(rest form))
                       result# (apply ~head values#)]
                   (if result#
                     (passed)
                     (failed ~message '~form (pr-str (list '~'not (cons '~head values#)))))
                   result#))

       :else
       (guarded `(let [result# ~form]
                   (if result# (passed) (failed ~message '~form (pr-str result#)))
                   result#))))))

(defn function-name?* [name]
  (let [v (resolve name)]
    (and (var? v) (not (:macro (describe-var* v))) (bound? v) (fn? @v))))

(defmacro are
  "Checks an expression for several rows of arguments."
  [names expr & args]
  `(do ~@(map (fn [row] `(is ~(clojure.walk/postwalk-replace (zipmap names row) expr)))
              (partition (count names) args))))

(defmacro testing
  "Evaluates the body; reports of its checks say the text."
  [text & body]
  `(binding [*testing-contexts* (conj *testing-contexts* ~text)]
     ~@body))

(defmacro deftest
  "Defines a test: a function of no arguments, which run-tests finds."
  [name & body]
  `(def ~(with-meta name (assoc (meta name) :test `(fn [] ~@body)))
     (fn [] (test-var (var ~name)))))

(defn test-var
  "Runs the test of a var."
  [v]
  (when-let [f (:test (meta v))]
    (binding [*testing-vars* (conj *testing-vars* v)]
      (count! :test)
      (try
        (f)
        (catch Throwable e
          (erred "Uncaught exception, not in assertion." nil e))))))

(defn compose-fixtures
  "A fixture that runs both, the first outside."
  [outer inner]
  (fn [f] (outer (fn [] (inner f)))))

(defn join-fixtures
  "A fixture that runs all, the first outside."
  [all]
  (reduce compose-fixtures (fn [f] (f)) all))

(defn use-fixtures
  "Sets the functions that run around :each test, or around all tests of the namespace :once."
  [kind & functions]
  (swap! fixtures assoc-in [(ns-name *ns*) kind] functions)
  nil)

(defn test-ns
  "Runs the tests of a namespace, and gives how many checks passed and failed."
  [namespace]
  (let [namespace (the-ns namespace)
        {:keys [once each]} (get @fixtures (ns-name namespace))
        once (join-fixtures once)
        each (join-fixtures each)
        counts (atom {:test 0 :pass 0 :fail 0 :error 0})]
    (binding [*counts* counts]
      (println)
      (println "Testing" (str (ns-name namespace)))
      (once (fn []
              (doseq [[_ v] (sort-by (comp str key) (ns-interns namespace))
                      :when (:test (meta v))]
                (each (fn [] (test-var v))))))
      @counts)))

(defn run-tests
  "Runs the tests of the namespaces, by default of the current one, prints a summary, and gives the counts."
  [& namespaces]
  (let [counts (apply merge-with + (map test-ns (if (seq namespaces) namespaces [*ns*])))
        {:keys [test pass fail error]} counts]
    (println)
    (println "Ran" test "tests containing" (+ pass fail error) "assertions.")
    (println (str fail " failures, " error " errors."))
    (assoc counts :type :summary)))

(defn successful?
  "Whether a summary has neither failures nor errors."
  [{:keys [fail error]}]
  (and (zero? (or fail 0)) (zero? (or error 0))))
