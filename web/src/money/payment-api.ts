import { queryOptions, useQueryClient } from "@tanstack/react-query";
import type { CasesView, PaymentsView } from "../../../workers/billing/payment/view.ts";
import { request } from "../api/request.ts";

const BASE = "/console/api/billing/payments";

/** A page of payments, after the last of the page before. */
export const readPayments = (next: PaymentsView["next"], signal: AbortSignal) => {
  const after = next ? `?afterMs=${next.createdMs}&afterId=${encodeURIComponent(next.id)}` : "";
  return request<PaymentsView>("GET", `${BASE}${after}`, undefined, signal);
};

export const casesQuery = queryOptions({
  queryKey: ["payments", "cases"],
  queryFn: ({ signal }) => request<CasesView>("GET", `${BASE}/cases`, undefined, signal),
});

/** Sends a change of payments or cases and reads all of them again. Gives the answer. */
export function usePaymentChange() {
  const client = useQueryClient();
  return async <Answer>(path: string, body: unknown): Promise<Answer> => {
    const answer = await request<Answer>("POST", `${BASE}/${path}`, body);
    await client.invalidateQueries({ queryKey: ["payments"] });
    return answer;
  };
}
