import type { EventDetail, IssueDetail } from "../../../workers/errors/view.ts";
import type { IssueSearch } from "../issues/issue-search.ts";
import { EventList } from "./event-list.tsx";
import { EventRest } from "./event-rest.tsx";
import { IssueHistory } from "./issue-history.tsx";
import { Releases } from "./releases.tsx";

interface IssueRestProps {
  issue: IssueDetail;
  /** Absent when the event could not be read. */
  detail: EventDetail | undefined;
  search: IssueSearch;
}

/** The page under the error: the rest of the event, then the issue's events and its history. */
export default function IssueRest({ issue, detail, search }: IssueRestProps) {
  return (
    <>
      {detail && <EventRest detail={detail} />}
      <Releases issue={issue} />
      <EventList issue={issue} current={detail?.eventId} search={search} />
      <IssueHistory issue={issue} search={search} />
    </>
  );
}
