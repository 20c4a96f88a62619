import { Link } from "@tanstack/react-router";
import type { ProjectView } from "../../../workers/errors/view.ts";
import { kindWords } from "../projects/outcome-words.ts";
import { NumberCell, numbers, Table } from "../ui/table.tsx";
import { bytes } from "../words/number.ts";
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
    <Table
      columns={[
        "Project",
        "Kind",
        numbers("Accepted"),
        numbers("Refused"),
        numbers("Dropped by clients"),
        numbers("Size accepted"),
      ]}
      foot={
        <tr>
          <th scope="row">All</th>
          <td className="blank" />
          <Amounts {...totals} />
        </tr>
      }
    >
      {lines.map((line) => (
        <tr key={`${line.project} ${line.category}`}>
          <th scope="row">
            <ProjectName id={line.project} project={projects.find(({ id }) => id === line.project)} />
          </th>
          <td data-label="Kind" title={line.category}>
            {kindWords(line.category)}
          </td>
          <Amounts {...line} />
        </tr>
      ))}
    </Table>
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
      <NumberCell label="Accepted" amount={accepted} />
      <NumberCell label="Refused" amount={refused} />
      <NumberCell label="Dropped by clients" amount={dropped} />
      <NumberCell label="Size accepted" amount={size} words={bytes} />
    </>
  );
}
