import type { AccountRow } from "../../../workers/billing/account/view.ts";
import { STATUS_TONE } from "./account-words.ts";

/** An account's state: a mark of its own besides its colour, and its name. */
export function StatusMark({ status }: { status: AccountRow["status"] }) {
  return <span className={`badge customer-status ${STATUS_TONE[status]}`}>{status.replace("-", " ")}</span>;
}
