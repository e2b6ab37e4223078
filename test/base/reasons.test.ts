import { expect, test } from "vitest";
import { errorStatus, exitStatus, reasonCodes } from "../../src/base/index.ts";

/** `docs/reasons.md` is written from the tables in the code: `vitest -u` renews it. */
function reasonsPage(): string {
  const codes = Object.entries(reasonCodes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  const errors = Object.entries(errorStatus).map(([code, { exit }]) => `| \`${code}\` | ${exit} |`);
  return `# Reasons and statuses

Every verdict carries at least one reason with one of these codes. The first reason is the one that decided.

| code | meaning |
| --- | --- |
${codes.join("\n")}

A command that was run ends with its own status, or with ${exitStatus.timedOut} at its deadline; one that was denied, with ${exitStatus.denied}.
What keeps Sallyport from doing its job is no denial, and ends with:

| error | status |
| --- | --- |
${errors.join("\n")}
`;
}

test("the page of reasons says what the code says", async () => {
  await expect(reasonsPage()).toMatchFileSnapshot("../../docs/reasons.md");
});

test("codes name a room and are written in lower case", () => {
  for (const code of [...Object.keys(reasonCodes), ...Object.keys(errorStatus)]) {
    expect(code).toMatch(/^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/u);
  }
});
