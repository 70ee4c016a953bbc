// The redaction of rules.json: what has no rule is dropped. Rules become functions once, at the start.
import { createHmac, createSecretKey } from 'node:crypto';

const keptParameters = new Set(['utm_source', 'utm_medium', 'utm_campaign']);

export function compileRules(rules, secret) {
  const key = createSecretKey(Buffer.from(secret));

  const treatments = {
    keep: value => value,

    hmac(value) {
      const text = typeof value === 'number' ? String(value) : value;
      return typeof text !== 'string' || text === '' ? text : createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
    },

    // Of an address all that stands behind the question mark goes, except for the campaign.
    url(value) {
      if (typeof value !== 'string') return undefined;
      const fragment = value.indexOf('#');
      if (fragment >= 0) value = value.slice(0, fragment);
      const question = value.indexOf('?');
      if (question < 0) return value;
      const kept = value.slice(question + 1).split('&').filter(parameter => keptParameters.has(parameter.split('=', 1)[0]));
      return kept.length > 0 ? value.slice(0, question + 1) + kept.join('&') : value.slice(0, question);
    },

    ip(value) {
      if (typeof value !== 'string') return undefined;
      const four = /^(\d+\.\d+\.\d+)\.\d+$/.exec(value);
      if (four) return `${four[1]}.0`;
      const six = /^([0-9a-f]+:[0-9a-f]+:[0-9a-f]+):/i.exec(value);
      return six ? `${six[1]}::` : undefined;
    },

    // Kind and main version.
    userAgent(value) {
      if (typeof value !== 'string') return undefined;
      const found = /(Firefox|Edg|OPR|Chrome|Version)\/(\d+)/.exec(value);
      return found ? `Mozilla/5.0 (compatible) ${found[1]}/${found[2]}.0` : 'Mozilla/5.0 (compatible)';
    },

    // Of a list of brands those that are none ("Not:A-Brand") go.
    brands(value) {
      if (typeof value !== 'string') return undefined;
      const separator = value.includes('|') ? '|' : ',';
      const kept = value.split(separator).filter(brand => !brand.includes('Not'));
      return kept.length > 0 ? kept.join(separator).trim() : undefined;
    },

    screen(value) {
      const width = typeof value === 'string' ? /^(\d+)x\d+$/.exec(value)?.[1] : undefined;
      if (width === undefined) return undefined;
      return width < 600 ? '360x800' : width < 1100 ? '768x1024' : '1920x1080';
    },

    width: value => typeof value !== 'number' ? undefined : value < 600 ? 360 : value < 1100 ? 768 : 1920,

    height: value => typeof value !== 'number' ? undefined : value < 900 ? 800 : 1080,

    // Of gtag's packed user data only the version of the packing.
    version: value => typeof value === 'string' ? /^tv\.\d+/.exec(value)?.[0] : undefined,
  };

  function compile(rule) {
    if (typeof rule === 'string') {
      const treat = treatments[rule];
      if (!treat) throw new Error(`no such treatment: ${rule}`);
      return value => value === null ? null : typeof value === 'object' ? undefined : treat(value);
    }

    if (Array.isArray(rule)) {
      const element = compile(rule[0]);
      return value => {
        if (!Array.isArray(value)) return undefined;
        const kept = [];
        for (const item of value) {
          const left = element(item);
          if (left !== undefined) kept.push(left);
        }
        return kept.length > 0 ? kept : undefined;
      };
    }

    if (rule['@base64url']) {
      const inner = compile(rule['@base64url']);
      return value => {
        if (typeof value !== 'string') return undefined;
        const left = inner(JSON.parse(Buffer.from(value, 'base64url').toString()));
        return left === undefined ? undefined : Buffer.from(JSON.stringify(left)).toString('base64url');
      };
    }

    const { '@set': set, '@requires': requires, ...named } = rule;
    const fields = new Map(Object.entries(named).map(([name, inner]) => [name, compile(inner)]));
    return value => {
      if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
      const kept = {};
      let any = false;
      for (const name in value) {
        const left = fields.get(name)?.(value[name]);
        if (left !== undefined) {
          kept[name] = left;
          any = true;
        }
      }
      if (requires && kept[requires] === undefined) return undefined;
      if (set) return Object.assign(kept, set);
      return any ? kept : undefined;
    };
  }

  const compileAll = object => new Map(Object.entries(object ?? {}).map(([name, rule]) => [name, compile(rule)]));
  return new Map(rules.endpoints.map(endpoint => [endpoint.prefix, {
    path: new RegExp(endpoint.path),
    methods: new Set(endpoint.methods),
    headers: compileAll(endpoint.headers),
    setHeaders: endpoint.setHeaders ?? {},
    query: compileAll(endpoint.query),
    setQuery: Object.entries(endpoint.setQuery ?? {}).map(([name, value]) => `${name}=${value}`),
    body: endpoint.body && compile(endpoint.body),
  }]));
}

export function redactQuery(endpoint, query) {
  const kept = [];
  for (const parameter of query.split('&')) {
    const equals = parameter.indexOf('=');
    if (equals < 0) continue;
    const rule = endpoint.query.get(decodeURIComponent(parameter.slice(0, equals)));
    if (!rule) continue;
    const before = decodeURIComponent(parameter.slice(equals + 1));
    const after = rule(before);
    if (after === before) kept.push(parameter);
    else if (after !== undefined) kept.push(`${parameter.slice(0, equals)}=${encodeURIComponent(after)}`);
  }
  return kept.concat(endpoint.setQuery).join('&');
}

export function redactHeaders(endpoint, headers) {
  const kept = {};
  for (const [name, rule] of endpoint.headers) {
    const value = headers[name];
    const left = value === undefined ? undefined : rule(value);
    if (left !== undefined) kept[name] = left;
  }
  return Object.assign(kept, endpoint.setHeaders);
}
