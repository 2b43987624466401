;; clojure.walk.

(defn walk
  "Applies inner to each element of a form and outer to what is made of the results."
  [inner outer form]
  (cond
    (list? form) (outer (with-meta (apply list (map inner form)) (meta form)))
    (map-entry? form) (outer (vec (map inner form)))
    (seq? form) (outer (with-meta (doall (map inner form)) (meta form)))
    (coll? form) (outer (into (empty form) (map inner form)))
    :else (outer form)))

(defn postwalk
  "Replaces each form inside of a form, and last itself, by what f gives for it."
  [f form]
  (walk (fn [inner] (postwalk f inner)) f form))

(defn prewalk
  "Replaces a form, and then each form inside of the result, by what f gives for it."
  [f form]
  (walk (fn [inner] (prewalk f inner)) identity (f form)))

(defn keywordize-keys
  "The form with keywords in place of strings as keys of maps."
  [m]
  (postwalk (fn [form]
              (if (map? form)
                (into {} (map (fn [[k v]] [(if (string? k) (keyword k) k) v])) form)
                form))
            m))

(defn stringify-keys
  "The form with strings in place of keywords as keys of maps."
  [m]
  (postwalk (fn [form]
              (if (map? form)
                (into {} (map (fn [[k v]] [(if (keyword? k) (name k) k) v])) form)
                form))
            m))

(defn postwalk-replace
  "Replaces forms by a map, innermost first."
  [smap form]
  (postwalk (fn [inner] (if (contains? smap inner) (get smap inner) inner)) form))

(defn prewalk-replace
  "Replaces forms by a map, outermost first."
  [smap form]
  (prewalk (fn [inner] (if (contains? smap inner) (get smap inner) inner)) form))

(defn postwalk-demo
  "Prints each form that postwalk comes to."
  [form]
  (postwalk (fn [inner] (print "Walked: ") (prn inner) inner) form))

(defn prewalk-demo
  "Prints each form that prewalk comes to."
  [form]
  (prewalk (fn [inner] (print "Walked: ") (prn inner) inner) form))

(defn macroexpand-all
  "The form with all macro forms inside of it expanded."
  [form]
  (prewalk (fn [inner] (if (seq? inner) (macroexpand inner) inner)) form))
