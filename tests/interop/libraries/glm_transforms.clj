; glm: transforms, projections, quaternions, swizzles, geometry, integers and bits, packing, noise-free helpers of gtc and gtx.
(ns glm-transforms (:include "glm/glm.hpp" "glm/gtc/matrix_transform.hpp" "glm/gtc/type_ptr.hpp" "glm/gtc/quaternion.hpp" "glm/gtc/constants.hpp" "glm/gtc/epsilon.hpp" "glm/gtc/packing.hpp"
                             "glm/gtc/matrix_inverse.hpp" "glm/gtc/matrix_access.hpp" "glm/gtc/random.hpp" "glm/gtc/color_space.hpp" "glm/gtc/round.hpp" "glm/gtx/string_cast.hpp" "glm/gtx/transform.hpp"
                             "glm/gtx/euler_angles.hpp" "glm/gtx/norm.hpp" "glm/gtx/matrix_decompose.hpp" "glm/gtx/hash.hpp" "vector" "unordered_map"))
(cpp/raw "namespace gl { inline bool near(const glm::vec3 &a, const glm::vec3 &b) { return glm::all(glm::epsilonEqual(a, b, 1e-3f)); }
          struct Vertex { glm::vec3 position; glm::vec2 uv; }; }")

; Model, view and projection of a vertex.
(let [model (cpp/glm.rotate (cpp/glm.translate (cpp/glm.mat4 1.0) (cpp/glm.vec3 1.0 0.0 0.0)) (cpp/glm.radians (cpp/float 90.0)) (cpp/glm.vec3 0.0 1.0 0.0))
      view (cpp/glm.lookAt (cpp/glm.vec3 0.0 0.0 5.0) (cpp/glm.vec3 0.0 0.0 0.0) (cpp/glm.vec3 0.0 1.0 0.0))
      at (cpp/* (cpp/* view model) (cpp/glm.vec4 0.0 0.0 -1.0 1.0))]
  [(cpp/gl.near (cpp/glm.vec3 at) (cpp/glm.vec3 0.0 0.0 -5.0)) (.-w at)]) ;=> [true 1.0]
(let [o (cpp/glm.ortho (cpp/float 0.0) (cpp/float 640.0) (cpp/float 480.0) (cpp/float 0.0)) a (cpp/* o (cpp/glm.vec4 640.0 480.0 0.0 1.0))] (cpp/gl.near (cpp/glm.vec3 a) (cpp/glm.vec3 1.0 -1.0 0.0))) ;=> true
(let [v (cpp/glm.vec4 0.0 0.0 640.0 480.0) p (cpp/glm.perspective (cpp/glm.radians (cpp/float 90.0)) (cpp/float 1.0) (cpp/float 1.0) (cpp/float 10.0)) world (cpp/glm.vec3 0.5 0.25 -2.0)
      window (cpp/glm.project world (cpp/glm.mat4 1.0) p v)]
  [(cpp/gl.near (cpp/glm.vec3 (.-x window) (.-y window) 0.0) (cpp/glm.vec3 400.0 270.0 0.0)) (cpp/gl.near (cpp/glm.unProject window (cpp/glm.mat4 1.0) p v) world)]) ;=> [true true]
(let [m (cpp/glm.scale (cpp/glm.mat4 1.0) (cpp/glm.vec3 2.0 3.0 4.0)) i (cpp/glm.inverse m)]
  [(cpp/glm.determinant m) (.-y (cpp/* i (cpp/glm.vec4 2.0 3.0 4.0 1.0))) (cpp/== (cpp/* m i) (cpp/glm.mat4 1.0)) (cpp/aget (cpp/aget (cpp/glm.transpose (cpp/glm.translate (cpp/glm.vec3 7.0 8.0 9.0))) 1) 3)
   (.-z (cpp/* (cpp/glm.inverseTranspose (cpp/glm.mat3 m)) (cpp/glm.vec3 0.0 0.0 4.0)))]) ;=> [24.0 1.0 true 8.0 1.0]
(let [m (cpp/glm.mat3 1.0 2.0 3.0 4.0 5.0 6.0 7.0 8.0 9.0)]
  (cpp/= (cpp/aget (cpp/aget m 0) 1) 20.0)
  [(.-x (cpp/glm.column m 1)) (.-x (cpp/glm.row m 1)) (.-y (cpp/glm.row m 1)) (.-y (cpp/* (cpp/glm.vec3 1.0 0.0 0.0) m)) (cpp/glm.to_string (cpp/glm.mat2 1.0))]) ;=> [4.0 20.0 5.0 4.0 "mat2x2((1.000000, 0.000000), (0.000000, 1.000000))"]

; Quaternions.
(let [q (cpp/glm.angleAxis (cpp/glm.radians (cpp/float 90.0)) (cpp/glm.vec3 0.0 0.0 1.0)) half (cpp/glm.slerp (cpp/glm.quat 1.0 0.0 0.0 0.0) q (cpp/float 0.5))]
  [(cpp/gl.near (cpp/glm.rotate q (cpp/glm.vec3 1.0 0.0 0.0)) (cpp/glm.vec3 0.0 1.0 0.0)) (cpp/gl.near (cpp/* (cpp/glm.inverse q) (cpp/glm.vec3 0.0 1.0 0.0)) (cpp/glm.vec3 1.0 0.0 0.0))
   (cpp/glm.epsilonEqual (cpp/glm.degrees (cpp/glm.angle half)) (cpp/float 45.0) (cpp/float 0.01)) (cpp/gl.near (cpp/glm.axis half) (cpp/glm.vec3 0.0 0.0 1.0))
   (cpp/gl.near (cpp/glm.degrees (cpp/glm.eulerAngles q)) (cpp/glm.vec3 0.0 0.0 90.0)) (cpp/gl.near (cpp/* (cpp/glm.mat3_cast q) (cpp/glm.vec3 1.0 0.0 0.0)) (cpp/* q (cpp/glm.vec3 1.0 0.0 0.0)))
   (cpp/gl.near (cpp/* (cpp/* half half) (cpp/glm.vec3 1.0 0.0 0.0)) (cpp/glm.vec3 0.0 1.0 0.0))]) ;=> [true true true true true true true]
(let [m (cpp/* (cpp/* (cpp/glm.translate (cpp/glm.vec3 1.0 2.0 3.0)) (cpp/glm.yawPitchRoll (cpp/float 0.5) (cpp/float 0.0) (cpp/float 0.0))) (cpp/glm.scale (cpp/glm.vec3 2.0)))
      scale (cpp/glm.vec3) turn (cpp/glm.quat) move (cpp/glm.vec3) skew (cpp/glm.vec3) perspective (cpp/glm.vec4)]
  [(cpp/glm.decompose m scale turn move skew perspective) (cpp/gl.near scale (cpp/glm.vec3 2.0)) (cpp/gl.near move (cpp/glm.vec3 1.0 2.0 3.0)) (cpp/glm.epsilonEqual (cpp/glm.yaw turn) (cpp/float 0.5) (cpp/float 0.001))]) ;=> [true true true true]

; Vectors: arithmetic with scalars, between types, comparisons by component, geometry.
(let [v (cpp/glm.vec3 1.0 2.0 3.0)]
  (cpp/+= v (cpp/glm.vec3 1.0)) (cpp/*= v (cpp/float 2.0)) (cpp/-= (.-z v) 1.0)
  [(.-x v) (.-y v) (.-z v) (.-g v) (cpp/glm.length2 v) (.-y (cpp/- v)) (.-y (cpp// (cpp/float 12.0) v)) (.-w (cpp/glm.vec4 v 1.0)) (.-x (cpp/glm.vec3 (cpp/glm.vec2 5.0 6.0) 7.0)) (.-x (cpp/glm.ivec3 (cpp/glm.vec3 1.9 0.0 0.0)))]) ;=> [4.0 6.0 7.0 6.0 101.0 -6.0 2.0 1.0 5.0 1]
[(cpp/glm.all (cpp/glm.lessThan (cpp/glm.vec2 1.0 2.0) (cpp/glm.vec2 2.0 3.0))) (cpp/glm.any (cpp/glm.equal (cpp/glm.ivec2 1 2) (cpp/glm.ivec2 3 4))) (.-y (cpp/glm.bvec2 true false))
 (cpp/glm.distance (cpp/glm.vec2 1.0 1.0) (cpp/glm.vec2 4.0 5.0)) (.-y (cpp/glm.reflect (cpp/glm.vec2 1.0 -1.0) (cpp/glm.vec2 0.0 1.0))) (.-x (cpp/glm.mix (cpp/glm.vec2 0.0) (cpp/glm.vec2 4.0) (cpp/float 0.25)))
 (cpp/glm.smoothstep 0.0 1.0 0.5) (cpp/glm.step 0.5 0.25) (.-x (cpp/glm.fract (cpp/glm.vec2 1.25 0.0))) (.-y (cpp/glm.sign (cpp/glm.vec2 1.0 -7.0))) (cpp/glm.mod 5.5 2.0) (cpp/glm.epsilonEqual (#cpp (glm.pi double)) 3.141592653589793 1e-12)] ;=> [true false false 5.0 1.0 1.0 0.5 0.0 0.25 -1.0 1.5 true]
(try (cpp/+ (cpp/glm.vec2 1.0) (cpp/glm.vec3 1.0)) (catch :default e 1)) ;=! invalid operands to binary expression

; Bits and integers, packing, colours.
[(cpp/glm.bitCount (cpp/int 255)) (cpp/glm.findMSB (cpp/int 1024)) (cpp/glm.bitfieldReverse (cpp/unsigned 1)) (cpp/glm.packUnorm4x8 (cpp/glm.vec4 0.0 0.0 0.0 1.0)) (.-y (cpp/glm.unpackHalf2x16 (cpp/glm.packHalf2x16 (cpp/glm.vec2 1.5 -2.0))))
 (cpp/glm.ceilPowerOfTwo (cpp/int 17)) (cpp/glm.floatBitsToInt (cpp/float 1.0)) (cpp/glm.epsilonEqual (.-x (cpp/glm.convertLinearToSRGB (cpp/glm.convertSRGBToLinear (cpp/glm.vec3 0.5)))) (cpp/float 0.5) (cpp/float 0.001))] ;=> [8 10 2147483648 4278190080 -2.0 32 1065353216 true]

; In containers and structs, as memory, as keys.
(let [vs (#cpp (std.vector gl.Vertex))]
  (.push_back vs (cpp/gl.Vertex (cpp/glm.vec3 1.0 2.0 3.0) (cpp/glm.vec2 0.5)))
  (.push_back vs (cpp/gl.Vertex))
  (cpp/= (.-position (.back vs)) (cpp/* (.-position (.front vs)) (cpp/float 2.0)))
  [(.-y (.-position (.back vs))) (cpp/aget (cpp/glm.value_ptr (.-position (.front vs))) 2) (cpp/sizeof gl.Vertex) (cpp/aget (cpp/unsafe-cast (:* (:const float)) (.data vs)) 6)]) ;=> [4.0 3.0 20 4.0]
(let [m (#cpp (std.unordered_map glm.ivec2 int))] (cpp/= (cpp/aget m (cpp/glm.ivec2 1 2)) 5) [(.count m (cpp/glm.ivec2 1 2)) (.count m (cpp/glm.ivec2 2 1))]) ;=> [1 0]
(let [a (#cpp (std.array float 3) #cpp [1.0 2.0 3.0]) v (cpp/glm.make_vec3 (.data a)) d (cpp/glm.dvec3 v)] [(.-z v) (.-x (cpp// d 4.0)) (.-y (#cpp (glm.vec 2 int) 3 4))]) ;=> [3.0 0.25 4]
