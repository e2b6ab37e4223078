import { expect, test } from "vitest";
import { confirmedBy, consult, issueTicket } from "../../src/consult/index.ts";
import { type Stay, stayUnder } from "./session.ts";

const profile = { permission_mode: "default", allowed_tools: ["Bash(echo:*)"], disallowed_tools: ["Bash(rm:*)"] };
const harmless = "#!/bin/sh\necho harmless\n";

/** What becomes of the command when it comes back with its ticket, after something has happened meanwhile. */
async function cameBack(
  { session }: Pick<Stay, "session">,
  command: string,
  meanwhile: () => void = () => undefined,
): Promise<readonly [string, string]> {
  const ticket = issueTicket(session, command);
  meanwhile();
  // Another process has looked for no program yet.
  const later = { ...session, host: { ...session.host, memory: { since: 0, found: new Map() } } };
  const { decision } = await consult(later, "Bash", { command }, { approve: confirmedBy(later, ticket) });
  return [decision.effect, decision.reasons[0].code];
}

test.for(["./deploy.sh", "sh deploy.sh", "cat deploy.sh | sh"])(
  "a ticket for %s is no yes to another script",
  async (command) => {
    using stay = stayUnder(profile);
    stay.put("deploy.sh", harmless, 0o755);
    expect(await cameBack(stay, command)).toEqual(["allow", "ask/allowed"]);
    const swap = (): unknown => stay.put("deploy.sh", "#!/bin/sh\necho harmful!\n");
    expect(await cameBack(stay, command, swap)).toEqual(["deny", "ask/changed"]);
  },
);

test("nor to a program that has come to stand in front of the one that was named", async () => {
  using stay = stayUnder(profile);
  const host = { ...stay.session.host, searchPath: `${stay.home}/bin:/usr/bin:/bin` };
  const found = { session: { ...stay.session, host } };
  expect(await cameBack(found, "make")).toEqual(["allow", "ask/allowed"]);
  expect(await cameBack(found, "make", () => void stay.put("../bin/make", harmless, 0o755))).toEqual([
    "deny",
    "ask/changed",
  ]);
});

test("a ticket is good for once, for its text, where another process finds the system's programs elsewhere, too", async () => {
  using stay = stayUnder(profile);
  const ticket = issueTicket(stay.session, "make all");
  const later = { ...stay.session, host: { ...stay.session.host, searchPath: "/nowhere" } };
  const approve = confirmedBy(later, ticket);
  const codes: string[] = [];
  for (const command of ["make all", "make all"])
    codes.push((await consult(later, "Bash", { command }, { approve })).decision.reasons[0].code);
  expect(codes).toEqual(["ask/allowed", "rule/no-match"]);
  const other = confirmedBy(stay.session, issueTicket(stay.session, "make all"));
  const { decision } = await consult(stay.session, "Bash", { command: "make other" }, { approve: other });
  expect(decision.effect).toBe("ask");
});
