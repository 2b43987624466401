; zlib: buffers, out-parameters, structs, macros.
(ns zlib (:include "zlib.h") (:pkg "zlib"))
(cpp/crc32 0 (cpp/unsafe-cast (:* (:const Bytef)) (.c_str (cpp/std.string "hello"))) 5) ;=> 907060870
(let [path "/tmp/gusset-test.gz" f (cpp/gzopen path "wb")]
  (cpp/gzputs f "line\n") (cpp/gzclose f)
  (let [g (cpp/gzopen path "rb") buffer (#cpp (std.array char 16))]
    (cpp/gzgets g (.data buffer) 16) (cpp/gzclose g)
    (cpp/std.remove path)
    (str (cpp/std.string (.data buffer))))) ;=> "line\n"
