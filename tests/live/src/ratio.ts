// Exact fractions, for second opinions: nothing is rounded until somebody asks for it.

export class Ratio {
  private constructor(
    /** May be negative. */
    readonly top: bigint,
    /** At least 1. */
    readonly bottom: bigint,
  ) {}

  static of(top: bigint | number, bottom: bigint | number = 1n): Ratio {
    const [above, below] = [BigInt(top), BigInt(bottom)];
    if (below === 0n) throw new RangeError('a fraction of nothing');
    const divisor = gcd(size(above), size(below)) * (below < 0n ? -1n : 1n);
    return new Ratio(above / divisor, below / divisor);
  }

  static sum(of: readonly Ratio[]): Ratio {
    return of.reduce((sum, one) => sum.plus(one), Ratio.of(0n));
  }

  plus({ top, bottom }: Ratio): Ratio {
    return Ratio.of(this.top * bottom + top * this.bottom, this.bottom * bottom);
  }

  minus({ top, bottom }: Ratio): Ratio {
    return this.plus(Ratio.of(-top, bottom));
  }

  times({ top, bottom }: Ratio): Ratio {
    return Ratio.of(this.top * top, this.bottom * bottom);
  }

  over({ top, bottom }: Ratio): Ratio {
    return this.times(Ratio.of(bottom, top));
  }

  /** Under 0 where this is less than the other, 0 where they are the same. */
  compare(other: Ratio): number {
    const { top } = this.minus(other);
    return top < 0n ? -1 : top > 0n ? 1 : 0;
  }

  floor(): bigint {
    const down = this.top / this.bottom;
    return down * this.bottom > this.top ? down - 1n : down;
  }

  ceil(): bigint {
    return -Ratio.of(-this.top, this.bottom).floor();
  }

  /** Towards 0. */
  trunc(): bigint {
    return this.top / this.bottom;
  }
}

const size = (value: bigint): bigint => (value < 0n ? -value : value);
const gcd = (one: bigint, other: bigint): bigint => (other === 0n ? one : gcd(other, one % other));
