import type { NormalEvent } from "../event/event.ts";
import { readEventBody } from "../event/event-body.ts";
import { titleOf } from "../event/title.ts";
import { contributingValues } from "../grouping/component.ts";
import { groupEvent } from "../grouping/grouping.ts";
import { compileGrouping, faultsOf, type GroupingRules } from "../grouping/rules.ts";
import { issueId } from "../issue/issue-id.ts";
import type { GroupingTrial, TrialResult } from "../view.ts";
import type { ProjectRecord } from "./project.ts";
import { readSettings } from "./project-settings.ts";
import { shardOf } from "./project-shard.ts";

/** Events that are looked at for one that has its body. */
const EVENTS_TRIED = 5;
/** Values of one way of grouping that are shown. */
const MAX_VALUES = 100;

/** Tries rules on a project's last event: what is wrong with them, and how the event is grouped without and with them. */
export async function tryGrouping(
  env: Env,
  record: ProjectRecord,
  texts: { stackTraceRules: string; fingerprintRules: string },
): Promise<GroupingTrial> {
  const saved = readSettings(record.settings);
  const last = await lastEvent(env, record.id);
  return {
    faults: faultsOf(texts),
    event: last && {
      issueId: last.issueId,
      eventId: last.event.event_id,
      receivedMs: Math.round(last.event.received * 1_000),
      before: resultOf(last.event, compileGrouping(saved)),
      after: resultOf(last.event, compileGrouping({ ...saved, ...texts })),
    },
  };
}

/** The last event of a project whose body is still there. */
async function lastEvent(env: Env, projectId: number): Promise<{ issueId: string; event: NormalEvent } | null> {
  const shard = shardOf(env, projectId);
  const page = { issue: null, seq: Number.MAX_SAFE_INTEGER, backward: false, limit: EVENTS_TRIED };
  const { entries: rows } = await shard.events(page);
  const bodies = await shard.bodies(rows.map(({ eventId }) => eventId));
  const at = bodies.findIndex((body) => body !== null);
  const body = bodies[at];
  const row = rows[at];
  return body && row ? { issueId: String(issueId(projectId, row.issue)), event: readEventBody(body) } : null;
}

function resultOf(event: NormalEvent, rules: GroupingRules): TrialResult {
  const { variants, mainExceptionId, title } = groupEvent(event, rules);
  const { main_exception_id: _, title: __, ...bare } = event;
  const named = {
    ...bare,
    ...(mainExceptionId !== null && { main_exception_id: mainExceptionId }),
    ...(title !== null && { title }),
  };
  return {
    title: titleOf(named).title,
    variants: variants.flatMap(({ name, hash, hint, tree }) =>
      hash === null ? [] : [{ name, hash, hint, values: contributingValues(tree).slice(0, MAX_VALUES) }],
    ),
  };
}
