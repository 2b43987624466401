;; A live debug panel for a game tool: GLFW, OpenGL 3 and Dear ImGui, called straight from their headers.
;; There is no binding code here and no C++ text. Run it with:
;;
;;   gusset run examples/imgui_panel/panel.clj -- [--frames N] [--png FILE] [--before FILE]
;;
;;   --frames N     draw N frames, then stop (300 unless told; 0 draws until the window is closed)
;;   --png FILE     where the picture of the last frame goes (target/panel.png unless told)
;;   --before FILE  also keep the last frame before the footer was redefined
(ns panel
  (:include "imgui.h"
            "backends/imgui_impl_glfw.h"
            "backends/imgui_impl_opengl3.h"
            "GLFW/glfw3.h"
            "stb_image_write.h"
            "vector")
  (:pkg "imgui" "glfw3" "gl"))

;; ── The panel's state ───────────────────────────────────────────────────────────────────────────────────────
;; ImGui's widgets write through pointers, so what they edit is C++ memory. A box holds a pointer and its type
;; where the language wants a value; `cpp/unbox` gives the pointer back.

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
(def gains    (cpp/box (cpp/new (std.vector float) 6 0.5)))

;; The time `draw-debug-ui!` took, in ms, for the last frames: a ring that PlotLines reads in place.
(def history-length 150)
(def history (cpp/box (cpp/new (std.vector float) 150 0.0)))

;; What no widget points to is an ordinary value.
(def clock (atom 0.0))
(def quality (atom "high"))
(def systems
  [{:system "physics"   :ms 3.21 :calls 1280}
   {:system "animation" :ms 1.94 :calls 342}
   {:system "particles" :ms 2.63 :calls 2048}
   {:system "audio"     :ms 0.71 :calls 64}
   {:system "scripts"   :ms 1.27 :calls 517}
   {:system "render"    :ms 5.42 :calls 911}])

(defn set-gains! [values]
  (let [gains (cpp/unbox (:* (std.vector float)) gains)]
    (doseq [[channel gain] (map-indexed vector values)]
      (cpp/= (cpp/aget (.data gains) (cpp/cast int channel)) (cpp/cast float gain)))))

(set-gains! [0.4 0.7 0.55 0.85 0.6 0.3])

(defn reset-simulation! []
  (cpp/= (cpp/* (cpp/unbox (:* float) speed)) 0.62)
  (cpp/= (cpp/* (cpp/unbox (:* float) gravity)) 9.81)
  (cpp/= (cpp/* (cpp/unbox (:* int) agents)) 24)
  (reset! clock 0.0))

(defn advance-clock! []
  (when-not (cpp/* (cpp/unbox (:* bool) paused))
    (swap! clock + (/ (cpp/* (cpp/unbox (:* float) speed)) 60.0))))

;; ── Look ────────────────────────────────────────────────────────────────────────────────────────────────────

(defn set-colour! [slot red green blue]
  (let [style (cpp/& (cpp/ImGui.GetStyle))]
    (cpp/= (cpp/aget (.-Colors style) (cpp/cast int slot)) (cpp/ImVec4 red green blue 1.0))
    nil))

(defn apply-theme! []
  (cpp/ImGui.StyleColorsDark)
  (let [style (cpp/& (cpp/ImGui.GetStyle))]
    (cpp/= (.-WindowRounding style) 8.0)
    (cpp/= (.-FrameRounding style) 4.0)
    (cpp/= (.-GrabRounding style) 4.0)
    (cpp/= (.-WindowPadding style) (cpp/ImVec2 12.0 10.0))
    (cpp/= (.-FramePadding style) (cpp/ImVec2 8.0 4.0))
    (cpp/= (.-ItemSpacing style) (cpp/ImVec2 8.0 6.0)))
  (set-colour! cpp/ImGuiCol_WindowBg      0.094 0.106 0.133)
  (set-colour! cpp/ImGuiCol_TitleBg       0.125 0.141 0.180)
  (set-colour! cpp/ImGuiCol_TitleBgActive 0.145 0.208 0.290)
  (set-colour! cpp/ImGuiCol_Border        0.200 0.230 0.290)
  (set-colour! cpp/ImGuiCol_FrameBg       0.157 0.176 0.220)
  (set-colour! cpp/ImGuiCol_Button        0.180 0.300 0.420)
  (set-colour! cpp/ImGuiCol_Header        0.160 0.250 0.350)
  (set-colour! cpp/ImGuiCol_CheckMark     0.360 0.800 0.980)
  (set-colour! cpp/ImGuiCol_SliderGrab    0.360 0.720 0.980)
  (set-colour! cpp/ImGuiCol_PlotLines     0.400 0.850 0.600)
  (set-colour! cpp/ImGuiCol_PlotHistogram 0.360 0.720 0.980)
  (set-colour! cpp/ImGuiCol_TableHeaderBg 0.145 0.208 0.290)
  (set-colour! cpp/ImGuiCol_TableRowBgAlt 0.110 0.125 0.157))

(def pane-flags
  (cpp/| cpp/ImGuiWindowFlags_NoMove (cpp/| cpp/ImGuiWindowFlags_NoResize cpp/ImGuiWindowFlags_NoCollapse)))

(defn begin-pane! [title x y width height flags]
  (cpp/ImGui.SetNextWindowPos (cpp/ImVec2 x y))
  (cpp/ImGui.SetNextWindowSize (cpp/ImVec2 width height))
  (cpp/ImGui.Begin title nil flags))

;; ── The scene: agents on their orbit, drawn with the window's draw list ─────────────────────────────────────

(def scene-width 488.0)
(def scene-height 348.0)

(defn orbit
  "Where an agent of this phase is, as [x y] from the scene's corner."
  [phase time]
  (let [radius (+ 90.0 (* 50.0 (Math/sin (+ (* 3.0 phase) time))))]
    [(+ (/ scene-width 2.0) (* 1.5 radius (Math/cos phase)))
     (+ (/ scene-height 2.0) (* radius (Math/sin phase)))]))

(defn draw-grid! []
  (let [canvas (cpp/ImGui.GetWindowDrawList)
        origin (cpp/ImGui.GetCursorScreenPos)]
    (doseq [column (range 1 16)]
      (let [x (+ (.-x origin) (* column (/ scene-width 16.0)))]
        (.AddLine canvas
                  (cpp/ImVec2 x (.-y origin))
                  (cpp/ImVec2 x (+ (.-y origin) scene-height))
                  (cpp/ImColor 34 40 52))))
    (doseq [row (range 1 12)]
      (let [y (+ (.-y origin) (* row (/ scene-height 12.0)))]
        (.AddLine canvas
                  (cpp/ImVec2 (.-x origin) y)
                  (cpp/ImVec2 (+ (.-x origin) scene-width) y)
                  (cpp/ImColor 34 40 52))))))

(defn draw-agent! [phase time]
  (let [canvas (cpp/ImGui.GetWindowDrawList)
        origin (cpp/ImGui.GetCursorScreenPos)
        accent (cpp/unbox (:* ImVec4) accent)
        trail  (cpp/unbox (:* ImVec4) trail)
        [x y]  (orbit phase time)
        x      (+ x (.-x origin))
        y      (+ y (.-y origin))]
    (doseq [age (range 5 0 -1)]
      (let [[tail-x tail-y] (orbit (- phase (* 0.045 age)) time)]
        (.AddCircleFilled canvas
                          (cpp/ImVec2 (+ tail-x (.-x origin)) (+ tail-y (.-y origin)))
                          (cpp/cast float (- 4.5 (* 0.6 age)))
                          (cpp/ImColor (.-x trail) (.-y trail) (.-z trail)
                                       (cpp/cast float (- 0.55 (* 0.09 age)))))))
    (.AddCircleFilled canvas (cpp/ImVec2 x y) 6.0 (cpp/ImColor (cpp/* accent)))
    (when (cpp/* (cpp/unbox (:* bool) velocity))
      (.AddLine canvas
                (cpp/ImVec2 x y)
                (cpp/ImVec2 (- x (* 18.0 (Math/sin phase))) (+ y (* 18.0 (Math/cos phase))))
                (cpp/ImColor 240 240 240 180)
                1.5))))

(defn draw-scene! []
  (begin-pane! "Scene" 412 16 512 400 pane-flags)
  (let [canvas (cpp/ImGui.GetWindowDrawList)
        origin (cpp/ImGui.GetCursorScreenPos)
        x      (.-x origin)
        y      (.-y origin)
        total  (cpp/* (cpp/unbox (:* int) agents))]
    (.AddRectFilled canvas
                    (cpp/ImVec2 x y)
                    (cpp/ImVec2 (+ x scene-width) (+ y scene-height))
                    (cpp/ImColor 17 20 27)
                    6.0)
    (when (cpp/* (cpp/unbox (:* bool) grid))
      (draw-grid!))
    (dotimes [agent total]
      (draw-agent! (+ (* 2.0 Math/PI (/ (double agent) total)) @clock) @clock))
    (.AddCircle canvas
                (cpp/ImVec2 (+ x (/ scene-width 2.0)) (+ y (/ scene-height 2.0)))
                26.0 (cpp/ImColor 250 204 21) 0 2.5)
    (.AddText canvas (cpp/ImVec2 (+ x 10.0) (+ y 8.0)) (cpp/ImColor 148 163 184) "arena 01"))
  (cpp/ImGui.End))

;; ── The footer, and what it becomes ─────────────────────────────────────────────────────────────────────────

(def footer-flags (cpp/| (cpp/cast int pane-flags) cpp/ImGuiWindowFlags_NoTitleBar))

(defn draw-footer! [frame]
  (begin-pane! "##footer" 16 652 1248 52 footer-flags)
  (let [canvas (cpp/ImGui.GetWindowDrawList)]
    (.AddRectFilled canvas (cpp/ImVec2 24.0 662.0) (cpp/ImVec2 32.0 694.0) (cpp/ImColor 100 116 139) 3.0))
  (cpp/ImGui.Indent 20.0)
  (cpp/ImGui.AlignTextToFramePadding)
  (cpp/ImGui.TextDisabled "footer, first version")
  (cpp/ImGui.End))

;; Evaluated while the panel runs, as if it were typed at the REPL: the next frame draws this footer.
(def next-footer
  '(defn draw-footer! [frame]
     (begin-pane! "##footer" 16 652 1248 52 footer-flags)
     (let [canvas (cpp/ImGui.GetWindowDrawList)
           accent (cpp/unbox (:* ImVec4) accent)]
       (.AddRectFilled canvas (cpp/ImVec2 24.0 662.0) (cpp/ImVec2 32.0 694.0) (cpp/ImColor 34 197 94) 3.0)
       (dotimes [bar 48]
         (let [height (* 14.0 (+ 1.0 (Math/sin (+ (* 0.35 bar) (* 0.1 frame)))))
               left   (+ 780.0 (* 9.5 bar))]
           (.AddRectFilled canvas
                           (cpp/ImVec2 left (- 693.0 height))
                           (cpp/ImVec2 (+ left 6.0) 694.0)
                           (cpp/ImColor (cpp/* accent))
                           2.0))))
     (cpp/ImGui.Indent 20.0)
     (cpp/ImGui.AlignTextToFramePadding)
     (cpp/ImGui.Text "footer, redefined while the panel runs")
     (cpp/ImGui.SameLine)
     (cpp/ImGui.TextDisabled "frame %d" (cpp/cast int frame))
     (cpp/ImGui.End)))

;; ── The panel ───────────────────────────────────────────────────────────────────────────────────────────────

(defn draw-debug-ui! [frame]
  (let [io       (cpp/& (cpp/ImGui.GetIO))
        speed    (cpp/unbox (:* float) speed)
        gravity  (cpp/unbox (:* float) gravity)
        view     (cpp/unbox (:* float) view)
        agents   (cpp/unbox (:* int) agents)
        camera   (cpp/unbox (:* int) camera)
        wind     (cpp/unbox (:* ImVec2) wind)
        paused   (cpp/unbox (:* bool) paused)
        grid     (cpp/unbox (:* bool) grid)
        velocity (cpp/unbox (:* bool) velocity)
        accent   (cpp/unbox (:* ImVec4) accent)
        trail    (cpp/unbox (:* ImVec4) trail)
        gains    (cpp/unbox (:* (std.vector float)) gains)
        history  (cpp/unbox (:* (std.vector float)) history)]

    (begin-pane! "Inspector" 16 16 380 620 pane-flags)
    (cpp/ImGui.TextColored (cpp/* accent) "GUSSET")
    (cpp/ImGui.SameLine)
    (cpp/ImGui.TextDisabled "live debug panel")
    (cpp/ImGui.Separator)
    (cpp/ImGui.Text "%.1f fps  |  frame %d" (.-Framerate io) (cpp/cast int frame))
    (cpp/ImGui.Text "display %.0f x %.0f" (.-x (.-DisplaySize io)) (.-y (.-DisplaySize io)))
    (when (cpp/ImGui.CollapsingHeader "Simulation" cpp/ImGuiTreeNodeFlags_DefaultOpen)
      (cpp/ImGui.SliderFloat "speed" speed 0.0 2.0 "%.2fx")
      (cpp/ImGui.SliderFloat "gravity" gravity 0.0 20.0 "%.2f m/s2")
      (cpp/ImGui.SliderInt "agents" agents 1 64)
      (cpp/ImGui.DragFloat2 "wind" (cpp/& (.-x wind)) 0.05 -5.0 5.0 "%.2f")
      (cpp/ImGui.Checkbox "paused" paused)
      (cpp/ImGui.SameLine)
      (cpp/ImGui.Checkbox "grid" grid)
      (cpp/ImGui.SameLine)
      (cpp/ImGui.Checkbox "velocity" velocity)
      (when (cpp/ImGui.Button "Step")
        (swap! clock + 0.05))
      (cpp/ImGui.SameLine)
      (when (cpp/ImGui.Button "Spawn")
        (cpp/++ (cpp/* agents)))
      (cpp/ImGui.SameLine)
      (when (cpp/ImGui.Button "Reset")
        (reset-simulation!)))
    (when (cpp/ImGui.CollapsingHeader "Camera" cpp/ImGuiTreeNodeFlags_DefaultOpen)
      (cpp/ImGui.RadioButton "orbit" camera 0)
      (cpp/ImGui.SameLine)
      (cpp/ImGui.RadioButton "follow" camera 1)
      (cpp/ImGui.SameLine)
      (cpp/ImGui.RadioButton "free" camera 2)
      (cpp/ImGui.SliderFloat "field of view" view 30.0 120.0 "%.0f deg")
      (when (cpp/ImGui.BeginCombo "quality" @quality)
        (doseq [choice ["low" "medium" "high" "ultra"]]
          (when (cpp/ImGui.Selectable choice (cpp/cast bool (= choice @quality)))
            (reset! quality choice)))
        (cpp/ImGui.EndCombo)))
    (when (cpp/ImGui.CollapsingHeader "Colours" cpp/ImGuiTreeNodeFlags_DefaultOpen)
      (cpp/ImGui.ColorEdit3 "agents##colour" (cpp/& (.-x accent)))
      (cpp/ImGui.ColorEdit3 "trail" (cpp/& (.-x trail))))
    (cpp/ImGui.Spacing)
    (cpp/ImGui.TextWrapped "Every widget edits C++ memory in place, and every call here is a C++ call from a live function.")
    (cpp/ImGui.ProgressBar (- @clock (Math/floor @clock)) (cpp/ImVec2 -1.0 0.0) "streaming")
    (cpp/ImGui.End)

    (draw-scene!)

    (begin-pane! "Systems" 412 432 512 204 pane-flags)
    (when (cpp/ImGui.BeginTable "systems" 4 (cpp/| cpp/ImGuiTableFlags_RowBg cpp/ImGuiTableFlags_BordersInnerH))
      (cpp/ImGui.TableSetupColumn "system" cpp/ImGuiTableColumnFlags_WidthStretch)
      (cpp/ImGui.TableSetupColumn "ms" cpp/ImGuiTableColumnFlags_WidthFixed 60.0)
      (cpp/ImGui.TableSetupColumn "calls" cpp/ImGuiTableColumnFlags_WidthFixed 60.0)
      (cpp/ImGui.TableSetupColumn "load" cpp/ImGuiTableColumnFlags_WidthFixed 180.0)
      (cpp/ImGui.TableHeadersRow)
      (doseq [{:keys [system ms calls]} systems]
        (cpp/ImGui.TableNextColumn)
        (cpp/ImGui.TextUnformatted system)
        (cpp/ImGui.TableNextColumn)
        (cpp/ImGui.Text "%.2f" (cpp/cast double ms))
        (cpp/ImGui.TableNextColumn)
        (cpp/ImGui.Text "%d" (cpp/cast int calls))
        (cpp/ImGui.TableNextColumn)
        (cpp/ImGui.ProgressBar (/ ms 6.0) (cpp/ImVec2 -1.0 14.0) ""))
      (cpp/ImGui.EndTable))
    (cpp/ImGui.End)

    (begin-pane! "Profiler" 940 16 324 620 pane-flags)
    (let [canvas (cpp/ImGui.GetWindowDrawList)]
      (.AddRectFilled canvas (cpp/ImVec2 952.0 46.0) (cpp/ImVec2 1252.0 50.0) (cpp/ImColor 250 204 21) 2.0)
      (cpp/ImGui.Dummy (cpp/ImVec2 300.0 6.0)))
    (cpp/ImGui.TextUnformatted "draw-debug-ui!, last 150 frames")
    (cpp/ImGui.PlotLines "##history" (.data history) (cpp/cast int (.size history)) 0 "0 .. 1 ms" 0.0 1.0
                         (cpp/ImVec2 300.0 110.0))
    (cpp/ImGui.PlotHistogram "##gains" (.data gains) (cpp/cast int (.size gains)) 0 "gains" 0.0 1.0
                             (cpp/ImVec2 300.0 70.0))
    (cpp/ImGui.BulletText "%d vertices" (.-MetricsRenderVertices io))
    (cpp/ImGui.BulletText "%d indices" (.-MetricsRenderIndices io))
    (cpp/ImGui.BulletText "%d windows" (.-MetricsRenderWindows io))
    (cpp/ImGui.Separator)
    (when (cpp/ImGui.TreeNodeEx "world" cpp/ImGuiTreeNodeFlags_DefaultOpen)
      (cpp/ImGui.BulletText "arena 01")
      (cpp/ImGui.BulletText "%d agents" (cpp/* agents))
      (cpp/ImGui.BulletText "wind %.2f, %.2f" (.-x wind) (.-y wind))
      (cpp/ImGui.TreePop))
    (cpp/ImGui.Separator)
    (dotimes [channel 6]
      (cpp/ImGui.PushID (cpp/cast int channel))
      (cpp/ImGui.VSliderFloat "##gain" (cpp/ImVec2 40.0 150.0)
                              (cpp/& (cpp/aget (.data gains) (cpp/cast int channel))) 0.0 1.0 "")
      (cpp/ImGui.PopID)
      (when (< channel 5)
        (cpp/ImGui.SameLine)))
    (cpp/ImGui.TextDisabled "ImGui %s" (cpp/ImGui.GetVersion))
    (cpp/ImGui.End)

    (draw-footer! frame)))

;; ── The window ──────────────────────────────────────────────────────────────────────────────────────────────

(defn open-window!
  "Opens the window, its OpenGL 3.3 context and ImGui; gives the window in a box."
  [width height]
  (when (zero? (cpp/glfwInit))
    (throw (ex-info "GLFW does not start: is there a display?" {})))
  (cpp/glfwWindowHint cpp/GLFW_CONTEXT_VERSION_MAJOR 3)
  (cpp/glfwWindowHint cpp/GLFW_CONTEXT_VERSION_MINOR 3)
  (cpp/glfwWindowHint cpp/GLFW_OPENGL_PROFILE cpp/GLFW_OPENGL_CORE_PROFILE)
  (let [window (cpp/glfwCreateWindow width height "Gusset" nil nil)]
    (when (cpp/== window cpp/nullptr)
      (throw (ex-info "no window with OpenGL 3.3 can be opened" {})))
    (cpp/glfwMakeContextCurrent window)
    (cpp/glfwSwapInterval 1)
    (cpp/ImGui.CreateContext)
    (cpp/= (.-IniFilename (cpp/ImGui.GetIO)) nil)
    (apply-theme!)
    (cpp/ImGui_ImplGlfw_InitForOpenGL window true)
    (cpp/ImGui_ImplOpenGL3_Init "#version 330")
    (cpp/box window)))

(defn close-window! [window]
  (cpp/ImGui_ImplOpenGL3_Shutdown)
  (cpp/ImGui_ImplGlfw_Shutdown)
  (cpp/ImGui.DestroyContext)
  (cpp/glfwDestroyWindow (cpp/unbox (:* GLFWwindow) window))
  (cpp/glfwTerminate))

(defn draw-frame!
  "Draws one frame into the back buffer; gives the ms that `draw-debug-ui!` took."
  [window frame]
  (cpp/glfwPollEvents)
  (cpp/ImGui_ImplOpenGL3_NewFrame)
  (cpp/ImGui_ImplGlfw_NewFrame)
  (cpp/ImGui.NewFrame)
  (let [start  (System/nanoTime)
        _      (draw-debug-ui! frame)
        ms     (/ (- (System/nanoTime) start) 1e6)
        window (cpp/unbox (:* GLFWwindow) window)
        width  (cpp/int 0)
        height (cpp/int 0)]
    (cpp/ImGui.Render)
    (cpp/glfwGetFramebufferSize window (cpp/& width) (cpp/& height))
    (cpp/glViewport 0 0 width height)
    (cpp/glClearColor 0.055 0.063 0.082 1.0)
    (cpp/glClear cpp/GL_COLOR_BUFFER_BIT)
    (cpp/ImGui_ImplOpenGL3_RenderDrawData (cpp/ImGui.GetDrawData))
    ms))

(defn save-png! [window path]
  (let [window (cpp/unbox (:* GLFWwindow) window)
        width  (cpp/int 0)
        height (cpp/int 0)]
    (cpp/glfwGetFramebufferSize window (cpp/& width) (cpp/& height))
    (let [row    (cpp/* 3 width)
          pixels (#cpp (std.vector (:unsigned char)) (cpp/cast size_t (cpp/* row height)))]
      (cpp/glPixelStorei cpp/GL_PACK_ALIGNMENT 1)
      (cpp/glReadPixels 0 0 width height cpp/GL_RGB cpp/GL_UNSIGNED_BYTE (.data pixels))
      (cpp/stbi_flip_vertically_on_write 1)
      (when (zero? (cpp/stbi_write_png path width height 3 (.data pixels) row))
        (throw (ex-info (str "cannot write " path) {:path path}))))))

;; ── The program ─────────────────────────────────────────────────────────────────────────────────────────────

(defn option [name default]
  (let [[_ value] (drop-while #(not= name %) *command-line-args*)]
    (or value default)))

(defn remember! [frame ms]
  (let [history (cpp/unbox (:* (std.vector float)) history)
        slot    (cpp/cast int (mod frame history-length))]
    (cpp/= (cpp/aget (.data history) slot) (cpp/cast float ms))
    nil))

(defn median [xs]
  (nth (sort xs) (quot (count xs) 2)))

(defn run-frames!
  "Draws until `frames` are drawn (0: until the window is closed), redefining the footer half-way.
  Gives the ms that each frame's `draw-debug-ui!` took."
  [window frames {:keys [png before]}]
  (let [redefine-after (if (zero? frames) 150 (quot frames 2))]
    (loop [frame 1, times []]
      (advance-clock!)
      (let [ms     (draw-frame! window frame)
            last?  (or (= frame frames)
                       (not= 0 (cpp/glfwWindowShouldClose (cpp/unbox (:* GLFWwindow) window))))
            times  (conj times ms)]
        (remember! frame ms)
        (when (and before (= frame redefine-after))
          (save-png! window before))
        (when last?
          (save-png! window png))
        (cpp/glfwSwapBuffers (cpp/unbox (:* GLFWwindow) window))
        (when (= frame redefine-after)
          (eval next-footer))
        (if last?
          times
          (recur (inc frame) times))))))

(let [frames  (parse-long (option "--frames" "300"))
      png     (option "--png" "target/panel.png")
      window  (open-window! 1280 720)
      times   (run-frames! window frames {:png png :before (option "--before" nil)})
      io      (cpp/& (cpp/ImGui.GetIO))]
  (println (format "drew %d frames of %d windows and %d vertices: first %.2f ms, median %.3f ms; picture in %s"
                   (count times) (.-MetricsRenderWindows io) (.-MetricsRenderVertices io)
                   (first times) (median times) png))
  (close-window! window))
