; SQLite: a C library with handles, out-parameters and callbacks.
(ns sqlite (:include "sqlite3.h") (:pkg "sqlite3"))
(def version (cpp/sqlite3_libversion))
(string? version) ;=> true
(defn check [code] (when (not= code cpp/SQLITE_OK) (throw (ex-info "sqlite" {:code code}))))
(let [db (#cpp (:* sqlite3))]
  (check (cpp/sqlite3_open ":memory:" (cpp/& db)))
  (check (cpp/sqlite3_exec db "create table t (id integer primary key, name text, score real)" nil nil nil))
  (let [st (#cpp (:* sqlite3_stmt))]
    (check (cpp/sqlite3_prepare_v2 db "insert into t (name, score) values (?, ?)" -1 (cpp/& st) nil))
    (doseq [[name score] [["ada" 1.5] ["bob" 2.5] ["cyd" 3.0]]]
      (check (cpp/sqlite3_bind_text st 1 name -1 cpp/SQLITE_TRANSIENT))
      (check (cpp/sqlite3_bind_double st 2 score))
      (when (not= (cpp/sqlite3_step st) cpp/SQLITE_DONE) (throw (ex-info "step" {})))
      (check (cpp/sqlite3_reset st)))
    (check (cpp/sqlite3_finalize st)))
  (let [st (#cpp (:* sqlite3_stmt))]
    (check (cpp/sqlite3_prepare_v2 db "select id, name, score from t order by id" -1 (cpp/& st) nil))
    (let [rows (loop [rows []]
                 (if (= (cpp/sqlite3_step st) cpp/SQLITE_ROW)
                   (recur (conj rows [(cpp/sqlite3_column_int st 0)
                                      (str (cpp/unsafe-cast (:* (:const char)) (cpp/sqlite3_column_text st 1)))
                                      (cpp/sqlite3_column_double st 2)]))
                   rows))]
      (cpp/sqlite3_finalize st)
      (cpp/sqlite3_close db)
      rows))) ;=> [[1 "ada" 1.5] [2 "bob" 2.5] [3 "cyd" 3.0]]
(let [db (#cpp (:* sqlite3)) message (#cpp (:* char))]
  (cpp/sqlite3_open ":memory:" (cpp/& db))
  (let [code (cpp/sqlite3_exec db "select * from missing" nil nil (cpp/& message))
        text (str message)]
    (cpp/sqlite3_free message)
    (cpp/sqlite3_close db)
    [code text (= code cpp/SQLITE_ERROR)])) ;=> [1 "no such table: missing" true]
; A callback for each row.
(let [db (#cpp (:* sqlite3)) rows (atom [])]
  (cpp/sqlite3_open ":memory:" (cpp/& db))
  (cpp/sqlite3_exec db "create table t (a int); insert into t values (1), (2)" nil nil nil)
  (cpp/sqlite3_exec db "select a from t" (fn [data n values names] (swap! rows conj n) 0) nil nil)
  (cpp/sqlite3_close db)
  @rows) ;=> [1 1]
(let [db (#cpp (:* sqlite3))] (cpp/sqlite3_open "/no/such/dir/file.db" (cpp/& db)) (let [m (cpp/sqlite3_errmsg db) s (str m)] (cpp/sqlite3_close db) s)) ;=> "unable to open database file"
