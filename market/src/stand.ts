// Who has what in which series: read in one go, for all that is quoted at once.

import { entries, type Series, showPeriod, type Unit, type UnitRecord } from '@headroom/js';
import { lines } from './operators.ts';
import type { Place, Venue } from './venue.ts';

/** Units of one operator that somebody else holds. */
export interface Held {
  operator: string;
  free: number;
  inOrders: number;
}

const key = (who: string, { product, zone, period }: Series): string =>
  `${who}/${product}/${zone}/${showPeriod(period)}`;

const at = (who: string, product: number, zone: number): string => `${who}/${product}/${zone}`;

export class Stand {
  private constructor(
    /** When. */
    readonly time: number,
    private readonly operating: Set<string>,
    private readonly ordering: Set<string>,
    private readonly units: Map<string, UnitRecord>,
    private readonly holdings: Map<string, Held[]>,
  ) {}

  static async read(venue: Venue): Promise<Stand> {
    const { api } = venue;
    const attested = await lines(venue);
    const orders = await entries<[string, Series], unknown[]>(api, 'spot.orders');
    const units = await entries<[string, Series], UnitRecord>(api, 'capacity.units');
    const held = await entries<[string, Unit], Omit<Held, 'operator'>>(api, 'capacity.holdings');
    const holdings = new Map<string, Held[]>();
    for (const [[who, { series, operator }], { free, inOrders }] of held) {
      const all = holdings.get(key(who, series)) ?? [];
      holdings.set(key(who, series), [...all, { operator, free, inOrders }]);
    }
    return new Stand(
      await venue.now(),
      new Set(attested.map(({ operator, product, zone }) => at(operator.address, product, zone))),
      new Set(orders.map(([[who, series]]) => key(who, series))),
      new Map(units.map(([[who, series], record]) => [key(who, series), record])),
      holdings,
    );
  }

  /** Whether somebody is attested for a market. */
  operates(who: string, { product, zone }: Place): boolean {
    return this.operating.has(at(who, product, zone));
  }

  /** Whether somebody has orders in a series. */
  orders(who: string, series: Series): boolean {
    return this.ordering.has(key(who, series));
  }

  /** What an operator has issued of a series. */
  issued(who: string, series: Series): UnitRecord | null {
    return this.units.get(key(who, series)) ?? null;
  }

  /** What somebody holds of a series. */
  held(who: string, series: Series): Held[] {
    return this.holdings.get(key(who, series)) ?? [];
  }
}
