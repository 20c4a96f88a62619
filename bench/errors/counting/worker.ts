import { ProjectShard as Shard } from "../../../durable-objects/project-shard/project-shard.ts";
import { SEGMENT_AGE_MS, SEGMENT_BYTES } from "../../../durable-objects/project-shard/shelf/segment-store.ts";
import { Shelves } from "../../../durable-objects/project-shard/shelf/shelves.ts";
import { retain } from "../../../durable-objects/project-shard/upkeep/retention.ts";
import apiary from "../../../workers/index.ts";
import { type Holding, noOperations } from "../operations.ts";
import { countingBindings, countingStorage } from "./bindings.ts";

export * from "../../../workers/index.ts";

/** Object and Worker share an isolate here, so one set of counts serves both. */
const counts = noOperations();

/** Apiary's object with every charged operation counted. */
export class ProjectShard extends Shard {
  constructor(ctx: DurableObjectState, env: Env) {
    countingStorage(ctx.storage, counts);
    super(ctx, countingBindings(env, counts));
  }

  override commit(...args: Parameters<Shard["commit"]>): ReturnType<Shard["commit"]> {
    counts.commits += 1;
    return super.commit(...args);
  }

  override alarm(): Promise<void> {
    counts.alarms += 1;
    return super.alarm();
  }

  /** Drops every event, as retention does once they are old enough. */
  async age(): Promise<void> {
    const shelves = new Shelves(this.ctx.storage.sql, this.env.BLOBS);
    const bounds = { retentionDays: 0, maxEvents: Number.MAX_SAFE_INTEGER };
    while (retain(shelves, Date.now() + 1, bounds));
  }

  holding(): Holding {
    const { sql } = this.ctx.storage;
    const one = (query: string): number => sql.exec<{ n: number }>(query).one().n;
    return {
      events: one("select count(*) as n from event"),
      bodyBytes: one("select coalesce(sum(length), 0) as n from event"),
      indexBytes: sql.databaseSize - one("select coalesce(sum(length(bytes)), 0) as n from segment_part"),
      segmentBytes: SEGMENT_BYTES,
      segmentAgeMs: SEGMENT_AGE_MS,
    };
  }
}

/** Apiary's Worker; under `/counting/<project>/…` what was counted and held, and an order to age. */
export default {
  async fetch(request, env, ctx) {
    const [, root, project = "", what] = new URL(request.url).pathname.split("/");
    if (root === "counting") {
      // The binding's class is the one above, of which the generated types know nothing.
      const shard = env.PROJECT_SHARD.getByName(project) as unknown as Pick<ProjectShard, "age"> & {
        holding(): Promise<Holding>;
      };
      if (what === "age") await shard.age();
      return Response.json(what === "holding" ? await shard.holding() : counts);
    }
    counts.requests += 1;
    return apiary.fetch(request, countingBindings(env, counts), ctx);
  },
} satisfies ExportedHandler<Env>;
