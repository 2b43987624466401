; A template takes so many arguments.
(cpp/raw "template <class T> struct box { T value; };")
(cpp/sizeof (box int int))
