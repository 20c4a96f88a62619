import { useQueryClient } from "@tanstack/react-query";
import type { AccountView } from "../../../workers/billing/account/view.ts";
import { useMay } from "../shell/me.ts";
import { SendButton, useSend } from "../ui/send-button.tsx";
import { thingName } from "./account-words.ts";
import { customersApi, refreshAccount } from "./customers-api.ts";

const KINDS: Partial<Record<AccountView["parked"][number]["kind"], string>> = {
  "allocate-number": "The number of a document",
  charge: "A payment",
  "ask-payment": "A question about a payment",
  "cancel-payment": "The end of a payment",
  refund: "A refund",
  "ask-refund": "A question about a refund",
  "check-tax-id": "A question about the tax id",
  "quote-tax": "A question about the tax of an invoice",
};

/** What of an account was given up on its way out: why, and the way to try it again. Nothing while nothing is. */
export function ParkedEffects({ view }: { view: AccountView }) {
  const accountId = view.account.id;
  const mayOperate = useMay("billing:operate");
  const queryClient = useQueryClient();
  const replay = useSend(async (effectIds: string[]) => {
    try {
      for (const effectId of effectIds) await customersApi.replay(accountId, effectId);
    } finally {
      await refreshAccount(queryClient, accountId);
    }
  }, "It was not tried again.");
  if (view.parked.length === 0) return null;
  return (
    <section aria-labelledby="customer-parked">
      <h2 id="customer-parked" className="line-up">
        <span className="grow">Parked</span>
        {mayOperate && view.parked.length > 1 && (
          <SendButton by={replay} wish={view.parked.map(({ id }) => id)} className="button small">
            Try all again
          </SendButton>
        )}
      </h2>
      <ul className="plain">
        {view.parked.map(({ id, kind, subject, attempts, because }) => (
          <li key={id} className="line-up">
            <span className="grow">
              {[
                kind === "mail" ? `A mail, ${id.replace(/:.*/, "").replaceAll("-", " ")}` : (KINDS[kind] ?? kind),
                // Of a document some name the series, too.
                thingName(view, subject.replace(/^.*[:/]/, "")),
              ]
                .filter(Boolean)
                .join(": ")}
              <span className="muted small block">
                {because} Given up after {attempts === 1 ? "one try" : `${attempts} tries`}.
              </span>
            </span>
            {mayOperate && (
              <SendButton by={replay} wish={[id]} className="button small">
                Try again
              </SendButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
