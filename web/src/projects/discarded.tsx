import { useQuery, useQueryClient } from "@tanstack/react-query";
import { errorsApi } from "../api/errors.ts";
import { useMay } from "../shell/me.ts";
import { Moment } from "../ui/moment.tsx";
import { Failed } from "../ui/state.tsx";
import { ACTIONS, NumberCell, numbers, Table } from "../ui/table.tsx";
import { useToasts } from "../ui/toast.tsx";

/** What is left of discarded issues: how much each has dropped, and a way to let it in again. Nothing when there are none. */
export function Discarded({ slug }: { slug: string }) {
  const key = ["discarded", slug];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => errorsApi.discarded(slug, signal) });
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const mayRestore = useMay("event:admin");
  const restore = async (id: string, title: string) => {
    try {
      await errorsApi.restoreDiscarded(slug, id);
      await queryClient.invalidateQueries({ queryKey: key });
      toasts.say(`${title} makes an issue again`);
    } catch (error) {
      toasts.sayFailure("It is still discarded.", error);
    }
  };
  if (query.isError) return <Failed what="The list of discarded issues" error={query.error} retry={query.refetch} />;
  const discarded = query.data?.discarded ?? [];
  if (discarded.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="discarded">
      <h2 id="discarded">Discarded issues</h2>
      <p className="muted">What comes of these is dropped and counted as filtered.</p>
      <Table columns={["Issue", "Discarded", numbers("Dropped"), "Last dropped", ACTIONS]}>
        {discarded.map(({ id, title, culprit, actor, atMs, dropped, lastDroppedMs }) => (
          <tr key={id}>
            <th scope="row">
              {title}
              {culprit && <p className="muted small">{culprit}</p>}
            </th>
            <td data-label="Discarded">
              <Moment atMs={atMs} /> <span className="muted">by {actor}</span>
            </td>
            <NumberCell label="Dropped" amount={dropped} />
            <td data-label="Last dropped">{lastDroppedMs === null ? "–" : <Moment atMs={lastDroppedMs} />}</td>
            <td className="actions">
              {mayRestore && (
                <button type="button" className="button small" onClick={() => restore(id, title)}>
                  Let it in
                </button>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
