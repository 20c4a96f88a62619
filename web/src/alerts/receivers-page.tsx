import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { AlertReceiverView, ReceiverKind } from "../../../workers/alerts/view.ts";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { useNow } from "../ui/now.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { ACTIONS, Table } from "../ui/table.tsx";
import { counted } from "../words/number.ts";
import { ALERTS_LIVE_MS, receiversQuery } from "./alert-queries.ts";
import { RECEIVER_KINDS } from "./alert-search.ts";
import { AlertTabs } from "./alert-tabs.tsx";
import { DeleteReceiver } from "./delete-receiver.tsx";
import { ReceiverDialog } from "./receiver-dialog.tsx";
import { ReceiverRow } from "./receiver-row.tsx";
import { healthOf, RECEIVER_WORDS } from "./receiver-words.ts";
import { RotateSecret } from "./rotate-secret.tsx";
import TestDialog from "./test-dialog.tsx";
import "../styles/alerts.css";

type Open = { what: "change" | "test" | "rotate" | "delete"; receiver: AlertReceiverView };

/** Whom rules can tell, and whether it reaches them. */
export function ReceiversPage() {
  const search = useSearch({ from: "/shell/alerts/receivers" });
  const navigate = useNavigate();
  const query = useQuery({ ...receiversQuery, refetchInterval: ALERTS_LIVE_MS });
  const [open, setOpen] = useState<Open | null>(null);
  const mayWrite = useMay("project:write");
  const nowMs = useNow();
  const receivers = query.data?.receivers;
  const close = () => setOpen(null);
  const openNew = (kind: ReceiverKind | undefined) =>
    navigate({ to: "/alerts/receivers", search: kind ? { new: kind } : {}, replace: true });
  const create = mayWrite && <NewReceiver open={openNew} />;
  return (
    <Page
      title="Receivers"
      sentence={receivers ? receiversSentence(receivers, nowMs) : query.isPending && "Looking"}
      actions={create}
    >
      <AlertTabs />
      <div className="tab">
        {query.isPending && <SkeletonRows count={4} what="receivers" />}
        {query.isError && !receivers && (
          <Failed what="The list of receivers" error={query.error} retry={query.refetch} />
        )}
        {receivers?.length === 0 && (
          <Empty icon="mail" title="No receiver yet">
            <p className="muted">A receiver is where alerts arrive: mail addresses, a Slack channel or a webhook.</p>
            {create}
          </Empty>
        )}
        {receivers && receivers.length > 0 && (
          <Table columns={["Name", "Where", "State", "Rules", ACTIONS]}>
            {receivers.map((receiver) => (
              <ReceiverRow
                key={receiver.id}
                receiver={receiver}
                mayWrite={mayWrite}
                open={(what) => setOpen({ what, receiver })}
              />
            ))}
          </Table>
        )}
      </div>
      {search.new && <ReceiverDialog kind={search.new} receiver={null} onClose={() => openNew(undefined)} />}
      {open?.what === "change" && <ReceiverDialog kind={open.receiver.kind} receiver={open.receiver} onClose={close} />}
      {open?.what === "test" && <TestDialog title={open.receiver.name} receivers={[open.receiver]} onClose={close} />}
      {open?.what === "rotate" && <RotateSecret receiver={open.receiver} onClose={close} />}
      {open?.what === "delete" && <DeleteReceiver receiver={open.receiver} onClose={close} />}
    </Page>
  );
}

function NewReceiver({ open }: { open: (kind: ReceiverKind) => void }) {
  return (
    <Menu
      label="Create a receiver"
      buttonClass="button primary"
      button={
        <>
          <Icon name="plus" />
          Create a receiver
        </>
      }
    >
      {RECEIVER_KINDS.map((kind) => (
        <MenuItem key={kind} icon={RECEIVER_WORDS[kind].icon} onChoose={() => open(kind)}>
          {RECEIVER_WORDS[kind].title}
        </MenuItem>
      ))}
    </Menu>
  );
}

function receiversSentence(receivers: readonly AlertReceiverView[], nowMs: number): string {
  const failing = receivers.filter((receiver) => healthOf(receiver, nowMs).tone === "bad").length;
  const all = counted(receivers.length, "receiver");
  if (receivers.length === 0) return "Rules have nobody to tell";
  return failing === 0 ? all : `${failing} of ${all} cannot be reached`;
}
