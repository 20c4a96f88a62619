import { HOUR_MS } from "../../../workers/kit/time.ts";
import { NEXT_ID } from "./activity-log.ts";

/** Comments of one issue; further ones are refused. */
export const MAX_COMMENTS = 1_000;
/** The same words of the same person within this time are one comment sent again. */
export const SAME_COMMENT_MS = HOUR_MS;

/** A comment to add. `clientId` is what the client names it by, so that a repeat is known. */
export interface NewComment {
  clientId: string | null;
  text: string;
  actor: string;
  actorId: string;
  nowMs: number;
}

/** What became of a comment: its id, or why there is none. */
export type CommentEnding = { id: string } | "no-such-issue" | "too-many-comments";

/** What became of a change to a comment. */
export type CommentChangeEnding = "done" | "no-such-comment" | "not-yours";

/** What people say about issues; comments are activity. */
export class CommentBook {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds one to an issue that exists. A repeat gives the id of the first. */
  add(issue: number, comment: NewComment): CommentEnding {
    const { clientId, text, actor, actorId, nowMs } = comment;
    const same = this.#same(issue, comment);
    if (same !== null) return { id: String(same) };
    if (this.count(issue) >= MAX_COMMENTS) return "too-many-comments";
    const { id } = this.#sql
      .exec<{ id: number }>(
        `insert into activity (id, issue, at_ms, kind, actor, actor_id, detail, client_id)
         values (${NEXT_ID}, ?, ?, 'comment', ?, ?, ?, ?) returning id`,
        issue,
        nowMs,
        actor,
        actorId,
        text,
        clientId,
      )
      .one();
    return { id: String(id) };
  }

  /** Gives a person's own comment new words. */
  edit(issue: number, id: string, text: string, actorId: string, nowMs: number): CommentChangeEnding {
    return this.#own(
      "update activity set detail = ?4, edited_ms = iif(detail = ?4, edited_ms, ?5)",
      issue,
      id,
      actorId,
      text,
      nowMs,
    );
  }

  /** Takes a person's own comment away. */
  remove(issue: number, id: string, actorId: string): CommentChangeEnding {
    return this.#own("delete from activity", issue, id, actorId);
  }

  count(issue: number): number {
    return this.#sql
      .exec<{ count: number }>("select count(*) as count from activity where issue = ? and kind = 'comment'", issue)
      .one().count;
  }

  #same(issue: number, { clientId, text, actorId, nowMs }: NewComment): number | null {
    const row = this.#sql
      .exec<{ id: number }>(
        `select id from activity where issue = ?1 and kind = 'comment' and
         iif(?2 is null, client_id is null and actor_id = ?3 and detail = ?4 and at_ms > ?5, client_id = ?2) limit 1`,
        issue,
        clientId,
        actorId,
        text,
        nowMs - SAME_COMMENT_MS,
      )
      .toArray()[0];
    return row?.id ?? null;
  }

  #own(statement: string, issue: number, id: string, actorId: string, ...more: (string | number)[]) {
    const where = "where id = ?1 and issue = ?2 and kind = 'comment'";
    const changed = this.#sql
      .exec(`${statement} ${where} and actor_id = ?3 returning id`, Number(id), issue, actorId, ...more)
      .toArray();
    if (changed.length > 0) return "done";
    const there = this.#sql.exec(`select 1 from activity ${where}`, Number(id), issue).toArray();
    return there.length > 0 ? "not-yours" : "no-such-comment";
  }
}
