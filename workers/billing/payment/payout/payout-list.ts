import type { MovementRow, PayoutDetail, PayoutRow } from "../view.ts";

/** Movements on a page, and movements of one charge that are shown at most. */
export const MOVEMENTS_PAGE = 100;
const MOVEMENTS_OF_CHARGE = 100;

const PAYOUT = `gateway, id, amount, currency, status, created_ms as createdMs, arrival_ms as arrivalMs, movements, unmatched,
  posted_ms as postedMs from billing_payout`;

/** What the books know a movement as: its payment, and the refund or dispute itself; or the case that it is. */
const MOVEMENT = `select m.gateway, m.id, m.kind, m.charge, m.source, m.amount, m.fee, m.net, m.currency, m.payout, m.matched,
    m.original_amount as originalAmount, m.original_currency as originalCurrency, m.created_ms as createdMs,
    coalesce(p.id, r.payment_id, d.payment_id) as paymentId, a.id as accountId, a.name as accountName,
    c.id as caseId, c.resolved_ms as caseResolvedMs
  from billing_movement as m
  left join billing_payment as p on p.gateway = m.gateway and p.reference = m.charge
  left join billing_refund as r on m.kind in ('refund', 'refund-failure') and r.reference = m.source
  left join billing_dispute as d on m.kind in ('dispute', 'dispute-won') and d.reference = m.source
  left join billing_account as a on a.id = coalesce(p.account_id, r.account_id, d.account_id)
  left join billing_case as c on c.id = m.gateway || ':' || m.id`;

const OF_PAYOUT = `${MOVEMENT} where m.gateway = ?1 and m.payout = ?2 and (m.matched, m.id) > (?3, ?4)
  order by m.matched, m.id limit ?5`;

const OF_CHARGE = `${MOVEMENT} where m.gateway = ? and m.charge = ? order by m.created_ms, m.id limit ${MOVEMENTS_OF_CHARGE}`;

const SUMS = `select kind, count(*) as count, sum(amount) as amount, sum(fee) as fee, sum(net) as net,
    sum(iif(matched, 0, net)) as unmatched
  from billing_movement where gateway = ? and payout = ? group by kind order by kind`;

/** After which movement a page begins. */
type MovementPlace = { matched: boolean; id: string };

/** A payout with the sums of all of its movements, and the case that it is itself. Null when there is none. */
export async function payoutSummary(
  db: D1Database,
  gateway: string,
  id: string,
): Promise<Pick<PayoutDetail, "payout" | "sums" | "ownCase"> | null> {
  const [payout, sums, own] = await Promise.all([
    db.prepare(`select ${PAYOUT} where gateway = ? and id = ?`).bind(gateway, id).first<PayoutRow>(),
    db.prepare(SUMS).bind(gateway, id).all<PayoutDetail["sums"][number]>(),
    db
      .prepare("select id, resolved_ms as resolvedMs from billing_case where id = ?")
      .bind(`${gateway}:${id}`)
      .first<NonNullable<PayoutDetail["ownCase"]>>(),
  ]);
  return payout && { payout, sums: sums.results, ownCase: own };
}

/** A page of a payout's movements, what the books do not know first. */
export async function movementPage(
  db: D1Database,
  { gateway, id }: { gateway: string; id: string },
  after: MovementPlace | null,
  limit: number = MOVEMENTS_PAGE,
): Promise<MovementRow[]> {
  const { matched, id: last } = after ?? { matched: false, id: "" };
  const { results } = await db.prepare(OF_PAYOUT).bind(gateway, id, Number(matched), last, limit).all<MovementOfD1>();
  return results.map(movementRow);
}

/** A payout with a page of its movements. Null when there is none. */
export async function payoutDetail(
  db: D1Database,
  gateway: string,
  id: string,
  after: MovementPlace | null,
): Promise<PayoutDetail | null> {
  const [summary, movements] = await Promise.all([
    payoutSummary(db, gateway, id),
    movementPage(db, { gateway, id }, after),
  ]);
  const end = movements.length === MOVEMENTS_PAGE ? movements.at(-1) : undefined;
  return summary && { ...summary, movements, next: end ? { matched: end.matched, id: end.id } : null };
}

/** The movements of a gateway's balance that are about a charge, oldest first. */
export async function movementsOf(db: D1Database, gateway: string, charge: string): Promise<MovementRow[]> {
  const { results } = await db.prepare(OF_CHARGE).bind(gateway, charge).all<MovementOfD1>();
  return results.map(movementRow);
}

type MovementOfD1 = Omit<MovementRow, "matched"> & { matched: number };

const movementRow = (row: MovementOfD1): MovementRow => ({ ...row, matched: row.matched === 1 });
