; A file that is not there.
(load-file "no/such/file.clj")
