; SQLite: statements with parameters, types of columns, blobs, transactions, errors, a backup.
(ns sqlite-statements (:include "sqlite3.h" "string" "vector" "memory") (:pkg "sqlite3"))
; A handle closes itself.
(cpp/raw "namespace db {
  struct Close { void operator()(sqlite3 *p) const { sqlite3_close(p); } void operator()(sqlite3_stmt *p) const { sqlite3_finalize(p); } };
  using Database = std::unique_ptr<sqlite3, Close>; using Statement = std::unique_ptr<sqlite3_stmt, Close>;
  inline Database memory() { sqlite3 *p; sqlite3_open(\":memory:\", &p); return Database(p); }
  inline Statement prepare(const Database &d, const std::string &sql) { sqlite3_stmt *s = nullptr;
    if (sqlite3_prepare_v2(d.get(), sql.c_str(), -1, &s, nullptr)) throw std::runtime_error(sqlite3_errmsg(d.get())); return Statement(s); }
}")
(defn check [code] (when (not= code cpp/SQLITE_OK) (throw (ex-info (cpp/sqlite3_errstr code) {:code code}))))
; A host value for whatever a column holds.
(defn column [st i]
  (let [st (cpp/unbox (:* sqlite3_stmt) st) i (cpp/cast int i) type (cpp/sqlite3_column_type st i)]
    (cond
      (= type cpp/SQLITE_INTEGER) (cpp/sqlite3_column_int64 st i)
      (= type cpp/SQLITE_FLOAT) (cpp/sqlite3_column_double st i)
      (= type cpp/SQLITE_TEXT) (str (cpp/unsafe-cast (:* (:const char)) (cpp/sqlite3_column_text st i)))
      (= type cpp/SQLITE_BLOB) [:blob (cpp/sqlite3_column_bytes st i)]
      :else nil)))
(defn rows [db sql]
  (let [st (cpp/db.prepare (cpp/* (cpp/unbox (:* db.Database) db)) sql) s (.get st) n (cpp/sqlite3_column_count s)
        names (mapv (fn [i] (keyword (cpp/sqlite3_column_name s (cpp/cast int i)))) (range n))]
    (loop [found []]
      (if (= (cpp/sqlite3_step s) cpp/SQLITE_ROW)
        (recur (conj found (zipmap names (mapv (fn [i] (column (cpp/box s) i)) (range n)))))
        found))))
(defn run [db sql] (check (cpp/sqlite3_exec (.get (cpp/* (cpp/unbox (:* db.Database) db))) (cpp/cast (:* (:const char)) sql) nil nil nil)))
(def db (cpp/own (cpp/db.memory)))
(run db "create table item (id integer primary key, name text unique, price real, data blob)")

; Binding by position and by name; null; a blob; the row's id.
(let [d (cpp/unbox (:* db.Database) db) raw (.get (cpp/* d)) st (cpp/db.prepare (cpp/* d) "insert into item (name, price, data) values (:name, ?2, :data)") s (.get st)
      blob (#cpp (std.vector char) 3 \x)]
  (check (cpp/sqlite3_bind_text s (cpp/sqlite3_bind_parameter_index s ":name") "pen" -1 cpp/SQLITE_TRANSIENT))
  (check (cpp/sqlite3_bind_double s 2 1.25))
  (check (cpp/sqlite3_bind_blob s 3 (.data blob) (.size blob) cpp/SQLITE_STATIC))
  (let [first (cpp/sqlite3_step s)]
    (check (cpp/sqlite3_reset s)) (check (cpp/sqlite3_clear_bindings s))
    (check (cpp/sqlite3_bind_text s 1 "ünïcode" -1 cpp/SQLITE_TRANSIENT))
    (check (cpp/sqlite3_bind_null s 2))
    [(= first cpp/SQLITE_DONE) (= (cpp/sqlite3_step s) cpp/SQLITE_DONE) (cpp/sqlite3_last_insert_rowid raw) (cpp/sqlite3_changes raw) (cpp/sqlite3_bind_parameter_count s)])) ;=> [true true 2 1 3]
(rows db "select * from item order by id") ;=> [{:id 1, :name "pen", :price 1.25, :data [:blob 3]} {:id 2, :name "ünïcode", :price nil, :data nil}]
(rows db "select count(*) as n, sum(price) as total, 9000000000 as big, upper(name) as up from item where price is not null") ;=> [{:n 1, :total 1.25, :big 9000000000, :up "PEN"}]
(let [st (cpp/db.prepare (cpp/* (cpp/unbox (:* db.Database) db)) "select data from item where id = 1")]
  (cpp/sqlite3_step (.get st))
  (cpp/std.string (cpp/unsafe-cast (:* (:const char)) (cpp/sqlite3_column_blob (.get st) 0)) (cpp/sqlite3_column_bytes (.get st) 0))) ;=> "xxx"

; Errors: of the text, of a constraint, thrown through C++ and by the host.
(rows db "select missing from item") ;=! no such column: missing
(try (rows db "selec") (catch cpp/std.runtime_error e (.what e))) ;=> "near \"selec\": syntax error"
(try (run db "insert into item (name) values ('pen')") (catch Exception e [(ex-message e) (= (:code (ex-data e)) cpp/SQLITE_CONSTRAINT)])) ;=> ["constraint failed" true]
(let [raw (.get (cpp/* (cpp/unbox (:* db.Database) db)))]
  [(= (cpp/sqlite3_extended_errcode raw) cpp/SQLITE_CONSTRAINT_UNIQUE) (str (cpp/sqlite3_errmsg raw))]) ;=> [true "UNIQUE constraint failed: item.name"]

; A transaction that is rolled back when its body throws.
(defn transact [db f]
  (run db "begin")
  (try (let [r (f)] (run db "commit") r) (catch Exception e (run db "rollback") (throw e))))
(defn total [] (:n (first (rows db "select count(*) as n from item"))))
(transact db (fn [] (run db "insert into item (name) values ('cup')") (total))) ;=> 3
(try (transact db (fn [] (run db "delete from item") (throw (ex-info "no" {:seen (total)})))) (catch Exception e [(ex-data e) (total)])) ;=> [{:seen 0} 3]
(cpp/sqlite3_get_autocommit (.get (cpp/* (cpp/unbox (:* db.Database) db)))) ;=> 1

; A copy of the whole database.
(let [to (cpp/db.memory) from (.get (cpp/* (cpp/unbox (:* db.Database) db))) b (cpp/sqlite3_backup_init (.get to) "main" from "main")
      done (cpp/sqlite3_backup_step b -1)]
  (cpp/sqlite3_backup_finish b)
  [(= done cpp/SQLITE_DONE) (rows (cpp/box (cpp/& to)) "select name from item order by id")]) ;=> [true [{:name "pen"} {:name "ünïcode"} {:name "cup"}]]
(let [text (cpp/sqlite3_mprintf "select %Q, %d" "it's" 5) s (str text)] (cpp/sqlite3_free text) s) ;=> "select 'it''s', 5"
(def db nil)
