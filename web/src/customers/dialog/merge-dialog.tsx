import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { AccountRow } from "../../../../workers/billing/account/view.ts";
import { useSendKey } from "../../api/send-key.ts";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { AccountChoice } from "../account-choice.tsx";
import { EffectFrame } from "../command-dialog.tsx";
import { customersApi, refreshAccount } from "../customers-api.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Merges this account into another one: the other is searched, the effect on both is shown, then it is done. */
export function MergeDialog({ view, onClose }: DialogProps) {
  const fromId = view.account.id;
  const [into, setInto] = useState<AccountRow | null>(null);
  const [reason, setReason] = useState("");
  const preview = useQuery({
    queryKey: ["preview", fromId, "merge", into?.id],
    queryFn: ({ signal }) => customersApi.previewMerge(fromId, into?.id ?? "", signal),
    enabled: into !== null,
    gcTime: 0,
  });
  const keyOf = useSendKey();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const merge = useMutation({
    mutationFn: () => {
      const wish = { intoId: into?.id ?? "", reason };
      return customersApi.merge(fromId, wish, keyOf(wish));
    },
    onSuccess: async () => {
      await Promise.all([refreshAccount(queryClient, fromId), refreshAccount(queryClient, into?.id ?? "")]);
      onClose();
      await navigate({ to: "/customers/$accountId", params: { accountId: into?.id ?? "" } });
    },
  });
  return (
    <FormDialog
      title={`Merge ${view.account.name} into another account`}
      wide
      verb={into ? `Merge into ${into.name}` : "Merge"}
      disabled={merge.isPending || preview.data?.ok !== true || reason.trim() === ""}
      error={merge.error ?? preview.error}
      onSubmit={() => merge.mutate()}
      onClose={onClose}
    >
      <AccountChoice label="The account that stays" except={fromId} chosen={into?.id ?? null} choose={setInto} />
      <EffectFrame seen={into ? preview.data : undefined} />
      <p className="hint">
        People, tags and ids in other systems move; money never does. A merged account is not brought back.
      </p>
      <TextField label="Reason" value={reason} onChange={setReason} required hint="Kept in both accounts, for good." />
    </FormDialog>
  );
}
