; <chrono>: durations, casts, clocks, literals' types, the calendar of C++20 (in UTC alone).
(ns chrono (:include "chrono" "ratio" "thread" "string"))

; Durations convert without loss by themselves, else by duration_cast.
(let [ms (cpp/std.chrono.milliseconds 2500)]
  [(.count ms) (.count (#cpp (std.chrono.duration_cast std.chrono.seconds) ms)) (.count (cpp/std.chrono.microseconds ms))
   (.count (#cpp (std.chrono.duration double) ms)) (.count (cpp/% ms (cpp/std.chrono.seconds 1)))]) ;=> [2500 2 2500000 2.5 500]
(cpp/std.chrono.seconds (cpp/std.chrono.milliseconds 2500)) ;=! no matching conversion
(let [d (cpp/std.chrono.milliseconds 2500)]
  [(.count (#cpp (std.chrono.floor std.chrono.seconds) d)) (.count (#cpp (std.chrono.ceil std.chrono.seconds) d)) (.count (#cpp (std.chrono.round std.chrono.seconds) d))]) ;=> [2 3 2]
(let [sum (cpp/+ (cpp/std.chrono.hours 1) (cpp/std.chrono.minutes 30))]
  [(.count sum) (cpp/== sum (cpp/std.chrono.seconds 5400)) (cpp/< sum (cpp/std.chrono.hours 2)) (cpp// sum (cpp/std.chrono.minutes 45)) (.count (cpp/* sum 2)) (.count (cpp/- sum))]) ;=> [90 true true 2 180 -90]
(let [d (cpp/std.chrono.seconds 10)] (cpp/+= d (cpp/std.chrono.minutes 1)) (cpp/*= d 2) (cpp/++ d) (.count d)) ;=> 141
(let [frames (#cpp (std.chrono.duration int (std.ratio 1 60)) 90)] [(.count (#cpp (std.chrono.duration_cast std.chrono.milliseconds) frames)) #cpp (:member (std.ratio 4 8) den)]) ;=> [1500 2]
(cpp/raw "using namespace std::chrono_literals; inline constexpr auto tick = 250ms;")
[(.count cpp/tick) (cpp/== cpp/tick (cpp/std.chrono.microseconds 250000)) (.count (cpp/std.chrono.abs (cpp/std.chrono.seconds -4)))] ;=> [250 true 4]

; Clocks.
(let [start (cpp/std.chrono.steady_clock.now)]
  (cpp/std.this_thread.sleep_for (cpp/std.chrono.milliseconds 2))
  (let [took (cpp/- (cpp/std.chrono.steady_clock.now) start)]
    [(cpp/>= took (cpp/std.chrono.milliseconds 2)) (>= (.count (#cpp (std.chrono.duration_cast std.chrono.microseconds) took)) 2000) cpp/std.chrono.steady_clock.is_steady])) ;=> [true true true]
(let [t (cpp/std.chrono.system_clock.from_time_t 1000000000) later (cpp/+ t (cpp/std.chrono.hours 24))]
  [(cpp/std.chrono.system_clock.to_time_t later) (cpp/> later t) (.count (#cpp (std.chrono.duration_cast std.chrono.minutes) (cpp/- later t)))]) ;=> [1000086400 true 1440]

; The calendar.
(let [d (cpp/std.chrono.year_month_day (cpp/std.chrono.year 2024) cpp/std.chrono.February (cpp/std.chrono.day 29))]
  [(.ok d) (cpp/cast int (.year d)) (cpp/cast unsigned (.month d)) (.is_leap (.year d)) (.ok (cpp/+ d (cpp/std.chrono.years 1)))]) ;=> [true 2024 2 true false]
(let [d (cpp// (cpp// (cpp/std.chrono.year 2024) 12) 25) days (cpp/std.chrono.sys_days d)]
  [(.count (.time_since_epoch days)) (.c_encoding (cpp/std.chrono.weekday days)) (cpp/== (cpp/std.chrono.weekday days) cpp/std.chrono.Wednesday)]) ;=> [20082 3 true]
(let [t (cpp/std.chrono.sys_seconds (cpp/std.chrono.seconds 1000000000))
      days (#cpp (std.chrono.floor std.chrono.days) t)
      d (cpp/std.chrono.year_month_day days)
      time (cpp/std.chrono.hh_mm_ss (cpp/- t days))]
  [(cpp/cast int (.year d)) (cpp/cast unsigned (.month d)) (cpp/cast unsigned (.day d)) (.count (.hours time)) (.count (.minutes time)) (.count (.seconds time))]) ;=> [2001 9 9 1 46 40]
(let [last (cpp// (cpp// (cpp/std.chrono.year 2023) cpp/std.chrono.February) cpp/std.chrono.last)] (cpp/cast unsigned (.day last))) ;=> 28
