; What is private stays so, and Clang says it once.
(cpp/raw "class safe { int secret = 1; };")
(defn look [] (let [s (cpp/safe)] (.-secret s)))
