; Eigen: blocks, maps of memory, casts, arrays, reductions, products, geometry.
(ns eigen-blocks (:include "Eigen/Dense" "Eigen/Geometry" "vector" "sstream" "numeric" "algorithm") (:pkg "eigen3"))
(cpp/raw "namespace la { using M = Eigen::MatrixXd; using V = Eigen::VectorXd; inline M spd() { M m(3, 3); m << 4, 1, 0, 1, 3, 1, 0, 1, 2; return m; } }")
(defn near? [a b] (< (Math/abs (- a b)) 1e-9))

; Blocks that are written to, resizing, stacking, segments.
(let [m (cpp/la.M (cpp/la.M.Zero 3 3))]
  (cpp/= (.block m 0 1 2 2) (cpp/Eigen.Matrix2d.Ones))
  (cpp/= (#cpp (.block 1 1) m 2 0) (#cpp (Eigen.Matrix double 1 1) 7.0))
  (cpp/+= (.col m 2) (cpp/Eigen.Vector3d 1.0 2.0 3.0))
  (cpp/= (.diagonal m) (cpp/Eigen.Vector3d 5.0 6.0 8.0))
  (.swap (.row m 0) (.row m 1))
  (let [out (cpp/std.ostringstream)] (cpp/<< out m) (.str out))) ;=> "0 6 3\n5 1 2\n7 0 8"
(let [v (cpp/la.V (cpp/la.V.LinSpaced 6 1.0 6.0)) top (.head v 2)]
  (cpp/*= top 10.0)
  (.conservativeResize v 7) (cpp/= (v 6) 0.5)
  [(v 1) (.sum (.segment v 2 3)) (.prod (.tail v 2)) (.size v) (.minCoeff (.topRows v 3))]) ;=> [20.0 12.0 3.0 7 3.0]
(let [m (cpp/la.spd) i (#cpp (:member la.M Index)) j (#cpp (:member la.M Index))]
  [(.maxCoeff m (cpp/& i) (cpp/& j)) i j (.sum (.diagonal m)) (.x (cpp/Eigen.Vector3d (.sum (.rowwise m)))) (.maxCoeff (.sum (.colwise m))) (.squaredNorm m)]) ;=> [4.0 0 0 9.0 5.0 5.0 33.0]

; Memory of others as a matrix.
(let [data (#cpp (std.vector double) #cpp [1.0 2.0 3.0 4.0 5.0 6.0])
      m (#cpp (Eigen.Map la.M) (.data data) 2 3)
      r (#cpp (Eigen.Map (:const (Eigen.Matrix double 2 3 Eigen.RowMajor))) (.data data))
      odd (#cpp (Eigen.Map la.V 0 (Eigen.InnerStride 2)) (.data data) 3)]
  (cpp/= (m 0 2) 50.0)
  [(m 1 0) (r 1 0) (cpp/aget data 4) (.sum odd) (.rows m)]) ;=> [2.0 4.0 50.0 54.0 2]

; Casts, arrays, conditions, functions of coefficients: also of the host.
(let [v (cpp/Eigen.Vector3d 1.75 -2.25 3.0) i (cpp/Eigen.Vector3i (#cpp (.cast int) v)) a (cpp/Eigen.Array3d (.array v))]
  [(i 0) (i 1) (.sum (.abs a)) (.count (cpp/> a 0.0)) (.any (cpp/< a -3.0)) (.x (cpp/Eigen.Array3d (cpp/* a a)))
   (.y (cpp/Eigen.Vector3d (.select (cpp/< (.array v) 0.0) (cpp/Eigen.Vector3d.Zero) v))) (.x (.cwiseProduct v v)) (.maxCoeff (.cwiseAbs v))]) ;=> [1 -2 7.0 2 false 3.0625 0.0 3.0625 3.0]
(let [v (cpp/Eigen.Vector3d 1.0 2.0 3.0)]
  (cpp/= v (.matrix (.pow (.array v) 2)))
  [(.z v) (.lpNorm v) 1]) ;=! lpNorm
(let [v (cpp/Eigen.Vector3d 1.0 2.0 2.0)] [(#cpp (.lpNorm 1) v) (#cpp (.lpNorm Eigen.Infinity) v) (.norm (.normalized v)) (.stableNorm v) (.dot v (cpp/Eigen.Vector3d.UnitY))]) ;=> [5.0 2.0 1.0 3.0 2.0]
(let [v (cpp/Eigen.Vector3d 3.0 1.0 2.0)] (cpp/std.sort (.begin v) (.end v)) [(v 0) (v 1) (v 2) (cpp/std.accumulate (.begin v) (.end v) 0.0)]) ;=> [1.0 2.0 3.0 6.0]
; The outer product, a product without a temporary, replication.
(let [u (cpp/Eigen.Vector2d 1.0 2.0) outer (cpp/Eigen.Matrix2d (cpp/* u (.transpose u))) square (cpp/Eigen.Matrix2d) thrice (cpp/la.M (.replicate u 1 3))]
  (cpp/= (.noalias square) (cpp/* outer outer))
  [(outer 1 1) (square 1 1) (.cols thrice) (.sum thrice)]) ;=> [4.0 20.0 3 9.0]

; Geometry: an isometry, angles, quaternions' products.
(let [t (cpp/Eigen.Isometry3d (cpp/Eigen.Isometry3d.Identity))]
  (.translate t (cpp/Eigen.Vector3d 1.0 2.0 3.0))
  (.rotate t (cpp/Eigen.AngleAxisd (/ Math/PI 2) (cpp/Eigen.Vector3d.UnitZ)))
  (let [p (cpp/Eigen.Vector3d (cpp/* t (cpp/Eigen.Vector3d 1.0 0.0 0.0))) back (cpp/Eigen.Vector3d (cpp/* (.inverse t) p))]
    [(.isApprox p (cpp/Eigen.Vector3d 1.0 3.0 3.0)) (.isApprox back (cpp/Eigen.Vector3d.UnitX)) (near? (.determinant (.rotation t)) 1.0) (.isApprox (cpp/Eigen.Quaterniond (.rotation t)) (cpp/Eigen.Quaterniond (cpp/Eigen.AngleAxisd (/ Math/PI 2) (cpp/Eigen.Vector3d.UnitZ))))])) ;=> [true true true true]
