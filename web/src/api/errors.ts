import type { hc } from "hono/client";
import type { ErrorsRoutes } from "../../../workers/errors/routes.ts";
import type { EventDetail, ProjectKeyView, ProjectSettings } from "../../../workers/errors/view.ts";
import { DEFAULT_QUERY, type IssueParams } from "../issues/issue-search.ts";
import { routesAt } from "./client.ts";
import { cancelledBy, read } from "./request.ts";

const BASE = "/console/api/errors";
const part = encodeURIComponent;

/** Checks every path and body against the Worker's own routes, and takes the types of the answers from them. */
const { projects, issues, events, tags, usage } = routesAt<ReturnType<typeof hc<ErrorsRoutes>>>(BASE);

/** What a change of issues asks for, as its route takes it. */
export type IssueChange = Omit<Parameters<typeof issues.$patch>[0]["json"], "ids">;
/** In which release something is to count as fixed. */
export type ResolutionWish = NonNullable<IssueChange["resolution"]>;
/** How long something is to stay ignored. */
export type ArchiveWish = NonNullable<IssueChange["archive"]>;

/** A page of a list: how many rows, of which filters, from where. */
type IssuePage = Pick<IssueParams, "limit"> & Partial<IssueParams> & { cursor?: string };

/** Issues that one change may name; more are sent in several. */
export const CHANGED_AT_ONCE = 500;

/** Events of an issue that one answer lists. */
const EVENTS_PAGE = "50";

const ofProject = (slug: string) => ({ param: { slug: part(slug) } });

/** Does something to as many issues at once as the server takes. */
async function inParts(ids: string[], act: (some: string[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < ids.length; at += CHANGED_AT_ONCE) await act(ids.slice(at, at + CHANGED_AT_ONCE));
}

/** The errors system's routes, one function each. */
export const errorsApi = {
  projects: (signal?: AbortSignal) => read(projects.$get({}, cancelledBy(signal))),
  project: (slug: string, signal?: AbortSignal) => read(projects[":slug"].$get(ofProject(slug), cancelledBy(signal))),
  createProject: (project: { name: string; platform: string; slug?: string }) =>
    read(projects.$post({ json: project })),
  changeProject: (slug: string, json: { name?: string; platform?: string; settings?: Partial<ProjectSettings> }) =>
    read(projects[":slug"].$patch({ ...ofProject(slug), json })),
  tryGrouping: (slug: string, json: { fingerprintRules: string; stackTraceRules: string }, signal?: AbortSignal) =>
    read(projects[":slug"].grouping.try.$post({ ...ofProject(slug), json }, cancelledBy(signal))),
  deleteProject: (slug: string) => read(projects[":slug"].$delete(ofProject(slug))),
  createKey: (slug: string, label: string) =>
    read(projects[":slug"].keys.$post({ ...ofProject(slug), json: { label } })),
  changeKey: (slug: string, id: string, json: Partial<Pick<ProjectKeyView, "label" | "active" | "rateLimit">>) =>
    read(projects[":slug"].keys[":id"].$patch({ param: { slug: part(slug), id: part(id) }, json })),
  deleteKey: (slug: string, id: string) =>
    read(projects[":slug"].keys[":id"].$delete({ param: { slug: part(slug), id: part(id) } })),
  outcomes: (slug: string, hours: number, signal?: AbortSignal) =>
    read(projects[":slug"].outcomes.$get({ ...ofProject(slug), query: { hours: String(hours) } }, cancelledBy(signal))),
  health: (slug: string, hours: number, signal?: AbortSignal) =>
    read(projects[":slug"].health.$get({ ...ofProject(slug), query: { hours: String(hours) } }, cancelledBy(signal))),
  monitors: (slug: string, signal?: AbortSignal) =>
    read(projects[":slug"].monitors.$get(ofProject(slug), cancelledBy(signal))),
  feedback: (slug: string, signal?: AbortSignal) =>
    read(projects[":slug"].feedback.$get(ofProject(slug), cancelledBy(signal))),
  usage: (hours: number, signal?: AbortSignal) =>
    read(usage.$get({ query: { hours: String(hours) } }, cancelledBy(signal))),
  issues: (page: IssuePage, signal?: AbortSignal) =>
    read(issues.$get({ query: { query: DEFAULT_QUERY, sort: "last-seen", ...page } }, cancelledBy(signal))),
  changeIssues: (ids: string[], change: IssueChange) =>
    inParts(ids, (some) => read(issues.$patch({ json: { ids: some, ...change } }))),
  /** Makes issues part of another; answers with the id of the one that is left. */
  mergeIssues: (into: string, ids: string[]) => read(issues.merge.$post({ json: { into, ids } })),
  deleteIssues: (ids: string[]) => inParts(ids, (some) => read(issues.delete.$post({ json: { ids: some } }))),
  /** Deletes them, and drops what comes of them from then on. */
  discardIssues: (ids: string[]) => inParts(ids, (some) => read(issues.discard.$post({ json: { ids: some } }))),
  discarded: (slug: string, signal?: AbortSignal) =>
    read(projects[":slug"].discarded.$get(ofProject(slug), cancelledBy(signal))),
  restoreDiscarded: (slug: string, id: string) =>
    read(projects[":slug"].discarded[":id"].$delete({ param: { slug: part(slug), id: part(id) } })),
  hashes: (id: string, signal?: AbortSignal) =>
    read(issues[":id"].hashes.$get({ param: { id: part(id) } }, cancelledBy(signal))),
  /** Makes hashes of an issue a new one; answers with its id. */
  unmergeIssue: (id: string, hashes: string[]) =>
    read(issues[":id"].unmerge.$post({ param: { id: part(id) }, json: { hashes } })),
  /** `comment` is the client's own name for it: sent again, it is the same comment. */
  addComment: (id: string, comment: string, text: string) =>
    read(issues[":id"].comments.$post({ param: { id: part(id) }, json: { id: comment, text } })),
  editComment: (id: string, comment: string, text: string) =>
    read(
      issues[":id"].comments[":comment"].$patch({ param: { id: part(id), comment: part(comment) }, json: { text } }),
    ),
  removeComment: (id: string, comment: string) =>
    read(issues[":id"].comments[":comment"].$delete({ param: { id: part(id), comment: part(comment) } })),
  issue: (id: string, signal?: AbortSignal) =>
    read(issues[":id"].$get({ param: { id: part(id) } }, cancelledBy(signal))),
  marks: (id: string, signal?: AbortSignal) =>
    read(issues[":id"].marks.$get({ param: { id: part(id) } }, cancelledBy(signal))),
  mark: (id: string, json: { bookmarked?: boolean; subscribed?: boolean; seen?: boolean }) =>
    read(issues[":id"].marks.$patch({ param: { id: part(id) }, json })),
  events: (id: string, cursor: string | null, signal?: AbortSignal) =>
    read(
      issues[":id"].events.$get(
        { param: { id: part(id) }, query: { limit: EVENTS_PAGE, ...(cursor && { cursor }) } },
        cancelledBy(signal),
      ),
    ),
  event: async (id: string, eventId: string, signal?: AbortSignal) =>
    // The route's type lets a field that is absent be undefined; JSON has no undefined.
    (await read(
      issues[":id"].events[":ref"].$get({ param: { id: part(id), ref: part(eventId) } }, cancelledBy(signal)),
    )) as EventDetail,
  findEvent: (eventId: string, signal?: AbortSignal) =>
    read(events[":id"].$get({ param: { id: part(eventId) } }, cancelledBy(signal))),
  tagKeys: (signal?: AbortSignal) => read(tags.$get({}, cancelledBy(signal))),
  tagValues: (wanted: { key: string; part?: string; project?: string }, signal?: AbortSignal) =>
    read(tags.values.$get({ query: { part: "", ...wanted } }, cancelledBy(signal))),
};

/** Where an event's JSON is downloaded. */
export const eventJsonPath = (issueId: string, eventId: string): string =>
  `${BASE}/issues/${part(issueId)}/events/${part(eventId)}/json`;

/** Where an attachment's bytes are. */
export const attachmentPath = (issueId: string, eventId: string, attachmentId: string): string =>
  `${BASE}/issues/${part(issueId)}/events/${part(eventId)}/attachments/${part(attachmentId)}`;
