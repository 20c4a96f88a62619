import { accountBooks } from "../../account-client.ts";
import { SYSTEM } from "../../command/command.ts";

/** Comps that one minute's sweep ends. */
const ENDED_MAX = 50;

/** Ends the comps of people who work here no longer. Again it changes nothing: an ended comp leaves the list. */
export async function endEmployeeComps(env: Env, nowMs: number): Promise<void> {
  const { results } = await env.DB.prepare(
    `select a.id, a.waiver_id as waiverId, a.employee_id as employeeId from billing_account a
     left join person p on p.id = a.employee_id
     where a.employee_id is not null and (p.id is null or p.disabled_at_ms is not null) limit ${ENDED_MAX}`,
  ).all<{ id: string; waiverId: string; employeeId: string }>();
  for (const { id, waiverId } of results) {
    const deed = { nowMs, actor: SYSTEM, reason: "The employee left.", requestId: "employee-comps" };
    const key = `employee-left:${waiverId}`;
    await accountBooks(env, id).run({ key, command: "waiver.end", input: { waiverId }, deed }, true);
  }
}
