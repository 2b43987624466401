; A host function lives as long as the std::function that holds it, and no longer.
(cpp/raw "
  namespace alive {
    struct token {
      static inline int live = 0;
      token() { live++; } token(token const&) { live++; } ~token() { live--; }
      int get() const { return 5; }
    };
    inline int live() { return token::live; }
    inline std::function<int()> kept;
    inline void keep(std::function<int()> f) { kept = std::move(f); }
    inline int call() { return kept(); }
    inline void drop() { kept = nullptr; }
    struct button { std::function<void()> on_click; void click() { if (on_click) on_click(); } };
    inline int once(std::function<int()> f) { return f(); }
  }")
(do (let [t (cpp/own (cpp/alive.token))] (cpp/alive.keep (fn [] (.get (cpp/unbox (:* alive.token) t))))) (cpp/alive.live)) ;=> 1
(cpp/alive.call) ;=> 5
(do (cpp/alive.drop) (cpp/alive.live)) ;=> 0
(do (let [t (cpp/own (cpp/alive.token))] (cpp/alive.once (fn [] (.get (cpp/unbox (:* alive.token) t))))) (cpp/alive.live)) ;=> 0
(let [b (cpp/alive.button) t (cpp/own (cpp/alive.token))] (cpp/= (.-on_click b) (fn [] (cpp/unbox (:* alive.token) t) nil)) (.click b) (cpp/alive.live)) ;=> 1
(cpp/alive.live) ;=> 0
