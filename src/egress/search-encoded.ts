import { Transform } from "node:stream";
import type { ByteFilter } from "../observe/index.ts";
import { type Decoder, decoders } from "./codings.ts";

/** In bytes: more of a body is not kept back, and not searched. */
const most = { encoded: 16 * 1024 * 1024, decoded: 32 * 1024 * 1024 };

/** What is made of what a search finds. */
export interface Finding {
  /** True from the first one on that stops the request. */
  readonly stopped: () => boolean;
  /** Looks at what was found by now. */
  readonly look: () => void;
  /** Says why the body can't be searched. */
  readonly unsearched: (why: string) => void;
}

interface Searched {
  readonly coding: string;
  /** For the bytes as they come, and for what they stand for. */
  readonly redactors: { readonly raw: ByteFilter; readonly text: ByteFilter };
  readonly finding: Finding;
  /** Nothing goes out before all of it was searched: a decoder may know the beginning of a secret long before it shows it. */
  readonly holds: boolean;
}

/** Passes a compressed body on while what it stands for is searched. Whoever sends it says what it unpacks to: both sizes are bounded. */
export function searchEncoded(searched: Searched): Transform {
  const { redactors, finding, holds } = searched;
  const held: Buffer[] = [];
  const unpacking = unpack(searched);
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      redactors.raw.push(chunk);
      finding.look();
      unpacking.push(chunk, () => {
        if (finding.stopped()) held.length = 0;
        else if (!holds) done(null, chunk);
        else done(null, void held.push(chunk));
      });
    },
    flush(done) {
      redactors.raw.end();
      finding.look();
      unpacking.end(() => {
        if (finding.stopped()) return;
        for (const chunk of held) this.push(chunk);
        done();
      });
    },
  });
}

interface Unpacking {
  readonly push: (chunk: Buffer, done: () => void) => void;
  readonly end: (done: () => void) => void;
}

/** Searches what is packed into bytes, as far as that can be told. */
function unpack({ coding, redactors: { text }, finding }: Searched): Unpacking {
  let [encoded, decoded] = [0, 0];
  let waiting = (): void => undefined;
  let decoder: Decoder | undefined = decoders.get(coding)?.();
  const giveUp = (why: string): void => {
    decoder?.destroy();
    decoder = undefined;
    finding.unsearched(why);
    waiting(); // A decoder that fails calls nobody back.
  };
  if (decoder === undefined) giveUp(`it is encoded as ${coding}`);
  decoder?.on("error", () => decoder && giveUp(`it is no ${coding}`));
  decoder?.on("data", (chunk: Buffer) => {
    text.push(chunk);
    finding.look();
    if ((decoded += chunk.length) > most.decoded) giveUp(`it unpacks to more than ${most.decoded} bytes`);
  });
  return {
    push(chunk, done) {
      if ((encoded += chunk.length) > most.encoded) giveUp(`it has more than ${most.encoded} bytes`);
      if (decoder === undefined) return done();
      waiting = once(done);
      decoder.write(chunk, () => waiting());
    },
    end(done) {
      if (decoder === undefined) return done();
      decoder.once("close", () => {
        if (decoder !== undefined && decoder.bytesWritten < encoded) giveUp(`more follows the end of the ${coding}`);
        text.end();
        finding.look();
        done();
      });
      decoder.end();
    },
  };
}

function once(call: () => void): () => void {
  let called = false;
  return () => {
    if (!called) call();
    called = true;
  };
}
