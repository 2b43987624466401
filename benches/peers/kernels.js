// The benchmark's kernels in JavaScript. Prints `name value` lines.
function medianMs(runs, f) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const start = process.hrtime.bigint();
    f();
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(runs / 2)];
}

function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

function sum(limit) {
  let total = 0;
  for (let i = 0; i < limit; i++) total += i;
  return total;
}

function escape(cr, ci, limit) {
  let zr = 0.0, zi = 0.0, n = 0;
  while (n < limit && zr * zr + zi * zi < 4.0) {
    const next = zr * zr - zi * zi + cr;
    zi = 2.0 * zr * zi + ci;
    zr = next;
    n++;
  }
  return n;
}

function mandelbrot(width, height, limit) {
  let total = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) total += escape((3.0 * x) / width - 2.0, (2.0 * y) / height - 1.0, limit);
  return total;
}

console.log("fib_check", fib(20));
console.log("fib_ms", medianMs(3, () => fib(35)));
console.log("sum_check", sum(100000));
console.log("sum_ms", medianMs(3, () => sum(100000000)));
console.log("mandelbrot_check", mandelbrot(80, 60, 200));
console.log("mandelbrot_ms", medianMs(3, () => mandelbrot(800, 600, 200)));
