// What can be done with a forward agreement, in cash before it is signed.

import { hoursOf, total } from '@headroom/js';
import { grouped, showAmount } from '../../calc/amount.ts';
import {
  type Agreement,
  endOf,
  gainAt,
  handoverOf,
  isShort,
  level,
  marginOf,
  ofSide,
  partyOf,
  reachOf,
  sideOf,
  stageOf,
  type Side,
} from '../../calc/forward.ts';
import { isOver } from '../../calc/clock.ts';
import { seriesName } from '../../chain/catalogue.ts';
import type { Chain } from '../../chain/chain.ts';
import type { OwnAgreement } from '../../chain/holder.ts';
import type { CashLine, Plan } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { t } from '../../text/index.ts';
import type { Scene } from './data.ts';

const HOUR = 3_600_000;

export const nameOfAgreement = ({ terms, quantity }: Agreement): string =>
  t('forward.name', { n: grouped(quantity), series: seriesName(terms.series) });

const signed = (side: Side, gain: bigint): bigint => (side === 'Buyer' ? gain : -gain);

/** Marking moves cash between the margins; how far, its steps say. */
export function markPlan(
  { at, rules, who }: Scene,
  { id, agreement, standing }: OwnAgreement,
): Plan {
  const side = sideOf(agreement, who) ?? 'Buyer';
  const { low, high } = reachOf(agreement.marks, Math.floor(at.now / HOUR), rules.forward.markStep);
  const moved = (mark: bigint) =>
    signed(side, level(agreement, gainAt(agreement, standing, mark)).moved);
  return {
    title: t('forward.markTitle', { id: String(id) }),
    facts: [
      [t('forward.mark'), showAmount(standing.mark, 3)],
      [
        t('forward.reach'),
        t('forward.fromTo', { from: showAmount(low, 3), to: showAmount(high, 3) }),
      ],
    ],
    cash: [
      { label: t('forward.movesAtLow'), amount: moved(low), kind: 'info' },
      { label: t('forward.movesAtHigh'), amount: moved(high), kind: 'info' },
    ],
    notes: [t('forward.markNote')],
    confirm: t('forward.mark.do'),
    call: ({ js, api }) => js.mark(api, id),
    outcome: (receipt) =>
      receipt
        .all('forward.Marked')
        .map(({ mark }) => t('forward.marked', { mark: showAmount(mark as bigint, 3) })),
  };
}

/** Calls whoever is short, and lifts calls of whoever no longer is. */
export function callPlan(_: Scene, { id, agreement, standing }: OwnAgreement): Plan {
  const changes = (['Buyer', 'Seller'] as const).filter(
    (side) => isShort(agreement, standing, side) !== (partyOf(agreement, side).call !== null),
  );
  return {
    title: t('forward.callTitle', { id: String(id) }),
    facts: (['Buyer', 'Seller'] as const).map((side) => [
      t(`forward.${side}`),
      t('forward.marginOf', {
        margin: showAmount(partyOf(agreement, side).margin),
        least: showAmount(ofSide(standing.maintenance, side)),
      }),
    ]),
    cash: [],
    notes: [t(changes.length > 0 ? 'forward.callNote' : 'forward.callOnlyByMark')],
    confirm: t('forward.call'),
    call: ({ js, api }) => js.callMargin(api, id),
  };
}

/** How it ends where a call was not answered: at the mean mark, and with the penalty. */
export function closeOutPlan({ at, who }: Scene, { id, agreement, standing }: OwnAgreement): Plan {
  const called = (['Buyer', 'Seller'] as const).filter((side) => {
    const { call } = partyOf(agreement, side);
    return call !== null && isOver(Number(call.deadline), at);
  });
  const short = called.filter((side) => isShort(agreement, standing, side));
  const { meanMark, hoursLeft } = standing;
  const { quantity, terms } = agreement;
  const penalty =
    short.length === 1
      ? { side: short[0], most: marginOf(meanMark, quantity, hoursLeft, terms.penalty) }
      : null;
  const problems =
    called.length === 0
      ? ['forward.NoCallDue']
      : short.length === 0
        ? ['forward.MarginRestored']
        : [];
  return {
    title: t('forward.closeOutTitle', { id: String(id) }),
    facts: [[t('forward.meanMark'), showAmount(meanMark, 3)]],
    cash: endLines(agreement, who, gainAt(agreement, standing, meanMark), penalty),
    notes: [t('forward.byLastMark')],
    problems: sayProblems(problems),
    confirm: t('forward.closeOut'),
    call: ({ js, api }) => js.closeOut(api, id),
  };
}

function endLines(
  agreement: Agreement,
  who: string,
  gain: bigint,
  penalty: Parameters<typeof endOf>[2] = null,
): CashLine[] {
  const side = sideOf(agreement, who) ?? 'Buyer';
  const end = endOf(agreement, gain, penalty);
  const freed = side === 'Buyer' ? end.buyerFreed : end.sellerFreed;
  const lines: CashLine[] = [
    { label: t('forward.gainInAll'), amount: signed(side, gain), kind: 'info' },
    { label: t('forward.movesNow'), amount: signed(side, end.moved), kind: 'info' },
  ];
  if (end.penalty > 0n) {
    const pays = penalty?.side === side;
    lines.push({
      label: t(pays ? 'forward.penaltyPaid' : 'forward.penaltyGot'),
      amount: end.penalty,
      kind: 'info',
    });
  }
  lines.push({ label: t('forward.marginFreed'), amount: freed, kind: 'free' });
  if (end.debt > 0n) {
    const owes = end.gain > agreement.moved ? 'Seller' : 'Buyer';
    lines.push({
      label: t(owes === side ? 'forward.youOwe' : 'forward.owedToYou'),
      amount: end.debt,
      kind: 'info',
    });
  }
  return lines;
}

/** Settling: at the end, by instalments on the way there, or in units before the gate. */
export async function settlePlan(
  from: Chain,
  scene: Scene,
  { id, agreement, standing }: OwnAgreement,
): Promise<Plan> {
  const { at, rules, who } = scene;
  const side = sideOf(agreement, who) ?? 'Buyer';
  const stage = stageOf(agreement, standing, at, rules.forward);
  const plan: Plan = {
    title: t('forward.settleTitle', { id: String(id) }),
    facts: [],
    cash: [],
    notes: [t(`forward.stage.${stage}`)],
    problems: sayProblems(stage === 'early' || stage === 'running' ? ['forward.NotDue'] : []),
    confirm: t('forward.settle'),
    call: ({ js, api }) => js.settleForward(api, id),
    outcome: (receipt) =>
      receipt
        .all('forward.Delivered')
        .map(({ quantity, left }) =>
          t('forward.delivered', { n: grouped(Number(quantity)), left: grouped(Number(left)) }),
        ),
  };
  if (stage === 'average') plan.cash = endLines(agreement, who, standing.gain);
  if (stage === 'instalment' && partyOf(agreement, side).call === null) {
    const freed = ofSide(standing.excess, side);
    plan.cash = [{ label: t('forward.marginFreed'), amount: freed, kind: 'free' }];
  }
  if (stage === 'deliver') {
    const unit = { operator: who, series: agreement.terms.series };
    const own = await from.js.unitOf(from.api, unit);
    plan.cash = deliveryLines(agreement, who, scene.cash.free, own?.coverRate ?? 0n);
  }
  return plan;
}

/** Units against the fixed price, where all that was put in can be delivered and paid. */
function deliveryLines(
  agreement: Agreement,
  who: string,
  free: bigint,
  coverRate: bigint,
): CashLine[] {
  const { terms, committed } = agreement;
  const {
    units: n,
    value,
    missing,
    penalty,
    moved,
    buyerFreed,
    sellerFreed,
  } = handoverOf(agreement);
  const side = sideOf(agreement, who) ?? 'Buyer';
  const lines: CashLine[] = [];
  if (side === 'Buyer') {
    // Free cash first, then margin.
    const paid = value < free ? value : free;
    lines.push({ label: t('forward.paysUnits', { n }), amount: paid, kind: 'pay' });
    if (value > paid) {
      lines.push({ label: t('forward.fromMargin'), amount: value - paid, kind: 'info' });
    }
  } else {
    lines.push({ label: t('forward.getsUnits', { n }), amount: value, kind: 'get' });
    const issued = committed.find(({ operator }) => operator === who)?.quantity ?? 0;
    const cover = total(coverRate, issued, hoursOf(terms.series.period));
    if (cover > 0n) lines.push({ label: t('units.coverHeld'), amount: cover, kind: 'hold' });
  }
  if (missing > 0) {
    const label = t('forward.penaltyFor', { n: missing });
    lines.push({ label, amount: side === 'Seller' ? -penalty : penalty, kind: 'info' });
  }
  if (moved !== 0n) {
    lines.push({ label: t('forward.goesBack'), amount: signed(side, moved), kind: 'info' });
  }
  const freed = side === 'Buyer' ? buyerFreed : sellerFreed;
  if (freed > 0n) lines.push({ label: t('forward.marginFreed'), amount: freed, kind: 'free' });
  return lines;
}
