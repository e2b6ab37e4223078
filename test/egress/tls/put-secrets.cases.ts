interface SecretRow {
  readonly name: string;
  readonly url: string;
  readonly header: readonly [name: string, value: string];
  /** What the server gets; absent where the header stays as it is. */
  readonly gets?: string;
}

const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

/** `TOKEN` is `placeholder-token` and really `s3cr3t`; `KEY` is `placeholder-key` and really `$&k3y`. */
export const secretRows: readonly SecretRow[] = [
  {
    name: "a bearer token",
    url: "https://api.example.com/x",
    header: ["Authorization", "Bearer placeholder-token"],
    gets: "Bearer s3cr3t",
  },
  {
    name: "a password of Basic",
    url: "https://api.example.com/x",
    header: ["authorization", basic("git:placeholder-token")],
    gets: basic("git:s3cr3t"),
  },
  {
    name: "a user name of Basic, in lower case",
    url: "https://api.example.com/x",
    header: ["AUTHORIZATION", basic("placeholder-token:").replace("Basic", "basic")],
    gets: basic("s3cr3t:").replace("Basic", "basic"),
  },
  {
    name: "an API key",
    url: "https://api.example.com/x",
    header: ["X-Api-Key", "placeholder-token"],
    gets: "s3cr3t",
  },
  {
    name: "both in one field",
    url: "https://both.example.com/x",
    header: ["Authorization", "placeholder-token/placeholder-key"],
    gets: "s3cr3t/$&k3y",
  },
  {
    name: "a header of the profile's choice",
    url: "https://key.example.net/x",
    header: ["X-Mine", "k=placeholder-key"],
    gets: "k=$&k3y",
  },
  {
    name: "plain HTTP to a listed port",
    url: "http://local.example.com:8080/x",
    header: ["Authorization", "placeholder-token"],
    gets: "s3cr3t",
  },
  { name: "another host", url: "https://evil.example.org/x", header: ["Authorization", "placeholder-token"] },
  { name: "a host below", url: "https://x.api.example.com/x", header: ["Authorization", "placeholder-token"] },
  {
    name: "a host that ends alike",
    url: "https://evilapi.example.com/x",
    header: ["Authorization", "placeholder-token"],
  },
  { name: "plain HTTP", url: "http://api.example.com/x", header: ["Authorization", "placeholder-token"] },
  {
    name: "plain HTTP to the port of TLS",
    url: "http://api.example.com:443/x",
    header: ["Authorization", "placeholder-token"],
  },
  { name: "another port", url: "https://local.example.com:8081/x", header: ["Authorization", "placeholder-token"] },
  {
    name: "a header that servers print",
    url: "https://api.example.com/x",
    header: ["User-Agent", "placeholder-token"],
  },
  {
    name: "a header that is not on the list",
    url: "https://key.example.net/x",
    header: ["X-Api-Key", "placeholder-key"],
  },
  { name: "another secret's host", url: "https://key.example.net/x", header: ["X-Mine", "placeholder-token"] },
  { name: "a name that is a placeholder", url: "https://api.example.com/x", header: ["placeholder-token", "x"] },
  { name: "Basic without a placeholder", url: "https://api.example.com/x", header: ["Authorization", "Basic  YTpi"] },
];
