import { PassThrough, Writable } from "node:stream";
import { expect, onTestFinished, test, vi } from "vitest";
import { createLineTransport } from "../../src/doors/mcp/line-transport.ts";

const ask = (id: number): object => ({ jsonrpc: "2.0", id, method: "elicitation/create", params: {} });
const cancel = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 1 } };

test("only what answers an open request of ours badly ends it, all else that is no message is answered with an error", async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const transport = createLineTransport(input, output);
  const heard: unknown[] = [];
  transport.onmessage = (message) => void heard.push(message);
  await transport.start();
  for (const message of [ask(0), ask(1), cancel]) await transport.send(message as Parameters<typeof transport.send>[0]);
  const lines = [
    '{"jsonrpc":"2.0","id":7,"params":{}}', // a request without its method
    '{"jsonrpc":"2.0","id":"0","result":7}',
    '{"jsonrpc":"2.0","id":1,"result":7}', // nobody waits for it any more
    '{"jsonrpc":"2.0","id":0,"result":7}',
    '{"jsonrpc":"2.0","id":0,"result":7}', // once is enough
  ];
  input.end(`${lines.join("\n")}\n`);
  await transport.ended;
  expect(heard).toMatchObject([{ id: 0, error: { code: -32600 } }]);
  const told = String(output.read()).trim().split("\n").slice(3);
  expect(told.map((line) => JSON.parse(line) as unknown)).toMatchObject(
    Array.from({ length: 4 }, () => ({ id: null, error: { code: -32600 } })),
  );
});

/** A client, by how much it leaves unread. MiB. */
function unreadBy(): {
  readonly answer: (unread: number) => Promise<void>;
  readonly reads: () => void;
  readonly isGone: () => boolean;
} {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  let unread = 0;
  Object.defineProperty(output, "writableLength", { get: () => unread * 1024 * 1024 });
  const transport = createLineTransport(new PassThrough(), output);
  let gone = false;
  transport.onclose = () => void (gone = true);
  return {
    answer: async (now) => {
      unread = now;
      await transport.send({ jsonrpc: "2.0", id: 1, result: {} });
    },
    reads: () => {
      unread = 0;
      output.emit("drain");
    },
    isGone: () => gone,
  };
}

test("a client that reads may be given much at once, one that does not is left after a while", async () => {
  const client = unreadBy();
  await client.answer(72);
  await vi.advanceTimersByTimeAsync(20_000);
  client.reads();
  await client.answer(72);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(client.isGone()).toBe(false);
  await client.answer(73);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(client.isGone()).toBe(true);
});

test("more than is kept for any client is too much at once", async () => {
  const client = unreadBy();
  await client.answer(256);
  expect(client.isGone()).toBe(false);
  await client.answer(257);
  expect(client.isGone()).toBe(true);
});
