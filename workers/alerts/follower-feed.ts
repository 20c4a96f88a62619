/** A project whose issues' activity was told up to some entry only. */
export interface FollowerFeed {
  projectId: number;
  deed: number;
}

/** The projects in which something happened that those who follow its issues were not told yet, or the one that is named. */
export async function feedsWithDeeds(db: D1Database, projectId: number | null): Promise<FollowerFeed[]> {
  const { results } = await db
    .prepare(
      `select id as projectId, coalesce(deed, 0) as deed from project left join follower_feed on project_id = id
       where last_deed > coalesce(deed, 0) and (?1 is null or id = ?1) order by id`,
    )
    .bind(projectId)
    .all<FollowerFeed>();
  return results;
}

/** Moves a feed on; a round that was overtaken by a later one moves nothing back. */
export async function advanceDeeds(db: D1Database, { projectId, deed }: FollowerFeed): Promise<void> {
  await db
    .prepare(
      `insert into follower_feed (project_id, deed) values (?, ?)
       on conflict (project_id) do update set deed = max(deed, excluded.deed)`,
    )
    .bind(projectId, deed)
    .run();
}
