import { fieldOf, lineOf, listOf, textOf } from "./look-into.ts";
import { type ReadReport, severityOf, unreadOf } from "./scanner-report.ts";

/** `bandit -f json`. */
export const readBandit: ReadReport = (report) => {
  const results = listOf(fieldOf(report, "results"));
  return (
    results && {
      findings: results.map((told) => ({
        severity: severityOf(textOf(fieldOf(told, "issue_severity"))),
        file: textOf(fieldOf(told, "filename")) ?? "",
        ...lineOf(fieldOf(told, "line_number")),
        id: textOf(fieldOf(told, "test_id")) ?? "",
        message: textOf(fieldOf(told, "issue_text")) ?? "",
      })),
      ...unreadOf(
        (listOf(fieldOf(report, "errors")) ?? []).map(
          (told) => `${textOf(fieldOf(told, "filename"))}: ${textOf(fieldOf(told, "reason"))}`,
        ),
      ),
    }
  );
};

/** Of eslint's own. */
export const insecureRules: readonly string[] = ["no-eval", "no-implied-eval", "no-new-func", "no-script-url"];

const isInsecure = (rule: string): boolean => rule.startsWith("security/") || insecureRules.includes(rule);

/** `eslint -f json`: of all rules those about security. Severity 2 is an error, 1 a warning. */
export const readEslint: ReadReport = (report) => {
  const files = listOf(report);
  if (files === undefined || files.some((told) => listOf(fieldOf(told, "messages")) === undefined)) return undefined;
  const messages = files.flatMap((told) =>
    (listOf(fieldOf(told, "messages")) ?? []).map((message) => ({
      file: textOf(fieldOf(told, "filePath")) ?? "",
      id: textOf(fieldOf(message, "ruleId")) ?? "",
      unread: fieldOf(message, "fatal") === true || isLeftOut(message),
      message: textOf(fieldOf(message, "message")) ?? "",
      severity: severityOf(fieldOf(message, "severity") === 1 ? "warning" : "error"),
      ...lineOf(fieldOf(message, "line")),
    })),
  );
  return {
    findings: messages.filter(({ id }) => isInsecure(id)).map(({ unread: _unread, ...finding }) => finding),
    ...unreadOf(messages.filter(({ unread }) => unread).map(({ file, message }) => `${file}: ${message}`)),
  };
};

/** True for what is said of a file for which the project's settings have nothing. */
function isLeftOut(message: unknown): boolean {
  return (
    fieldOf(message, "ruleId") === null && textOf(fieldOf(message, "message"))?.startsWith("File ignored") === true
  );
}

/** `semgrep scan --json`. */
export const readSemgrep: ReadReport = (report) => {
  const results = listOf(fieldOf(report, "results"));
  return (
    results && {
      findings: results.map((told) => ({
        severity: severityOf(textOf(fieldOf(told, "extra", "severity"))),
        file: textOf(fieldOf(told, "path")) ?? "",
        ...lineOf(fieldOf(told, "start", "line")),
        id: textOf(fieldOf(told, "check_id")) ?? "",
        message: textOf(fieldOf(told, "extra", "message")) ?? "",
      })),
      ...unreadOf(
        (listOf(fieldOf(report, "errors")) ?? []).map((told) => textOf(fieldOf(told, "message")) ?? "an error"),
      ),
    }
  );
};
