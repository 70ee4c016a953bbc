// A redacting proxy in one process: node redact.mjs PORT SINK_PORT. Rules and key come from the environment.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Pool } from 'undici';
import { compileRules, redactHeaders, redactQuery } from './rules.mjs';

const [port, sink] = process.argv.slice(2).map(Number);
const endpoints = compileRules(JSON.parse(readFileSync(process.env.PEER_RULES, 'utf8')), process.env.PEER_KEY);
const vendor = new Pool(`http://127.0.0.1:${sink}`, { connections: 64, pipelining: 1 });

// What one body may be, as received and decoded.
const limit = 1024 * 1024;

// What leaves, or undefined.
function redact(request, body) {
  const [target, query = ''] = request.url.split('?', 2);
  const slash = target.indexOf('/', 3);
  const endpoint = endpoints.get(target.slice(0, slash));
  const path = target.slice(slash);
  if (!endpoint?.methods.has(request.method) || !endpoint.path.test(path)) return undefined;
  let left;
  if (endpoint.body && body.length > 0) {
    const isGzip = body[0] === 0x1f && body[1] === 0x8b;
    const json = endpoint.body(JSON.parse((isGzip ? gunzipSync(body, { maxOutputLength: limit }) : body).toString()));
    if (json === undefined) return undefined;
    left = JSON.stringify(json);
    if (isGzip) left = gzipSync(left, { level: 1 });
  }
  const parameters = redactQuery(endpoint, query);
  return { method: request.method, path: parameters ? `${path}?${parameters}` : path, headers: redactHeaders(endpoint, request.headers), body: left };
}

async function forward(request, response, body) {
  let leaving;
  try {
    leaving = redact(request, body);
  } catch {
    // Nothing leaves that was not understood; the page's script gets its success.
  }
  if (!leaving) {
    response.writeHead(204).end();
    return;
  }
  try {
    const answer = await vendor.request(leaving);
    await answer.body.dump();
    response.writeHead(answer.statusCode).end();
  } catch {
    response.writeHead(502).end();
  }
}

createServer({ keepAliveTimeout: 600_000, requestTimeout: 0 }, (request, response) => {
  const chunks = [];
  let length = 0;
  request.on('data', chunk => {
    length += chunk.length;
    if (length > limit) request.destroy();
    else chunks.push(chunk);
  });
  request.on('end', () => forward(request, response, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
}).listen(port, '127.0.0.1', 1024);
