import { expect, test } from "vitest";
import { openWay, readAll } from "./bad-input/ways.ts";
import { eventually, rawServer } from "./loopback-filter.ts";

test.for(["GET http://evil.test/ HTTP/1.1", "GET http://evil.test/", "\x15\x03\x01"])(
  "what is left at %j does not reach the server",
  async (said) => {
    let got = "";
    await using server = await rawServer(
      (socket) => void readAll(socket).then((all) => (got += all.toString("latin1"))),
    );
    await using opened = await openWay("connect", server.port);
    opened.socket.end(Buffer.from(said, "latin1"));
    await readAll(opened.socket);
    await eventually(() => opened.filter.entries.length > 0);
    expect(got).toBe("");
  },
);
