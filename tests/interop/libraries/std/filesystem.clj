; <filesystem> and files as streams, in a folder of the system's temporary one, which is removed again.
(ns filesystem (:include "cstdlib" "filesystem" "fstream" "string" "vector" "algorithm") (:require [clojure.string :as str]))
(cpp/raw "namespace fs = std::filesystem;
          inline fs::path fresh() { std::string name = fs::temp_directory_path() / \"gusset-test-XXXXXX\"; return mkdtemp(name.data()); }
          inline fs::path dir = fresh();
          inline const fs::path &scratch() { return dir; }")

; Paths alone.
(let [p (cpp/fs.path "a/b.tar.gz")]
  [(.string (.filename p)) (.string (.stem p)) (.string (.extension p)) (.string (.parent_path p)) (.has_root_path p) (.empty p)]) ;=> ["b.tar.gz" "b.tar" ".gz" "a" false false]
(let [p (cpp/fs.path "a")]
  (cpp//= p "b") (cpp/+= p ".txt")
  (let [before (cpp/std.string (.c_str p))]
    (.replace_extension p ".md")
    [before (.generic_string p) (cpp/== p (cpp/fs.path "a/b.md")) (cpp/std.distance (.begin p) (.end p))])) ;=> ["a/b.txt" "a/b.md" true 2]
[(.string (.lexically_normal (cpp/fs.path "a/./b/../c"))) (.string (.lexically_relative (cpp/fs.path "/a/d") "/a/b/c")) (.string (cpp// (cpp/fs.path "a") "/b"))] ;=> ["a/c" "../../d" "/b"]
(let [p (cpp/fs.path "x/y/z")]
  (loop [it (.begin p) parts []] (if (cpp/== it (.end p)) parts (recur (cpp/std.next it) (conj parts (.string (cpp/* it))))))) ;=> ["x" "y" "z"]

; Creating, writing, reading.
(let [dir (cpp/scratch)]
  [(cpp/fs.create_directories (cpp// dir "sub/deep")) (cpp/fs.create_directory (cpp// dir "sub")) (cpp/fs.is_directory dir) (cpp/fs.is_empty (cpp// dir "sub/deep"))]) ;=> [true false true true]
(let [file (cpp// (cpp/scratch) "lines.txt")]
  (let [out (cpp/std.ofstream file)]
    (dotimes [i 3] (-> out (cpp/<< "line ") (cpp/<< (cpp/cast int i)) (cpp/<< \newline))))
  (let [out (cpp/std.ofstream file cpp/std.ios.app)] (cpp/<< out "appended"))
  (let [in (cpp/std.ifstream file) line (cpp/std.string)]
    [(.is_open in) (loop [lines []] (if (cpp/std.getline in line) (recur (conj lines (str line))) lines)) (.eof in) (cpp/fs.file_size file)])) ;=> [true ["line 0" "line 1" "line 2" "appended"] true 29]
(let [in (cpp/std.ifstream (cpp// (cpp/scratch) "lines.txt"))
      text (cpp/std.string (#cpp (std.istreambuf_iterator char) in) (#cpp (std.istreambuf_iterator char)))]
  (str/split-lines text)) ;=> ["line 0" "line 1" "line 2" "appended"]
(let [file (cpp// (cpp/scratch) "numbers.bin") n (cpp/int 258) back (cpp/int)]
  (let [f (cpp/std.fstream file (cpp/| (cpp/| cpp/std.ios.in cpp/std.ios.out) (cpp/| cpp/std.ios.binary cpp/std.ios.trunc)))]
    (.write f (cpp/unsafe-cast (:* (:const char)) (cpp/& n)) (cpp/sizeof int))
    (let [end (cpp/cast long (.tellp f))]
      (.seekg f 0)
      (.read f (cpp/unsafe-cast (:* char) (cpp/& back)) (cpp/sizeof int))
      [end (.gcount f) back]))) ;=> [4 4 258]
(let [in (cpp/std.ifstream (cpp// (cpp/scratch) "no such file"))] [(.is_open in) (.fail in) (cpp/! in)]) ;=> [false true true]

; Copying, renaming, times, links.
(let [dir (cpp/scratch) from (cpp// dir "lines.txt") to (cpp// dir "copy.txt")]
  [(cpp/fs.copy_file from to)
   (cpp/fs.copy_file from to cpp/fs.copy_options.skip_existing)
   (try (do (cpp/fs.copy_file from to) nil) (catch cpp/fs.filesystem_error e (.string (.filename (.path2 e)))))
   (do (cpp/fs.rename to (cpp// dir "sub/moved.txt")) (cpp/fs.exists to))
   (cpp/fs.file_size (cpp// dir "sub/moved.txt"))
   (cpp/== (cpp/fs.last_write_time from) (cpp/fs.last_write_time from))]) ;=> [true false "copy.txt" false 29 true]
(let [link (cpp// (cpp/scratch) "link")]
  (cpp/fs.create_symlink "lines.txt" link)
  [(cpp/fs.is_symlink link) (.string (cpp/fs.read_symlink link)) (cpp/fs.file_size link) (cpp/fs.equivalent link (cpp// (cpp/scratch) "lines.txt"))]) ;=> [true "lines.txt" 29 true]
(let [file (cpp// (cpp/scratch) "lines.txt")]
  (cpp/fs.resize_file file 4)
  (cpp/fs.permissions file cpp/fs.perms.owner_read)
  (let [p (.permissions (cpp/fs.status file))]
    [(cpp/== p cpp/fs.perms.owner_read) (cpp/== (.type (cpp/fs.status file)) cpp/fs.file_type.regular) (cpp/fs.file_size file)])) ;=> [true true 4]

; Iterating, also into the folders within.
(let [it (cpp/fs.directory_iterator (cpp/scratch))]
  (loop [names (sorted-set)]
    (if (cpp/== it (cpp/fs.directory_iterator))
      (vec names)
      (let [name (.string (.filename (.path it)))] (cpp/++ it) (recur (conj names name)))))) ;=> ["lines.txt" "link" "numbers.bin" "sub"]
(let [it (cpp/fs.recursive_directory_iterator (cpp/scratch))]
  (loop [found (sorted-map)]
    (if (cpp/== it (cpp/fs.recursive_directory_iterator))
      found
      (let [entry (cpp/* it) name (.generic_string (cpp/fs.relative (.path entry) (cpp/scratch))) kind [(.depth it) (.is_directory entry)]]
        (cpp/++ it)
        (recur (assoc found name kind)))))) ;=> {"lines.txt" [0 false], "numbers.bin" [0 false], "sub" [0 true], "sub/deep" [1 true], "sub/moved.txt" [1 false]}
[(cpp/fs.remove (cpp// (cpp/scratch) "link")) (cpp/fs.remove (cpp// (cpp/scratch) "link")) (cpp/fs.remove_all (cpp/scratch)) (cpp/fs.exists (cpp/scratch))] ;=> [true false 6 false]
(let [ec (cpp/std.error_code)]
  (cpp/fs.create_directory (cpp// (cpp/scratch) "not/there") ec)
  [(.value ec) (cpp/== ec cpp/std.errc.no_such_file_or_directory) (.name (.category ec))]) ;=> [2 true "generic"]
