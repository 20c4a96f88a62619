const ACCOUNT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text of a path can be an account's id: no other has an object asked. */
export const isAccountId = (text: string): boolean => ACCOUNT_ID.test(text);
