import type { StoredBody } from "../../../workers/errors/event/body-frame.ts";
import { ActivityLog } from "./activity-log.ts";
import { AttachmentShelf } from "./attachment-shelf.ts";
import { ChoreBook } from "./chore-book.ts";
import { CommentBook } from "./comment-book.ts";
import { Counters } from "./counters.ts";
import { EventLog, type StoredEvent } from "./event-log.ts";
import { FeedbackBook } from "./feedback-book.ts";
import { FormerIssues } from "./former-issues.ts";
import { IssueBook } from "./issue-book.ts";
import { MonitorBook } from "./monitor-book.ts";
import { OutcomeLedger } from "./outcome-ledger.ts";
import { ReleaseBook } from "./release-book.ts";
import { SeenItems } from "./seen-items.ts";
import { SegmentStore } from "./segment-store.ts";
import { SessionBook } from "./session-book.ts";
import { TombstoneBook } from "./tombstone-book.ts";

/** Runs work in one transaction. When it throws, nothing of it stays: neither on disk nor in memory. */
export type Transact = <Value>(work: () => Value) => Value;

/** Everything that a project's object keeps, over one SQLite database. */
export class Shelves {
  readonly sql: SqlStorage;
  readonly counters: Counters;
  readonly issues: IssueBook;
  readonly events: EventLog;
  readonly segments: SegmentStore;
  readonly outcomes: OutcomeLedger;
  readonly seen: SeenItems;
  readonly sessions: SessionBook;
  readonly monitors: MonitorBook;
  readonly feedback: FeedbackBook;
  readonly activity: ActivityLog;
  readonly former: FormerIssues;
  readonly chores: ChoreBook;
  readonly tombstones: TombstoneBook;
  readonly comments: CommentBook;
  readonly releases: ReleaseBook;
  readonly attachments: AttachmentShelf;

  constructor(sql: SqlStorage, bucket: R2Bucket) {
    this.sql = sql;
    this.counters = new Counters(sql);
    this.issues = new IssueBook(sql);
    this.events = new EventLog(sql);
    this.segments = new SegmentStore(sql, bucket, () => projectPrefix(this.counters.get("project")));
    this.outcomes = new OutcomeLedger(sql);
    this.seen = new SeenItems(sql);
    this.sessions = new SessionBook(sql);
    this.monitors = new MonitorBook(sql);
    this.feedback = new FeedbackBook(sql);
    this.activity = new ActivityLog(sql);
    this.former = new FormerIssues(sql);
    this.chores = new ChoreBook(sql);
    this.tombstones = new TombstoneBook(sql);
    this.comments = new CommentBook(sql);
    this.releases = new ReleaseBook(sql);
    this.attachments = new AttachmentShelf(sql);
  }

  /** The issue that an event belongs to, wherever it still lies; null when that was deleted. */
  issueOf({ issue, hash }: Pick<StoredEvent, "issue" | "hash">): number | null {
    return this.chores.destinationOf(issue, hash) ?? this.former.leadsTo(issue);
  }

  /** An event's body as stored; null once retention removed it. */
  async body(event: StoredEvent): Promise<StoredBody | null> {
    const frame = await this.segments.read(event);
    return frame === null ? null : { frame, at: event.bodyAt, length: event.bodyLength };
  }

  /** Drops what is in memory: after a transaction that was undone, none of it may be true. */
  forget(): void {
    this.issues.forget();
    this.releases.forget();
    this.tombstones.forget();
  }
}

/** Where all of a project's R2 objects are. */
export const projectPrefix = (projectId: number): string => `projects/${projectId}`;
