import type { ReleaseHealth } from "../../../workers/errors/view.ts";
import { whole } from "../words/number.ts";
import { crashFree, healthTotals } from "./health-words.ts";

/** A row per release and environment; users have no total, as one person may use several releases. */
export function ReleaseTable({ releases }: { releases: readonly ReleaseHealth[] }) {
  const totals = healthTotals(releases);
  return (
    <div className="table-frame">
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">Release</th>
            <th scope="col">Environment</th>
            <Heading>Sessions</Heading>
            <Heading>Crash-free sessions</Heading>
            <Heading>Crash-free users</Heading>
            <Heading>Crashed</Heading>
            <Heading>Errored</Heading>
            <Heading>Abnormal</Heading>
            <Heading>Users</Heading>
          </tr>
        </thead>
        <tbody>
          {releases.map((row) => (
            <tr key={`${row.release} ${row.environment}`}>
              <th scope="row">
                <code>{row.release}</code>
              </th>
              <td data-label="Environment">{row.environment}</td>
              <Count label="Sessions" count={row.sessions} />
              <Share crashed={row.crashed} all={row.sessions} what="sessions" />
              <Share crashed={row.crashedUsers} all={row.users} what="users" />
              <Count label="Crashed" count={row.crashed} />
              <Count label="Errored" count={row.errored} />
              <Count label="Abnormal" count={row.abnormal} />
              <Count label="Users" count={row.users} />
            </tr>
          ))}
        </tbody>
        {releases.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">All</th>
              <td className="blank" />
              <Count label="Sessions" count={totals.sessions} />
              <Share crashed={totals.crashed} all={totals.sessions} what="sessions" />
              <td className="blank" />
              <Count label="Crashed" count={totals.crashed} />
              <Count label="Errored" count={totals.errored} />
              <Count label="Abnormal" count={totals.abnormal} />
              <td className="blank" />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <th scope="col" className="number">
      {children}
    </th>
  );
}

function Count({ label, count }: { label: string; count: number }) {
  return (
    <td className={count === 0 ? "number none" : "number"} data-label={label}>
      {count === 0 ? "–" : whole(count)}
    </td>
  );
}

function Share({ crashed, all, what }: { crashed: number; all: number; what: "sessions" | "users" }) {
  const share = crashFree(crashed, all);
  return (
    <td className={share === null ? "number none" : "number"} data-label={`Crash-free ${what}`}>
      {share ?? "–"}
    </td>
  );
}
