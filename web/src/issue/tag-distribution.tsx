import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { TagDistribution } from "../../../workers/errors/view.ts";
import { issuesWith } from "../issues/issue-search.ts";
import { percent, whole } from "../words/number.ts";

/** Values shown before asking for the rest. */
export const SHOWN_VALUES = 4;

interface TagDistributionProps {
  tag: TagDistribution;
  /** The shown event's value. */
  own: string | undefined;
  project: string;
}

/** One tag's values by how many events have them; each leads to the issues that have it too. */
export function TagDistributionView({ tag, own, project }: TagDistributionProps) {
  const [all, setAll] = useState(false);
  const values = all ? tag.values : tag.values.slice(0, SHOWN_VALUES);
  const rest = tag.values.length - values.length;
  return (
    <div className="tag" id={`tag-${tag.key}`}>
      <h3>{tag.key}</h3>
      <ul>
        {values.map(({ value, count }) => (
          <li
            key={value}
            className={value === own ? "own" : ""}
            title={`${whole(count)} of ${whole(tag.total)} events`}
          >
            <div className="tag-line">
              {value === "" ? (
                <span className="grow clip">(empty)</span>
              ) : (
                <Link to="/errors" search={issuesWith(project, tag.key, value)} className="plain grow clip">
                  {value}
                </Link>
              )}
              {value === own && <span className="muted small">this event</span>}
              <span className="small">{percent(count, tag.total)}</span>
            </div>
            <div className="share" aria-hidden="true">
              <span style={{ width: `${(count / Math.max(1, tag.total)) * 100}%` }} />
            </div>
          </li>
        ))}
      </ul>
      {all && tag.others > 0 && <p className="muted small">{percent(tag.others, tag.total)} have other values</p>}
      {rest > 0 && (
        <button type="button" className="button quiet small" onClick={() => setAll(true)}>
          {rest} more
        </button>
      )}
    </div>
  );
}
