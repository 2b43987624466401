; Floating-point numbers: double, float and long double, from doubles, integers and ratios.
(cpp/raw "
  namespace floating {
    inline double d(double x) { return x; }
    inline float f(float x) { return x; }
    inline long double ld(long double x) { return x; }
    inline double const& ref(double const& x) { return x; }
    inline double half(int x) { return x / 2.0; }
  }")
(cpp/floating.d 1.5) ;=> 1.5
(cpp/floating.d 2) ;=> 2.0
(cpp/floating.d 1/4) ;=> 0.25
(cpp/floating.d 1e300) ;=> 1.0E300
(cpp/floating.f 0.5) ;=> 0.5
(cpp/floating.f 3) ;=> 3.0
(cpp/floating.ld 0.125) ;=> 0.125
(cpp/floating.ld 7) ;=> 7.0
(cpp/floating.ref 9) ;=> 9.0
(cpp/floating.half 5) ;=> 2.5
(defn d [x] (cpp/floating.d x))
[(d 1) (d 1.5) (d 1/2) (d 10N)] ;=> [1.0 1.5 0.5 10.0]
(d "1.5") ;=! does not convert to double
(d nil) ;=! does not convert to double
(defn f [x] (cpp/floating.f x))
[(f 1) (f 1.5) (f 1/2)] ;=> [1.0 1.5 0.5]
(f \a) ;=! does not convert to float
(cpp/floating.d "text") ;=! double
(cpp/floating.d nil) ;=! double
[(cpp/floating.d ##Inf) (cpp/floating.d ##-Inf) (cpp/floating.d ##NaN)] ;=> [##Inf ##-Inf ##NaN]
(f 0.1) ;=> 0.10000000149011612
(let [x (cpp/float 0.25)] (+ x x)) ;=> 0.5
(cpp/cast float 2) ;=> 2.0
(cpp/cast double (cpp/float 0.5)) ;=> 0.5
(cpp/cast int (cpp/double 2.9)) ;=> 2
