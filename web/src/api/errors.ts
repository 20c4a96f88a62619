import type {
  EventDetail,
  EventRow,
  IssueDetail,
  IssueList,
  IssueStatus,
  OutcomeSeries,
  ProjectKeyView,
  ProjectSettings,
  ProjectView,
} from "../../../workers/errors/view.ts";
import type { IssueParams } from "../issues/issue-search.ts";
import { request } from "./request.ts";

const BASE = "/console/api/errors";
const part = encodeURIComponent;

export interface ProjectDetail {
  project: ProjectView;
  keys: ProjectKeyView[];
  settings: ProjectSettings;
}

export interface IssueChange {
  status?: IssueStatus;
  /** A person's id; null unassigns. */
  assignee?: string | null;
}

/** A page of a list: how many rows, of which filters, from where. */
type IssuePage = Pick<IssueParams, "limit"> & Partial<IssueParams> & { cursor?: string };

/** Issues that one change may name; more are sent in several. */
export const CHANGED_AT_ONCE = 500;

/** The errors system's routes, one function each. */
export const errorsApi = {
  projects: (signal?: AbortSignal) =>
    request<{ projects: ProjectView[] }>("GET", `${BASE}/projects`, undefined, signal),
  project: (slug: string, signal?: AbortSignal) =>
    request<ProjectDetail>("GET", `${BASE}/projects/${part(slug)}`, undefined, signal),
  createProject: (project: { name: string; platform: string; slug?: string }) =>
    request<ProjectView>("POST", `${BASE}/projects`, project),
  changeProject: (slug: string, change: { name?: string; platform?: string; settings?: Partial<ProjectSettings> }) =>
    request<unknown>("PATCH", `${BASE}/projects/${part(slug)}`, change),
  deleteProject: (slug: string) => request<unknown>("DELETE", `${BASE}/projects/${part(slug)}`),
  createKey: (slug: string, label: string) =>
    request<ProjectKeyView>("POST", `${BASE}/projects/${part(slug)}/keys`, { label }),
  changeKey: (slug: string, id: string, change: Partial<Pick<ProjectKeyView, "label" | "active" | "rateLimit">>) =>
    request<unknown>("PATCH", `${BASE}/projects/${part(slug)}/keys/${part(id)}`, change),
  deleteKey: (slug: string, id: string) =>
    request<unknown>("DELETE", `${BASE}/projects/${part(slug)}/keys/${part(id)}`),
  outcomes: (slug: string, hours: number, signal?: AbortSignal) =>
    request<OutcomeSeries>("GET", `${BASE}/projects/${part(slug)}/outcomes?hours=${hours}`, undefined, signal),
  issues: (page: IssuePage, signal?: AbortSignal) =>
    request<IssueList>("GET", `${BASE}/issues?${new URLSearchParams({ ...page })}`, undefined, signal),
  changeIssues: async (ids: string[], change: IssueChange) => {
    for (let at = 0; at < ids.length; at += CHANGED_AT_ONCE) {
      await request<{ updated: number }>("PATCH", `${BASE}/issues`, {
        ids: ids.slice(at, at + CHANGED_AT_ONCE),
        ...change,
      });
    }
  },
  issue: (id: string, signal?: AbortSignal) =>
    request<IssueDetail>("GET", `${BASE}/issues/${part(id)}`, undefined, signal),
  events: (id: string, cursor: string | null, signal?: AbortSignal) =>
    request<{ rows: EventRow[]; nextCursor: string | null }>(
      "GET",
      `${BASE}/issues/${part(id)}/events?${new URLSearchParams(cursor ? { cursor } : {})}`,
      undefined,
      signal,
    ),
  event: (id: string, eventId: string, signal?: AbortSignal) =>
    request<EventDetail>("GET", `${BASE}/issues/${part(id)}/events/${part(eventId)}`, undefined, signal),
  findEvent: (eventId: string, signal?: AbortSignal) =>
    request<{ issueId: string; eventId: string }>("GET", `${BASE}/events/${part(eventId)}`, undefined, signal),
  environments: (signal?: AbortSignal) =>
    request<{ environments: string[] }>("GET", `${BASE}/environments`, undefined, signal),
};

/** Where an event's JSON is downloaded. */
export const eventJsonPath = (issueId: string, eventId: string): string =>
  `${BASE}/issues/${part(issueId)}/events/${part(eventId)}/json`;

/** Where an attachment's bytes are. */
export const attachmentPath = (issueId: string, eventId: string, attachmentId: string): string =>
  `${BASE}/issues/${part(issueId)}/events/${part(eventId)}/attachments/${part(attachmentId)}`;
