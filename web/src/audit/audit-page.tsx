import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { auditQuery } from "../api/queries.ts";
import { Page } from "../shell/page.tsx";
import { Form } from "../ui/form.tsx";
import { Icon } from "../ui/icon.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { AuditRow } from "./audit-row.tsx";
import { type AuditSearch, parseAuditSearch } from "./audit-search.ts";
import { VerifyAudit } from "./verify-audit.tsx";
import "../styles/audit.css";

/** What people and tokens did, newest first, in a log that nobody can change unseen. */
export function AuditPage() {
  const search = useSearch({ from: "/shell/audit" });
  const navigate = useNavigate();
  const query = useInfiniteQuery(auditQuery({ ...search }));
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const change = (edit: AuditSearch) =>
    navigate({ to: "/audit", search: parseAuditSearch({ ...edit }), replace: true });
  return (
    <Page
      title="Audit"
      sentence="Every change that somebody made, each entry sealed by the hash of the one before."
      actions={<VerifyAudit />}
    >
      {!query.isError && <AuditFilters key={`${search.action} ${search.actor}`} search={search} change={change} />}
      {query.isPending && <SkeletonRows count={10} what="the audit log" />}
      {query.isError && !query.data && <Failed what="The audit log" error={query.error} retry={query.refetch} />}
      {query.data && entries.length === 0 && (
        <Empty icon="audit" title="No entry fits">
          {(search.action || search.actor) && (
            <button type="button" className="button" onClick={() => change({})}>
              Clear filters
            </button>
          )}
        </Empty>
      )}
      {entries.length > 0 && (
        <>
          <ul className="list">
            {entries.map((entry) => (
              <AuditRow key={entry.seq} entry={entry} filter={change} />
            ))}
          </ul>
          <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
        </>
      )}
    </Page>
  );
}

function AuditFilters({ search, change }: { search: AuditSearch; change: (edit: AuditSearch) => void }) {
  const [action, setAction] = useState(search.action ?? "");
  const [actor, setActor] = useState(search.actor ?? "");
  return (
    <Form className="context-strip" onSubmit={() => change({ action: action.trim(), actor: actor.trim() })}>
      <label className="search">
        <Icon name="filter" />
        <span className="visually-hidden">Action</span>
        <input
          className="input"
          type="search"
          placeholder="Action, such as project.created"
          value={action}
          onChange={(event) => setAction(event.target.value)}
        />
      </label>
      <label className="search">
        <Icon name="person" />
        <span className="visually-hidden">Actor</span>
        <input
          className="input"
          type="search"
          placeholder="Mail address, token's name or id"
          value={actor}
          onChange={(event) => setActor(event.target.value)}
        />
      </label>
      <button type="submit" className="button">
        Filter
      </button>
    </Form>
  );
}
