;; What is written of clojure.set in the language; the rest is native.

(defn rename
  "The maps of a relation with keys renamed by a map."
  [xrel kmap]
  (with-meta (set (map (fn [m] (rename-keys m kmap)) xrel)) (meta xrel)))

(defn join
  "The natural join of two relations, or their join by a map from keys of the first to keys of the second."
  ([xrel yrel]
   (if (and (seq xrel) (seq yrel))
     (let [shared (intersection (set (keys (first xrel))) (set (keys (first yrel))))]
       (join xrel yrel (zipmap shared shared)))
     #{}))
  ([xrel yrel kmap]
   (let [by (index yrel (vals kmap))]
     (reduce (fn [found row]
               (let [key (rename-keys (select-keys row (keys kmap)) kmap)]
                 (reduce (fn [found other] (conj found (merge row other))) found (get by key))))
             #{}
             xrel))))
