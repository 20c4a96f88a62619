import { Link } from "@tanstack/react-router";
import type { ProjectView } from "../../../workers/errors/view.ts";
import { bytes, whole } from "../words/number.ts";
import { type UsageLine, usageTotals } from "./usage-sums.ts";

interface UsageTableProps {
  lines: readonly UsageLine[];
  /** Empty until they are read, or for who may not read them. */
  projects: readonly ProjectView[];
}

/** A row per project and category, with totals. */
export function UsageTable({ lines, projects }: UsageTableProps) {
  const totals = usageTotals(lines);
  return (
    <div className="table-frame">
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">Project</th>
            <th scope="col">Kind</th>
            <th scope="col" className="number">
              Accepted
            </th>
            <th scope="col" className="number">
              Refused
            </th>
            <th scope="col" className="number">
              Dropped by clients
            </th>
            <th scope="col" className="number">
              Size accepted
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.project} ${line.category}`}>
              <th scope="row">
                <ProjectName id={line.project} project={projects.find(({ id }) => id === line.project)} />
              </th>
              <td data-label="Kind">{line.category}</td>
              <Amounts {...line} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td className="blank" />
            <Amounts {...totals} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function ProjectName({ id, project }: { id: string; project: ProjectView | undefined }) {
  if (!project) return <>Project {id}</>;
  return (
    <Link to="/projects/$slug/outcomes" params={{ slug: project.slug }}>
      {project.name}
    </Link>
  );
}

type AmountsProps = Pick<UsageLine, "accepted" | "refused" | "dropped" | "bytes">;

function Amounts({ accepted, refused, dropped, bytes: size }: AmountsProps) {
  return (
    <>
      <Amount label="Accepted" amount={accepted} words={whole} />
      <Amount label="Refused" amount={refused} words={whole} />
      <Amount label="Dropped by clients" amount={dropped} words={whole} />
      <Amount label="Size accepted" amount={size} words={bytes} />
    </>
  );
}

function Amount({ label, amount, words }: { label: string; amount: number; words: (amount: number) => string }) {
  return (
    <td className={amount === 0 ? "number none" : "number"} data-label={label}>
      {amount === 0 ? "–" : words(amount)}
    </td>
  );
}
