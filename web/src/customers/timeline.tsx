import { useInfiniteQuery } from "@tanstack/react-query";
import {
  TIMELINE_ACTORS,
  TIMELINE_KINDS,
  type TimelineActor,
  type TimelineEntry,
  type TimelineKind,
} from "../../../workers/billing/account/view.ts";
import { ChoiceChip } from "../ui/choice-chip.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { type AccountSearch, parseAccountSearch } from "./account-search.ts";
import { timelineQuery } from "./customers-api.ts";

const KIND_WORDS: Record<TimelineKind, string> = {
  account: "the account",
  people: "people",
  subscription: "subscriptions",
  invoice: "invoices and balance",
  payment: "payments",
  comp: "comps",
  note: "notes",
};
const ACTOR_WORDS: Record<TimelineActor, string> = {
  staff: "staff",
  customer: "the customer",
  system: "Apiary itself",
};

interface TimelineProps {
  accountId: string;
  search: AccountSearch;
  change: (search: AccountSearch) => void;
  /** What a record is called; null for one that the page does not show. */
  nameOf: (thingId: string) => string | null;
}

/** What happened to an account, the newest first: what, to what, by whom, why. Narrowed in the address. */
export default function Timeline({ accountId, search, change, nameOf }: TimelineProps) {
  const query = useInfiniteQuery(timelineQuery(accountId, search));
  const entries = query.data?.pages.flatMap((page) => page.entries);
  const narrow = (edit: Record<string, string | undefined>) => change(parseAccountSearch({ ...search, ...edit }));
  return (
    <>
      <div className="line-up timeline-filters">
        <ChoiceChip
          label="About"
          value={search.kind}
          all="About everything"
          choices={TIMELINE_KINDS.map((kind) => [kind, `About ${KIND_WORDS[kind]}`])}
          choose={(kind) => narrow({ kind })}
        />
        <ChoiceChip
          label="By"
          value={search.actor}
          all="by anybody"
          choices={TIMELINE_ACTORS.map((actor) => [actor, `by ${ACTOR_WORDS[actor]}`])}
          choose={(actor) => narrow({ actor })}
        />
      </div>
      {query.isPending && <SkeletonRows count={6} what="what happened" />}
      {query.isError && !entries && <Failed what="The timeline" error={query.error} retry={query.refetch} />}
      {entries?.length === 0 && !query.hasNextPage && <p className="muted">Nothing of that happened.</p>}
      <ol className="customer-timeline">
        {entries?.map((entry) => (
          <Entry key={entry.seq} entry={entry} nameOf={nameOf} />
        ))}
      </ol>
      {query.hasNextPage && (
        <button
          type="button"
          className="button quiet load-more"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? "Loading what was before" : "What was before"}
        </button>
      )}
    </>
  );
}

function Entry({ entry, nameOf }: { entry: TimelineEntry; nameOf: TimelineProps["nameOf"] }) {
  const { atMs, words, by, reason, thingId } = entry;
  const name = thingId === null ? null : nameOf(thingId);
  return (
    <li>
      <span className="grow">
        {words}
        {name !== null && (
          <>
            {" · "}
            <a href={`#${thingId}`}>{name}</a>
          </>
        )}{" "}
        <span className="muted">by {by}</span>
        {reason && <span className="muted small block">{reason}</span>}
      </span>
      <span className="muted small">
        <Moment atMs={atMs} />
      </span>
    </li>
  );
}
