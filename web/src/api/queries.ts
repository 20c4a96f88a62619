import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { AuditSearch } from "../audit/audit-search.ts";
import { type IssueSearch, issueParams } from "../issues/issue-search.ts";
import { errorsApi } from "./errors.ts";
import { identityApi } from "./identity.ts";

/** How often a live page asks again. An answer that did not change costs one 304. */
export const LIVE_MS = 4_000;
const SLOW_MS = 60_000;
const PAGE_SIZE = 50;

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => identityApi.me(signal),
  staleTime: SLOW_MS,
});

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => identityApi.people(signal),
  staleTime: SLOW_MS,
});

export const tokensQuery = queryOptions({ queryKey: ["tokens"], queryFn: ({ signal }) => identityApi.tokens(signal) });
export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => identityApi.sessions(signal),
});
export const passkeysQuery = queryOptions({
  queryKey: ["passkeys"],
  queryFn: ({ signal }) => identityApi.passkeys(signal),
});

export const auditQuery = (filter: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) => identityApi.audit(filter, pageParam, signal),
    initialPageParam: null as string | null, // the literal alone would narrow every later cursor to null
    getNextPageParam: (last) => last.nextCursor,
  });

export const projectsQuery = queryOptions({
  queryKey: ["projects"],
  queryFn: ({ signal }) => errorsApi.projects(signal),
});

export const projectQuery = (slug: string) =>
  queryOptions({ queryKey: ["project", slug], queryFn: ({ signal }) => errorsApi.project(slug, signal) });

export const outcomesQuery = (slug: string, hours: number) =>
  queryOptions({
    queryKey: ["outcomes", slug, hours],
    queryFn: ({ signal }) => errorsApi.outcomes(slug, hours, signal),
  });

export const healthQuery = (slug: string, hours: number) =>
  queryOptions({
    queryKey: ["health", slug, hours],
    queryFn: ({ signal }) => errorsApi.health(slug, hours, signal),
  });

export const monitorsQuery = (slug: string) =>
  queryOptions({ queryKey: ["monitors", slug], queryFn: ({ signal }) => errorsApi.monitors(slug, signal) });

export const feedbackQuery = (slug: string) =>
  queryOptions({ queryKey: ["feedback", slug], queryFn: ({ signal }) => errorsApi.feedback(slug, signal) });

export const usageQuery = (hours: number) =>
  queryOptions({ queryKey: ["usage", hours], queryFn: ({ signal }) => errorsApi.usage(hours, signal) });

/** Which issue has an event. */
export const foundEventQuery = (eventId: string) =>
  queryOptions({
    queryKey: ["found-event", eventId],
    queryFn: ({ signal }) => errorsApi.findEvent(eventId, signal),
    retry: false,
    staleTime: SLOW_MS,
  });

export const tagKeysQuery = queryOptions({
  queryKey: ["tag-keys"],
  queryFn: ({ signal }) => errorsApi.tagKeys(signal),
  staleTime: SLOW_MS,
});

/** Values of a tag that hold what is typed; of one project when it is given. */
export const tagValuesQuery = (wanted: { key: string; part?: string; project?: string }) =>
  queryOptions({
    queryKey: ["tag-values", wanted],
    queryFn: ({ signal }) => errorsApi.tagValues(wanted, signal),
    staleTime: SLOW_MS,
  });

export const issuesQuery = (search: IssueSearch) => {
  const params = issueParams(search, PAGE_SIZE);
  return infiniteQueryOptions({
    queryKey: ["issues", params],
    queryFn: ({ pageParam, signal }) => errorsApi.issues(pageParam ? { ...params, cursor: pageParam } : params, signal),
    initialPageParam: null as string | null, // as above
    getNextPageParam: (last) => last.nextCursor,
  });
};

export const issueQuery = (id: string) =>
  queryOptions({ queryKey: ["issue", id], queryFn: ({ signal }) => errorsApi.issue(id, signal) });

/** What who is signed in set on an issue, who follows it and who has seen it. */
export const marksQuery = (id: string) =>
  queryOptions({ queryKey: ["marks", id], queryFn: ({ signal }) => errorsApi.marks(id, signal) });

export const eventQuery = (id: string, eventId: string) =>
  queryOptions({
    queryKey: ["event", id, eventId],
    queryFn: ({ signal }) => errorsApi.event(id, eventId, signal),
    // A named event never changes; `latest` and `oldest` do.
    staleTime: eventId.length === 32 ? Number.POSITIVE_INFINITY : 0,
  });

export const eventsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["events", id],
    queryFn: ({ pageParam, signal }) => errorsApi.events(id, pageParam, signal),
    initialPageParam: null as string | null, // as above
    getNextPageParam: (last) => last.nextCursor,
  });
