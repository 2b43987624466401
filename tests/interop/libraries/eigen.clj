; Eigen: matrices, expression templates, decompositions.
(ns eigen (:include "Eigen/Dense" "Eigen/Sparse" "Eigen/Geometry") (:pkg "eigen3"))
(let [v (cpp/Eigen.Vector3d 1.0 2.0 3.0) w (cpp/Eigen.Vector3d 4.0 5.0 6.0)]
  [(.dot v w) (.norm (cpp/Eigen.Vector3d 3.0 4.0 0.0)) (.x v) (v 1) (cpp/aget w 2) (.sum (cpp/+ v w)) (.x (.cross v w))]) ;=> [32.0 5.0 1.0 2.0 6.0 21.0 -3.0]
(let [m (cpp/Eigen.Matrix2d)]
  (cpp/= (m 0 0) 1.0) (cpp/= (m 0 1) 2.0) (cpp/= (m 1 0) 3.0) (cpp/= (m 1 1) 4.0)
  [(.determinant m) (.trace m) ((.inverse m) 0 0) ((cpp/* m m) 1 1) (.maxCoeff m) ((.transpose m) 0 1)]) ;=> [-2.0 5.0 -2.0 22.0 4.0 3.0]
(let [m (cpp/Eigen.MatrixXd 2 3)]
  (.setZero m)
  (.fill m 2.0)
  [(.rows m) (.cols m) (.sum m) (.size m)]) ;=> [2 3 12.0 6]
(let [i (cpp/Eigen.Matrix3d.Identity) m (#cpp (Eigen.Matrix double 3 3) i) v (cpp/Eigen.Vector3d 1.0 2.0 3.0)
      r (cpp/Eigen.Vector3d (cpp/* m v))]
  [(.y r) (.isApprox r v)]) ;=> [2.0 true]
(let [a (cpp/Eigen.Matrix3d) b (cpp/Eigen.Vector3d 3.0 3.0 4.0)]
  (cpp/= a (cpp/Eigen.Matrix3d.Identity))
  (cpp/*= a 2.0)
  (let [x (cpp/Eigen.Vector3d (.solve (.colPivHouseholderQr a) b))]
    (+ 0 (.z x)))) ;=> 2.0
(let [a (cpp/Eigen.VectorXd.LinSpaced 5 0.0 1.0)] [(a 2) (.mean a)]) ;=> [0.5 0.5]
(let [q (cpp/Eigen.Quaterniond (cpp/Eigen.AngleAxisd 3.141592653589793 (cpp/Eigen.Vector3d.UnitZ)))
      v (cpp/Eigen.Vector3d (cpp/* q (cpp/Eigen.Vector3d 1.0 0.0 0.0)))]
  (.isApprox v (cpp/Eigen.Vector3d -1.0 0.0 0.0))) ;=> true
(let [m (cpp/Eigen.MatrixXd (cpp/Eigen.MatrixXd.Constant 4 4 1.5))]
  (cpp/= (.row m 0) (cpp/* (.row m 0) 2.0))
  [(.sum (.row m 0)) (.sum (.block m 1 1 2 2)) (.sum (.array m))]) ;=> [12.0 6.0 30.0]
(let [s (#cpp (Eigen.SparseMatrix double) 3 3)]
  (cpp/= (.coeffRef s 0 1) 5.0)
  (.makeCompressed s)
  [(.nonZeros s) (.coeff s 0 1)]) ;=> [1 5.0]
(let [e (#cpp (Eigen.SelfAdjointEigenSolver Eigen.Matrix2d) (cpp/Eigen.Matrix2d (cpp/Eigen.Matrix2d.Identity)))]
  (+ 0 (cpp/aget (.eigenvalues e) 0))) ;=> 1.0
(let [out (cpp/std.ostringstream) v (cpp/Eigen.Vector2i 1 2)] (cpp/<< out (.transpose v)) (str (.str out))) ;=> "1 2"
