; zlib: buffers, out-parameters, structs, macros.
(ns zlib (:include "zlib.h" "unistd.h" "cstdio" "cstdlib" "vector" "string" "filesystem") (:pkg "zlib"))
(cpp/raw "namespace z {
  using Bytes = std::vector<unsigned char>;
  inline const Bytef *bytes(const char *s) { return reinterpret_cast<const Bytef *>(s); }
  inline Bytes sample() { Bytes b; for (int i = 0; i < 10000; i++) b.push_back(i % 100 < 90 ? 'a' : i % 7); return b; }
  inline std::string fresh() { std::string n = std::filesystem::temp_directory_path() / \"gusset-test-XXXXXX\"; close(mkstemp(n.data())); return n; }
}")

; Checksums, at once and piece by piece.
(cpp/crc32 0 (cpp/unsafe-cast (:* (:const Bytef)) (.c_str (cpp/std.string "hello"))) 5) ;=> 907060870
[(cpp/crc32 0 nil 0) (cpp/adler32 0 nil 0) (cpp/adler32 1 (cpp/z.bytes "Wikipedia") 9)] ;=> [0 1 300286872]
(let [a (cpp/crc32 0 (cpp/z.bytes "hello") 5) b (cpp/crc32 0 (cpp/z.bytes " world") 6)]
  [(= (cpp/crc32 a (cpp/z.bytes " world") 6) (cpp/crc32_combine a b 6)) (= (cpp/crc32_combine a b 6) (cpp/crc32 0 (cpp/z.bytes "hello world") 11))]) ;=> [true true]

; A buffer at once: compress, uncompress, and what goes wrong.
(let [from (cpp/z.sample) size (cpp/uLongf (cpp/compressBound (.size from))) packed (cpp/z.Bytes size)]
  [(cpp/compress (.data packed) (cpp/& size) (.data from) (.size from))
   (< size 1000)
   (let [out (cpp/z.Bytes 10000) n (cpp/uLongf 10000)]
     [(cpp/uncompress (.data out) (cpp/& n) (.data packed) size) n (cpp/== out from)])
   (let [out (cpp/z.Bytes 10) n (cpp/uLongf 10)] (= (cpp/uncompress (.data out) (cpp/& n) (.data packed) size) cpp/Z_BUF_ERROR))
   (do (cpp/= (cpp/aget packed 0) 0)
       (let [out (cpp/z.Bytes 10000) n (cpp/uLongf 10000)] (= (cpp/uncompress (.data out) (cpp/& n) (.data packed) size) cpp/Z_DATA_ERROR)))]) ;=> [0 true [0 10000 true] true true]
(defn packed-size [level]
  (let [from (cpp/z.sample) size (cpp/uLongf 20000) packed (cpp/z.Bytes 20000)]
    (when (not= cpp/Z_OK (cpp/compress2 (.data packed) (cpp/& size) (.data from) (.size from) level)) (throw (ex-info "zlib" {:level level})))
    (long size)))
[(> (packed-size 0) 10000) (< (packed-size 9) (packed-size 0)) (= (packed-size cpp/Z_DEFAULT_COMPRESSION) (packed-size 6)) (try (packed-size 12) (catch Exception e (ex-data e)))] ;=> [true true true {:level 12}]
(str (cpp/zError cpp/Z_DATA_ERROR)) ;=> "data error"

; Files.
(let [path (cpp/z.fresh) f (cpp/gzopen (.c_str path) "wb")]
  (cpp/gzputs f "line\n") (cpp/gzprintf f "%d-%s\n" 42 "x") (cpp/gzclose f)
  (let [g (cpp/gzopen (.c_str path) "rb") buffer (#cpp (std.array char 16)) lines (atom [])]
    (loop [] (when (cpp/gzgets g (.data buffer) 16) (swap! lines conj (str (cpp/std.string (.data buffer)))) (recur)))
    (let [end [(cpp/gzeof g) (cpp/gztell g) (cpp/gzclose g)]]
      (cpp/std.remove (.c_str path))
      [@lines end]))) ;=> [["line\n" "42-x\n"] [1 10 0]]
(cpp/== (cpp/gzopen "/no/such/dir/file.gz" "rb") nil) ;=> true
