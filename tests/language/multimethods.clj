; Multimethods and hierarchies.

(defmulti area :shape)

(defmethod area :square [{:keys [side]}] (* side side))

(defmethod area :circle [{r :radius}] (* 3 r r))
(area {:shape :square :side 3}) ;=> 9
(area {:shape :circle :radius 2}) ;=> 12
(area {:shape :blob}) ;=! No method in multimethod 'area' for dispatch value: :blob

(defmethod area :default [_] :unknown)
(area {:shape :blob}) ;=> :unknown
(count (methods area)) ;=> 3
((get-method area :square) {:side 4}) ;=> 16
(nil? (get-method area :square)) ;=> false

(remove-method area :square)
(area {:shape :square :side 3}) ;=> :unknown

(defmulti area :other)
(area {:shape :circle :radius 1}) ;=> 3

(defmulti two (fn [a b] [(class a) (class b)]))

(defmethod two [Long String] [a b] :long-string)

(defmethod two [Number Number] [a b] :numbers)
(two 1 "x") ;=> :long-string
(two 1 2.0) ;=> :numbers
(two "x" 1) ;=! No method in multimethod 'two' for dispatch value: [java.lang.String java.lang.Long]

(derive ::dog ::animal)

(derive ::poodle ::dog)
(isa? ::dog ::animal) ;=> true
(isa? ::poodle ::animal) ;=> true
(isa? ::animal ::dog) ;=> false
(isa? ::dog ::dog) ;=> true
(isa? [::poodle ::dog] [::dog ::animal]) ;=> true
(isa? Long Number) ;=> true
(isa? String Object) ;=> true
(= (parents ::poodle) #{::dog}) ;=> true
(= (ancestors ::poodle) #{::dog ::animal}) ;=> true
(= (descendants ::animal) #{::dog ::poodle}) ;=> true
(parents ::animal) ;=> nil

(defmulti sound identity)

(defmethod sound ::animal [_] :generic)

(defmethod sound ::dog [_] :woof)
(sound ::poodle) ;=> :woof
(sound ::animal) ;=> :generic
(sound 1) ;=! No method in multimethod 'sound' for dispatch value: 1
(do (remove-method sound ::animal) nil) ;=> nil

(derive ::poodle ::luxury)

(defmethod sound ::luxury [_] :purr)
(sound ::poodle) ;=! neither is preferred

(prefer-method sound ::dog ::luxury)
(sound ::poodle) ;=> :woof

(underive ::poodle ::dog)
(sound ::poodle) ;=> :purr
(isa? ::poodle ::animal) ;=> false

(derive ::animal ::poodle)
(derive ::animal ::animal) ;=! Assert failed: (not= tag parent)

(derive ::dog ::animal)
(let [h (-> (make-hierarchy) (derive :a :b) (derive :b :c))] [(isa? h :a :c) (= (ancestors h :a) #{:b :c}) (= (descendants h :c) #{:a :b}) (parents h :a)]) ;=> [true true true #{:b}]

(def h1 (derive (make-hierarchy) :kid :parent))

(defmulti in-h identity :hierarchy #'h1)

(defmethod in-h :parent [_] :p)
(in-h :kid) ;=> :p

(defmulti dflt identity :default :none)

(defmethod dflt :none [_] "nothing")

(defmethod dflt 1 [_] "one")
[(dflt 1) (dflt 2)] ;=> ["one" "nothing"]

(defmulti doc-multi "Says." {:extra 1} identity)
[(:doc (meta #'doc-multi)) (:extra (meta #'doc-multi))] ;=> ["Says." 1]

(defmulti variadic (fn [& args] (count args)))

(defmethod variadic 0 [] :none)

(defmethod variadic 2 [a b] [a b])
[(variadic) (variadic 1 2)] ;=> [:none [1 2]]
(map dflt [1 2 3]) ;=> ("one" "nothing" "nothing")

(defmethod dflt 3 named [n] (if (pos? n) "named" (named n)))
(dflt 3) ;=> "named"
(fn? area) ;=> false
(ifn? area) ;=> true
