/** The chance that two samples have one mean: Welch's t-test. */

/** Two-sided p of Welch's test; 1 where a sample has fewer than two values or neither varies and both are equal. */
export function welch(xs: readonly number[], ys: readonly number[]): number {
  if (xs.length < 2 || ys.length < 2) return 1;
  const [x, y] = [moments(xs), moments(ys)];
  const [vx, vy] = [x.variance / xs.length, y.variance / ys.length];
  if (vx + vy === 0) return x.mean === y.mean ? 1 : 0;
  const t = (x.mean - y.mean) / Math.sqrt(vx + vy);
  const freedom = (vx + vy) ** 2 / (vx ** 2 / (xs.length - 1) + vy ** 2 / (ys.length - 1));
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}

/** ln of the gamma function, Lanczos' approximation (g = 7, nine terms), relative error below 1e-13 for x > 0.5. */
function lnGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const sum = terms.reduce((total, term, k) => total + term / (x + k), 0.9999999999998099);
  const shifted = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(shifted) - shifted + Math.log(sum);
}

/** The regularised incomplete beta function by its continued fraction (Abramowitz and Stegun 26.5.8, Lentz's algorithm). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a;
  const away = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return front * fraction;
}
