import type { RequestFacts } from "../../../workers/errors/event/event.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Section } from "../ui/section.tsx";
import { ValueTree } from "../ui/value-tree.tsx";
import { curlOf } from "./curl.ts";

/** The web request that the event happened in. */
export function RequestSection({ request }: { request: RequestFacts }) {
  const { url, method, query_string, headers, cookies, data, env, fragment } = request;
  return (
    <Section id="request" title="Request">
      <div className="stack">
        {url && (
          <p className="line-up">
            <span className="badge">{method ?? "GET"}</span>
            <code className="grow">{fragment ? `${url}#${fragment}` : url}</code>
            <CopyButton text={url} what="address" />
            <CopyButton text={curlOf(request)} what="request as curl" label="Copy as curl" />
          </p>
        )}
        <Pairs title="Query" pairs={query_string} />
        {data !== undefined && data !== null && (
          <div className="stack">
            <h3>Body</h3>
            {typeof data === "object" ? <ValueTree value={data} /> : <CodeBlock text={String(data)} what="Body" />}
          </div>
        )}
        <Pairs title="Headers" pairs={headers} />
        <Pairs title="Cookies" pairs={cookies} />
        {env && Object.keys(env).length > 0 && (
          <div className="stack">
            <h3>Server</h3>
            <ValueTree value={env} />
          </div>
        )}
      </div>
    </Section>
  );
}

function Pairs({ title, pairs }: { title: string; pairs: [string, string][] | undefined }) {
  if (!pairs || pairs.length === 0) return null;
  return (
    <details open={pairs.length <= 8}>
      <summary>
        <h3>
          {title} <span className="muted">{pairs.length}</span>
        </h3>
      </summary>
      <dl className="value-tree">
        {pairs.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice
          <div key={index}>
            <dt className="mono">{name}</dt>
            <dd>{value === "[Filtered]" ? <span className="badge">filtered</span> : <code>{value}</code>}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
