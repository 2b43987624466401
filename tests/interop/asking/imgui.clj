; Dear ImGui: a header far from ours, found through its package, with ordinary comments.
(ns asking.imgui (:include "imgui.h") (:pkg "imgui"))
(cpp/signatures ImGui.Button) ;=> ["bool ImGui::Button(const char *label, const ImVec2 &size = ImVec2(0, 0))"]
(cpp/signatures ImGui.Begin) ;=> ["bool ImGui::Begin(const char *name, bool *p_open = NULL, ImGuiWindowFlags flags = 0)"]
(cpp/doc ImGui.Button) ;=> "button"
(cpp/doc ImGuiStyle.FramePadding) ;=> "Padding within a framed rectangle (used by most widgets)."
(cpp/members ImVec2) ;=> ["float x" "float y" "ImVec2()" "ImVec2(float _x, float _y)" "float operator[](size_t idx) const" "float &operator[](size_t idx)"]
(first (cpp/signatures ImVec2)) ;=> "struct ImVec2"
(some #{"ImGuiCond_Once = 2"} (cpp/members ImGuiCond_)) ;=> "ImGuiCond_Once = 2"
(cpp/signatures IM_ARRAYSIZE) ;=> ["#define IM_ARRAYSIZE(_ARR) ((int)(sizeof(_ARR) / sizeof(*(_ARR))))"]
(some #{"void End()"} (cpp/members ImGui)) ;=> "void End()"
(cpp/signatures ImVector.push_back) ;=> ["inline void ImVector::push_back(const T &v)"]
