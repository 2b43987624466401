; Built-in operators on pairs of arithmetic types give what C++ gives: the same value of the same type.
(ns arithmetic (:include "arithmetic.hpp"))
(def whole '[bool char (:signed char) (:unsigned short) int (:unsigned int) long (:unsigned long)])
(def numbers (into whole '[float double]))
; The pairs of types on which the operator and the C++ function differ.
(defmacro differing [operator function types]
  (let [types (deref (resolve types))]
    `(filterv some?
       ~(vec (for [a types, b types]
               `(if (cpp/arithmetic.same (~operator (#cpp ~a 70) (#cpp ~b 3))
                                         (#cpp (~function ~a ~b) (#cpp ~a 70) (#cpp ~b 3)))
                  nil
                  '[~a ~b]))))))
(differing cpp/+ arithmetic.plus numbers) ;=> []
(differing cpp// arithmetic.divided numbers) ;=> []
(differing cpp/< arithmetic.less numbers) ;=> []
(differing cpp/& arithmetic.both whole) ;=> []
(differing cpp/<< arithmetic.shifted whole) ;=> []
(cpp/arithmetic.same 1 1) ;=> true
(cpp/arithmetic.same 1 (cpp/long 1)) ;=> false
(cpp/arithmetic.same 1 2) ;=> false
; Compound assignments convert back.
(let [x (cpp/char 70)] (cpp/-= x 3.5) x) ;=> \B
(let [x (#cpp (:unsigned char) 250)] (cpp/+= x 10) x) ;=> 4
(let [x (cpp/int 7)] (cpp//= x 2.0) x) ;=> 3
(let [x (cpp/bool false)] (cpp/|= x 4) x) ;=> true
