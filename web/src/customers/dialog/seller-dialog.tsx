import { useQuery } from "@tanstack/react-query";
import { stateQuery } from "../../money/books/ledger-api.ts";
import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Has another of the company's legal entities sell to an account from now on. */
export function SellerDialog(props: DialogProps) {
  const { view } = props;
  const entities = useQuery(stateQuery).data?.entities ?? [];
  const now = view.account.entityId ?? entities[0]?.id ?? "";
  const draft = useDialogDraft(props, "seller", { entityId: now });
  const { entityId } = draft.values;
  return (
    <CommandDialog
      view={view}
      title="Who sells to it"
      verb="Have it sell"
      command="account.assign"
      input={entityId === now ? null : { entityId }}
      onClose={draft.close}
    >
      <Choice
        legend="Legal entity"
        choices={entities.map(({ id, name }) => [id, name || id] as const)}
        {...draft.field("entityId")}
      />
      {entities.length === 1 && (
        <p className="muted">The company has one legal entity. Others are added under Settings.</p>
      )}
    </CommandDialog>
  );
}
