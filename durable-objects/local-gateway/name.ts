/** The one object's name. */
export const LOCAL_GATEWAY_NAME = "local";
