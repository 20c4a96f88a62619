import { sum } from "../../../kit/sum.ts";
import { DAY_MS } from "../../../kit/time.ts";
import { ASK_PENDING_AFTER_MS, ASK_UNKNOWN_AFTER_MS } from "../charge/janitor.ts";

/** A day in which webhooks and questions may still bring what is missing; then it is a case. */
export const GRACE_MS = DAY_MS;
/** Refunds that were decided on so long ago are not looked at for their outcome: it was a case long before. */
const REFUND_LOOK_BACK_MS = 60 * DAY_MS;
/** A payment that succeeded is in a payout by then. */
export const PAID_OUT_WITHIN_MS = 14 * DAY_MS;

const known = (table: string, where: string): string => `exists (select 1 from ${table} as k where ${where})`;

/** What the books know a movement as: before the gateway exchanged it. */
const AMOUNT = "coalesce(m.original_amount, m.amount)";
const CURRENCY = "coalesce(m.original_currency, m.currency)";

/**
 * Whether the books know of a movement `m`, to the minor unit and with its fee. A payment is known by its intent, a
 * refund and a dispute by themselves; a refund that came back is known as the failed one, both ways. The fee of what was
 * exchanged is in the balance's currency, and neither a payment's nor a dispute's.
 */
const IS_KNOWN = `(
  (m.kind = 'charge' and ${known("billing_payment", `k.gateway = m.gateway and k.reference = m.charge and k.status = 'succeeded' and k.amount = ${AMOUNT} and (k.fee = m.fee or m.original_amount is not null) and k.currency = ${CURRENCY}`)})
  or (m.kind = 'refund' and ${known("billing_refund", `k.reference = m.source and k.status in ('succeeded', 'failed') and k.amount = -${AMOUNT} and k.currency = ${CURRENCY}`)})
  or (m.kind = 'refund-failure' and ${known("billing_refund", `k.reference = m.source and k.status = 'failed' and k.amount = ${AMOUNT} and k.currency = ${CURRENCY}`)})
  or (m.kind = 'payout-failure' and ${known("billing_payout", "k.gateway = m.gateway and k.id = m.source and k.status = 'failed' and k.amount = m.amount and k.currency = m.currency")})
  or (m.kind = 'dispute' and ${known("billing_dispute", `k.reference = m.source and k.amount = -${AMOUNT} and (k.fee = m.fee or m.original_amount is not null) and k.currency = ${CURRENCY}`)})
  or (m.kind = 'dispute-won' and ${known("billing_dispute", `k.reference = m.source and k.status = 'won' and k.amount = ${AMOUNT} and (k.fee = -m.fee or m.original_amount is not null) and k.currency = ${CURRENCY}`)})
)`;

const MATCH = `update billing_movement as m set matched = 1 where gateway = ?1 and payout = ?2 and matched = 0 and ${IS_KNOWN}`;

const SUM_UP = `update billing_payout set
  movements = (select count(*) from billing_movement where gateway = ?1 and payout = ?2),
  unmatched = amount - coalesce((select sum(net) from billing_movement where gateway = ?1 and payout = ?2 and matched = 1), 0)
  where gateway = ?1 and id = ?2`;

/** What the books do not know of after the grace: a case once, told apart by the movement. */
const OPEN_CASES = `insert into billing_case (id, kind, gateway, amount, currency, account_id, known, occurred_ms, opened_ms)
  select m.gateway || ':' || m.id, iif(p.id is null, 'unknown-movement', 'amount-differs'), m.gateway, m.net, m.currency, p.account_id,
    json_object('movement', m.id, 'kind', m.kind, 'charge', m.charge, 'source', m.source, 'amount', m.amount, 'fee', m.fee,
      'payout', m.payout, 'payment', p.id, 'paymentStatus', p.status, 'paymentAmount', p.amount, 'paymentFee', p.fee),
    m.created_ms, ?3
  from billing_movement as m left join billing_payment as p on p.gateway = m.gateway and p.reference = m.charge
  where m.gateway = ?1 and m.payout = ?2 and m.matched = 0 and (select created_ms from billing_payout where gateway = ?1 and id = ?2) <= ?3 - ${GRACE_MS}
  on conflict do nothing`;

/** What its movements do not sum up to is a case of the payout itself. */
const OPEN_PAYOUT_CASE = `insert into billing_case (id, kind, gateway, amount, currency, known, occurred_ms, opened_ms)
  select gateway || ':' || id, 'amount-differs', gateway, amount - net, currency, json_object('payout', id, 'amount', amount, 'movements', net), created_ms, ?3
  from (select o.*, coalesce((select sum(net) from billing_movement as m where m.gateway = ?1 and m.payout = ?2), 0) as net
    from billing_payout as o where o.gateway = ?1 and o.id = ?2)
  where amount <> net and created_ms <= ?3 - ${GRACE_MS} on conflict do nothing`;

/** A case whose movement the books know by now needs nobody. */
const CLOSE_KNOWN = `update billing_case set resolved_ms = ?3, resolved_by = 'Apiary', resolution = 'matched', reason = 'The books know of it by now.'
  where resolved_ms is null and id in (select gateway || ':' || id from billing_movement where gateway = ?1 and payout = ?2 and matched = 1)`;

/** The statements that compare a payout's movements with the books. Run again they change nothing. */
export const matching = (db: D1Database, gateway: string, payout: string, nowMs: number): D1PreparedStatement[] => [
  db.prepare(MATCH).bind(gateway, payout),
  db.prepare(SUM_UP).bind(gateway, payout),
  ...[OPEN_CASES, OPEN_PAYOUT_CASE, CLOSE_KNOWN].map((sql) => db.prepare(sql).bind(gateway, payout, nowMs)),
];

const MISSING = `insert into billing_case (id, kind, gateway, amount, currency, account_id, known, occurred_ms, opened_ms)
  select p.id, 'missing-at-gateway', p.gateway, p.amount, p.currency, p.account_id,
    json_object('payment', p.id, 'reference', p.reference, 'settledMs', p.settled_ms), p.settled_ms, ?2
  from billing_payment as p where p.gateway = ?1 and p.status = 'succeeded' and p.settled_ms <= ?2 - ${PAID_OUT_WITHIN_MS}
    and p.settled_ms > ?2 - ${4 * PAID_OUT_WITHIN_MS}
    and not exists (select 1 from billing_movement as m where m.gateway = p.gateway and m.charge = p.reference and m.kind = 'charge')
  on conflict do nothing`;

const CLOSE_PAID_OUT = `update billing_case set resolved_ms = ?2, resolved_by = 'Apiary', resolution = 'matched', reason = 'It was paid out later.'
  where resolved_ms is null and kind = 'missing-at-gateway' and gateway = ?1
    and exists (select 1 from billing_payment as p join billing_movement as m
      on m.gateway = p.gateway and m.charge = p.reference and m.kind = 'charge' where p.id = billing_case.id)`;

/** A payment `o` of which the gateway could not say in all the questions what became of it. */
const IS_STUCK = `(o.status = 'unknown' and o.inquiries >= ${ASK_UNKNOWN_AFTER_MS.length}
  or o.status = 'pending' and o.inquiries >= ${ASK_PENDING_AFTER_MS.length})`;

const UNKNOWN = `insert into billing_case (id, kind, gateway, amount, currency, account_id, known, occurred_ms, opened_ms)
  select o.id, 'unknown-payment', o.gateway, o.amount, o.currency, o.account_id,
    json_object('payment', o.id, 'reference', o.reference, 'inquiries', o.inquiries), o.created_ms, ?2
  from billing_payment as o where o.gateway = ?1 and ${IS_STUCK} on conflict do nothing`;

const CLOSE_SETTLED = `update billing_case set resolved_ms = ?2, resolved_by = 'Apiary', resolution = 'matched', reason = 'The gateway has answered.'
  where resolved_ms is null and kind = 'unknown-payment' and gateway = ?1
    and id in (select o.id from billing_payment as o where o.gateway = ?1 and not ${IS_STUCK})`;

/** A refund `r` whose questions have all passed. */
const IS_REFUND_STUCK = `(r.status = 'unknown' and r.created_ms <= ?2 - ${sum(ASK_UNKNOWN_AFTER_MS)}
  or r.status = 'pending' and r.created_ms <= ?2 - ${sum(ASK_PENDING_AFTER_MS)})`;

const UNKNOWN_REFUND = `insert into billing_case (id, kind, gateway, amount, currency, account_id, known, occurred_ms, opened_ms)
  select r.id, 'unknown-refund', p.gateway, -r.amount, r.currency, r.account_id,
    json_object('refund', r.id, 'payment', r.payment_id, 'reference', r.reference), r.created_ms, ?2
  from billing_refund as r join billing_payment as p on p.id = r.payment_id
  where p.gateway = ?1 and r.created_ms > ?2 - ${REFUND_LOOK_BACK_MS} and ${IS_REFUND_STUCK} on conflict do nothing`;

const CLOSE_REFUNDED = `update billing_case set resolved_ms = ?2, resolved_by = 'Apiary', resolution = 'matched', reason = 'The gateway has answered.'
  where resolved_ms is null and kind = 'unknown-refund' and gateway = ?1
    and id in (select r.id from billing_refund as r where r.id = billing_case.id and not ${IS_REFUND_STUCK})`;

/** The statements that find what our side knows and the gateway does not say: paid, but in no payout; or asked in vain. */
export const missing = (db: D1Database, gateway: string, nowMs: number): D1PreparedStatement[] => [
  db.prepare(MISSING).bind(gateway, nowMs),
  db.prepare(CLOSE_PAID_OUT).bind(gateway, nowMs),
  db.prepare(UNKNOWN).bind(gateway, nowMs),
  db.prepare(CLOSE_SETTLED).bind(gateway, nowMs),
  db.prepare(UNKNOWN_REFUND).bind(gateway, nowMs),
  db.prepare(CLOSE_REFUNDED).bind(gateway, nowMs),
];
