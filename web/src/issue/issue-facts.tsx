import type { IssueDetail } from "../../../workers/errors/view.ts";
import { Moment } from "../ui/moment.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { SeenChart } from "./seen.tsx";
import { SeenBy } from "./seen-by.tsx";
import { TagDistributionView } from "./tag-distribution.tsx";

const IssueAlerts = onDemand(() => import("../alerts/issue-alerts.tsx"));

interface IssueFactsProps {
  issue: IssueDetail;
  /** The shown event's tags, marked in the distributions. */
  tags: [string, string][];
}

/** What is known about the issue as a whole: when, how often, under which tags. */
export default function IssueFacts({ issue, tags }: IssueFactsProps) {
  const own = new Map(tags);
  return (
    <>
      <section className="facts-group" aria-label="Seen" id="seen">
        <h2>Seen</h2>
        <SeenChart issue={issue} />
        <dl className="facts">
          <div className="fact">
            <dt>First</dt>
            <dd>
              <Moment atMs={issue.firstSeenMs} />
              {issue.firstRelease && <span className="muted"> in {issue.firstRelease}</span>}
            </dd>
          </div>
          <div className="fact">
            <dt>Last</dt>
            <dd>
              <Moment atMs={issue.lastSeenMs} />
              {issue.lastRelease && <span className="muted"> in {issue.lastRelease}</span>}
            </dd>
          </div>
          {issue.environments.length > 0 && (
            <div className="fact">
              <dt>Environments</dt>
              <dd>{issue.environments.join(", ")}</dd>
            </div>
          )}
        </dl>
      </section>
      <SeenBy issueId={issue.id} />
      <section className="facts-group" aria-label="Tags" id="tags">
        <h2>Tags</h2>
        {issue.tags.length === 0 && <p className="muted">No event has tags.</p>}
        {issue.tags.map((tag) => (
          <TagDistributionView key={tag.key} tag={tag} own={own.get(tag.key)} project={issue.project.slug} />
        ))}
      </section>
      {/* Last, as what comes after the rest moves nothing. */}
      <IssueAlerts issue={issue} />
    </>
  );
}
