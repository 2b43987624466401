-- The benchmark's kernels in Lua. Prints `name value` lines.
local function median_ms(runs, f)
  local times = {}
  for run = 1, runs do
    local start = os.clock()
    f()
    times[run] = (os.clock() - start) * 1e3
  end
  table.sort(times)
  return times[math.floor(runs / 2) + 1]
end

local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

local function sum(limit)
  local total = 0
  for i = 0, limit - 1 do total = total + i end
  return total
end

local function escape(cr, ci, limit)
  local zr, zi, n = 0.0, 0.0, 0
  while n < limit and zr * zr + zi * zi < 4.0 do
    zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
    n = n + 1
  end
  return n
end

local function mandelbrot(width, height, limit)
  local total = 0
  for y = 0, height - 1 do
    for x = 0, width - 1 do
      total = total + escape(3.0 * x / width - 2.0, 2.0 * y / height - 1.0, limit)
    end
  end
  return total
end

print("fib_check", fib(20))
print("fib_ms", median_ms(3, function() fib(35) end))
print("sum_check", string.format("%.0f", sum(100000)))
print("sum_ms", median_ms(3, function() sum(100000000) end))
print("mandelbrot_check", mandelbrot(80, 60, 200))
print("mandelbrot_ms", median_ms(3, function() mandelbrot(800, 600, 200) end))
