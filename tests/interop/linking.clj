; Shared libraries and static archives, found on -L paths.
(ns linking (:include "linked.hpp"))
(cpp/linked.add 1 2) ;=! linked
(ns linking (:link "liblinked.so"))
(cpp/linked.add 1 2) ;=> 3
cpp/linked.state ;=> 5
(ns other (:link "libnot_there.so")) ;=! libnot_there.so
