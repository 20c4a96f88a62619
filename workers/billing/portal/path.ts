/** Where customers look after their account. */
export const PORTAL_PATH = "/id/account";
