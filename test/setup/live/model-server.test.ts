import { request } from "node:http";
import { expect, test } from "vitest";
import { startModel } from "../../../src/setup/index.ts";

/** Sends the beginning of a request, and what comes of it: nothing within half a second, or its status. */
function beginAt(url: string): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const asked = request(url, { method: "POST", headers: { "content-length": "1000000000" } }, ({ statusCode }) =>
    resolve(statusCode),
  );
  asked.on("error", () => resolve(undefined));
  asked.write("{");
  const late = setTimeout(() => resolve(undefined), 500);
  return promise.finally(() => {
    clearTimeout(late);
    asked.destroy();
  });
}

test("who was not told of the model is answered unheard", async () => {
  await using model = await startModel([]);
  expect(await beginAt(new URL("/v1/messages", model.url).href)).toBe(404);
  expect(await beginAt(`${model.url}/v1/messages`)).toBeUndefined();
  expect(model.seen).toEqual([]);
});
