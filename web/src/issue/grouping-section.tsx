import type { EventDetail, GroupingComponentView, GroupingVariantView } from "../../../workers/errors/view.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Section } from "../ui/section.tsx";

/** Why the event is in this issue: each way of grouping, and what of the event counted in it. */
export function GroupingSection({ grouping }: { grouping: EventDetail["grouping"] }) {
  return (
    <Section id="grouping" title="Why it is grouped here" note={grouping.config} folded>
      <div className="stack">
        {grouping.variants.map((variant) => (
          <Variant key={variant.name} variant={variant} />
        ))}
      </div>
    </Section>
  );
}

function Variant({ variant }: { variant: GroupingVariantView }) {
  return (
    <div className="panel">
      <div className="panel-head">
        <h3>{variant.name}</h3>
        <span className="line-up small">
          <span className={variant.contributes ? "badge good" : "badge"}>
            {variant.contributes ? "decides the group" : "does not count"}
          </span>
          {variant.hash && (
            <>
              <code className="muted">{variant.hash.slice(0, 12)}</code>
              <CopyButton text={variant.hash} what="group hash" />
            </>
          )}
        </span>
      </div>
      <div className="panel-body">
        {variant.hint && <p className="muted">{variant.hint}</p>}
        <ul className="grouping-tree">
          <Component component={variant.tree} open />
        </ul>
      </div>
    </div>
  );
}

function Component({ component, open }: { component: GroupingComponentView; open: boolean }) {
  return (
    <li className={component.contributes ? "" : "muted"}>
      <details open={open && component.contributes}>
        <summary className="line-up">
          <span className="turns">
            <Icon name="chevron" />
          </span>
          <span className="mono">{component.id}</span>
          {!component.contributes && <span className="small">ignored</span>}
          {component.hint && <span className="small">{component.hint}</span>}
        </summary>
        <ul>
          {component.values.map((value, index) =>
            typeof value === "string" ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one event never move
              <li key={index}>
                <code className="text-value">{value}</code>
              </li>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <Component key={index} component={value} open={open} />
            ),
          )}
        </ul>
      </details>
    </li>
  );
}
