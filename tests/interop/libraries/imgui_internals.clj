; Dear ImGui's internals, without a window: the context's fields, windows and their storage, input, layout, draw lists, ini.
(ns imgui-more (:include "imgui.h" "imgui_internal.h" "string" "vector") (:pkg "imgui"))
(def context (cpp/box (cpp/ImGui.CreateContext)))
(cpp/== (cpp/ImGui.GetCurrentContext) (cpp/unbox (:* ImGuiContext) context)) ;=> true
(let [io (cpp/ImGui.GetIO)]
  (cpp/= (.-DisplaySize io) (cpp/ImVec2 800.0 600.0))
  (cpp/= (.-IniFilename io) nil)
  (cpp/= (.-DeltaTime io) (/ 1.0 60))
  (cpp/|= (.-ConfigFlags io) cpp/ImGuiConfigFlags_NoMouseCursorChange)
  (cpp/= (cpp/aget (.-KeyMap io) cpp/ImGuiKey_Backspace) 14)
  (.Build (.-Fonts io))
  [(.IsBuilt (.-Fonts io)) (.-Size (.-Fonts (.-Fonts io))) (.-ConfigFlags io)]) ;=> [true 1 32]
(let [g (cpp/ImGui.GetCurrentContext)] [(.-Initialized g) (.-FrameCount g) (.-Size (.-Windows g)) (.-WithinFrameScope g) (cpp/== (cpp/& (.-IO g)) (cpp/& (cpp/ImGui.GetIO)))]) ;=> [true 0 0 false true]

; A frame is what is done between NewFrame and Render.
(defn frame [f]
  (cpp/ImGui.NewFrame)
  (try (f) (finally (cpp/ImGui.Render))))
(def state (atom {:pressed 0}))
(def value (cpp/box (cpp/new float 0.25)))
(def text (cpp/box (cpp/new (:array char 32))))
(defn tools []
  (cpp/ImGui.SetNextWindowPos (cpp/ImVec2 10.0 20.0) cpp/ImGuiCond_Always)
  (cpp/ImGui.SetNextWindowSize (cpp/ImVec2 300.0 200.0) cpp/ImGuiCond_Always)
  (when (cpp/ImGui.Begin "Tools")
    (when (cpp/ImGui.Button "Press" (cpp/ImVec2 100.0 20.0)) (swap! state update :pressed inc))
    (swap! state assoc :button (let [a (cpp/ImGui.GetItemRectMin) b (cpp/ImGui.GetItemRectSize)] [(.-x a) (.-y a) (.-x b)]) :hovered (cpp/ImGui.IsItemHovered))
    (cpp/ImGui.SliderFloat "slide" (cpp/unbox (:* float) value) 0.0 1.0 "%.2f")
    (cpp/ImGui.PushID "row") (cpp/ImGui.PushID (cpp/int 7))
    (swap! state assoc :id (= (cpp/ImGui.GetID "x") (cpp/ImHashStr "x" 0 (cpp/ImHashData (let [n (cpp/int 7)] (cpp/& n)) 4 (cpp/ImHashStr "row" 0 (.-ID (cpp/ImGui.GetCurrentWindow)))))))
    (cpp/ImGui.PopID) (cpp/ImGui.PopID)
    (when (cpp/ImGui.CollapsingHeader "more") (cpp/ImGui.TextColored (cpp/ImVec4 1.0 0.0 0.0 1.0) "%s" "in red"))
    (cpp/ImGui.BeginChild "child" (cpp/ImVec2 0.0 40.0) true)
    (let [w (cpp/ImGui.GetCurrentWindow)] (swap! state assoc :child (cpp/== (.-ParentWindow w) (cpp/ImGui.FindWindowByName "Tools"))))
    (cpp/ImGui.EndChild))
  (cpp/ImGui.End))
(dotimes [i 3] (frame tools))
[(:button @state) (:hovered @state) (:id @state) (:child @state) (:pressed @state)] ;=> [[18.0 47.0 100.0] false true true 0]

; Windows, as the context has them.
(let [g (cpp/ImGui.GetCurrentContext)]
  (sort (mapv (fn [i] (let [w (cpp/aget (.-Windows (cpp/ImGui.GetCurrentContext)) (cpp/cast int i))] (subs (str (.-Name w)) 0 5))) (range (.-Size (.-Windows g)))))) ;=> ("Debug" "Tools" "Tools")
(let [w (cpp/ImGui.FindWindowByName "Tools") r (.Rect w) bar (.TitleBarRect w)]
  [(.-x (.-Min r)) (.-y (.-Max r)) (.GetHeight bar) (.-Active w) (.-Collapsed w) (.-BeginCount w) (cpp/!= 0 (cpp/& (.-Flags w) cpp/ImGuiWindowFlags_ChildWindow)) (= (.-ID w) (cpp/ImHashStr "Tools")) (cpp/== (cpp/ImGui.FindWindowByName "none") nil)]) ;=> [10.0 220.0 19.0 true false 1 false true true]
(let [s (.-StateStorage (cpp/ImGui.FindWindowByName "Tools"))]
  (.SetInt s 77 5) (.SetFloat s 78 1.5)
  (cpp/+= (cpp/* (.GetIntRef s 77)) 1)
  [(.GetInt s 77) (.GetFloat s 78) (.GetInt s 999 -1) (.GetBool s 77) (cpp/== (.GetVoidPtr s 1000) nil)]) ;=> [6 1.5 -1 true true]

; The mouse presses the button.
(cpp/= (.-MousePos (cpp/ImGui.GetIO)) (cpp/ImVec2 30.0 50.0))
(dotimes [i 2] (frame tools))
(:hovered @state) ;=> true
(cpp/= (cpp/aget (.-MouseDown (cpp/ImGui.GetIO)) 0) true)
(frame tools)
[(cpp/!= 0 (.-ActiveId (cpp/ImGui.GetCurrentContext))) (str (.-Name (.-ActiveIdWindow (cpp/ImGui.GetCurrentContext)))) (cpp/ImGui.IsMouseDown 0)] ;=> [true "Tools" true]
(cpp/= (cpp/aget (.-MouseDown (cpp/ImGui.GetIO)) 0) false)
(frame tools)
[(:pressed @state) (.-ActiveId (cpp/ImGui.GetCurrentContext))] ;=> [1 0]
; Keys and characters go to the text that is being edited.
(defn field []
  (cpp/ImGui.Begin "Field")
  (cpp/ImGui.SetKeyboardFocusHere)
  (when (cpp/ImGui.InputText "name" (cpp/unbox (:* char) text) 32) (swap! state update :edits (fnil inc 0)))
  (cpp/ImGui.End))
(dotimes [i 3] (frame field))
(.AddInputCharactersUTF8 (cpp/ImGui.GetIO) "hi")
(dotimes [i 2] (frame field))
[(str (cpp/std.string (cpp/unbox (:* char) text))) (pos? (:edits @state))] ;=> ["hi" true]
(cpp/= (cpp/aget (.-KeysDown (cpp/ImGui.GetIO)) 14) true)
(dotimes [i 2] (frame field))
(str (cpp/std.string (cpp/unbox (:* char) text))) ;=> "h"

; What is drawn.
(frame (fn []
  (tools)
  (let [dl (cpp/ImGui.GetForegroundDrawList) n (int (.-Size (.-VtxBuffer dl)))]
    (.AddRectFilled dl (cpp/ImVec2 0.0 0.0) (cpp/ImVec2 10.0 10.0) cpp/IM_COL32_WHITE)
    (.PathLineTo dl (cpp/ImVec2 0.0 0.0)) (.PathLineTo dl (cpp/ImVec2 5.0 5.0)) (.PathStroke dl (cpp/IM_COL32 1 2 3 255) 0 2.0)
    (swap! state assoc :vertices (- (.-Size (.-VtxBuffer dl)) n) :colour (.-col (cpp/aget (.-VtxBuffer dl) n))))))
[(>= (:vertices @state) 8) (= 4294967295 (:colour @state))] ;=> [true true]
(let [d (cpp/ImGui.GetDrawData)]
  (loop [i 0 n 0] (if (< i (.-CmdListsCount d)) (recur (inc i) (+ n (.-Size (.-VtxBuffer (cpp/aget (.-CmdLists d) i))))) (= n (.-TotalVtxCount d))))) ;=> true

; Rectangles, ids, bits, text, styles and the rest that needs no frame.
(let [r (cpp/ImRect 0.0 0.0 10.0 10.0)]
  (.Add r (cpp/ImVec2 20.0 5.0)) (.Expand r 1.0) (.Translate r (cpp/ImVec2 1.0 1.0))
  [(.-x (.-Min r)) (.-x (.-Max r)) (.Overlaps r (cpp/ImRect 100.0 0.0 110.0 1.0)) (.GetArea r) (.Contains r (cpp/ImRect 5.0 5.0 6.0 6.0)) (do (.ClipWith r (cpp/ImRect 0.0 0.0 4.0 4.0)) (.GetWidth r))]) ;=> [0.0 22.0 false 264.0 true 4.0]
[(cpp/ImUpperPowerOfTwo 17) (cpp/ImClamp 7 0 5) (cpp/ImIsPowerOfTwo (cpp/int 64)) (cpp/ImTextCountCharsFromUtf8 "aü" nil) (cpp/ImStricmp "AbC" "aBc") (.-y (cpp/ImMax (cpp/ImVec2 1.0 2.0) (cpp/ImVec2 0.0 3.0))) (cpp/ImLengthSqr (cpp/ImVec2 3.0 4.0))
 (cpp/ImTriangleContainsPoint (cpp/ImVec2 0.0 0.0) (cpp/ImVec2 4.0 0.0) (cpp/ImVec2 0.0 4.0) (cpp/ImVec2 1.0 1.0))] ;=> [32 5 true 2 0 3.0 25.0 true]
(let [s (cpp/ImGui.GetStyle)] (cpp/= (.-Alpha s) 0.5) (.ScaleAllSizes s 2.0) [(.-Alpha s) (.-x (.-WindowPadding s)) (.-w (cpp/aget (.-Colors s) cpp/ImGuiCol_Text))]) ;=> [0.5 16.0 1.0]
(let [s (cpp/ImGuiTextBuffer)] (.appendf s "%d,%s" 5 "x") (.append s "!") [(.c_str s) (.size s)]) ;=> ["5,x!" 4]
(let [f (cpp/ImGuiTextFilter "ab,-c")] [(.PassFilter f "xabx") (.PassFilter f "abc") (.PassFilter f "zz") (.IsActive f)]) ;=> [true true false true]
(let [r (cpp/float) g (cpp/float) b (cpp/float)] (cpp/ImGui.ColorConvertHSVtoRGB 0.0 1.0 1.0 r g b) [r g b (cpp/ImGui.ColorConvertFloat4ToU32 (cpp/ImVec4 r g b 1.0))]) ;=> [1.0 0.0 0.0 4278190335]
(let [n (cpp/size_t) ini (str (cpp/ImGui.SaveIniSettingsToMemory (cpp/& n)))] [(= (count ini) n) (boolean (re-find #"(?s)\[Window\]\[Tools\]\nPos=10,20\nSize=300,200" ini))]) ;=> [true true]
(do (cpp/ImGui.DestroyContext (cpp/unbox (:* ImGuiContext) context))
    (cpp/delete (cpp/unbox (:* float) value)) (cpp/delete [] (cpp/unbox (:* char) text))
    (cpp/== (cpp/ImGui.GetCurrentContext) nil)) ;=> true
