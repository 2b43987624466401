; Operators by the names of their functions.
(cpp/raw "namespace vectors { template <class T> std::vector<T> operator+(const std::vector<T> &a, const std::vector<T> &b) {
  std::vector<T> c(a); c.insert(c.end(), b.begin(), b.end()); return c; } }
struct Inner { int v = 4; }; struct Handle { Inner *p; Inner *operator->() const { return p; } };
struct Steps { int n = 1; Steps &operator++() { n++; return *this; } Steps operator++(int) { Steps old = *this; n += 10; return old; }
  Steps &operator+=(int by) { n += by; return *this; } };
struct Free { int n; }; inline Free operator-(const Free &a) { return {-a.n}; }")
(let [a (#cpp (std.vector int) #cpp [1 2]) b (#cpp (std.vector int) #cpp [3])] (cpp/vectors.operator+ a b)) ;=> [1 2 3]
(let [i (cpp/Inner) h (cpp/Handle (cpp/& i))] [(.-v (.operator-> h)) (.-v (cpp/-> h)) (.-v (cpp/-> (cpp/& i))) (.-v h)]) ;=> [4 4 4 4]
(let [s (cpp/Steps)] [(.-n (.operator++ s 0)) (.-n s) (.-n (.operator++ s)) (.-n (.operator+= s 3))]) ;=> [1 11 12 15]
(.-n (cpp/operator- (cpp/Free 5))) ;=> -5
(cpp/vectors.operator- 1 2) ;=! no member named 'operator-' in 'vectors'
(let [s (cpp/Steps)] (.operator-- s 0)) ;=! no member named 'operator--' in 'Steps'
(cpp/-> 5) ;=! 'int' is neither a pointer nor of a class
