// Prints the table of what calls cost, from files of weights that scripts/weights.hbs made:
//
//   node scripts/performance.js <name>=<weights.rs>...
//
// A row is a call; "4 + 2 n" is four, and two more for each n.

import { readFileSync } from 'node:fs';

const METHOD = /^ {4}fn (\w+)\(([^)]*)\) -> Weight \{\n([\s\S]*?)^ {4}\}/gm;
const integer = (text) => Number(text.replaceAll('_', ''));

/** The fixed part and the part for each component of everything that `pattern` finds. */
function cost(body, fixed, perComponent) {
  const base = [...body.matchAll(fixed)].reduce((sum, [, n]) => sum + integer(n), 0);
  const more = [...body.matchAll(perComponent)].map(([, n, component]) => [integer(n), component]);
  return { base, more };
}

function show({ base, more }, format = String) {
  const parts = more.filter(([n]) => n > 0).map(([n, component]) => `${format(n)} ${component}`);
  return [format(base), ...parts].join(' + ');
}

function calls(file) {
  const text = readFileSync(file, 'utf8');
  const chain = text.slice(text.indexOf('WeightInfo for SubstrateWeight'));
  const own = chain.slice(0, chain.indexOf('\nimpl WeightInfo for ()'));
  return [...own.matchAll(METHOD)].map(([, name, , body]) => ({
    name,
    reads: cost(body, /\.reads\((\d+)_u64\)/g, /\.reads\(\((\d+)_u64\)\.saturating_mul\((\w+)/g),
    writes: cost(body, /\.writes\((\d+)_u64\)/g, /\.writes\(\((\d+)_u64\)\.saturating_mul\((\w+)/g),
    time: cost(
      body,
      /^\s*Weight::from_parts\(([\d_]+),/gm,
      /\(Weight::from_parts\(([\d_]+), 0\)\.saturating_mul\((\w+)/g,
    ),
    proof: cost(
      body,
      /^\s*Weight::from_parts\([\d_]+, (\d+)\)/gm,
      /\(Weight::from_parts\(0, (\d+)\)\.saturating_mul\((\w+)/g,
    ),
    measured: (/measured (.*)$/m.exec(body)?.[1] ?? '').replaceAll(/(\w+) × (\d+)/g, '$2 $1'),
  }));
}

const micro = (picoseconds) => (picoseconds / 1e6).toFixed(1);
const rows = [
  ['call', 'reads', 'writes', 'time, µs', 'proof at most, bytes', 'proof measured, bytes'],
];
for (const argument of process.argv.slice(2)) {
  const [pallet, file] = argument.split('=');
  for (const call of calls(file)) {
    rows.push([
      `${pallet}.${call.name}`,
      show(call.reads),
      show(call.writes),
      show(call.time, micro),
      show(call.proof),
      call.measured,
    ]);
  }
}

const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
const [head, ...body] = rows;
console.log(
  [
    line(head),
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...body.map(line),
  ].join('\n'),
);
