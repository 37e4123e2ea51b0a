import { HIGH, LOW } from '../../../../imports/go-rand';

const PLACES = 607;
const TAP = 273;
const MODULUS = 2 ** 31 - 1;
/** Go replaces seed 0, for which the generator would return only zeros. */
const INSTEAD_OF_ZERO = 89_482_311;

/**
 * The random numbers of Go's `math/rand` for a seed, which choose the members of a shuffle shard: an additive lagged
 * Fibonacci generator (607, 273). Its 64-bit numbers are kept as two halves of 32 bits, which is faster than bigint.
 */
export class GoRandom {
  private readonly high = new Uint32Array(PLACES);
  private readonly low = new Uint32Array(PLACES);
  private tap = 0;
  private feed = PLACES - TAP;

  constructor(seed: bigint) {
    const remainder = Number(seed % BigInt(MODULUS));
    let x = (remainder < 0 ? remainder + MODULUS : remainder) || INSTEAD_OF_ZERO;
    const next = () => {
      x = (x * 48_271) % MODULUS;
      return x;
    };
    for (let skipped = 0; skipped < 20; skipped++) next();
    for (let place = 0; place < PLACES; place++) {
      const [a, b, c] = [next(), next(), next()];
      this.high[place] = (a << 8) ^ (b >>> 12) ^ (HIGH[place] ?? 0);
      this.low[place] = (b << 20) ^ c ^ (LOW[place] ?? 0);
    }
  }

  /** The next `Uint32()`: bits 31 to 62 of the 64-bit number. */
  uint32(): number {
    this.tap = (this.tap === 0 ? PLACES : this.tap) - 1;
    this.feed = (this.feed === 0 ? PLACES : this.feed) - 1;
    const low = (this.low[this.feed] ?? 0) + (this.low[this.tap] ?? 0);
    const carry = low > 0xffff_ffff ? 1 : 0;
    const high = (this.high[this.feed] ?? 0) + (this.high[this.tap] ?? 0) + carry;
    this.low[this.feed] = low;
    this.high[this.feed] = high;
    return ((high << 1) | ((low >>> 31) & 1)) >>> 0;
  }
}
