import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { AccountView } from "../../../workers/billing/account/view.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { UsageSection } from "../money/usage-section.tsx";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Section } from "../ui/section.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { CancelDialog, CompDialog, type DialogName, PlanDialog, RefundDialog } from "./account-dialogs.tsx";
import { AccountFacts } from "./account-facts.tsx";
import { AccountMoney } from "./account-money.tsx";
import { sentenceOf } from "./account-words.ts";
import { CommandDialog } from "./command-dialog.tsx";
import { accountQuery } from "./customers-api.ts";
import { NoteDialog } from "./note-dialog.tsx";
import { RevealDialog } from "./reveal-dialog.tsx";
import { StatusMark } from "./status-mark.tsx";
import { Timeline } from "./timeline.tsx";
import "../styles/customers.css";

/** One customer's account: what goes on in a sentence, what can be done, what happened, and the facts. */
export function CustomerPage() {
  const { accountId } = useParams({ from: "/shell/customers/$accountId" });
  const query = useQuery(accountQuery(accountId));
  if (query.isPending) return <Waiting />;
  if (!query.data) {
    return (
      <Page title="Customer">
        <Failed what="The account" error={query.error} retry={query.refetch} />
      </Page>
    );
  }
  return <Account view={query.data} />;
}

const Waiting = () => (
  <Page title="Customer" sentence="Looking">
    <SkeletonRows count={8} what="the account" />
  </Page>
);

function Account({ view }: { view: AccountView }) {
  const [open, setOpen] = useState<DialogName | null>(null);
  const mayWrite = useMay("billing:write");
  const mayComp = useMay("billing:comp");
  const mayRefund = useMay("billing:refund");
  const { account, waiver } = view;
  const ending = view.subscriptions.find(({ cancelAtMs, status }) => cancelAtMs !== null && status !== "cancelled");
  useKeys({
    ...(mayComp && { "account.comp": () => setOpen(waiver ? "uncomp" : "comp") }),
    ...(mayRefund && { "account.refund": () => setOpen("refund") }),
    ...(mayWrite && {
      "account.plan": () => setOpen("plan"),
      "account.cancel": () => setOpen("cancel"),
      "account.note": () => setOpen("note"),
    }),
  });
  const close = () => setOpen(null);
  const button = (name: DialogName, words: string, may: boolean) =>
    may && (
      <button type="button" className="button" onClick={() => setOpen(name)}>
        {words}
      </button>
    );
  return (
    <Page
      title={account.name}
      above={
        <>
          <StatusMark status={account.status} />
          {waiver && <span className="badge">comped</span>}
          <code className="small">{account.id}</code>
          <CopyButton text={account.id} what="account id" />
        </>
      }
      sentence={sentenceOf(view)}
      actions={
        <>
          {waiver ? button("uncomp", "End the comp", mayComp) : button("comp", "Comp", mayComp)}
          {button("refund", "Refund", mayRefund)}
          {button("plan", "Change plan", mayWrite)}
          {ending
            ? button("keep", "Keep it", mayWrite)
            : account.status !== "cancelled" && button("cancel", "Cancel", mayWrite)}
          {account.status === "cancelled" && button("reactivate", "Reactivate", mayWrite)}
          {account.status === "frozen" && button("unfreeze", "Unfreeze", mayWrite)}
          {button("note", "Write a note", mayWrite)}
        </>
      }
    >
      <div className="customer-columns">
        <div className="stack grow">
          <AccountMoney view={view} />
          <UsageSection accountId={account.id} />
          <Section id="customer-timeline" title="What happened">
            <Timeline entries={view.timeline} />
          </Section>
        </div>
        <AccountFacts view={view} reveal={() => setOpen("reveal")} />
      </div>
      {open === "comp" && <CompDialog view={view} onClose={close} />}
      {open === "refund" && <RefundDialog view={view} onClose={close} />}
      {open === "plan" && <PlanDialog view={view} onClose={close} />}
      {open === "cancel" && <CancelDialog view={view} onClose={close} />}
      {open === "note" && <NoteDialog accountId={account.id} onClose={close} />}
      {open === "reveal" && <RevealDialog accountId={account.id} onClose={close} />}
      {open === "uncomp" && waiver && (
        <CommandDialog
          accountId={account.id}
          title="End the comp"
          verb="End the comp"
          command="waiver.end"
          input={{ waiverId: waiver.id }}
          onClose={close}
        />
      )}
      {open === "keep" && ending && (
        <CommandDialog
          accountId={account.id}
          title="Keep the subscription"
          verb="Keep it"
          command="subscription.keep"
          input={{ subscriptionId: ending.id }}
          onClose={close}
        />
      )}
      {(open === "reactivate" || open === "unfreeze") && (
        <CommandDialog
          accountId={account.id}
          title={open === "reactivate" ? "Reactivate the account" : "Unfreeze the account"}
          verb={open === "reactivate" ? "Reactivate" : "Unfreeze"}
          command={`account.${open}`}
          input={{}}
          onClose={close}
        />
      )}
    </Page>
  );
}
