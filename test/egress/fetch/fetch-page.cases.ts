import type { OutgoingHttpHeaders } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";

interface BodyRow {
  readonly name: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Buffer;
  /** What is shown; absent where nothing is. */
  readonly text?: string;
  readonly format?: "markdown" | "text";
  /** A part of what is said instead. */
  readonly failure?: string;
}

const html = { "content-type": "text/html; charset=utf-8" };
const plain = { "content-type": "text/plain" };

const page = `<!doctype html><html><head><title>Shop</title><style>p { color: red }</style><script>alert(1)</script></head>
<body><h1>Shop</h1><p>Open <b>daily</b>, see <a href="/hours">hours</a>.</p><ul><li>one</li><li>two</li></ul>
<pre><code>npm run x</code></pre><img src="data:image/png;base64,AAAA" alt="a logo"><noscript>turn it on</noscript></body></html>`;
const markdown = `Shop

# Shop

Open **daily**, see [hours](/hours).

-   one
-   two

\`\`\`
npm run x
\`\`\`

a logo`;

export const bodyRows: readonly BodyRow[] = [
  { name: "a page becomes Markdown", headers: html, body: page, text: markdown, format: "markdown" },
  {
    name: "a page of a server that does not say what it sends",
    headers: {},
    body: "<!DOCTYPE html><p>hi</p>",
    text: "hi",
    format: "markdown",
  },
  { name: "a text of a server that does not say", headers: {}, body: "a < b", text: "a < b", format: "text" },
  { name: "a text stays as it is", headers: plain, body: "<b>x</b>", text: "<b>x</b>", format: "text" },
  {
    name: "JSON",
    headers: { "content-type": "application/vnd.api+json" },
    body: '{"a":"ü"}',
    text: '{"a":"ü"}',
    format: "text",
  },
  { name: "an empty body", headers: plain, body: "", text: "", format: "text" },
  {
    name: "a charset in the header",
    headers: { "content-type": 'text/plain; charset="windows-1251"' },
    body: Buffer.from([0xcf, 0xf0, 0xe8]),
    text: "При",
  },
  {
    name: "a charset in the page",
    headers: { "content-type": "text/html" },
    body: Buffer.concat([Buffer.from('<meta charset="shift_jis"><p>'), Buffer.from([0x93, 0xfa, 0x96, 0x7b])]),
    text: "日本",
  },
  {
    name: "a charset in the older way",
    headers: { "content-type": "text/html" },
    body: Buffer.concat([
      Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>'),
      Buffer.from([0xfc]),
    ]),
    text: "ü",
  },
  {
    name: "a charset that nobody knows",
    headers: { "content-type": "text/plain; charset=klingon" },
    body: "ü",
    text: "ü",
  },
  {
    name: "a byte order mark against the header",
    headers: { "content-type": "text/plain; charset=iso-8859-1" },
    body: Buffer.from("\uFEFFüx", "utf16le"),
    text: "üx",
  },
  { name: "broken UTF-8", headers: plain, body: Buffer.from([0x61, 0xff, 0x62]), text: "a\uFFFDb" },
  { name: "gzip", headers: { ...plain, "content-encoding": "gzip" }, body: gzipSync("packed"), text: "packed" },
  {
    name: "brotli",
    headers: { ...plain, "content-encoding": "br" },
    body: brotliCompressSync("packed"),
    text: "packed",
  },
  {
    name: "deflate",
    headers: { ...plain, "content-encoding": "deflate" },
    body: deflateSync("packed"),
    text: "packed",
  },
  {
    name: "gzip that is none",
    headers: { ...plain, "content-encoding": "gzip" },
    body: "not packed",
    failure: "incorrect header check",
  },
  {
    name: "gzip that stops half way",
    headers: { ...plain, "content-encoding": "gzip" },
    body: gzipSync("packed".repeat(999)).subarray(0, 20),
    failure: "unexpected end of file",
  },
  {
    name: "an encoding that was not asked for",
    headers: { ...plain, "content-encoding": "compress" },
    body: "x",
    failure: "not asked for",
  },
  { name: "a picture", headers: { "content-type": "image/png" }, body: "x", failure: "no text (image/png)" },
  {
    name: "bytes of a server that does not say",
    headers: {},
    body: Buffer.from([1, 0, 2]),
    failure: "no text (application/octet-stream)",
  },
];

interface UrlRow {
  readonly name: string;
  readonly url: string;
}

/** None of these may be asked for, whatever the profile allows. */
export const badUrls: readonly UrlRow[] = [
  { name: "no URL", url: "example" },
  { name: "another scheme", url: "ftp://a.example.com/" },
  { name: "a file", url: "file:///etc/passwd" },
  { name: "a user name", url: "http://me:pass@a.example.com/" },
  { name: "a backslash", url: "http://a.example.com\\@b.example.com/" },
  { name: "a blank in the host", url: "http://a.example.com .evil.test/" },
  { name: "a line break", url: "http://a.example.com/x\r\nHost: b" },
  { name: "no host", url: "http:///x" },
];
