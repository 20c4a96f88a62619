import { ChartSettings } from "./chart-settings.tsx";
import { CompanyForm } from "./company-form.tsx";
import { companyQuery } from "./ledger-api.ts";
import { RateSettings } from "./rate-settings.tsx";
import { Report } from "./report.tsx";

/** What the company decided about its billing: settings as versions, the chart of accounts, exchange rates. */
export function MoneySettingsPage() {
  return (
    <div className="stack wide">
      <Report query={companyQuery} what="The company's settings">
        {({ company, versions }) => (
          <>
            <CompanyForm key={company.version} company={company} versions={versions} />
            <ChartSettings />
            <RateSettings />
          </>
        )}
      </Report>
    </div>
  );
}
