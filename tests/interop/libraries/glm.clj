; glm: the vectors and matrices of shaders.
(ns glm (:include "glm/glm.hpp" "glm/gtc/matrix_transform.hpp" "glm/gtc/type_ptr.hpp" "glm/gtc/quaternion.hpp" "glm/gtx/string_cast.hpp") )
(let [a (cpp/glm.vec3 1.0 2.0 3.0) b (cpp/glm.vec3 2.0)]
  [(cpp/glm.dot a b) (.-x (cpp/+ a b)) (.-z (cpp/* a (cpp/float 2.0))) (.-y (cpp/glm.cross a b)) (cpp/aget a 1) (.length a)]) ;=> [12.0 3.0 6.0 4.0 2.0 3]
(let [v (cpp/glm.normalize (cpp/glm.vec3 0.0 3.0 4.0))] (cpp/= (.-x v) 1.5) [(.-x v) (cpp/glm.length (cpp/glm.vec2 3.0 4.0))]) ;=> [1.5 5.0]
(let [m (cpp/glm.mat4 1.0)
      t (cpp/glm.translate m (cpp/glm.vec3 1.0 2.0 3.0))
      p (cpp/* t (cpp/glm.vec4 0.0 0.0 0.0 1.0))]
  [(.-x p) (.-y p) (.-z p) (cpp/aget (cpp/aget t 3) 1) (cpp/aget (cpp/glm.value_ptr t) 12)]) ;=> [1.0 2.0 3.0 2.0 1.0]
(let [p (cpp/glm.perspective (cpp/glm.radians (cpp/float 45.0)) (cpp/float 1.5) (cpp/float 0.1) (cpp/float 100.0))
      v (cpp/glm.lookAt (cpp/glm.vec3 0.0 0.0 5.0) (cpp/glm.vec3 0.0) (cpp/glm.vec3 0.0 1.0 0.0))
      c (cpp/* (cpp/* p v) (cpp/glm.vec4 0.0 0.0 0.0 1.0))]
  (> (.-w c) 4.9)) ;=> true
(let [a (cpp/glm.vec3 1.0 2.0 3.0)] [(.-r a) (.-t a) (cpp/== a (cpp/glm.vec3 1.0 2.0 3.0)) (cpp/!= a (cpp/glm.vec3 0.0))]) ;=> [1.0 2.0 true true]
(let [i (cpp/glm.ivec2 3 4) u (cpp/glm.uvec2 i)] [(.-x i) (.-y u) (.-x (cpp/% i 2))]) ;=> [3 4 1]
(let [q (cpp/glm.angleAxis (cpp/glm.radians (cpp/float 90.0)) (cpp/glm.vec3 0.0 0.0 1.0)) v (cpp/* q (cpp/glm.vec3 1.0 0.0 0.0))] (> (.-y v) 0.999)) ;=> true
[(cpp/glm.clamp 5.0 0.0 1.0) (cpp/glm.mix 0.0 10.0 0.5) (cpp/glm.max 1 2) (.-x (cpp/glm.max (cpp/glm.vec2 1.0 2.0) (cpp/float 1.5)))] ;=> [1.0 5.0 2 1.5]
(str (cpp/glm.to_string (cpp/glm.ivec2 1 2))) ;=> "ivec2(1, 2)"
(loop [i 0 v (cpp/glm.vec2 0.0 0.0)] (if (< i 1000) (recur (inc i) (cpp/+ v (cpp/glm.vec2 1.0 0.5))) (+ 0 (.-y v)))) ;=> 500.0
