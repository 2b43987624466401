; zlib's streams: deflate and inflate in pieces, flushing, a dictionary, memory from the host, gzip headers.
(ns zlib-streams (:include "zlib.h" "vector" "string" "cstring" "cstdlib" "array") (:pkg "zlib"))
(cpp/raw "namespace z { using Bytes = std::vector<unsigned char>;
  inline Bytes text(int n) { Bytes b; for (int i = 0; i < n; i++) b.push_back(\"the quick brown fox \"[i * i % 20]); return b; } }")
(defn check [code] (when (neg? code) (throw (ex-info "zlib" {:code code}))) code)

; Deflating through a small buffer: what comes out is appended as long as the buffer is full.
(defn pack [from window-bits]
  (let [from (cpp/unbox (:* z.Bytes) from) out (cpp/new z.Bytes) z (cpp/z_stream) buffer (#cpp (std.array (:unsigned char) 64))]
    (check (cpp/deflateInit2 (cpp/& z) cpp/Z_BEST_COMPRESSION cpp/Z_DEFLATED (cpp/cast int window-bits) 8 cpp/Z_DEFAULT_STRATEGY))
    (cpp/= (.-next_in z) (.data from))
    (cpp/= (.-avail_in z) (.size from))
    (loop []
      (cpp/= (.-next_out z) (.data buffer))
      (cpp/= (.-avail_out z) 64)
      (let [code (check (cpp/deflate (cpp/& z) cpp/Z_FINISH)) n (- 64 (.-avail_out z))]
        (.insert out (.end out) (.data buffer) (cpp/+ (.data buffer) n))
        (when (not= code cpp/Z_STREAM_END) (recur))))
    (when (not= (.-total_out z) (.size out)) (throw (ex-info "lost" {})))
    (check (cpp/deflateEnd (cpp/& z)))
    (cpp/box out)))
; Inflating in pieces of the input: the stream is fed again when it has taken all.
(defn unpack [packed window-bits step]
  (let [packed (cpp/unbox (:* z.Bytes) packed) out (cpp/new z.Bytes 100000) z (cpp/z_stream)]
    (check (cpp/inflateInit2 (cpp/& z) (cpp/cast int window-bits)))
    (cpp/= (.-next_out z) (.data out))
    (cpp/= (.-avail_out z) (.size out))
    (cpp/= (.-next_in z) (.data packed))
    (try
      (loop [left (long (.size packed))]
        (let [n (min left step)]
          (cpp/= (.-avail_in z) n)
          (if (and (not= cpp/Z_STREAM_END (check (cpp/inflate (cpp/& z) cpp/Z_NO_FLUSH))) (> left n))
            (recur (- left n))
            (.resize out (.-total_out z)))))
      (catch Exception e (cpp/delete out) (throw e))
      (finally (cpp/inflateEnd (cpp/& z))))
    (cpp/box out)))
(defn round-trip [n window-bits step]
  (let [from (cpp/z.text (cpp/cast int n)) packed (pack (cpp/box (cpp/& from)) window-bits) back (unpack packed window-bits step)
        p (cpp/unbox (:* z.Bytes) packed) b (cpp/unbox (:* z.Bytes) back)
        result [(cpp/== from (cpp/* b)) (.size b) (< (.size p) (max 50 (quot n 5))) (cpp/aget (cpp/* p) 0)]]
    (cpp/delete p) (cpp/delete b)
    result))
(round-trip 50000 15 1000000) ;=> [true 50000 true 120]
(round-trip 50000 15 7) ;=> [true 50000 true 120]
(round-trip 0 15 1) ;=> [true 0 true 120]
; As gzip (its magic number comes first), and raw.
(round-trip 20000 31 100) ;=> [true 20000 true 31]
(subvec (round-trip 20000 -15 100) 0 3) ;=> [true 20000 true]
(let [from (cpp/z.text 1000) packed (pack (cpp/box (cpp/& from)) 15) p (cpp/unbox (:* z.Bytes) packed)]
  (cpp/= (cpp/aget (cpp/* p) 0) 1)
  (let [r (try (unpack packed 15 100) (catch Exception e (ex-data e)))] (cpp/delete p) r)) ;=> {:code -3}

; One flush after each message, so that the other side can read it at once.
(let [d (cpp/z_stream) i (cpp/z_stream) wire (#cpp (std.array (:unsigned char) 256)) read (#cpp (std.array (:unsigned char) 256))]
  (check (cpp/deflateInit (cpp/& d) cpp/Z_DEFAULT_COMPRESSION))
  (check (cpp/inflateInit (cpp/& i)))
  (let [received (atom [])]
    (doseq [message ["hello" "hello again" "bye"]]
      (let [text (cpp/std.string (cpp/cast std.string message))]
        (cpp/= (.-next_in d) (cpp/unsafe-cast (:* Bytef) (.data text))) (cpp/= (.-avail_in d) (.size text))
        (cpp/= (.-next_out d) (.data wire)) (cpp/= (.-avail_out d) 256)
        (check (cpp/deflate (cpp/& d) cpp/Z_SYNC_FLUSH))
        (cpp/= (.-next_in i) (.data wire)) (cpp/= (.-avail_in i) (cpp/- 256 (.-avail_out d)))
        (cpp/= (.-next_out i) (.data read)) (cpp/= (.-avail_out i) 256)
        (check (cpp/inflate (cpp/& i) cpp/Z_SYNC_FLUSH))
        (swap! received conj (cpp/std.string (cpp/unsafe-cast (:* char) (.data read)) (cpp/- 256 (.-avail_out i))))))
    (cpp/deflateEnd (cpp/& d)) (cpp/inflateEnd (cpp/& i))
    @received)) ;=> ["hello" "hello again" "bye"]

; A dictionary that both sides know.
(let [d (cpp/z_stream) i (cpp/z_stream) text (cpp/z.text 40) wire (cpp/z.Bytes 100) read (cpp/z.Bytes 100)]
  (check (cpp/deflateInit (cpp/& d) 9))
  (check (cpp/deflateSetDictionary (cpp/& d) (.data text) (.size text)))
  (cpp/= (.-next_in d) (.data text)) (cpp/= (.-avail_in d) (.size text))
  (cpp/= (.-next_out d) (.data wire)) (cpp/= (.-avail_out d) (.size wire))
  (check (cpp/deflate (cpp/& d) cpp/Z_FINISH)) (cpp/deflateEnd (cpp/& d))
  (check (cpp/inflateInit (cpp/& i)))
  (cpp/= (.-next_in i) (.data wire)) (cpp/= (.-avail_in i) (.-total_out d))
  (cpp/= (.-next_out i) (.data read)) (cpp/= (.-avail_out i) (.size read))
  (let [asked (= cpp/Z_NEED_DICT (cpp/inflate (cpp/& i) cpp/Z_FINISH)) right (= (.-adler i) (cpp/adler32 1 (.data text) (.size text)))]
    (check (cpp/inflateSetDictionary (cpp/& i) (.data text) (.size text)))
    (let [done (cpp/inflate (cpp/& i) cpp/Z_FINISH)]
      (cpp/inflateEnd (cpp/& i))
      [asked right (= done cpp/Z_STREAM_END) (.-total_out i) (< (.-total_out d) 30)]))) ;=> [true true true 40 true]

; Memory from the host, counted.
(let [live (atom 0) most (atom 0) z (cpp/z_stream)]
  (cpp/= (.-zalloc z) (fn [opaque n size] (swap! live inc) (swap! most max @live) (cpp/box (cpp/std.calloc n size))))
  (cpp/= (.-zfree z) (fn [opaque p] (swap! live dec) (cpp/std.free (cpp/unbox (:* void) p)) nil))
  (check (cpp/deflateInit (cpp/& z) 6))
  (cpp/deflateEnd (cpp/& z))
  [(pos? @most) @live]) ;=> [true 0]

; The header of a gzip file, written and read.
(let [d (cpp/z_stream) i (cpp/z_stream) name (cpp/std.string "name.txt") h (cpp/gz_header) g (cpp/gz_header) read (#cpp (std.array (:unsigned char) 32)) wire (cpp/z.Bytes 200)]
  (check (cpp/deflateInit2 (cpp/& d) 6 cpp/Z_DEFLATED 31 8 cpp/Z_DEFAULT_STRATEGY))
  (cpp/= (.-name h) (cpp/unsafe-cast (:* Bytef) (.data name))) (cpp/= (.-time h) 1000)
  (check (cpp/deflateSetHeader (cpp/& d) (cpp/& h)))
  (cpp/= (.-next_out d) (.data wire)) (cpp/= (.-avail_out d) 200)
  (check (cpp/deflate (cpp/& d) cpp/Z_FINISH)) (cpp/deflateEnd (cpp/& d))
  (check (cpp/inflateInit2 (cpp/& i) 31))
  (cpp/= (.-name g) (.data read)) (cpp/= (.-name_max g) 32)
  (check (cpp/inflateGetHeader (cpp/& i) (cpp/& g)))
  (cpp/= (.-next_in i) (.data wire)) (cpp/= (.-avail_in i) (.-total_out d))
  (cpp/= (.-next_out i) (cpp/+ (.data wire) 190)) (cpp/= (.-avail_out i) 10)
  (check (cpp/inflate (cpp/& i) cpp/Z_FINISH)) (cpp/inflateEnd (cpp/& i))
  [(str (cpp/unsafe-cast (:* (:const char)) (.data read))) (.-time g) (.-done g) (.-total_out i)]) ;=> ["name.txt" 1000 1 0]
