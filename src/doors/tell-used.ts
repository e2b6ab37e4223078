import { printable } from "../base/index.ts";
import { tellUsed } from "../consult/index.ts";
import type { Judgement, Session } from "../engine/index.ts";

/** Tells the profile's hooks of what was done, and says what they have to say. Returns what to show in place of the output, if anything. */
export async function sayUsed(
  session: Session,
  judgement: Judgement,
  response: unknown,
  say: (line: string) => void,
): Promise<unknown> {
  if (session.loaded.profile.hooks.length === 0) return undefined;
  const { told, failed, output } = await tellUsed(session, judgement, response);
  for (const line of [...told, ...failed]) say(`sallyport: ${printable(line, 2000)}`);
  return output;
}
