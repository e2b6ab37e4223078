import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Session } from "../engine/index.ts";
import { keepOnce, takeOnce } from "./one-time-file.ts";

/** Hands a command's text to another door of ours that the client starts, where it is too long for an argument. No command can read it. */
export function handText(session: Session, text: string): string {
  return `${keepOnce(folderOf(session), text)}-${hashOf(text)}`;
}

/** The text that was handed over; nothing when it was taken before, is over, or is not the one that was handed over. */
export function takeHandedText(session: Session, ticket: string): string | undefined {
  const [number = "", hash] = ticket.split("-");
  const text = takeOnce(folderOf(session), number);
  return text !== undefined && hashOf(text) === hash ? text : undefined;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function folderOf({ host }: Session): string {
  return join(host.places.state, "handed");
}
