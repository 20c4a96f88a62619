/** A project's object. */
export const shardOf = (env: Env, projectId: number) => env.PROJECT_SHARD.getByName(String(projectId));
