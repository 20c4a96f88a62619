import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import type { IssueDetail } from "../../../workers/errors/view.ts";
import { IssueBadges } from "../issues/issue-mark.tsx";
import { issuesOf } from "../issues/issue-search.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { useNow } from "../ui/now.ts";
import { headSentence, joiner } from "./head-sentence.ts";
import { reveal } from "./reveal.ts";

/** Over the title: the project, the id to say aloud, the state in words. */
export function IssueHead({ issue }: { issue: IssueDetail }) {
  return (
    <>
      <Link to="/errors" search={issuesOf(issue.project.slug)}>
        {issue.project.name}
      </Link>
      <span className="line-up">
        <span className="mono">{issue.shortId}</span>
        <CopyButton text={issue.shortId} what="short id" />
      </span>
      <IssueBadges row={issue} all />
    </>
  );
}

/** Under the title: what is going on, every phrase a link to what shows it. */
export function IssueSentence({ issue }: { issue: IssueDetail }) {
  const nowMs = useNow();
  return headSentence(issue, nowMs).map((phrase, index) => (
    <Fragment key={phrase.text}>
      {joiner(phrase, index)}
      {phrase.proof ? (
        <a href={`#${phrase.proof}`} onClick={() => reveal(phrase.proof ?? "")}>
          {phrase.text}
        </a>
      ) : (
        phrase.text
      )}
    </Fragment>
  ));
}
