import type { GroupingSettings, ProjectSettings } from "../../../workers/errors/view.ts";

/** The settings as a person types them: lists one entry a line, numbers as text. */
export interface SettingsForm {
  name: string;
  scrubFields: string;
  safeFields: string;
  scrubDefaults: boolean;
  storeIpAddresses: boolean;
  allowedOrigins: string;
  retentionDays: string;
  maxEvents: string;
}

/** The form for saved settings. */
export const formOf = (name: string, settings: FormSettings): SettingsForm => ({
  name,
  scrubFields: settings.scrubFields.join("\n"),
  safeFields: settings.safeFields.join("\n"),
  scrubDefaults: settings.scrubDefaults,
  storeIpAddresses: settings.storeIpAddresses,
  allowedOrigins: settings.allowedOrigins.join("\n"),
  retentionDays: String(settings.retentionDays),
  maxEvents: String(settings.maxEvents),
});

/** The settings that the form has a field for; the others have forms of their own. */
type FormSettings = Omit<ProjectSettings, keyof GroupingSettings>;

/** The settings that a form means. Blank lines and doubles fall away. */
export const settingsOf = (form: SettingsForm): FormSettings => ({
  scrubFields: lines(form.scrubFields),
  safeFields: lines(form.safeFields),
  scrubDefaults: form.scrubDefaults,
  storeIpAddresses: form.storeIpAddresses,
  allowedOrigins: lines(form.allowedOrigins),
  retentionDays: Number(form.retentionDays),
  maxEvents: Number(form.maxEvents),
});

const lines = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];
