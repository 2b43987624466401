; Dear ImGui, with its internals, without a window: frames are laid out, nothing is drawn.
(ns imgui-internals (:include "imgui.h" "imgui_internal.h") (:pkg "imgui"))
(do (cpp/ImGui.CreateContext) nil)
(let [io (cpp/ImGui.GetIO)]
  (cpp/= (.-DisplaySize io) (cpp/ImVec2 640.0 480.0))
  (cpp/= (.-IniFilename io) nil)
  (cpp/= (.-DeltaTime io) 0.016)
  (let [pixels (#cpp (:* (:unsigned char))) w (cpp/int) h (cpp/int)]
    (.GetTexDataAsRGBA32 (.-Fonts io) (cpp/& pixels) (cpp/& w) (cpp/& h))
    [(> w 0) (> (+ 0 h) 0) (.-x (.-DisplaySize io))])) ;=> [true true 640.0]
(def clicked (atom 0))
(def checked (cpp/box (cpp/new bool true)))
(defn panel []
  (let [checked (cpp/unbox (:* bool) checked)]
    (cpp/ImGui.Begin "Panel" nil (cpp/| cpp/ImGuiWindowFlags_NoResize cpp/ImGuiWindowFlags_NoMove))
    (cpp/ImGui.Text "n = %d, %s, %.2f" 5 "text" 1.5)
    (when (cpp/ImGui.Button "Press" (cpp/ImVec2 100.0 0.0)) (swap! clicked inc))
    (cpp/ImGui.SameLine)
    (cpp/ImGui.Checkbox "check" checked)
    (cpp/ImGui.PushStyleColor cpp/ImGuiCol_Text (cpp/ImVec4 1.0 0.0 0.0 1.0))
    (cpp/ImGui.PopStyleColor)
    (when (cpp/ImGui.TreeNode "tree") (cpp/ImGui.BulletText "leaf") (cpp/ImGui.TreePop))
    (when (cpp/ImGui.BeginTable "t" 3)
      (dotimes [i 6] (cpp/ImGui.TableNextColumn) (cpp/ImGui.Text "%d" (int i)))
      (cpp/ImGui.EndTable))
    (let [dl (cpp/ImGui.GetWindowDrawList)] (.AddLine dl (cpp/ImVec2 0.0 0.0) (cpp/ImVec2 10.0 10.0) (cpp/IM_COL32 255 0 0 255)))
    (cpp/ImGui.End)))
(dotimes [i 200] (cpp/ImGui.NewFrame) (panel) (cpp/ImGui.Render))
(let [d (cpp/ImGui.GetDrawData)] [(.-Valid d) (> (.-TotalVtxCount d) 0) (.-CmdListsCount d)]) ;=> [true true 1]
; internals
(let [g cpp/GImGui w (cpp/ImGui.FindWindowByName "Panel")]
  [(str (.-Name w)) (.-FrameCount g) (> (.-Size (.-Windows g)) 0) (.-x (.-Pos w)) (cpp/== (.-RootWindow w) w)]) ;=> ["Panel" 200 true 60.0 true]
(let [r (cpp/ImRect 0.0 0.0 10.0 5.0)] [(.GetWidth r) (.Contains r (cpp/ImVec2 5.0 5.5)) (.-y (.-Max r)) (.-x (.GetCenter r))]) ;=> [10.0 false 5.0 5.0]
(let [v (#cpp (ImVector int))] (.push_back v 3) (.push_back v 4) [(.-Size v) (cpp/aget v 1) (cpp/* (.begin v)) (.contains v 3)]) ;=> [2 4 3 true]
[(cpp/ImHashStr "label" 0 0) (cpp/ImFabs -2.5) (cpp/ImMin 1 2) (.-x (cpp/ImLerp (cpp/ImVec2 0.0 0.0) (cpp/ImVec2 2.0 2.0) 0.5))] 
(cpp/IM_ARRAYSIZE (.-Colors (cpp/ImGui.GetStyle))) ;=> 53
(.-y (cpp/ImGui.CalcTextSize "text")) ;=> 13.0
(do (cpp/ImGui.DestroyContext) (cpp/delete (cpp/unbox (:* bool) checked)) nil) ;=> nil
