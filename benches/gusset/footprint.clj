;; What a wrapper keeps in memory: 10,000 of them, each made by a form of its own.
(load-file "benches/gusset/measure.clj")

;; As many functions, declared; all are one in the linker's eyes, so that their own code does not count.
(cpp/raw "extern \"C\" int footprint_target(int x) { return x + 1; }
namespace footprint {
#define ONE(n) int f##n(int x) __asm__(\"footprint_target\");
#define A(n) ONE(n##0) ONE(n##1) ONE(n##2) ONE(n##3) ONE(n##4) ONE(n##5) ONE(n##6) ONE(n##7) ONE(n##8) ONE(n##9)
#define B(n) A(n##0) A(n##1) A(n##2) A(n##3) A(n##4) A(n##5) A(n##6) A(n##7) A(n##8) A(n##9)
#define C(n) B(n##0) B(n##1) B(n##2) B(n##3) B(n##4) B(n##5) B(n##6) B(n##7) B(n##8) B(n##9)
C(1) C(2) C(3) C(4) C(5) C(6) C(7) C(8) C(9) C(10) C(11)
inline long resident_kb() {
  long all = 0, resident = 0;
  std::FILE *file = std::fopen(\"/proc/self/statm\", \"r\");
  std::fscanf(file, \"%ld %ld\", &all, &resident);
  std::fclose(file);
  return resident * 4;
}
inline long mappings() {
  long lines = 0;
  std::FILE *file = std::fopen(\"/proc/self/maps\", \"r\");
  for (int c; (c = std::fgetc(file)) != EOF;)
    lines += c == '\\n';
  std::fclose(file);
  return lines;
}
}")

(def wrappers (parse-long (option "--wrappers" "10000")))

(defn call [number]
  ((eval (list 'fn [] (list (symbol "cpp" (str "footprint.f" number)) 1)))))

(dotimes [i 1000]
  (call (+ 1000 i)))
(let [resident (cpp/footprint.resident_kb)
      mappings (cpp/footprint.mappings)
      start (System/nanoTime)]
  (dotimes [i wrappers]
    (call (+ 2000 i)))
  (report "footprint_ms" (/ (- (System/nanoTime) start) 1e6 wrappers))
  (report "footprint_kb" (/ (- (cpp/footprint.resident_kb) resident) (double wrappers)))
  (report "footprint_mappings" (/ (- (cpp/footprint.mappings) mappings) (double wrappers))))
