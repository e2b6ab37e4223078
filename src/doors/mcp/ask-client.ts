import type { ElicitRequestFormParams, Server } from "@modelcontextprotocol/server";
import { printable, printableEnds } from "../../base/index.ts";
import { type Approve, membersOf, type Question, subjectOf } from "../../consult/index.ts";

/** A person may be away. Milliseconds until nobody's answer is taken for a no. */
const patience = 600_000;

const answers = ["once", "session", "always", "deny"] as const;

const form: ElicitRequestFormParams["requestedSchema"] = {
  type: "object",
  properties: {
    answer: {
      type: "string",
      title: "Answer",
      description: "What is to be done with this request.",
      enum: [...answers],
      enumNames: ["Allow once", "Allow for this session", "Always allow", "Deny"],
    },
  },
  required: ["answer"],
};

/** Asks the person at the client; nothing where the client has no way to ask. */
export function askClient(server: Server): Approve | undefined {
  const abilities = server.getClientCapabilities()?.elicitation;
  // Without a word on how, it is by forms.
  const hasForms = abilities !== undefined && (abilities.form !== undefined || abilities.url === undefined);
  if (!hasForms) return undefined;
  return async ({ judgement, decision, signal }) => {
    const message = questionOf(judgement.request, decision.reasons[0].message);
    const by = `user of ${printable(server.getClientVersion()?.name ?? "the client", 100)}`;
    const options = { signal, timeout: patience };
    const { action, content } = await server.elicitInput({ message, requestedSchema: form }, options);
    const answer = answers.find((each) => each === content?.["answer"]);
    return { answer: action === "accept" && answer !== undefined ? answer : "deny", by };
  };
}

const longestShown = 10_000;

/** What would be done, whole or with its end, and why it is asked about. */
function questionOf(request: Question["judgement"]["request"], why: string): string {
  const { tool } = request;
  const what = tool === "Bash" ? subjectOf(request) : JSON.stringify(Object.fromEntries(membersOf(request)));
  return `${tool}: ${printableEnds(what, longestShown)}\n${printable(why, longestShown)}`;
}
