import type { TagCondition } from "../../../workers/alerts/view.ts";
import { type Finding, type Stretch, tagsMeet } from "../../../workers/alerts/watch.ts";
import { tryEventBody } from "../../../workers/errors/event/event-body.ts";
import type { StoredEvent } from "../shelf/event-log.ts";
import type { Shelves } from "../shelf/shelves.ts";

/** Bodies read per call for the sake of tags; further events are taken to have the tags that a rule asks for. */
export const BODIES_MAX = 500;
/** Of a frequency's events in a stretch the newest are looked at: one of them that has the tags is enough. */
export const EVENTS_MAX = 50;

/** The tags of the events that triggered what rules look for, each event read once. */
export class TriggeringTags {
  readonly #shelves: Shelves;
  readonly #stretch: Stretch;
  readonly #read = new Map<number, readonly [string, string][] | null>();

  constructor(shelves: Shelves, stretch: Stretch) {
    this.#shelves = shelves;
    this.#stretch = stretch;
  }

  /** Whether one of the events that triggered meets the conditions. An event that cannot be read does: rather one alert too many. */
  async meet(conditions: readonly TagCondition[], issue: number, { seq }: Finding): Promise<boolean> {
    if (conditions.length === 0) return true;
    const { events } = this.#shelves;
    const { sinceSeq, untilSeq } = this.#stretch;
    const triggering =
      seq === null
        ? events.before(issue, untilSeq + 1, EVENTS_MAX).filter((event) => event.seq > sinceSeq)
        : events.at([seq]);
    for (const event of triggering) {
      const tags = await this.#tagsOf(event);
      if (tags === null || tagsMeet(conditions, tags)) return true;
    }
    return triggering.length === 0;
  }

  async #tagsOf(event: StoredEvent): Promise<readonly [string, string][] | null> {
    const known = this.#read.get(event.seq);
    if (known !== undefined) return known;
    if (this.#read.size >= BODIES_MAX) return null;
    const body = await this.#shelves.body(event);
    const tags = (body && tryEventBody(body)?.tags) ?? null;
    this.#read.set(event.seq, tags);
    return tags;
  }
}
