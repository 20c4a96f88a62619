import { MAX_ISSUES_PER_PROJECT } from "../issue/issue-id.ts";

/** Keys that one answer lists. */
export const KEYS_LISTED = 200;
/** Values that a part of one is looked for in. */
export const VALUES_SCANNED = 1_000;

const STRIDE = MAX_ISSUES_PER_PROJECT + 1;

/** Each step seeks the next key in the index, so that the number of values does not matter. */
const KEYS = `with recursive found(key) as (
    select min(key) from tag_value
    union all select (select min(key) from tag_value where key > found.key) from found where found.key is not null limit ?)
  select key as text from found where key is not null`;

const VALUES = `with found as (select value from tag_value where key = ?1 and value >= ?2 order by value limit ?3)
  select value as text from found where instr(lower(value), lower(?4)) > 0
    and (?5 is null or exists (select 1 from issue_tag where key = ?1 and issue_tag.value = found.value
      and issue_id > ?5 * ${STRIDE} and issue_id < (?5 + 1) * ${STRIDE}))`;

/** The tags by which issues are found, by name. */
export async function listTagKeys(db: D1Database): Promise<string[]> {
  const { results } = await db.prepare(KEYS).bind(KEYS_LISTED).all<{ text: string }>();
  return results.map(({ text }) => text);
}

/** Which values of a tag are asked for. */
export interface ValuesWanted {
  key: string;
  /** They hold this text; those that begin with it come first. */
  part: string;
  /** They are seen in this project; null for any. */
  projectId: number | null;
  /** At most `VALUES_SCANNED`. */
  limit: number;
}

/** Values of a tag by which issues are found. */
export async function listTagValues(db: D1Database, { key, part, projectId, limit }: ValuesWanted): Promise<string[]> {
  const values = db.prepare(VALUES);
  const answers = await db.batch<{ text: string }>([
    values.bind(key, part, limit, part, projectId),
    values.bind(key, "", VALUES_SCANNED, part, projectId),
  ]);
  const found = answers.flatMap(({ results }) => results.map(({ text }) => text));
  const begins = (text: string) => (text.startsWith(part) ? 0 : 1);
  return [...new Set(found)].sort((a, b) => begins(a) - begins(b)).slice(0, limit);
}

/** The environments that issues of a project, or of any, were seen in, by name. */
export const listEnvironments = (db: D1Database, projectId: number | null): Promise<string[]> =>
  listTagValues(db, { key: "environment", part: "", projectId, limit: VALUES_SCANNED });
