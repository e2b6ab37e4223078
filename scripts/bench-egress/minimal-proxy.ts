/** The floor: what any proxy in Node costs that decides nothing and writes nothing down. */
import { lookup } from "node:dns";
import { Agent, createServer, type IncomingMessage, request as sendRequest, type ServerResponse } from "node:http";
import { connect, type LookupFunction, type Socket } from "node:net";

type Found = readonly [error: Error | null, addresses: { readonly address: string; readonly family: number }[]];

/** Names are looked up once, so that the floor is not one of `getaddrinfo`. */
const known = new Map<string, Found>();

const find: LookupFunction = (host, options, callback) => {
  const tell = ([error, addresses]: Found): void => {
    const [{ address, family } = { address: "", family: 0 }] = addresses;
    if (options.all === true) callback(error, addresses);
    else callback(error, address, family);
  };
  const found = known.get(host);
  if (found !== undefined) {
    process.nextTick(tell, found);
    return;
  }
  lookup(host, { all: true, family: 4 }, (error, addresses) => {
    known.set(host, [error, addresses]);
    tell([error, addresses]);
  });
};

const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });

function forward(request: IncomingMessage, response: ServerResponse): void {
  const { hostname, port, pathname, search } = new URL(request.url ?? "");
  const { "proxy-connection": _, ...headers } = request.headers;
  const { method } = request;
  const server = sendRequest(
    { agent, hostname, port, path: pathname + search, method, headers, lookup: find },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    },
  );
  server.on("error", () => response.destroy());
  request.pipe(server);
}

function tunnel(request: IncomingMessage, client: Socket, head: Buffer): void {
  const [host = "", port = ""] = (request.url ?? "").split(":");
  const server = connect({ host, port: Number(port), lookup: find, noDelay: true, allowHalfOpen: true }, () => {
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    server.write(head);
    client.pipe(server);
    server.pipe(client);
  });
  server.on("error", () => client.destroy());
  client.on("error", () => server.destroy());
}

createServer(forward).on("connect", tunnel).listen(Number(process.argv[2]), "127.0.0.1");
