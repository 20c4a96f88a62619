import { useMay } from "../../shell/me.ts";
import { SendButton, useSend } from "../../ui/send-button.tsx";
import { usePaymentChange } from "./payment-api.ts";

/** Has the gateway asked what became of a payment. */
export function AskNow({ accountId, paymentId }: { accountId: string; paymentId: string }) {
  const send = usePaymentChange();
  const may = useMay("billing:write");
  const ask = useSend(() => send(`${accountId}/${paymentId}/ask`, {}), "The gateway was not asked.");
  return (
    <SendButton by={ask} wish={undefined} className="button small" disabled={!may}>
      Ask now
    </SendButton>
  );
}
