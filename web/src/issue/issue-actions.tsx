import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { EventDetail, IssueDetail, IssueStatus } from "../../../workers/errors/view.ts";
import { useIssueChange } from "../issues/issue-change.ts";
import type { IssueSearch } from "../issues/issue-search.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { useMay } from "../shell/me.ts";
import { stackText } from "../stack/frame-name.ts";
import { Icon } from "../ui/icon.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useNeighbours } from "./neighbours.ts";

const AssignDialog = onDemand(() => import("../issues/assign-dialog.tsx"));

interface IssueActionsProps {
  issue: IssueDetail;
  search: IssueSearch;
  detail: EventDetail | undefined;
}

/** What can be done with the issue, and the way to the next one in the list it came from. */
export function IssueActions({ issue, search, detail }: IssueActionsProps) {
  const [assigning, setAssigning] = useState(false);
  const change = useIssueChange();
  const navigate = useNavigate();
  const mayWrite = useMay("event:write");
  const { previous, next } = useNeighbours(issue.id, search);
  const setStatus = (status: IssueStatus) => mayWrite && status !== issue.status && change([issue], { status });
  const open = (id: string | null) => id && navigate({ to: "/errors/$issueId", params: { issueId: id }, search });
  useCopyKeys(issue, detail);
  useKeys({
    "issue.resolve": () => setStatus("resolved"),
    "issue.ignore": () => setStatus("ignored"),
    "issue.unresolve": () => setStatus("unresolved"),
    "issue.assign": () => setAssigning(mayWrite),
    "list.next": () => open(next),
    "list.previous": () => open(previous),
    "list.clear": () => navigate({ to: "/errors", search }),
  });
  return (
    <>
      {mayWrite && issue.status === "unresolved" && (
        <>
          <button type="button" className="button primary" onClick={() => setStatus("resolved")}>
            <Icon name="check" />
            Resolve <kbd>e</kbd>
          </button>
          <button type="button" className="button" onClick={() => setStatus("ignored")}>
            <Icon name="mute" />
            Ignore <kbd>i</kbd>
          </button>
        </>
      )}
      {mayWrite && issue.status !== "unresolved" && (
        <button type="button" className="button primary" onClick={() => setStatus("unresolved")}>
          <Icon name="returned" />
          Unresolve <kbd>u</kbd>
        </button>
      )}
      {mayWrite && (
        <button type="button" className="button" onClick={() => setAssigning(true)}>
          <Icon name="person" />
          {issue.assignee ? issue.assignee.name : "Assign"} <kbd>a</kbd>
        </button>
      )}
      <span className="button-group">
        <button
          type="button"
          className="button icon"
          aria-label="Previous issue"
          title="Previous issue (k)"
          disabled={!previous}
          onClick={() => open(previous)}
        >
          <Icon name="back" />
        </button>
        <button
          type="button"
          className="button icon"
          aria-label="Next issue"
          title="Next issue (j)"
          disabled={!next}
          onClick={() => open(next)}
        >
          <Icon name="chevron" />
        </button>
      </span>
      {assigning && (
        <AssignDialog
          what={issue.shortId}
          assign={(assignee) => change([issue], { assignee })}
          onClose={() => setAssigning(false)}
        />
      )}
    </>
  );
}

function useCopyKeys(issue: IssueDetail, detail: EventDetail | undefined): void {
  const toasts = useToasts();
  const copy = (what: string, text: string | undefined) => {
    if (!text) return;
    navigator.clipboard.writeText(text).then(
      () => toasts.say(`${what} copied`),
      (error) => toasts.sayFailure(`${what} could not be copied.`, error),
    );
  };
  useKeys({
    "copy.link": () => copy("Link", location.href),
    "copy.short-id": () => copy("Short id", issue.shortId),
    "copy.event": () => copy("Event id", detail?.eventId),
    "copy.stack": () => copy("Stack trace", detail?.event.exception && stackText(detail.event.exception.values)),
  });
}
