/** What the console reads under `/console/api/billing/documents`. */

/** What can be looked at: names of sample documents and of mails, and the languages that there are. */
export interface PreviewList {
  documents: string[];
  mails: string[];
  languages: string[];
}
