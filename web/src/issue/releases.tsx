import { Link } from "@tanstack/react-router";
import type { IssueDetail, TagDistribution } from "../../../workers/errors/view.ts";
import { issuesWith } from "../issues/issue-search.ts";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { NumberCell, numbers, Table } from "../ui/table.tsx";
import { counted } from "../words/number.ts";

/** In which releases and environments the issue was seen, from when to when. */
export function Releases({ issue }: { issue: IssueDetail }) {
  const tagOf = (key: string) => issue.tags.find((tag) => tag.key === key);
  const [releases, environments] = [tagOf("release"), tagOf("environment")];
  if (!releases && !environments) return null;
  const notes = [
    releases && counted(releases.values.length, "release"),
    environments && counted(environments.values.length, "environment"),
  ];
  return (
    <Section id="releases" title="Releases and environments" note={notes.filter(Boolean).join(", ")}>
      <div className="stack">
        {releases && <Values title="Release" tag={releases} project={issue.project.slug} />}
        {environments && <Values title="Environment" tag={environments} project={issue.project.slug} />}
      </div>
    </Section>
  );
}

function Values({ title, tag, project }: { title: string; tag: TagDistribution; project: string }) {
  return (
    <Table columns={[title, "First seen", "Last seen", numbers("Events")]}>
      {tag.values.map(({ value, count, firstSeenMs, lastSeenMs }) => (
        <tr key={value}>
          <th scope="row">
            <Link to="/errors" search={issuesWith(project, tag.key, value)} className="plain">
              {value}
            </Link>
          </th>
          <td data-label="First seen">{firstSeenMs === null ? "–" : <Moment atMs={firstSeenMs} />}</td>
          <td data-label="Last seen">{lastSeenMs === null ? "–" : <Moment atMs={lastSeenMs} />}</td>
          <NumberCell label="Events" amount={count} />
        </tr>
      ))}
    </Table>
  );
}
