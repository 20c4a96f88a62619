import type { ReleaseHealth } from "../../../workers/errors/view.ts";
import { NumberCell, numbers, Table } from "../ui/table.tsx";
import { crashFree, healthTotals } from "./health-words.ts";

/** A row per release and environment; users have no total, as one person may use several releases. */
export function ReleaseTable({ releases }: { releases: readonly ReleaseHealth[] }) {
  const totals = healthTotals(releases);
  return (
    <Table
      columns={[
        "Release",
        "Environment",
        numbers("Sessions"),
        numbers("Crash-free sessions"),
        numbers("Crash-free users"),
        numbers("Crashed"),
        numbers("Errored"),
        numbers("Abnormal"),
        numbers("Users"),
      ]}
      foot={
        releases.length > 1 && (
          <tr>
            <th scope="row">All</th>
            <td className="blank" />
            <NumberCell label="Sessions" amount={totals.sessions} />
            <Share crashed={totals.crashed} all={totals.sessions} what="sessions" />
            <td className="blank" />
            <NumberCell label="Crashed" amount={totals.crashed} />
            <NumberCell label="Errored" amount={totals.errored} />
            <NumberCell label="Abnormal" amount={totals.abnormal} />
            <td className="blank" />
          </tr>
        )
      }
    >
      {releases.map((row) => (
        <tr key={`${row.release} ${row.environment}`}>
          <th scope="row">
            <code>{row.release}</code>
          </th>
          <td data-label="Environment">{row.environment}</td>
          <NumberCell label="Sessions" amount={row.sessions} />
          <Share crashed={row.crashed} all={row.sessions} what="sessions" />
          <Share crashed={row.crashedUsers} all={row.users} what="users" />
          <NumberCell label="Crashed" amount={row.crashed} />
          <NumberCell label="Errored" amount={row.errored} />
          <NumberCell label="Abnormal" amount={row.abnormal} />
          <NumberCell label="Users" amount={row.users} />
        </tr>
      ))}
    </Table>
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
