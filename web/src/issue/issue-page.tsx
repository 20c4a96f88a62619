import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { eventQuery, issueQuery, LIVE_MS } from "../api/queries.ts";
import { changed, usePendingChanges } from "../issues/pending-change.ts";
import { Page } from "../shell/page.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { Skeleton, SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { EventBrowser } from "./event-browser.tsx";
import { EventFacts } from "./event-facts.tsx";
import { EventStory } from "./event-story.tsx";
import { IssueActions } from "./issue-actions.tsx";
import { IssueHead, IssueSentence } from "./issue-head.tsx";
import "../styles/issue.css";
import "../styles/stack.css";

// Asked for at once, so that it comes beside the answers, and never waited for: the error is read first.
const rest = () => import("./issue-rest.tsx");
rest().catch(() => {});
const facts = () => import("./issue-facts.tsx");
facts().catch(() => {});
const IssueRest = onDemand(rest, { fallback: () => <div className="story-waiting" aria-busy="true" /> });
const IssueFacts = onDemand(facts, { fallback: () => <div className="story-waiting" aria-busy="true" /> });

/** One issue and one of its events: the story at the left, the facts at the right. */
export function IssuePage() {
  const { issueId, eventId = "latest" } = useParams({ strict: false });
  const search = useSearch({ from: "/shell/errors/$issueId" });
  const id = issueId ?? "";
  const issueAnswer = useQuery({ ...issueQuery(id), refetchInterval: search.paused ? false : LIVE_MS });
  const eventAnswer = useQuery({
    ...eventQuery(id, eventId),
    // The event before stays until its neighbour is here, so that stepping through events does not blink.
    placeholderData: (before) => (before?.issueId === id ? before : undefined),
  });
  const changes = usePendingChanges();
  if (issueAnswer.isError && !issueAnswer.data) {
    return (
      <Page
        title="Issue"
        above={
          <Link to="/errors" className="plain">
            Errors
          </Link>
        }
      >
        <Failed what="This issue" error={issueAnswer.error} retry={issueAnswer.refetch} />
      </Page>
    );
  }
  if (!issueAnswer.data || eventAnswer.isPending) return <LoadingIssue />;
  const issue = changed(issueAnswer.data, changes);
  const detail = eventAnswer.data;
  return (
    <Page
      title={issue.title}
      tabTitle={`${issue.shortId} ${issue.title}`}
      above={<IssueHead issue={issue} />}
      sentence={<IssueSentence issue={issue} />}
      actions={<IssueActions issue={issue} search={search} detail={detail} />}
    >
      <EventBrowser
        issue={issue}
        eventId={eventId}
        detail={detail}
        reload={eventAnswer.refetch}
        search={search}
        failing={issueAnswer.isRefetchError}
      />
      <div className="issue">
        <div className="issue-story">
          {eventAnswer.isError && !detail && (
            <Failed what="This event" error={eventAnswer.error} retry={eventAnswer.refetch} />
          )}
          {detail && <EventStory detail={detail} />}
          <IssueRest issue={issue} detail={detail} search={search} />
        </div>
        <aside className="issue-facts" aria-label="Facts">
          {detail && <EventFacts detail={detail} />}
          <IssueFacts issue={issue} tags={detail?.event.tags ?? []} />
        </aside>
      </div>
    </Page>
  );
}

function LoadingIssue() {
  return (
    <div className="page" aria-busy="true">
      <header className="page-head">
        <div className="grow">
          <div className="page-above">
            <Skeleton width={12} />
          </div>
          <h1>
            <span className="visually-hidden">Loading the issue</span>
            <Skeleton width={40} />
          </h1>
          <p className="sentence">
            <Skeleton width={52} />
          </p>
        </div>
      </header>
      <SkeletonRows count={10} what="the issue" />
    </div>
  );
}
