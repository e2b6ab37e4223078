/** The record of what was asked, decided and done: the audit log, and what keeps secrets out of it. */
export { redactSecrets } from "./redact-secrets.ts";
