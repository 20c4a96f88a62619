import { hashText } from "../../kit/text-hash.ts";
import { countedTags } from "../count/searched-tags.ts";
import { type EventBody, eventBody } from "../event/body-frame.ts";
import type { NormalEvent } from "../event/event.ts";
import { MAX_TITLE_LENGTH, titleOf } from "../event/title.ts";
import { groupEvent } from "../grouping/grouping.ts";
import type { GroupingRules } from "../grouping/rules.ts";
import { clip } from "../normalize/text.ts";
import { eventCategory } from "../wire/item.ts";
import type { EventArrival } from "./arrival.ts";

const encoder = new TextEncoder();
/** A normalised event ready to commit, and its body. `size` is its length as it came off the wire. */
export function toEventArrival(
  event: NormalEvent,
  rules: GroupingRules,
  size: number,
): { arrival: EventArrival; body: EventBody } {
  const { hashes, previousHashes, mainExceptionId, title: ruleTitle } = groupEvent(event, rules);
  if (mainExceptionId !== null) event.main_exception_id = mainExceptionId;
  if (ruleTitle !== null) event.title = clip(ruleTitle, MAX_TITLE_LENGTH);
  const { title, subtitle, culprit, unhandled } = titleOf(event);
  const { environment = null, release = null } = event;
  const json = encoder.encode(JSON.stringify(event));
  const identity = userIdentity(event);
  const arrival: EventArrival = {
    eventId: event.event_id,
    timestampMs: Math.round(event.timestamp * 1_000),
    category: eventCategory(event.type),
    hashes,
    previousHashes,
    level: event.level,
    title,
    subtitle,
    culprit,
    unhandled,
    environment,
    release,
    user: identity,
    userHash: identity === null ? null : hashText(identity),
    tags: countedTags(event),
    size,
    bodyLength: json.length,
  };
  return { arrival, body: eventBody(json) };
}

/** What tells one user from another, the surest first; null when the event has no user. */
function userIdentity({ user }: NormalEvent): string | null {
  return user?.id ?? user?.email ?? user?.username ?? user?.ip_address ?? null;
}
