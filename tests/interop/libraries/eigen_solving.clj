; Eigen: linear systems, decompositions, eigenvalues, sparse systems.
(ns eigen-solving (:include "Eigen/Dense" "Eigen/Sparse" "Eigen/SparseLU" "Eigen/SparseCholesky" "Eigen/IterativeLinearSolvers" "vector") (:pkg "eigen3"))
(cpp/raw "namespace la { using M = Eigen::MatrixXd; using V = Eigen::VectorXd; using T = Eigen::Triplet<double>;
  inline M spd() { M m(3, 3); m << 4, 1, 0, 1, 3, 1, 0, 1, 2; return m; } inline V rhs() { V v(3); v << 1, 2, 3; return v; }
  inline Eigen::SparseMatrix<double> sparse() { Eigen::SparseMatrix<double> s(3, 3); std::vector<T> t{{0, 0, 4}, {0, 1, 1}, {1, 0, 1}, {1, 1, 3}, {1, 2, 1}, {2, 1, 1}, {2, 2, 2}}; s.setFromTriplets(t.begin(), t.end()); return s; } }")
(defn near? [a b] (< (Math/abs (- a b)) 1e-9))

; Linear systems, by each way to solve them: x is taken through the matrix again.
(defn solved? [x] (.isApprox (cpp/la.V (cpp/* (cpp/la.spd) (cpp/* (cpp/unbox (:* la.V) x)))) (cpp/la.rhs)))
(let [x (cpp/la.V (.solve (.lu (cpp/la.spd)) (cpp/la.rhs)))] (solved? (cpp/box (cpp/& x)))) ;=> true
(let [x (cpp/la.V (.solve (.llt (cpp/la.spd)) (cpp/la.rhs)))] (solved? (cpp/box (cpp/& x)))) ;=> true
(let [x (cpp/la.V (.solve (.ldlt (cpp/la.spd)) (cpp/la.rhs)))] (solved? (cpp/box (cpp/& x)))) ;=> true
(let [x (cpp/la.V (.solve (.fullPivLu (cpp/la.spd)) (cpp/la.rhs)))] (solved? (cpp/box (cpp/& x)))) ;=> true
(let [x (cpp/la.V (cpp/* (.inverse (cpp/la.spd)) (cpp/la.rhs)))] (solved? (cpp/box (cpp/& x)))) ;=> true
(let [a (cpp/la.spd) llt (#cpp (Eigen.LLT la.M) a) l (cpp/la.M (.matrixL llt))]
  [(cpp/== (.info llt) cpp/Eigen.Success) (.isApprox (cpp/la.M (cpp/* l (.transpose l))) a) (cpp/== (.info (#cpp (Eigen.LLT la.M) (cpp/la.M (cpp/- a)))) cpp/Eigen.NumericalIssue)]) ;=> [true true true]
; Least squares: a line through points.
(let [a (cpp/la.M 4 2) y (cpp/la.V 4)]
  (dotimes [i 4] (cpp/= (a i 0) 1.0) (cpp/= (a i 1) (cpp/cast double (double i))) (cpp/= (y i) (cpp/cast double (+ 2.0 (* 3.0 i)))))
  (let [x (cpp/la.V (.solve (.colPivHouseholderQr a) y)) svd (#cpp (Eigen.JacobiSVD la.M) a (cpp/| cpp/Eigen.ComputeThinU cpp/Eigen.ComputeThinV))]
    [(near? (x 0) 2.0) (near? (x 1) 3.0) (.rank svd) (.isApprox (cpp/la.V (.solve svd y)) x)])) ;=> [true true 2 true]

; Eigenvalues; rank and determinant; LU's own parts.
(let [m (cpp/Eigen.Matrix2d)]
  (cpp/= (m 0 0) 2.0) (cpp/= (m 0 1) 1.0) (cpp/= (m 1 0) 1.0) (cpp/= (m 1 1) 2.0)
  (let [e (#cpp (Eigen.SelfAdjointEigenSolver Eigen.Matrix2d) m) values (.eigenvalues e) v (cpp/Eigen.Vector2d (.col (.eigenvectors e) 1))]
    [(near? (values 0) 1.0) (near? (values 1) 3.0) (.isApprox (cpp/Eigen.Vector2d (cpp/* m v)) (cpp/Eigen.Vector2d (cpp/* v (values 1))))])) ;=> [true true true]
(let [m (cpp/Eigen.Matrix2d (cpp/Eigen.Matrix2d.Zero))]
  (cpp/= (m 0 1) -1.0) (cpp/= (m 1 0) 1.0)
  (let [e (#cpp (Eigen.EigenSolver Eigen.Matrix2d) m) z (cpp/aget (.eigenvalues e) 0)] [(near? (.real z) 0.0) (near? (Math/abs (.imag z)) 1.0)])) ;=> [true true]
(let [m (cpp/la.M (cpp/la.M.Ones 3 3))] [(.rank (.fullPivLu m)) (.isInvertible (.fullPivLu m)) (near? (.determinant m) 0.0) (.rank (.colPivHouseholderQr (cpp/la.spd)))]) ;=> [1 false true 3]

; Sparse systems.
(let [s (cpp/la.sparse) b (cpp/la.rhs) lu (#cpp (Eigen.SparseLU (Eigen.SparseMatrix double))) x (cpp/la.V (.solve (.lu (cpp/la.spd)) b))]
  (.compute lu s)
  (let [chol (#cpp (Eigen.SimplicialLDLT (Eigen.SparseMatrix double)) s) cg (#cpp (Eigen.ConjugateGradient (Eigen.SparseMatrix double)) s)]
    [(cpp/== (.info lu) cpp/Eigen.Success) (.isApprox (cpp/la.V (.solve lu b)) x) (.isApprox (cpp/la.V (.solve chol b)) x) (.isApprox (cpp/la.V (.solve cg b)) x 1e-6) (.nonZeros s) (.isApprox (cpp/la.M s) (cpp/la.spd))])) ;=> [true true true true 7 true]
