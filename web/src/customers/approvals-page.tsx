import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ApprovalView } from "../../../workers/billing/account/view.ts";
import { rolesWith } from "../../../workers/identity/role.ts";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { useMe } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { Day, Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { approvalsQuery, customersApi } from "./customers-api.ts";
import "../styles/customers.css";

/** What is above somebody's limit and waits for a second person. */
export function ApprovalsPage() {
  const query = useQuery(approvalsQuery);
  const [open, setOpen] = useState<{ approval: ApprovalView; approve: boolean } | null>(null);
  const frame = useRowKeys<HTMLUListElement>();
  const approvals = query.data?.approvals;
  return (
    <Page
      title="Approvals"
      sentence={
        approvals
          ? `${approvals.length === 0 ? "Nothing waits" : `${approvals.length} waiting`} for a second person`
          : "Looking"
      }
    >
      {query.isPending && <SkeletonRows count={3} what="approvals" shape="approvals-waiting" />}
      {query.isError && !approvals && <Failed what="The list of approvals" error={query.error} retry={query.refetch} />}
      {approvals?.length === 0 && (
        <Empty icon="check" title="Nothing waits for you">
          <p className="muted">
            Comps of more than a year, refunds above the limit and accounts that are to be erased wait here until
            somebody else agrees.
          </p>
        </Empty>
      )}
      {approvals && approvals.length > 0 && (
        <ul className="list" ref={frame}>
          {approvals.map((approval) => (
            <ApprovalRow key={approval.id} approval={approval} decide={(approve) => setOpen({ approval, approve })} />
          ))}
        </ul>
      )}
      {open && <DecisionDialog {...open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

/** One request: what would happen, who asks and why. */
function ApprovalRow({ approval, decide }: { approval: ApprovalView; decide: (approve: boolean) => void }) {
  const me = useMe();
  const mine = me?.person.id === approval.requesterId;
  const may = me?.person.scopes.some((scope) => scope === approval.scope) ?? false;
  return (
    <li className="approval">
      <span className="grow">
        <Link to="/customers/$accountId" params={{ accountId: approval.accountId }} className="title">
          {approval.accountName || approval.accountId}
        </Link>
        <span> {approval.effect.join(" ")}</span>
        <span className="muted small block">
          {approval.requesterName} asks: {approval.reason}. <Moment atMs={approval.createdMs} />, open until{" "}
          <Day atMs={approval.expiresMs} />
        </span>
      </span>
      {mine ? (
        <span className="muted small">Somebody else decides</span>
      ) : may ? (
        <span className="line-up">
          <button type="button" className="button" onClick={() => decide(false)}>
            Refuse
          </button>
          <button type="button" className="button primary" onClick={() => decide(true)}>
            Approve
          </button>
        </span>
      ) : (
        <span className="muted small">Whoever has the role {rolesWith(approval.scope).join(" or ")} decides</span>
      )}
    </li>
  );
}

function DecisionDialog({
  approval,
  approve,
  onClose,
}: {
  approval: ApprovalView;
  approve: boolean;
  onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: () => customersApi.decide(approval.id, approve, reason),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["approvals"] });
      await queryClient.invalidateQueries({ queryKey: ["customer", approval.accountId] });
      onClose();
    },
  });
  return (
    <FormDialog
      title={approve ? "Approve" : "Refuse"}
      verb={approve ? "Approve and do it" : "Refuse"}
      disabled={decide.isPending}
      error={decide.error}
      onSubmit={() => decide.mutate()}
      onClose={onClose}
    >
      <ul className="effect">
        {approval.effect.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <TextField label="Reason" value={reason} onChange={setReason} hint="Kept with the decision." />
    </FormDialog>
  );
}
