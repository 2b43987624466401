;; The panel's draw function: evaluated cold with the headers already parsed, evaluated again, drawn many times.
;; ImGui runs without a window here, so that only the calls are measured.
(ns panel-benchmark
  (:include "imgui.h" "vector")
  (:pkg "imgui"))

(load-file "benches/gusset/measure.clj")

(def speed    (cpp/box (cpp/new float 0.62)))
(def gravity  (cpp/box (cpp/new float 9.81)))
(def view     (cpp/box (cpp/new float 72.0)))
(def agents   (cpp/box (cpp/new int 24)))
(def camera   (cpp/box (cpp/new int 1)))
(def wind     (cpp/box (cpp/new ImVec2 1.5 -0.25)))
(def paused   (cpp/box (cpp/new bool false)))
(def grid     (cpp/box (cpp/new bool true)))
(def velocity (cpp/box (cpp/new bool true)))
(def accent   (cpp/box (cpp/new ImVec4 0.36 0.72 0.98 1.0)))
(def trail    (cpp/box (cpp/new ImVec4 0.98 0.62 0.27 1.0)))
(def history  (cpp/box (cpp/new (std.vector float) 150 0.0)))

(defn start-imgui! []
  (cpp/ImGui.CreateContext)
  (let [io     (cpp/& (cpp/ImGui.GetIO))
        width  (cpp/int 0)
        height (cpp/int 0)
        pixels (cpp/cast (:* (:unsigned char)) nil)]
    (cpp/= (.-IniFilename io) nil)
    (cpp/= (.-DisplaySize io) (cpp/ImVec2 1280.0 720.0))
    (.GetTexDataAsRGBA32 (.-Fonts io) (cpp/& pixels) (cpp/& width) (cpp/& height))
    nil))

(declare draw-debug-ui!)

(def draw-file "benches/gusset/draw.clj")

(defn frame-ns
  "Draws a frame; gives the ns that `draw` took of it."
  [draw]
  (cpp/= (.-DeltaTime (cpp/ImGui.GetIO)) 0.016)
  (cpp/ImGui.NewFrame)
  (let [ns (ns-of draw)]
    (cpp/ImGui.Render)
    ns))

(start-imgui!)
(frame-ns (fn [] nil))

(report "cold_ms" (/ (frame-ns (fn [] (load-file draw-file) (draw-debug-ui!))) 1e6))
(report "redefined_ms"
        (/ (median (mapv (fn [_] (frame-ns (fn [] (load-file draw-file) (draw-debug-ui!)))) (range 21))) 1e6))

(dotimes [_ 300]
  (frame-ns draw-debug-ui!))
(Thread/sleep 500)
(report "frame_us" (/ (median (mapv (fn [_] (frame-ns draw-debug-ui!)) (range 1001))) 1e3))
