import { Link } from "@tanstack/react-router";
import { Empty } from "../../ui/state.tsx";

/** Books without an entry: where entries come from. */
export function EmptyBooks() {
  return (
    <Empty icon="money" title="Nothing is in the books yet">
      <p className="muted">
        The first invoice that is finalised writes the first entries here: what the customer owes, what is still to be
        delivered, and the tax.
      </p>
      <Link to="/money/catalogue" className="button">
        Say what is sold
      </Link>
    </Empty>
  );
}
