import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { alertsApi } from "../api/alerts.ts";
import { mailApi } from "../api/mail.ts";
import type { OutboxSearch } from "./alert-search.ts";

/** How often pages of alerts ask again. */
export const ALERTS_LIVE_MS = 8_000;

/** Everything about alerts, for saying that it changed. */
export const ALERTS_KEY = ["alerts"] as const;

export const rulesQuery = queryOptions({
  queryKey: ["alerts", "rules"],
  queryFn: ({ signal }) => alertsApi.rules(signal),
});

export const ruleQuery = (id: string) =>
  queryOptions({ queryKey: ["alerts", "rule", id], queryFn: ({ signal }) => alertsApi.rule(id, signal) });

export const receiversQuery = queryOptions({
  queryKey: ["alerts", "receivers"],
  queryFn: ({ signal }) => alertsApi.receivers(signal),
});

export const notificationsQuery = (filter: OutboxSearch) =>
  infiniteQueryOptions({
    queryKey: ["alerts", "notifications", filter],
    queryFn: ({ pageParam, signal }) => alertsApi.notifications(filter, pageParam, signal),
    initialPageParam: null as string | null, // the literal alone would narrow every later cursor to null
    getNextPageParam: (last) => last.nextCursor,
  });

export const notificationQuery = (id: string) =>
  queryOptions({
    queryKey: ["alerts", "notification", id],
    queryFn: ({ signal }) => alertsApi.notification(id, signal),
  });

export const mailsQuery = infiniteQueryOptions({
  queryKey: ["alerts", "mails"],
  queryFn: ({ pageParam, signal }) => mailApi.list(pageParam, signal),
  initialPageParam: null as string | null, // as above
  getNextPageParam: (last) => last.nextCursor,
});

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ["alerts", "mail", id],
    queryFn: ({ signal }) => mailApi.mail(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
