import { useNavigate } from "@tanstack/react-router";
import type { EventDetail, IssueDetail, IssueStatus } from "../../../workers/errors/view.ts";
import type { ArchiveWish } from "../api/errors.ts";
import { useIssueChange } from "../issues/issue-change.ts";
import type { Question } from "../issues/issue-dialog.tsx";
import { useIssueQuestion } from "../issues/issue-question.tsx";
import type { IssueSearch } from "../issues/issue-search.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { useMay } from "../shell/me.ts";
import { stackText } from "../stack/frame-name.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { PreviousNext } from "../ui/previous-next.tsx";
import { SplitButton } from "../ui/split-button.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useNeighbours } from "./neighbours.ts";
import { OwnMarks } from "./own-marks.tsx";

interface IssueActionsProps {
  issue: IssueDetail;
  search: IssueSearch;
  detail: EventDetail | undefined;
}

/** What can be done with the issue, and the way to the next one in the list it came from. */
export function IssueActions({ issue, search, detail }: IssueActionsProps) {
  const change = useIssueChange();
  const navigate = useNavigate();
  const mayWrite = useMay("event:write");
  const mayDelete = useMay("event:admin");
  const leave = (left?: string | null) => {
    // Of what is gone one goes on to the next, or back to the list.
    const to = left === null ? next : left;
    if (to) open(to);
    else if (left === null) void navigate({ to: "/errors", search });
  };
  const [ask, dialog] = useIssueQuestion(leave);
  const { previous, next } = useNeighbours(issue.id, search);
  const setStatus = (status: IssueStatus) => mayWrite && status !== issue.status && change([issue], { status });
  const asks = (question: Question) => () => mayWrite && ask(question, [issue]);
  const open = (id: string | null) => id && navigate({ to: "/errors/$issueId", params: { issueId: id }, search });
  useCopyKeys(issue, detail);
  useKeys({
    "issue.resolve": () => setStatus("resolved"),
    "issue.resolve-in": asks("resolve"),
    "issue.ignore": () => setStatus("ignored"),
    "issue.ignore-until": asks("ignore"),
    "issue.unresolve": () => setStatus("unresolved"),
    "issue.assign": asks("assign"),
    "issue.merge": asks("merge"),
    "issue.delete": () => mayDelete && ask("delete", [issue]),
    "list.next": () => open(next),
    "list.previous": () => open(previous),
    "list.clear": () => navigate({ to: "/errors", search }),
  });
  return (
    <>
      {mayWrite && issue.status === "unresolved" && (
        <>
          <SplitButton icon="check" verb="Resolve" keyName="e" primary act={() => setStatus("resolved")}>
            <MenuItem onChoose={() => change([issue], { status: "resolved", resolution: { in: "next-release" } })}>
              In the next release
            </MenuItem>
            <MenuItem onChoose={() => change([issue], { status: "resolved", resolution: { in: "current-release" } })}>
              In the newest release
            </MenuItem>
            <MenuItem onChoose={() => change([issue], { status: "resolved", resolution: { in: "upcoming-release" } })}>
              In the upcoming release
            </MenuItem>
            <MenuItem command="issue.resolve-in" onChoose={asks("resolve")}>
              In another release
            </MenuItem>
          </SplitButton>
          <SplitButton icon="mute" verb="Ignore" keyName="i" act={() => setStatus("ignored")}>
            <MenuItem onChoose={() => change([issue], { status: "ignored", archive: { until: "escalating" } })}>
              Until it escalates
            </MenuItem>
            <MenuItem onChoose={() => change([issue], { status: "ignored", archive: A_DAY })}>For a day</MenuItem>
            <MenuItem command="issue.ignore-until" onChoose={asks("ignore")}>
              Until a count or a time
            </MenuItem>
          </SplitButton>
        </>
      )}
      {mayWrite && issue.status !== "unresolved" && (
        <button type="button" className="button primary" onClick={() => setStatus("unresolved")}>
          <Icon name="returned" />
          Unresolve <kbd>u</kbd>
        </button>
      )}
      {mayWrite && (
        <button type="button" className="button" onClick={asks("assign")}>
          <Icon name="person" />
          {issue.assignee ? issue.assignee.name : "Assign"} <kbd>a</kbd>
        </button>
      )}
      {mayWrite && (
        <Menu label="More actions" buttonClass="button icon" button={<Icon name="more" />}>
          <MenuItem icon="plus" command="issue.merge" onChoose={asks("merge")}>
            Merge
          </MenuItem>
          <MenuItem icon="cross" onChoose={asks("unmerge")}>
            Take fingerprints out
          </MenuItem>
          {mayDelete && (
            <>
              <hr />
              <MenuItem command="issue.delete" icon="trash" onChoose={asks("delete")}>
                Delete
              </MenuItem>
              <MenuItem icon="trash" onChoose={asks("discard")}>
                Delete and discard
              </MenuItem>
            </>
          )}
        </Menu>
      )}
      <OwnMarks issueId={issue.id} />
      <PreviousNext what="issue" previous={previous} next={next} open={open} />
      {dialog}
    </>
  );
}

const A_DAY: ArchiveWish = { until: "time", minutes: 24 * 60 };

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
