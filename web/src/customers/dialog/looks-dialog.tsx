import { useQuery } from "@tanstack/react-query";
import type { LookView } from "../../../../workers/billing/account/view.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Moment } from "../../ui/moment.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { looksQuery } from "../customers-api.ts";
import type { DialogProps } from "./dialog-props.ts";

const WORDS: Record<LookView["what"], string> = {
  looked: "Looked at the page",
  revealed: "Saw names and mails",
  exported: "Took a copy of everything",
};

/** Who of the company looked at an account, and why where that was asked. The customer reads the same, without names. */
export function LooksDialog({ view, onClose }: DialogProps) {
  const query = useQuery(looksQuery(view.account.id));
  const looks = query.data?.looks;
  return (
    <Dialog title="Who looked" onClose={onClose}>
      <div className="dialog-body">
        <h2>Who looked</h2>
        <p className="muted">Once per person and hour. The customer reads it, too, with roles instead of names.</p>
        {query.isPending && <SkeletonRows count={4} what="who looked" />}
        {query.isError && !looks && <Failed what="Who looked" error={query.error} retry={query.refetch} />}
        {looks?.length === 0 && <p>Nobody did yet.</p>}
        <ol className="customer-timeline">
          {looks?.map(({ atMs, what, by, reason }) => (
            <li key={`${atMs} ${what} ${by} ${reason}`}>
              <span className="grow">
                {WORDS[what]} <span className="muted">by {by}</span>
                {reason && <span className="muted small block">{reason}</span>}
              </span>
              <span className="muted small">
                <Moment atMs={atMs} />
              </span>
            </li>
          ))}
        </ol>
        <div className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
        </div>
      </div>
    </Dialog>
  );
}
