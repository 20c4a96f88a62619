import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { AccountRow } from "../../../workers/billing/account/view.ts";
import { Check, TextField } from "../ui/field.tsx";
import { rowWords } from "./account-words.ts";
import { accountsQuery } from "./customers-api.ts";

const OFFERED_MAX = 6;

interface AccountChoiceProps {
  label: string;
  /** One that cannot be chosen. */
  except?: string;
  chosen: string | null;
  /** Null while another one is being looked for. */
  choose: (account: AccountRow | null) => void;
}

/** One account: typed to, then chosen among those that fit. */
export function AccountChoice({ label, except, chosen, choose }: AccountChoiceProps) {
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed).trim();
  const found = useQuery({ ...accountsQuery({ query }), enabled: query !== "", placeholderData: keepPreviousData });
  const offered = (query === "" ? [] : (found.data?.accounts ?? [])).filter(({ id }) => id !== except);
  return (
    <>
      <TextField
        label={label}
        type="search"
        hint="Name, owner, mail, @domain, id, invoice number, #tag"
        value={typed}
        onChange={(text) => {
          setTyped(text);
          choose(null);
        }}
      />
      <fieldset className="field account-offers" aria-label="Accounts found">
        {offered.slice(0, OFFERED_MAX).map((account) => (
          <Check
            key={account.id}
            among="account-choice"
            label={`${account.name} · ${account.ownerMail}`}
            hint={rowWords(account)}
            checked={chosen === account.id}
            onChange={() => choose(account)}
          />
        ))}
        {query !== "" && found.data && offered.length === 0 && <p className="hint">No other account fits.</p>}
      </fieldset>
    </>
  );
}
