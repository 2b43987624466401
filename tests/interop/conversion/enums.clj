; Enumerations, scoped and not, are integers in the host, and take them.
(cpp/raw "
  namespace enums {
    enum colour { red, green = 5, blue };
    enum class mode : unsigned char { off, on = 200 };
    enum flags { a = 1, b = 2, c = 4 };
    struct widget { enum kind { small, large }; kind k; mode m; };
    inline colour next(colour c) { return static_cast<colour>(c + 1); }
    inline mode toggle(mode m) { return m == mode::on ? mode::off : mode::on; }
    inline const char* name(mode m) { return m == mode::on ? \"on\" : \"off\"; }
    inline int combine(int f) { return f; }
    inline widget::kind kind_of(widget const& w) { return w.k; }
  }")
cpp/enums.red ;=> 0
cpp/enums.colour.green ;=> 5
cpp/enums.mode.on ;=> 200
(cpp/enums.next cpp/enums.green) ;=> 6
(cpp/enums.toggle cpp/enums.mode.on) ;=> 0
(cpp/enums.name cpp/enums.mode.on) ;=> "on"
(cpp/enums.combine (cpp/| cpp/enums.a cpp/enums.c)) ;=> 5
(cpp/== cpp/enums.mode.on (cpp/enums.toggle cpp/enums.mode.off)) ;=> true
(cpp/== cpp/enums.mode.on 200) ;=! mode
(cpp/cast enums.mode 200) ;=> 200
(cpp/enums.name (cpp/cast enums.mode 200)) ;=> "on"
(let [m (cpp/enums.mode.on)] m) ;=!
(defn name-of [m] (cpp/enums.name m))
(name-of 200) ;=> "on"
(name-of 300) ;=! does not fit
(let [w (cpp/enums.widget cpp/enums.widget.large cpp/enums.mode.on)] [(cpp/enums.kind_of w) (.-m w)]) ;=> [1 200]
(let [w (cpp/enums.widget)] (cpp/= (.-k w) cpp/enums.widget.large) (.-k w)) ;=> 1
(case (cpp/enums.next cpp/enums.green) 6 :blue :other) ;=> :blue
(cpp/cast int cpp/enums.mode.on) ;=> 200
(let [m cpp/enums.mode.on] (cpp/cast int m)) ;=> 200
