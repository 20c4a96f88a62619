import { useMay } from "../../shell/me.ts";
import { useToasts } from "../../ui/toast.tsx";
import { usePaymentChange } from "./payment-api.ts";

/** Has the gateway asked what became of a payment. */
export function AskNow({ accountId, paymentId }: { accountId: string; paymentId: string }) {
  const send = usePaymentChange();
  const toasts = useToasts();
  const may = useMay("billing:write");
  const ask = () =>
    send(`${accountId}/${paymentId}/ask`, {}).catch((error) => toasts.sayFailure("The gateway was not asked.", error));
  return (
    <button type="button" className="button small" disabled={!may} onClick={ask}>
      Ask now
    </button>
  );
}
