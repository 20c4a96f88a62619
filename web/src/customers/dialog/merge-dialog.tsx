import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import type { AccountRow } from "../../../../workers/billing/account/view.ts";
import { Check, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { rowWords } from "../account-words.ts";
import { EffectFrame, refreshAccount } from "../command-dialog.tsx";
import { accountsQuery, customersApi } from "../customers-api.ts";
import type { DialogProps } from "./dialog-props.ts";

const OFFERED_MAX = 6;

/** Merges this account into another one: the other is searched, the effect on both is shown, then it is done. */
export function MergeDialog({ view, onClose }: DialogProps) {
  const fromId = view.account.id;
  const [typed, setTyped] = useState("");
  const [into, setInto] = useState<AccountRow | null>(null);
  const [reason, setReason] = useState("");
  const query = useDeferredValue(typed).trim();
  const found = useQuery({ ...accountsQuery({ query }), enabled: query !== "", placeholderData: keepPreviousData });
  const preview = useQuery({
    queryKey: ["preview", fromId, "merge", into?.id],
    queryFn: ({ signal }) => customersApi.previewMerge(fromId, into?.id ?? "", signal),
    enabled: into !== null,
    gcTime: 0,
  });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const merge = useMutation({
    mutationFn: () => customersApi.merge(fromId, into?.id ?? "", reason),
    onSuccess: async () => {
      await Promise.all([refreshAccount(queryClient, fromId), refreshAccount(queryClient, into?.id ?? "")]);
      onClose();
      await navigate({ to: "/customers/$accountId", params: { accountId: into?.id ?? "" } });
    },
  });
  const offered = (query === "" ? [] : (found.data?.accounts ?? [])).filter(({ id }) => id !== fromId);
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
      <TextField
        label="The account that stays"
        type="search"
        hint="Name, owner, mail, @domain, id, invoice number, #tag"
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setInto(null);
        }}
      />
      <fieldset className="field merge-offers" aria-label="Accounts found">
        {offered.slice(0, OFFERED_MAX).map((account) => (
          <Check
            key={account.id}
            among="merge-into"
            label={`${account.name} · ${account.ownerMail}`}
            hint={rowWords(account)}
            checked={into?.id === account.id}
            onChange={() => setInto(account)}
          />
        ))}
        {query !== "" && found.data && offered.length === 0 && <p className="hint">No other account fits.</p>}
      </fieldset>
      <EffectFrame seen={into ? preview.data : undefined} />
      <p className="hint">
        People, tags and ids in other systems move; money never does. A merged account is not brought back.
      </p>
      <TextField label="Reason" value={reason} onChange={setReason} required hint="Kept in both accounts, for good." />
    </FormDialog>
  );
}
