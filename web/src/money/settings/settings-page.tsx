import { companyQuery } from "../books/ledger-api.ts";
import { Report } from "../reports/report.tsx";
import { ChartSettings } from "./chart-settings.tsx";
import { CompanyForm } from "./company-form.tsx";
import { LegalEntities } from "./legal-entities.tsx";
import { RateSettings } from "./rate-settings.tsx";

/** The sections of the page, by their ids; all but the last three are one form. */
const SECTIONS = [
  ["company", "Company"],
  ["numbers", "Numbers of documents"],
  ["taxes", "Taxes"],
  ["unpaid", "What is not paid"],
  ["limits", "Second person"],
  ["books", "Payments and books"],
  ["entities", "Legal entities"],
  ["chart", "Chart of accounts"],
  ["rates", "Exchange rates"],
] as const;

/** What the company decided about its billing: settings as versions, the chart of accounts, exchange rates. */
export function MoneySettingsPage() {
  return (
    <div className="settings wide">
      <nav className="settings-index" aria-label="Sections">
        {SECTIONS.map(([id, title]) => (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>
      <Report query={companyQuery} what="The company's settings">
        {({ company, versions }) => (
          <div className="stack">
            <CompanyForm key={company.version} company={company} versions={versions} />
            <LegalEntities company={company} />
            <ChartSettings />
            <RateSettings />
          </div>
        )}
      </Report>
    </div>
  );
}
