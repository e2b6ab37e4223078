import { once } from "node:events";
import { duplexPair } from "node:stream";
import { expect, test } from "vitest";
import { joinStreams } from "../../src/egress/join-streams.ts";

test("a side that has closed before ends the other one, and the copy", async () => {
  for (const first of [true, false]) {
    const [gone] = duplexPair();
    const [other] = duplexPair();
    gone.destroy();
    await once(gone, "close");
    await (first ? joinStreams(gone, other, 1000) : joinStreams(other, gone, 1000));
    expect(other.destroyed).toBe(true);
  }
});
