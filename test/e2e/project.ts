import type { ProjectKeyView, ProjectView } from "../../workers/errors/view.ts";
import { type Attached, sendEvent } from "./envelope.ts";
import type { House } from "./house.ts";

/** A project of the house, and a way to send to it. */
export interface Project {
  name: string;
  slug: string;
  dsn: string;
  /** Sends one event and returns its id once it is stored. */
  send(event: object, ...files: Attached[]): Promise<string>;
  /** Sends events and waits until the list of issues shows `count`. */
  fill(count: number, events: readonly object[]): Promise<void>;
}

export async function makeProject(house: House, name: string): Promise<Project> {
  const { slug } = await house.api<ProjectView>("POST", "/errors/projects", { name, platform: "node" });
  const { keys } = await house.api<{ keys: ProjectKeyView[] }>("GET", `/errors/projects/${slug}`);
  const dsn = keys[0]?.dsn ?? "";
  const send: Project["send"] = (event, ...files) => sendEvent(dsn, event, files);
  const fill = async (count: number, events: readonly object[]) => {
    for (const event of events) await send(event);
    await shown(house, slug, count);
  };
  return { name, slug, dsn, send, fill };
}

const SHOWN_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 100;

/** The list is a projection that follows the events by a moment. */
async function shown(house: House, slug: string, count: number): Promise<void> {
  const deadlineMs = Date.now() + SHOWN_WITHIN_MS;
  for (;;) {
    const { total } = await house.api<{ total: number }>("GET", `/errors/issues?query=project:${slug}`);
    if (total >= count) return;
    if (Date.now() > deadlineMs) throw new Error(`${total} of ${count} issues of ${slug} are shown`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}
