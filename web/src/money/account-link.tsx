import { Link } from "@tanstack/react-router";

/** The way from an entry to the customer whose it is; the company's own entries have none. */
export function AccountLink({ id, name }: { id: string; name?: string | undefined }) {
  if (id === "company") return <span className="muted">The company</span>;
  return (
    <Link to="/customers/$accountId" params={{ accountId: id }}>
      {name || <code>{id}</code>}
    </Link>
  );
}

/** The cell of the customer whose a row is. */
export function AccountCell({ id, name }: { id: string; name: string | null }) {
  return (
    <td data-label="Customer">
      <Link to="/customers/$accountId" params={{ accountId: id }}>
        {name || id}
      </Link>
    </td>
  );
}
