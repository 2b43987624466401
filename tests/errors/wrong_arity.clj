; A function called with too many arguments, deep in calls.
(defn area [width height]
  (* width height))
(defn cube [side]
  (* side (area side side side)))
(cube 3)
