// Five made-up venues where capacity is traded as well, each telling of its trades in its own way,
// and a feeder's configuration for each: they are what the index has besides our own books.
//
//   npm --prefix market run sources -- --endpoint ws://127.0.0.1:9944 --port 9700
//
// The same seed gives the same trades for the same hour, whoever asks and whenever.

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connect, HOUR } from '@headroom/js';
import { Venue } from './venue.ts';
import { chanceOf, type Market, worthOf } from './worth.ts';

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string', default: 'ws://127.0.0.1:9944' },
    port: { type: 'string', default: '9700' },
    out: { type: 'string', default: fileURLToPath(new URL('../../.dev', import.meta.url)) },
    seed: { type: 'string', default: '1' },
  },
});

/** A trade: cash per unit and hour, units. */
interface Trade {
  id: string;
  price: number;
  quantity: number;
  buyer: string;
  seller: string;
}

interface Source {
  /** The part of the URL after product and zone. */
  query: string;
  /** The source's own keys of a feeder's configuration. */
  keys: (market: Market) => string[];
  /** Where things are in its answer. */
  map: string[];
  /** Its answer to a question. */
  answer: (market: Market, asked: URLSearchParams, trades: (hour: number) => Trade[]) => unknown;
}

/** What a yuan is worth in cash. */
const YUAN = 0.1408;
/** What Beacon sells at once: a node of eight GPUs, a hundred million tokens an hour. */
const pack = ({ machineTime }: Market): number => (machineTime ? 8 : 100);
const digits = (value: number): string => value.toFixed(6);

const parties = ['trade = "/id"', 'buyer = "/buyer"', 'seller = "/seller"'];

const SOURCES: Record<string, Source> = {
  // The plain way: an hour, prices and quantities as numbers.
  argus: {
    query: '?hour={hour}',
    keys: () => [],
    map: [
      'trades = "/data/trades"',
      'hour = "/hour"',
      'price = "/price"',
      'quantity = "/quantity"',
      ...parties,
    ],
    answer: (_, asked, trades) => {
      const hour = Number(asked.get('hour'));
      return {
        data: {
          trades: trades(hour).map((trade) => ({
            ...trade,
            hour,
            price: Number(digits(trade.price)),
          })),
        },
      };
    },
  },
  // In packs of many units.
  beacon: {
    query: '?hour={hour}',
    keys: (market) => [`units = ${pack(market)}`],
    map: [
      'trades = "/deals"',
      'hour = "/hour"',
      'price = "/pack_price"',
      'quantity = "/packs"',
      ...parties,
    ],
    answer: (market, asked, trades) => {
      const hour = Number(asked.get('hour'));
      const of = pack(market);
      return {
        deals: trades(hour).map(({ id, price, quantity, buyer, seller }) => ({
          id,
          hour,
          pack_price: digits(price * of),
          packs: digits(quantity / of),
          buyer,
          seller,
        })),
      };
    },
  },
  // In yuan.
  census: {
    query: '?from={from}&to={to}',
    keys: () => [`currency = "${YUAN}"`],
    map: [
      'trades = "/list"',
      'time = "/delivered_from"',
      'clock = "seconds"',
      'price = "/cny"',
      'quantity = "/units"',
      ...parties,
    ],
    answer: (_, asked, trades) => {
      const from = Number(asked.get('from'));
      return {
        list: trades(from / 3600).map(({ id, price, quantity, buyer, seller }) => ({
          id,
          delivered_from: from,
          cny: digits(price / YUAN),
          units: quantity,
          buyer,
          seller,
        })),
      };
    },
  },
  // Trade by trade, with digests of its own.
  datum: {
    query: '?from={from}&to={to}',
    keys: () => ['per = "trade"'],
    map: [
      'trades = "/executions"',
      'time = "/at"',
      'clock = "rfc3339"',
      'price = "/px"',
      'quantity = "/qty"',
      'digest = "/digest"',
    ],
    answer: (market, asked, trades) => {
      const from = Number(asked.get('from'));
      return {
        executions: trades(from / 3600).map(({ id, price, quantity, buyer, seller }) => ({
          at: new Date(from * 1000).toISOString(),
          px: digits(price),
          qty: String(quantity),
          digest: createHash('sha256')
            .update(['datum', market.product, market.zone, id, buyer, seller].join('/'))
            .digest('hex'),
        })),
      };
    },
  },
  // A list of the last hours, whatever is asked.
  echo: {
    query: '?around={hour}',
    keys: () => [],
    map: [
      'trades = ""',
      'time = "/start"',
      'clock = "milliseconds"',
      'price = "/price/amount"',
      'quantity = "/size"',
      'trade = "/ref"',
      'buyer = "/sides/0"',
      'seller = "/sides/1"',
    ],
    answer: (_, asked, trades) => {
      const hour = Number(asked.get('around'));
      return trades(hour).map(({ id, price, quantity, buyer, seller }) => ({
        ref: id,
        start: hour * HOUR,
        price: { amount: digits(price), currency: 'USD' },
        size: quantity,
        sides: [buyer, seller],
      }));
    },
  },
};

/** What a venue traded of an hour: a little off what it was worth, because no two venues are alike. */
function tradesOf(source: string, market: Market, hour: number): Trade[] {
  const { product, zone, machineTime } = market;
  const worth = worthOf(values.seed, market, { Hour: hour }, hour * HOUR);
  const chance = chanceOf(values.seed, source, product, zone, hour);
  const off = 1 + (chance.next() - 0.5) * 0.03;
  // Of Datum every trade is a report of its own.
  const most = source === 'datum' ? 2 : 4;
  return Array.from({ length: chance.between(1, most) }, (_, n) => ({
    id: `${hour}-${n}`,
    price: worth * off * (1 + (chance.next() - 0.5) * 0.02),
    quantity: chance.between(4, 24) * (machineTime ? 1 : 10),
    buyer: `lab-${chance.between(1, 9)}`,
    seller: `centre-${chance.between(1, 5)}`,
  }));
}

/** A feeder's configuration for one of the venues. */
function configuration(name: string, { query, keys, map }: Source, markets: Market[]): string {
  const sources = markets.map((market) => {
    const { product, zone, machineTime } = market;
    const [least, most] = machineTime ? ['0.5', '10'] : ['0.05', '2'];
    return [
      '[[source]]',
      `name = "${name}-${product}-${zone}"`,
      `venue = "${name}"`,
      `url = "http://127.0.0.1:${values.port}/${name}/${product}/${zone}${query}"`,
      `product = "${product}"`,
      `zone = "${zone}"`,
      `least_price = "${least}"`,
      `most_price = "${most}"`,
      ...keys(market),
      // An hour of a dev chain may be over in seconds.
      'every_seconds = 1',
      'most_backoff_seconds = 5',
      '[source.map]',
      ...map,
      '',
    ].join('\n');
  });
  return `# Made by market/src/sources.ts.\npoll_seconds = 1\n\n${sources.join('\n')}`;
}

async function main(): Promise<void> {
  const api = await connect(values.endpoint);
  const venue = await Venue.open(api, values.seed);
  const markets = new Map<string, Market>();
  for (const place of venue.markets) {
    const market = venue.named(place);
    markets.set(`/${market.product}/${market.zone}`, market);
  }
  await api.disconnect();

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, name = '', ...rest] = pathname.split('/');
    const market = markets.get(`/${rest.join('/')}`);
    if (!(name in SOURCES) || market === undefined) {
      response.writeHead(404).end();
      return;
    }
    const trades = (hour: number) => tradesOf(name, market, hour);
    const answer = SOURCES[name].answer(market, searchParams, trades);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  server.on('error', (error) => {
    console.error(`the made-up venues can't listen on port ${values.port}: ${error.message}`);
    process.exit(1);
  });
  server.listen(Number(values.port), '127.0.0.1', () => {
    void ready(markets);
  });
}

async function ready(markets: Map<string, Market>): Promise<void> {
  await mkdir(values.out, { recursive: true });
  for (const [name, source] of Object.entries(SOURCES)) {
    const text = configuration(name, source, [...markets.values()]);
    await writeFile(join(values.out, `feeder-${name}.toml`), text);
  }
  const names = Object.keys(SOURCES).join(', ');
  console.log(`${names} tell of ${markets.size} markets at http://127.0.0.1:${values.port}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
