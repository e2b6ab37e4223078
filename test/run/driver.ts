/**
 * Runs one launch with its own standard streams, as a door would: a program of its own, so that tests can send it
 * signals, kill it, and start it as another user. The last argument is the order, as JSON.
 */
import { statSync, writeSync } from "node:fs";
import { type ExecWatch, parseAbsolutePath, SallyportError } from "../../src/base/index.ts";
import { runSwept } from "../../src/run/index.ts";
import { answeringNetwork } from "./answering-network.ts";
import { launchOf, type Order } from "./launch-of.ts";
import { driveRoughly } from "./rough-decider.ts";

async function drive(order: Order): Promise<number> {
  const launch = launchOf(order);
  if ("kind" in launch) return say(125, launch);
  if (order.manner !== undefined) return driveRoughly(launch, order.warden, order.manner);
  const result = await runSwept(launch, {
    warden: parseAbsolutePath(order.warden),
    watch: watchFor(order),
    ...(order.network !== undefined && { network: answeringNetwork() }),
  });
  return order.verbose === true ? say(result.status, { result, layers: launch.layers }) : result.status;
}

/** A decider that knows programs by their files, and refuses some words and variables whatever the program. */
function watchFor({
  denied = [],
  deniedFiles = [],
  deniedWords = [],
  deniedVariables = [],
  throwsAt,
  lasting = false,
}: Order): ExecWatch {
  const inodes = deniedFiles.map((path) => String(statSync(path).ino));
  const assignments = deniedVariables.map((assignment) => assignment.split("=", 2));
  let last = 0;
  return {
    answer: ({ file, path, argv, env, caller }) => {
      const name = (file?.path ?? path).split("/").at(-1) ?? "";
      if (throwsAt !== undefined && argv.includes(throwsAt)) throw new Error("the decider fails");
      const refused =
        denied.includes(name) ||
        inodes.includes(file?.inode ?? "") ||
        (lasting && caller === 0 && last > 0) ||
        deniedWords.some((word) => argv.includes(word)) ||
        assignments.some(([variable = "", value]) => env.get(variable) === value);
      if (refused) return { allow: false, line: `sallyport: denied: ${name}` };
      last += 1;
      return { allow: true, image: last, lasting, reach: "same-question", again: false };
    },
    repeated: () => undefined,
  };
}

function say(status: number, fact: object): number {
  writeSync(2, `${JSON.stringify(fact)}\n`);
  return status;
}

try {
  process.exitCode = await drive(JSON.parse(process.argv.at(-1) ?? "{}"));
} catch (error) {
  if (!(error instanceof SallyportError)) throw error;
  process.exitCode = say(125, { code: error.code, message: error.message, details: error.details });
}
