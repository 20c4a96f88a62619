import { queryOptions } from "@tanstack/react-query";
import { useState } from "react";
import type { PreviewList } from "../../../../workers/billing/document/view.ts";
import { request } from "../../api/request.ts";
import { Field } from "../../ui/field.tsx";
import { Report } from "../reports/report.tsx";

const BASE = "/console/api/billing/documents";

const previewsQuery = queryOptions({
  queryKey: ["billing", "documents"],
  queryFn: () => request<PreviewList>("GET", BASE),
});

/** What customers are sent: each document and mail, with a made-up customer, in each language. */
export function DocumentsPage() {
  return (
    <Report query={previewsQuery} what="The documents">
      {(list) => <Previews list={list} />}
    </Report>
  );
}

function Previews({ list }: { list: PreviewList }) {
  const [name, setName] = useState(list.documents[0] ?? "");
  const [language, setLanguage] = useState(list.languages[0] ?? "en");
  const path = (what: string) => `${BASE}/${name}/${what}?language=${language}`;
  const options = (names: string[]) =>
    names.map((each) => (
      <option key={each} value={each}>
        {titleOf(each)}
      </option>
    ));
  return (
    <div className="stack wide">
      <div className="fields-row">
        <Field label="Document or mail">
          {(control) => (
            <select {...control} className="input" value={name} onChange={(event) => setName(event.target.value)}>
              <optgroup label="Documents">{options(list.documents)}</optgroup>
              <optgroup label="Mails">{options(list.mails)}</optgroup>
            </select>
          )}
        </Field>
        <Field label="Language">
          {(control) => (
            <select
              {...control}
              className="input"
              value={language}
              onChange={(event) => setLanguage(event.target.value)}
            >
              {list.languages.map((each) => (
                <option key={each} value={each}>
                  {new Intl.DisplayNames("en", { type: "language" }).of(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {list.documents.includes(name) && (
        <p>
          <a href={path("pdf")} target="_blank" rel="noreferrer">
            Open the PDF
          </a>
        </p>
      )}
      <iframe
        className="paper-frame"
        title={`${titleOf(name)}, as customers see it`}
        src={path("page")}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
      />
    </div>
  );
}

/** `credit-note-issued` in words: `Credit note issued`. */
const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");
