; SQLite calls the host: rows with user data, functions and aggregates of SQL, collations, hooks, limits.
(ns sqlite-callbacks (:include "sqlite3.h" "string" "vector") (:pkg "sqlite3"))
(def handle (let [db (#cpp (:* sqlite3))] (cpp/sqlite3_open ":memory:" (cpp/& db)) (cpp/box db)))
(defn run [sql] (cpp/sqlite3_exec (cpp/unbox (:* sqlite3) handle) (cpp/cast (:* (:const char)) sql) nil nil nil))
(run "create table t (a int, b text); insert into t values (1, 'one'), (2, 'two'), (3, null)") ;=> 0
(defn text-at [p i] (let [p (cpp/unbox (:* (:* char)) p) s (cpp/aget p (cpp/cast int i))] (if (cpp/== s nil) nil (str s))))

; sqlite3_exec: names and values of each row; user data; a row that stops it.
(defn query [sql]
  (let [rows (atom [])]
    (cpp/sqlite3_exec (cpp/unbox (:* sqlite3) handle) (cpp/cast (:* (:const char)) sql)
      (fn [data n values names] (swap! rows conj (into {} (map (fn [i] [(keyword (text-at names i)) (text-at values i)]) (range n)))) 0)
      nil nil)
    @rows))
(query "select * from t order by a") ;=> [{:a "1", :b "one"} {:a "2", :b "two"} {:a "3", :b nil}]
(let [seen (#cpp (std.vector int))]
  (cpp/sqlite3_exec (cpp/unbox (:* sqlite3) handle) "select a from t order by a desc"
    (fn [data n values names] (.push_back (cpp/* (cpp/cast (:* (std.vector int)) (cpp/unbox (:* void) data))) (cpp/std.stoi (text-at values 0))) 0)
    (cpp/& seen) nil)
  seen) ;=> [3 2 1]
(let [n (atom 0)]
  [(= cpp/SQLITE_ABORT (cpp/sqlite3_exec (cpp/unbox (:* sqlite3) handle) "select a from t" (fn [data k values names] (swap! n inc) 1) nil nil)) @n]) ;=> [true 1]

; Functions of SQL.
(defn add-function [name arity f]
  (cpp/sqlite3_create_function_v2 (cpp/unbox (:* sqlite3) handle) (cpp/cast (:* (:const char)) name) (cpp/cast int arity) (cpp/| cpp/SQLITE_UTF8 cpp/SQLITE_DETERMINISTIC) nil f nil nil nil))
(defn argument [args i] (let [args (cpp/unbox (:* (:* sqlite3_value)) args)] (cpp/box (cpp/aget args (cpp/cast int i)))))
(add-function "triple" 1 (fn [context n args]
  (cpp/sqlite3_result_int64 (cpp/unbox (:* sqlite3_context) context) (* 3 (cpp/sqlite3_value_int64 (cpp/unbox (:* sqlite3_value) (argument args 0))))) nil)) ;=> 0
(query "select triple(a) as x from t where triple(a) > 3") ;=> [{:x "6"} {:x "9"}]
(add-function "shout" -1 (fn [context n args]
  (let [words (map (fn [i] (let [s (cpp/sqlite3_value_text (cpp/unbox (:* sqlite3_value) (argument args i)))] (if (cpp/== s nil) "-" (str (cpp/unsafe-cast (:* (:const char)) s))))) (range n))
        text (cpp/cast std.string (apply str (interpose " " words)))]
    (cpp/sqlite3_result_text (cpp/unbox (:* sqlite3_context) context) (.c_str text) -1 cpp/SQLITE_TRANSIENT) nil))) ;=> 0
(query "select shout(a, b, 'x') as s from t") ;=> [{:s "1 one x"} {:s "2 two x"} {:s "3 - x"}]
(add-function "fails" 0 (fn [context n args] (cpp/sqlite3_result_error (cpp/unbox (:* sqlite3_context) context) "by intention" -1) nil)) ;=> 0
[(= (run "select fails()") cpp/SQLITE_ERROR) (str (cpp/sqlite3_errmsg (cpp/unbox (:* sqlite3) handle)))] ;=> [true "by intention"]

; An aggregate, of a step and an end.
(let [sum (atom 0)]
  (cpp/sqlite3_create_function (cpp/unbox (:* sqlite3) handle) "product" 1 cpp/SQLITE_UTF8 nil nil
    (fn [context n args] (swap! sum #(* (if (zero? %) 1 %) (cpp/sqlite3_value_int (cpp/unbox (:* sqlite3_value) (argument args 0))))) nil)
    (fn [context] (cpp/sqlite3_result_int (cpp/unbox (:* sqlite3_context) context) @sum) (reset! sum 0) nil))
  (query "select product(a) as p from t")) ;=> [{:p "6"}]

; A collation: the order of strings by their last character.
(cpp/sqlite3_create_collation (cpp/unbox (:* sqlite3) handle) "last" cpp/SQLITE_UTF8 nil
  (fn [data n a m b]
    (let [at (fn [p n] (cpp/cast int (cpp/aget (cpp/cast (:* (:const char)) (cpp/unbox (:* (:const void)) p)) (cpp/cast int (dec n)))))]
      (- (at a n) (at b m))))) ;=> 0
(mapv :x (query "select 'za' as x union all select 'ac' union all select 'mb' order by x collate last")) ;=> ["za" "mb" "ac"]

; Hooks.
(let [log (atom [])]
  (cpp/sqlite3_update_hook (cpp/unbox (:* sqlite3) handle) (fn [data op db table row] (swap! log conj [(= op cpp/SQLITE_DELETE) table row]) nil) nil)
  (run "insert into t values (4, 'four'); delete from t where a = 1")
  (cpp/sqlite3_update_hook (cpp/unbox (:* sqlite3) handle) nil nil)
  @log) ;=> [[false "t" 4] [true "t" 1]]
(let [allow (atom false)]
  (cpp/sqlite3_commit_hook (cpp/unbox (:* sqlite3) handle) (fn [data] (if @allow 0 1)) nil)
  (let [first (run "insert into t values (5, 'five')")]
    (reset! allow true)
    [(= first cpp/SQLITE_CONSTRAINT) (run "insert into t values (6, 'six')") (mapv :a (query "select a from t order by a"))])) ;=> [true 0 ["2" "3" "4" "6"]]
(cpp/sqlite3_close (cpp/unbox (:* sqlite3) handle)) ;=> 0
