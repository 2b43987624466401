// What the benchmark's draw function edits, and an ImGui without a window to draw it in.
#pragma once
#include "imgui.h"
#include <vector>

struct PanelState {
  float *speed = new float(0.62f);
  float *gravity = new float(9.81f);
  float *view = new float(72.0f);
  int *agents = new int(24);
  int *camera = new int(1);
  ImVec2 *wind = new ImVec2(1.5f, -0.25f);
  bool *paused = new bool(false);
  bool *grid = new bool(true);
  bool *velocity = new bool(true);
  ImVec4 *accent = new ImVec4(0.36f, 0.72f, 0.98f, 1.0f);
  ImVec4 *trail = new ImVec4(0.98f, 0.62f, 0.27f, 1.0f);
  std::vector<float> *history = new std::vector<float>(150, 0.0f);
};

inline void start_imgui() {
  ImGui::CreateContext();
  ImGuiIO &io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = ImVec2(1280.0f, 720.0f);
  unsigned char *pixels = nullptr;
  int width = 0, height = 0;
  io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
}

inline void begin_frame() {
  ImGui::GetIO().DeltaTime = 0.016f;
  ImGui::NewFrame();
}
