import type { ElicitRequestFormParams, Server } from "@modelcontextprotocol/server";
import { printable } from "../../base/index.ts";
import { type Approve, type Means, questionLines, waitInQueue } from "../../consult/index.ts";
import type { Session } from "../../engine/index.ts";
import type { CommonOptions } from "../options.ts";

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

/** Whom a call may be put to. */
export type Person = Pick<Means, "approve" | "wayToAsk">;

const wayToAsk =
  "this client can't ask (MCP elicitation); with `sallyport mcp --wait SECONDS` it waits for `sallyport approvals allow` from a terminal";

/** The person at the client, or else, with `--wait`, whoever answers from a terminal. */
export function personAt(server: Server, session: Session, { wait }: CommonOptions): Person {
  const approve = askClient(server, session) ?? (wait === undefined ? undefined : waitInQueue(session, wait));
  return approve === undefined ? { wayToAsk } : { approve };
}

/** What the kit finds wrong with an answer goes over many lines; what is wrong is the same. */
async function inOneLine<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const isLong = error instanceof Error && error.message.includes("\n");
    throw isLong ? new Error("the client's answer is of no form that it may have", { cause: error }) : error;
  }
}

/** Asks the person at the client; nothing where the client has no way to ask. */
function askClient(server: Server, session: Session): Approve | undefined {
  const abilities = server.getClientCapabilities()?.elicitation;
  // Without a word on how, it is by forms.
  const hasForms = abilities !== undefined && (abilities.form !== undefined || abilities.url === undefined);
  if (!hasForms) return undefined;
  return async (question) => {
    const { signal } = question;
    const message = questionLines(session, question).join("\n");
    const by = `user of ${printable(server.getClientVersion()?.name ?? "the client", 100)}`;
    const options = { signal, timeout: patience };
    const { action, content } = await inOneLine(server.elicitInput({ message, requestedSchema: form }, options));
    const answer = answers.find((each) => each === content?.["answer"]);
    return { answer: action === "accept" && answer !== undefined ? answer : "deny", by };
  };
}
