; What crosses in a callback lives as long as C++ or the host has a use for it.
(ns kept-values (:include "functional" "memory" "string" "string_view"))
(cpp/raw "struct Conn { int id; };
inline void by_value(const std::function<void(std::shared_ptr<Conn>)> &f) { f(std::make_shared<Conn>(Conn{5})); }
inline void unique(const std::function<void(std::unique_ptr<Conn>)> &f) { f(std::make_unique<Conn>(Conn{6})); }
struct Named { virtual ~Named() = default; virtual std::string_view view(std::string_view) = 0;
  virtual const std::string &name() const = 0; virtual const int &number() const = 0; };
inline std::string joined(Named &n) { std::string_view a = n.view(\"abcdefghijklmnopqrstuvwxyz\"), b = n.view(\"01234567890123456789\");
  const std::string &s = n.name(); return std::string(a) + std::string(b) + s + std::to_string(n.number()); }
inline std::string pointed(const std::function<const char *(int)> &f) { std::string a = f(1); return a + f(2); }")
; A parameter that is the callback's own is the box's.
(def kept (atom nil))
(cpp/by_value (fn [p] (reset! kept p))) ;=> nil
(.-id (cpp/* (cpp/unbox (:* (std.shared_ptr Conn)) @kept))) ;=> 5
(.use_count (cpp/* (cpp/unbox (:* (std.shared_ptr Conn)) @kept))) ;=> 1
(cpp/unique (fn [p] (reset! kept p))) ;=> nil
(.-id (cpp/* (cpp/unbox (:* (std.unique_ptr Conn)) @kept))) ;=> 6
(reset! kept nil)
; Texts and other values that C++ is given a view of, or a reference to.
(let [n (cpp/reify Named (view [this v] (str v "!")) (name [this] (str "na" "me")) (number [this] (+ 40 2)))]
  (cpp/joined n)) ;=> "abcdefghijklmnopqrstuvwxyz!01234567890123456789!name42"
(cpp/pointed (fn [n] (str "a text of some length, number " n ";"))) ;=> "a text of some length, number 1;a text of some length, number 2;"
(let [n (cpp/reify Named (view [this v] v) (name [this] 5) (number [this] 1))] (cpp/joined n)) ;=! 5 (java.lang.Long) does not convert to std::basic_string<char>
