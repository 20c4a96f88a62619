import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query";
import type {
  CasesView,
  MoneyCase,
  PaymentDetail,
  PaymentsView,
  PayoutDetail,
} from "../../../../workers/billing/payment/view.ts";
import { post, request } from "../../api/request.ts";
import { useSendKey } from "../../api/send-key.ts";

const BASE = "/console/api/billing/payments";

/** What is to be known before the list of payments. */
export const paymentsQuery = queryOptions({
  queryKey: ["payments", "head"],
  queryFn: ({ signal }) => request<PaymentsView>("GET", BASE, undefined, signal),
});

export const casesQuery = queryOptions({
  queryKey: ["payments", "cases"],
  queryFn: ({ signal }) => request<CasesView>("GET", `${BASE}/cases`, undefined, signal),
});

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ["payments", "case", id],
    queryFn: ({ signal }) => request<MoneyCase>("GET", `${BASE}/cases/${encodeURIComponent(id)}`, undefined, signal),
  });

/** One payment with everything that belongs to it. */
export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: ["payments", "one", id],
    queryFn: ({ signal }) => request<PaymentDetail>("GET", `${BASE}/${encodeURIComponent(id)}`, undefined, signal),
  });

/** One payout with its movements, a page after the other. */
export const payoutQuery = (gateway: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ["payments", "payout", gateway, id],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam && { afterMatched: String(pageParam.matched), afterId: pageParam.id };
      const text = after ? `?${new URLSearchParams(after)}` : "";
      const path = `${BASE}/payouts/${encodeURIComponent(gateway)}/${encodeURIComponent(id)}${text}`;
      return request<PayoutDetail>("GET", path, undefined, signal);
    },
    initialPageParam: null as PayoutDetail["next"], // what the books do not know comes first
    getNextPageParam: ({ next }) => next,
  });

/** Sends a change of payments or cases, once by its key, and reads all of them again. Gives the answer. */
export function usePaymentChange() {
  const client = useQueryClient();
  const keyOf = useSendKey();
  return async <Answer>(path: string, body: unknown): Promise<Answer> => {
    const answer = await post<Answer>(`${BASE}/${path}`, body, keyOf(path, body));
    await client.invalidateQueries({ queryKey: ["payments"] });
    return answer;
  };
}
